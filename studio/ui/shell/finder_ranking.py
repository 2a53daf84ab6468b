"""What fits what was typed into the finder, and in which order."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from heapq import nsmallest


class Index:
    """Names to be searched: made once, asked at every key."""

    def __init__(self, names: Sequence[str], recent: Sequence[int] = ()) -> None:
        self._names = [f" {folded(name)}" for name in names]
        self._recent = {at: rank for rank, at in enumerate(recent)}

    def best(self, text: str, most: int) -> list[int]:
        """Return the positions of the names that hold every word typed, the best first.

        A name that begins with what was typed comes first, then one with a word that does, then
        the others; among equals what was taken lately, then the order in which they were given.
        """
        whole = folded(text).strip()
        words = whole.split()
        if not words:
            lately = [at for at in self._recent if at < len(self._names)]
            others = (at for at in range(len(self._names)) if at not in self._recent)
            return [*lately, *others][:most]
        fitting = self._holding(words)
        return nsmallest(most, fitting, key=lambda at: (*self._rank(at, whole, words), at))

    def _holding(self, words: list[str]) -> list[int]:
        first, *others = words
        fitting = [at for at, name in enumerate(self._names) if first in name]
        for word in others:
            fitting = [at for at in fitting if word in self._names[at]]
        return fitting

    def _rank(self, at: int, whole: str, words: list[str]) -> tuple[int, int]:
        name = self._names[at]
        if name.startswith(f" {whole}"):
            rank = 0
        elif all(f" {word}" in name for word in words):
            rank = 1
        else:
            rank = 2
        return rank, self._recent.get(at, len(self._recent))


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Return a text without accents, capitals and marks: who types `ecran` finds `Écran`."""
    if text.isascii():
        plain = text.lower()
    else:
        parts = unicodedata.normalize("NFKD", text.casefold())
        plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return plain.translate(_MARKS)


_MARKS = {ord(mark): " " for mark in "'\u2019\u00ab\u00bb\"()-_/\u2013\u2014:,.!?\u2026"}
