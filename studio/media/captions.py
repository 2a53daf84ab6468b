"""Captions: read SubRip and WebVTT, cut them with their clip, write WebVTT."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: plain text (lines parted by newlines) shown in [`start_s`, `end_s`)."""

    start_s: float
    end_s: float
    text: str


def read_captions(path: Path) -> tuple[Cue, ...]:
    """Return the captions of a SubRip or WebVTT file, by their start.

    Raises:
        StudioError: there is no such file, it is empty, of an unknown encoding, or no captions.
    """
    raise NotImplementedError(path)


def vtt(cues: Sequence[Cue]) -> str:
    """Return captions as a WebVTT file (W3C WebVTT, section 4)."""
    raise NotImplementedError(cues)


def cut_cues(cues: Sequence[Cue], start_s: float, end_s: float) -> tuple[Cue, ...]:
    """Return the captions of the clip [`start_s`, `end_s`), timed from its start.

    The words of a caption that lies across a border go to the side on which they are said: no
    word is lost and none is in both clips.
    """
    raise NotImplementedError(cues, start_s, end_s)


def sentence_ends(cues: Sequence[Cue]) -> tuple[float, ...]:
    """Return the times at which a sentence ends."""
    raise NotImplementedError(cues)
