"""The caption file that lies beside a recording, as recorders and platforms put it there."""

from __future__ import annotations

from pathlib import Path

_SUFFIXES = (".vtt", ".srt")


def captions_beside(recording: Path) -> Path | None:
    """Return the captions of the same name (`a.vtt` or `a.fr.vtt` for `a.mp4`), None without.

    One without a language in its name comes first; else the first by name.
    """
    name = recording.stem.casefold()
    try:
        files = sorted(file for file in recording.parent.iterdir() if _is_captions(file))
    except OSError:
        return None
    own = [file for file in files if file.stem.casefold() == name]
    named = [file for file in files if file.stem.casefold().rpartition(".")[0] == name]
    return next(iter([*own, *named]), None)


def _is_captions(file: Path) -> bool:
    return file.suffix.casefold() in _SUFFIXES and file.is_file()
