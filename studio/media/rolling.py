"""Captions that roll: recognisers and broadcasters show each line a second time, above the next.

Such a file says everything twice. Read as text, or cut with a clip, each line is wanted once, at
the time at which it is new.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from studio.media.cues import Cue

_JOINED_S = 0.2
_REPEATS = 3


def unrolled(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Return captions (by their start) with each line once; those that do not roll as they are.

    A line that grows word by word is one caption, shown from its first word on.
    """
    if not _roll(cues):
        return tuple(cues)
    kept: list[Cue] = []
    shown: list[str] = []
    for cue in cues:
        lines = cue.text.split("\n")
        joined = bool(kept) and cue.start_s <= kept[-1].end_s + _JOINED_S
        again = _carried(shown, lines) if joined else 0
        if again:
            kept[-1] = _held(kept[-1], lines[again - 1], cue, last=again == len(lines))
        if lines[again:]:
            kept.append(type(cue)(cue.start_s, cue.end_s, "\n".join(lines[again:])))
        shown = lines
    return tuple(kept)


def _roll(cues: Sequence[Cue]) -> bool:
    """Return whether half of the captions repeat what stands before them: people do not."""
    repeats = sum(
        after.start_s <= before.end_s + _JOINED_S
        and _carried(before.text.split("\n"), after.text.split("\n")) > 0
        for before, after in pairwise(cues)
    )
    return repeats >= _REPEATS and 2 * repeats >= len(cues) - 1


def _carried(shown: Sequence[str], lines: Sequence[str]) -> int:
    """Return how many of the first `lines` were shown already; the last of them may have grown."""
    for count in range(min(len(shown), len(lines)), 0, -1):
        *earlier, last = shown[-count:]
        grown = lines[count - 1]
        if earlier == list(lines[: count - 1]) and (grown == last or grown.startswith(last + " ")):
            return count
    return 0


def _held(kept: Cue, line: str, cue: Cue, *, last: bool) -> Cue:
    """Return a caption that is still shown in `cue`, its last line as it has grown."""
    text = "\n".join([*kept.text.split("\n")[:-1], line])
    end_s = max(kept.end_s, cue.end_s if last else cue.start_s)
    return type(kept)(kept.start_s, end_s, text)
