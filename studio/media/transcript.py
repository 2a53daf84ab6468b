"""What is said in a recording, as captions and with its language."""

from __future__ import annotations

from dataclasses import dataclass

from studio.media.cues import Cue


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said: the language that was spoken (a BCP 47 tag), and captions."""

    language: str
    cues: tuple[Cue, ...]
