"""A caption, whatever file it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: plain text (lines parted by newlines) shown in [`start_s`, `end_s`)."""

    start_s: float
    end_s: float
    text: str
