"""What differs between Windows, macOS and Linux; nothing else knows.

Functions that branch take the system's name, so that each branch is tested on any system.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

_APP = "coursewright"
_HELD_ERRORS = (5, 32, 33)
"""Windows: access denied, sharing violation, lock violation."""
_RETRY_S = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8)


def replace_file(
    source: Path,
    target: Path,
    *,
    rename: Callable[[Path, Path], object] = os.replace,
    pause: Callable[[float], object] = time.sleep,
) -> None:
    """Rename `source` over `target`.

    On Windows a virus scanner or a synchronisation client may hold the target for a moment: then
    it is tried again for about one and a half seconds.

    Raises:
        OSError: the rename failed for good.
    """
    for wait in _RETRY_S:
        try:
            rename(source, target)
        except OSError as problem:
            if getattr(problem, "winerror", None) not in _HELD_ERRORS:
                raise
            pause(wait)
        else:
            return
    rename(source, target)


def flush_folder(folder: Path, system: str = sys.platform) -> None:
    """Put the names in `folder` on the disk, so that a rename survives a power cut.

    Windows has no such call, and some network shares refuse it: there it does nothing.
    """
    if system == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)


def child_flags(system: str = sys.platform) -> int:
    """Return the `creationflags` for a child process: on Windows, no console window."""
    return int(getattr(subprocess, "CREATE_NO_WINDOW", 0x08000000)) if system == "win32" else 0


def config_folder() -> Path:
    """Return the folder of the user's settings (`COURSEWRIGHT_HOME/config` where that is set)."""
    import platformdirs

    return _own_folder("config") or platformdirs.user_config_path(_APP, appauthor=False)


def log_folder() -> Path:
    """Return the folder of the logs (`COURSEWRIGHT_HOME/logs` where that is set)."""
    import platformdirs

    return _own_folder("logs") or platformdirs.user_log_path(_APP, appauthor=False)


def user_language(environ: dict[str, str] | None = None, system: str = sys.platform) -> str:
    """Return the language that the system speaks with its user, as a locale name (`fr_FR`)."""
    values = dict(os.environ) if environ is None else environ
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = values.get(name, "").split(":")[0]
        if value and value not in ("C", "POSIX") and not value.startswith("C."):
            return value
    if system == "linux":
        return "en"
    import locale

    return locale.getlocale()[0] or "en"


def _own_folder(name: str) -> Path | None:
    home = os.environ.get("COURSEWRIGHT_HOME")
    return Path(home) / name if home else None
