"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import Enum
from typing import NamedTuple

_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_PIECES = 20_000
"""Longer texts are told as a whole: the time goes with the square of the length."""


class Kind(Enum):
    """What has become of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Piece(NamedTuple):
    """A stretch of text, and what has become of it."""

    kind: Kind
    text: str


def word_diff(before: str, after: str) -> Iterator[Piece]:
    """Yield all stretches: those not added are `before`, those not removed are `after`."""
    olds, news = _PIECE.findall(before), _PIECE.findall(after)
    if max(len(olds), len(news)) > _MOST_PIECES:
        olds, news = [before], [after]
    for _, start, end, new_start, new_end in SequenceMatcher(None, olds, news).get_opcodes():
        old, new = "".join(olds[start:end]), "".join(news[new_start:new_end])
        if old == new:
            yield Piece(Kind.SAME, old)
            continue
        if old:
            yield Piece(Kind.REMOVED, old)
        if new:
            yield Piece(Kind.ADDED, new)
