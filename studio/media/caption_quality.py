"""What makes captions hard to read: too fast, too long, too short, on top of each other.

The figures are those of the subtitling guides of broadcasters. Lines and times are those that
`caption_making` keeps to (BBC Subtitle Guidelines, sections on line length and timing; Netflix
Timed Text Style Guide, general requirements).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from studio.media.caption_edits import UNWRITTEN
from studio.media.caption_making import COLUMNS, LONGEST_S, SHORTEST_S, columns
from studio.media.cues import Cue
from studio.messages import Message, message

FASTEST = 20.0
"""Characters a second that adults can read beside a picture: 20 (Netflix Timed Text Style Guide
for English, reading speed); the 160 to 180 words a minute of the BBC are 16 to 18 of them."""
LINES = 2
FLICKER_S = 0.08
"""A gap of less than two frames flickers (Netflix Timed Text Style Guide, frame gap); captions
that follow each other without one do not (BBC Subtitle Guidelines, gaps)."""
_ROUNDING_S = 0.0005
"""Half of the millisecond in which files keep times."""


class Fault(Enum):
    """What is wrong with a caption."""

    EMPTY = "empty"
    FAST = "fast"
    LONG_LINE = "long-line"
    LINES = "lines"
    SHORT = "short"
    LONG = "long"
    OVERLAP = "overlap"
    FLICKER = "flicker"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is wrong with the caption at a place, and the sentence that says it."""

    place: int
    fault: Fault
    said: Message


def marks(cues: Sequence[Cue]) -> tuple[Mark, ...]:
    """Return what is wrong with captions that are in the order of their starts."""
    after: Sequence[Cue | None] = [*cues, None][1:]
    return tuple(
        Mark(place, fault, said)
        for place, (cue, following) in enumerate(zip(cues, after, strict=True))
        for fault, said in faults(cue, following)
    )


def count_marked(cues: Sequence[Cue]) -> int:
    """Return how many captions have something wrong with them."""
    return len({mark.place for mark in marks(cues)})


def faults(cue: Cue, following: Cue | None) -> list[tuple[Fault, Message]]:
    """Return what is wrong with a caption before the one that follows it, with what to say."""
    if not cue.text.strip(f"{UNWRITTEN} \n"):
        return [(Fault.EMPTY, message("captions.mark.empty")), *_against(cue, following)]
    return [*_of_text(cue), *_of_time(cue), *_against(cue, following)]


def _of_text(cue: Cue) -> list[tuple[Fault, Message]]:
    widths = [columns(line) for line in cue.text.split("\n")]
    found = []
    if (speed := sum(widths) / (cue.end_s - cue.start_s)) > FASTEST:
        said = message("captions.mark.fast", n=round(speed), most=round(FASTEST))
        found.append((Fault.FAST, said))
    if (widest := max(widths)) > COLUMNS:
        found.append((Fault.LONG_LINE, message("captions.mark.long-line", n=widest, most=COLUMNS)))
    if len(widths) > LINES:
        found.append((Fault.LINES, message("captions.mark.lines", n=len(widths), most=LINES)))
    return found


def _of_time(cue: Cue) -> list[tuple[Fault, Message]]:
    length_s = cue.end_s - cue.start_s
    if length_s < SHORTEST_S - _ROUNDING_S:
        return [(Fault.SHORT, message("captions.mark.short", length=length_s, least=SHORTEST_S))]
    if length_s > LONGEST_S + _ROUNDING_S:
        return [(Fault.LONG, message("captions.mark.long", length=length_s, most=LONGEST_S))]
    return []


def _against(cue: Cue, following: Cue | None) -> list[tuple[Fault, Message]]:
    gap_s = following.start_s - cue.end_s if following else 0.0
    if gap_s < -_ROUNDING_S:
        return [(Fault.OVERLAP, message("captions.mark.overlap", length=-gap_s))]
    if _ROUNDING_S < gap_s < FLICKER_S - _ROUNDING_S:
        return [(Fault.FLICKER, message("captions.mark.flicker", length=gap_s))]
    return []
