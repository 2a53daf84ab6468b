"""What an author does to captions: each edit returns new ones and leaves the old as they are.

Captions are in the order of their starts before and after an edit, with times in whole
milliseconds, and each is shown for a millisecond at least. A caption is named by its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from studio.media.caption_making import COLUMNS, columns
from studio.media.cues import Cue
from studio.media.stored_captions import tidy

UNWRITTEN = "\u2026"
"""What stands in a caption whose words are still to be written: a file keeps none without text."""

_LEAST_S = 0.001
_NEW_S = 2.0
_GAP = re.compile(r"\s+")


def with_text(cues: Sequence[Cue], at: int, text: str) -> tuple[Cue, ...]:
    """Return captions, one of them with another text."""
    return _with(cues, at, replace(cues[at], text=tidy(text) or UNWRITTEN))


def with_start(cues: Sequence[Cue], at: int, start_s: float) -> tuple[Cue, ...]:
    """Return captions, one of them shown from `start_s` on, as near as its neighbours allow.

    It begins after the one above it, before the one below it, and before its own end.
    """
    first_s = round(cues[at - 1].start_s + _LEAST_S, 3) if at else 0.0
    ends = [cues[at].end_s, *(cue.start_s for cue in cues[at + 1 : at + 2])]
    last_s = round(min(ends) - _LEAST_S, 3)
    if first_s > last_s:
        return tuple(cues)
    return _with(cues, at, replace(cues[at], start_s=_between(first_s, start_s, last_s)))


def with_end(cues: Sequence[Cue], at: int, end_s: float) -> tuple[Cue, ...]:
    """Return captions, one of them shown until `end_s`, but not until before it began."""
    last_s = max(end_s, cues[at].start_s + _LEAST_S)
    return _with(cues, at, replace(cues[at], end_s=round(last_s, 3)))


def split_at(cues: Sequence[Cue], at: int, place: int) -> tuple[Cue, ...]:
    """Return captions, one of them parted at a place of its text, its time in proportion.

    Where one side would have no words, or no time, they stay as they are.
    """
    cue = cues[at]
    before, after = tidy(cue.text[:place]), tidy(cue.text[place:])
    share = len(before) / max(len(before) + len(after), 1)
    middle_s = round(cue.start_s + (cue.end_s - cue.start_s) * share, 3)
    if not before or not after or not cue.start_s < middle_s < cue.end_s:
        return tuple(cues)
    parts = (Cue(cue.start_s, middle_s, before), Cue(middle_s, cue.end_s, after))
    return _ordered([*cues[:at], *parts, *cues[at + 1 :]])


def middle(text: str) -> int:
    """Return the place to part a text at: between lines, else between words, near its middle."""
    breaks = [found.start() for found in re.finditer("\n", text)]
    breaks = breaks or [found.start() for found in _GAP.finditer(text)]
    return min(breaks or [len(text) // 2], key=lambda place: abs(2 * place - len(text)))


def joined(cues: Sequence[Cue], at: int) -> tuple[Cue, ...]:
    """Return captions, one of them with the next in one; the last of all has none."""
    if at + 1 >= len(cues):
        return tuple(cues)
    one, other = cues[at : at + 2]
    whole = f"{one.text} {other.text}"
    text = whole if columns(whole) <= COLUMNS and "\n" not in whole else f"{one.text}\n{other.text}"
    both = Cue(one.start_s, max(one.end_s, other.end_s), text)
    return _ordered([*cues[:at], both, *cues[at + 2 :]])


def inserted(cues: Sequence[Cue], start_s: float) -> tuple[Cue, ...]:
    """Return captions with one to be written, for two seconds or until the next begins."""
    first_s = round(max(start_s, 0.0), 3)
    later = [cue.start_s for cue in cues if cue.start_s > first_s]
    last_s = round(min([first_s + _NEW_S, *later]), 3)
    return _ordered([*cues, Cue(first_s, last_s, UNWRITTEN)])


def removed(cues: Sequence[Cue], places: Collection[int]) -> tuple[Cue, ...]:
    """Return captions without some of them."""
    gone = frozenset(places)
    return tuple(cue for at, cue in enumerate(cues) if at not in gone)


def shifted(cues: Sequence[Cue], by_s: float) -> tuple[Cue, ...]:
    """Return captions that are all shown later, or earlier, but none before the recording begins.

    They keep their distances: what would begin too early holds all of them back.
    """
    by_s = max(by_s, -min((cue.start_s for cue in cues), default=0.0))
    return tuple(
        Cue(round(cue.start_s + by_s, 3), round(cue.end_s + by_s, 3), cue.text) for cue in cues
    )


def _with(cues: Sequence[Cue], at: int, cue: Cue) -> tuple[Cue, ...]:
    return _ordered([*cues[:at], cue, *cues[at + 1 :]])


def _ordered(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    return tuple(sorted(cues, key=lambda cue: (cue.start_s, cue.end_s)))


def _between(first_s: float, wanted_s: float, last_s: float) -> float:
    return round(max(first_s, min(wanted_s, last_s)), 3)
