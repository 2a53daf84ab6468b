"""What can be read off a sentence and its surroundings: the features of a topic's beginning.

Who speaks is not among them: a lone lecturer has no turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from studio.media.topics.cohesion import cohesion
from studio.media.topics.phrases import LEANING, PHRASES
from studio.media.topics.sentences import Reading
from studio.media.topics.words import terms, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_OPENING = 160
_NEAR = (-1, 0, 1)
_BEYOND = {"earlier": (-5, -1), "later": (2, 6)}
_DENSITIES = (80, 200)
_WORDS_BEFORE = 300.0
_WORDS_LATER = 1500.0


def features(reading: Reading, language: str) -> dict[str, Numbers]:
    """Return one value for each sentence's start, by the feature's name.

    NaN where nothing is known: phrases of another language than those of `PHRASES`, and the
    lengths of sentences without punctuation.
    """
    texts = [sentence.text.lower().replace("\u2019", "'") for sentence in reading.sentences]
    said = [words(text) for text in texts]
    lengths = [max(len(one), 1) for one in said]
    found = cohesion([terms(one, language) for one in said], lengths)
    found |= _phrases(texts, said, language)
    shape = _shape(texts, np.array(lengths, np.float64))
    if not reading.punctuated:
        shape = {name: np.full(len(texts), np.nan) for name in shape}
    return found | shape | _position(np.cumsum(lengths) - np.array(lengths))


def _phrases(
    texts: Sequence[str], said: Sequence[Sequence[str]], language: str
) -> dict[str, Numbers]:
    patterns, leaning = PHRASES.get(language), LEANING.get(language, frozenset())
    known = patterns or PHRASES["en"]
    found: dict[str, Numbers] = {}
    for group, pattern in known.items():
        hits = np.array([float(bool(pattern.search(text[:_OPENING]))) for text in texts])
        found |= _around(group, hits)
    leans = np.array([float(bool(one) and one[0] in leaning) for one in said])
    found |= _around("leaning", leans)
    found["leaning within"] = np.array([float(any(w in leaning for w in o[1:4])) for o in said])
    if patterns is None:
        return {name: np.full(len(texts), np.nan) for name in found}
    return found


def _shape(texts: Sequence[str], lengths: Numbers) -> dict[str, Numbers]:
    """Return the lengths of sentences and where questions are."""
    asks = np.array([float("?" in text) for text in texts])
    found = _around("question", asks) | _around("length", np.log1p(lengths))
    edges = np.concatenate(([0.0], np.cumsum(lengths)))
    asked = np.concatenate(([0.0], np.cumsum(asks)))
    here = np.arange(len(texts))
    for reach in _DENSITIES:
        low = np.searchsorted(edges, edges[:-1] - reach)
        high = np.clip(np.searchsorted(edges, edges[:-1] + reach), 0, len(texts))
        found[f"sentences before {reach}"] = (here - low) / reach
        found[f"sentences after {reach}"] = (high - here) / reach
        found[f"questions before {reach}"] = (asked[here] - asked[low]) / reach
        found[f"questions after {reach}"] = (asked[high] - asked[here]) / reach
    return found


def _position(before: NDArray[np.int64] | Numbers) -> dict[str, Numbers]:
    """Return how near the beginning and the end are: beginnings are short of breath."""
    after = before[-1] - before
    return {
        "opening": np.exp(-before / _WORDS_BEFORE),
        "first minutes": np.exp(-before / _WORDS_LATER),
        "ending": np.exp(-after / _WORDS_BEFORE),
    }


def _around(name: str, values: Numbers) -> dict[str, Numbers]:
    """Return a feature of the sentence itself, of its neighbours, and of the few beyond them."""
    padded = np.pad(values, 1)
    found = {f"{name} {at:+d}": padded[1 + at : 1 + at + len(values)] for at in _NEAR}
    sums = np.concatenate(([0.0], np.cumsum(values)))
    here = np.arange(len(values))
    for side, (first, last) in _BEYOND.items():
        low, high = (np.clip(here + at, 0, len(values)) for at in (first, last))
        found[f"{name} {side}"] = sums[high] - sums[low]
    return found
