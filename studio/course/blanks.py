"""Texts with blanks, as authors write them.

The capital is [[Paris|Paname]]: what is right stands in double brackets, several ways of saying it
with a bar between them. Where learners choose from a list, the first is right and the others are
offered beside it; a blank with one answer alone offers those of all blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BLANK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def blanks(text: str) -> tuple[tuple[str, ...], ...]:
    """Return what stands in each blank; an empty one holds nothing."""
    return tuple(_ways(match[1]) for match in _BLANK.finditer(text))


def offered(text: str) -> tuple[tuple[str, ...], ...]:
    """Return what a list offers for each blank, in the order of the alphabet."""
    found = blanks(text)
    shared = {ways[0] for ways in found if ways}
    lists = (set(ways) if len(ways) > 1 else shared for ways in found)
    return tuple(tuple(sorted(each, key=lambda word: (word.lower(), word))) for each in lists)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each blank begins and ends, its brackets included."""
    yield from (match.span() for match in _BLANK.finditer(text))


def pieces(text: str) -> Iterator[str]:
    """Yield the text around the blanks: before the first, between any two, behind the last."""
    at = 0
    for start, end in spans(text):
        yield text[at:start]
        at = end
    yield text[at:]


def with_words(text: str, gap: str = "\u2026") -> str:
    """Return the text with `gap` in place of each blank."""
    return gap.join(pieces(text))


def _ways(inside: str) -> tuple[str, ...]:
    words = (" ".join(way.split()) for way in inside.split("|"))
    return tuple(dict.fromkeys(word for word in words if word))
