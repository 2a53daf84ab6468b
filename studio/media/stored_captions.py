"""Captions as they lie in a course: read once, because their files never change."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from studio.media.captions import read_captions
from studio.media.cues import Cue

_MOST = 32
"""Files of captions that are kept in memory; one of a whole day takes about 1 MB."""

_known: dict[Path, tuple[Cue, ...]] = {}


def stored_cues(path: Path) -> tuple[Cue, ...]:
    """Return the captions of a file that is named by its content.

    Raises:
        StudioError: there is no such file, or it holds no captions.
    """
    known = _known.get(path)
    return remember(path, read_captions(path)) if known is None else known


def remember(path: Path, cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """Return the captions that reading a file that was just written with `cues` would give."""
    while len(_known) >= _MOST:
        _known.pop(next(iter(_known)), None)
    kept = _known[path] = as_written(cues)
    return kept


def as_written(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """Return captions as a file keeps them: by time, in milliseconds, without blank lines."""
    kept = (
        Cue(round(max(cue.start_s, 0.0), 3), round(max(cue.end_s, 0.0), 3), tidy(cue.text))
        for cue in cues
    )
    shown = (cue for cue in kept if cue.text and cue.end_s > cue.start_s)
    return tuple(sorted(shown, key=lambda cue: (cue.start_s, cue.end_s)))


def tidy(text: str) -> str:
    """Return the text of a caption without blank lines and the space around lines."""
    lines = (line.strip() for line in text.replace("\xa0", " ").splitlines())
    return "\n".join(line for line in lines if line)
