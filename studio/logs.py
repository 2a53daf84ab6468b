"""Logs for the support of the program: rotated, in the user's log folder, nothing personal.

Paths are cut down to what the program itself is made of: a user's name and the names of files
and courses never reach a log.
"""

from __future__ import annotations

import logging
import platform
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

from studio import __version__
from studio.system import log_folder

_MAX_BYTES = 500_000
_KEPT = 3
_OURS = re.compile(r"(?:studio|exporters|assets|site-packages|lib[/\\]python[\d.]+)[/\\].*")
_QUOTED = re.compile(r"""(['"])((?:(?!\1).)*[/\\](?:(?!\1).)*)\1""")
_BARE = re.compile(r"(?<![\w<])(?:[A-Za-z]:)?[/\\][^\s'\":]+(?:[/\\][^\s'\":]+)*")


class Impersonal(logging.Formatter):
    """Formats a record and takes every path out that is not the program's own."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text without personal paths."""
        return impersonal(super().format(record))


def impersonal(text: str) -> str:
    """Return `text` with paths shortened to the program's own files, others as `<path>`."""
    quoted = _QUOTED.sub(lambda found: f"{found[1]}{_shortened(found[2])}{found[1]}", text)
    return _BARE.sub(lambda found: _shortened(found[0]), quoted)


def start_logging() -> Path | None:
    """Write what the program logs to a rotating file; return it (None: it can't be written)."""
    path = log_folder() / "coursewright.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=_MAX_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        return None
    _stop_logging()
    handler.setFormatter(Impersonal("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    log = logging.getLogger(__name__)
    log.info(
        "Coursewright %s, Python %s, %s", __version__, platform.python_version(), platform.system()
    )
    return path


def _stop_logging() -> None:
    """Close the file of an earlier start: each line is written once."""
    root = logging.getLogger()
    for handler in root.handlers[:]:
        if isinstance(handler, RotatingFileHandler):
            root.removeHandler(handler)
            handler.close()


def _shortened(path: str) -> str:
    ours = _OURS.search(path)
    return ours[0] if ours else "<path>"
