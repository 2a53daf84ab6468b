"""Two orders of the same things: what was moved, and how to read both as one."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence


def moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Return the fewest ids whose moves turn the order of `before` into that of `after`.

    Ids that only one of the two has do not count. All others are a longest common subsequence,
    here a longest run of rising places in `before` (Schensted, 1961).
    """
    if before == after:
        return frozenset()
    places = {id_: place for place, id_ in enumerate(before)}
    common = [id_ for id_ in after if id_ in places]
    ends: list[int] = []  # by length, the lowest place at which a run so long ends
    lengths = []
    for id_ in common:
        length = bisect_left(ends, places[id_])
        ends[length : length + 1] = [places[id_]]
        lengths.append(length)
    still, wanted = set(), len(ends) - 1
    for id_, length in zip(reversed(common), reversed(lengths), strict=True):
        if length == wanted:
            still.add(id_)
            wanted -= 1
    return frozenset(common) - still


def interleaved(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Yield the ids of `after` in order, each lost one behind the one that it stood behind."""
    kept = set(after)
    lost: dict[str | None, list[str]] = {}
    anchor = None
    for id_ in before:
        if id_ in kept:
            anchor = id_
        else:
            lost.setdefault(anchor, []).append(id_)
    yield from lost.get(None, ())
    for id_ in after:
        yield id_
        yield from lost.get(id_, ())


def letters(text: str) -> str:
    """Return what puts texts in the order of their letters: accents and upper case don't count."""
    return unicodedata.normalize("NFKD", text).casefold()
