"""Where a new topic begins: a score for the start of each sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from studio.media.cues import Cue
from studio.media.topics.features import features
from studio.media.topics.sentences import Reading, read_sentences
from studio.media.topics.weight import Weight
from studio.media.topics.weights import BIAS, TABLE
from studio.media.topics.words import guess_language

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

REACH_S = 15.0
"""A topic that begins this near to a place counts for it."""

_OWN = 1.0
_LEAST_SENTENCES = 8
_GUESSED_FROM = 400


@dataclass(frozen=True, slots=True)
class TopicShift:
    """The start of a sentence, and about how many topics are expected to begin near it.

    Most scores lie near 0.1; a place where a new topic is likely has 1 and more.
    """

    at_s: float
    score: float


def shifts_of(cues: Sequence[Cue], language: str = "") -> tuple[TopicShift, ...]:
    """Return the topic shifts of captions in a language ("en", "fr"; guessed where it is "").

    Of a language without phrases of its own only what needs none is weighed.
    """
    reading = read_sentences(cues)
    if len(reading.sentences) < _LEAST_SENTENCES:
        return ()
    spoken = language[:2].lower() or guess_language(_sample(reading))
    starts = np.array([sentence.start_s for sentence in reading.sentences])
    scores = near(starts, chances(features(reading, spoken)))
    return tuple(TopicShift(float(at_s), float(s)) for at_s, s in zip(starts, scores, strict=True))


def chances(
    values: Mapping[str, Numbers], table: Mapping[str, Weight] = TABLE, bias: float = BIAS
) -> Numbers:
    """Return how likely a topic begins at each sentence: a logistic regression.

    What is not known (NaN) has no say.
    """
    odds: Numbers = np.full(len(next(iter(values.values()))), bias)
    for name, row in table.items():
        odds += np.nan_to_num((values[name] - row.mean) / row.spread) * row.weight
    found: Numbers = 1.0 / (1.0 + np.exp(-odds))
    return found


def near(starts: Numbers, likely: Numbers) -> Numbers:
    """Return the topics expected within `REACH_S` of each start, the start itself counting twice.

    A cut serves when it is near the boundary; and of places near it the boundary is the best.
    """
    return _summed(starts, likely, REACH_S) + _OWN * likely


def _summed(starts: Numbers, likely: Numbers, reach_s: float) -> Numbers:
    sums = np.concatenate(([0.0], np.cumsum(likely)))
    low = np.searchsorted(starts, starts - reach_s, side="left")
    high = np.searchsorted(starts, starts + reach_s, side="right")
    total: Numbers = sums[high] - sums[low]
    return total


def _sample(reading: Reading) -> str:
    return " ".join(sentence.text for sentence in reading.sentences[:_GUESSED_FROM])
