"""How much the words on both sides of a place differ, at several widths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

WIDTHS = (60, 120, 250, 500)
"""Words looked at on each side."""

_BLOCK_WORDS = 150
_TERMS_AT_ONCE = 256
_SMOOTHING = 20.0
_MENTIONS = (
    "burst",
    "burst nearby",
    "first mention",
    "last mention",
    "carried over",
    "novel",
    "given",
)
_HEAD, _SOON, _PAST, _RECENT = 40, 400, 800, 120


@dataclass(frozen=True, slots=True)
class _Slice:
    """A part of the vocabulary: for each term how rare it is, and its share of all that is said.

    `before` counts the terms before each sentence (sentences + 1 x terms).
    """

    before: Numbers
    rarity: Numbers
    share: Numbers


def cohesion(terms: Sequence[Sequence[str]], lengths: Sequence[int]) -> dict[str, Numbers]:
    """Return features of each sentence's start, by name.

    `terms` are those of each sentence, `lengths` its number of words. Places are counted in words:
    times within a caption are a guess. The vocabulary is taken in slices, so that memory does not
    grow with it.
    """
    edges = np.concatenate(([0], np.cumsum(lengths)))
    sums: dict[str, Numbers] = {}
    for part in _slices(terms, edges):
        for name, values in (_sides(part, edges) | _mentions(part, edges)).items():
            sums[name] = sums[name] + values if name in sums else values
    return _features(sums, edges)


def _slices(terms: Sequence[Sequence[str]], edges: NDArray[np.int64]) -> Iterator[_Slice]:
    seen = Counter(term for said in terms for term in said)
    known = sorted(term for term, times in seen.items() if times > 1)
    total = sum(seen[term] for term in known) + 0.5 * len(known)
    blocks = edges[:-1] // _BLOCK_WORDS
    for first in range(0, max(len(known), 1), _TERMS_AT_ONCE):
        place = {term: at for at, term in enumerate(known[first : first + _TERMS_AT_ONCE])}
        counts = np.zeros((len(terms), len(place)))
        for row, said in enumerate(terms):
            for term in said:
                if term in place:
                    counts[row, place[term]] += 1
        present = np.zeros((int(blocks[-1]) + 1, len(place)))
        np.add.at(present, blocks, counts)
        rarity = np.log((len(present) + 1) / ((present > 0).sum(axis=0) + 0.5))
        before = np.concatenate((np.zeros((1, len(place))), np.cumsum(counts, axis=0)))
        yield _Slice(before, rarity, (counts.sum(axis=0) + 0.5) / total)


def _within(part: _Slice, edges: NDArray[np.int64], first: int, last: int) -> Numbers:
    """Return the counts of the sentences from `first` to `last` words after each start."""
    starts = edges[:-1]
    low = np.minimum(np.searchsorted(edges, starts + first), len(starts))
    high = np.clip(np.searchsorted(edges, starts + last), low, len(starts))
    counts: Numbers = part.before[high] - part.before[low]
    return counts


def _sides(part: _Slice, edges: NDArray[np.int64]) -> dict[str, Numbers]:
    """Return, for each width, what a cosine and a likelihood are made of, summed over terms."""
    sums: dict[str, Numbers] = {}
    for width in WIDTHS:
        left, right = _within(part, edges, -width, 0), _within(part, edges, 0, width)
        weighted_left = np.log1p(left) * part.rarity
        weighted_right = np.log1p(right) * part.rarity
        sums[f"dot {width}"] = (weighted_left * weighted_right).sum(axis=1)
        sums[f"left {width}"] = (weighted_left**2).sum(axis=1)
        sums[f"right {width}"] = (weighted_right**2).sum(axis=1)
        sums[f"words left {width}"] = left.sum(axis=1)
        sums[f"words right {width}"] = right.sum(axis=1)
        sums[f"apart {width}"] = _surprise(left, part) + _surprise(right, part)
        sums[f"together {width}"] = _surprise(left + right, part)
    return sums


def _surprise(counts: Numbers, part: _Slice) -> Numbers:
    """Return the log-likelihood of counts under their own smoothed shares, short of `_scale`."""
    total: Numbers = (counts * np.log(counts + _SMOOTHING * part.share)).sum(axis=1)
    return total


def _mentions(part: _Slice, edges: NDArray[np.int64]) -> dict[str, Numbers]:
    """Return how much begins here, how much ends here, and how much goes on."""
    head = np.minimum(_within(part, edges, 0, _HEAD), 1.0)
    again = np.log1p(np.maximum(_within(part, edges, 0, _SOON) - 1.0, 0.0)) * part.rarity
    past, recent = _within(part, edges, -_PAST, 0), _within(part, edges, -_RECENT, 0)
    last = np.minimum(_within(part, edges, -_HEAD, 0), 1.0)
    gone = _within(part, edges, 0, _SOON + _HEAD) == 0
    first = np.minimum(np.diff(part.before, axis=0), 1.0) * part.rarity
    return {
        "burst": (head * again / (1.0 + past)).sum(axis=1),
        "burst nearby": (head * again / (1.0 + 5.0 * recent)).sum(axis=1),
        "first mention": (head * again * (part.before[:-1] == 0)).sum(axis=1),
        "last mention": (np.log1p(np.maximum(recent - 1, 0)) * part.rarity * gone).sum(axis=1),
        "carried over": (last * head * part.rarity).sum(axis=1),
        "novel": (first * (recent == 0)).sum(axis=1),
        "given": (first * (recent > 0)).sum(axis=1),
    }


def _features(sums: dict[str, Numbers], edges: NDArray[np.int64]) -> dict[str, Numbers]:
    found = {name: values for name, values in sums.items() if name in _MENTIONS}
    for width in WIDTHS:
        norms = np.sqrt(sums[f"left {width}"] * sums[f"right {width}"])
        similar = sums[f"dot {width}"] / np.maximum(norms, 1e-9)
        left, right = sums[f"words left {width}"], sums[f"words right {width}"]
        found[f"unlike {width}"] = -similar
        found[f"depth {width}"] = _depth(similar, edges, width * 3 // 2)
        ratio = sums[f"apart {width}"] - sums[f"together {width}"]
        ratio += _scale(left + right) - _scale(left) - _scale(right)
        found[f"likelihood {width}"] = ratio / np.sqrt(width)
    return found


def _scale(words: Numbers) -> Numbers:
    scaled: Numbers = words * np.log(words + _SMOOTHING)
    return scaled


def _depth(similar: Numbers, edges: NDArray[np.int64], reach: int) -> Numbers:
    """Return how far each place lies below the peaks on both sides (Hearst 1997, section 5.3)."""
    starts = edges[:-1]
    low = np.searchsorted(starts, starts - reach)
    high = np.searchsorted(starts, starts + reach, side="right")
    peaks = (
        similar[a : i + 1].max() + similar[i:b].max()
        for i, (a, b) in enumerate(zip(low, high, strict=True))
    )
    return np.fromiter(peaks, np.float64, len(similar)) - 2.0 * similar
