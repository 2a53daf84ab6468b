"""Where a recording may be cut, what each place costs, and the reason to give for it."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from studio.media.pauses import Pause, QuietSpot
from studio.messages import Message, message

_LONG_PAUSE_S = 4.0
_EDGE_S = 1.0
_SENTENCE_REACH_S = 0.75
_SILENCE_S = 10.0


@dataclass(frozen=True, slots=True)
class Weights:
    """The price of a plan: all terms that the best plan weighs against each other.

    A clip of length L, aimed at T, costs ((L - T) / T)^2, half the distance counting where it is
    shorter; below the minimum it costs a `crumb` more. A cut costs `cut`, less what its pause is
    worth (`pause` x log(1 + seconds), less where the pause is shallow), more where captions show
    that a sentence goes on (`mid_sentence`), and `forced` where there is no pause at all, with up
    to `loud` more the louder it is there.
    """

    shorter: float = 0.5
    crumb: float = 50.0
    cut: float = 0.18
    pause: float = 0.1
    longest_pause_s: float = 4.0
    full_depth_db: float = 20.0
    mid_sentence: float = 0.3
    no_pause: float = 0.5
    forced: float = 4.0
    loud: float = 2.0


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a cut may lie: what it costs, and why one would cut there."""

    at_s: float
    cost: float
    reason: Message


def candidates(
    duration_s: float,
    pauses: Sequence[Pause],
    quiet: Sequence[QuietSpot],
    sentence_ends: Sequence[float],
    *,
    spacing_s: float,
    aligned: Callable[[float], float],
    weights: Weights = WEIGHTS,
) -> list[Candidate]:
    """Return the places to cut at, by time: the cheapest where several fall together.

    There is one at least every `spacing_s` or so, so that a plan never depends on luck.
    """
    found: dict[float, Candidate] = {}
    ends = sorted(sentence_ends)
    sources = (
        _in_pauses(pauses, ends, spacing_s, aligned, weights),
        _at_sentences(ends, aligned, weights),
        _anywhere(duration_s, quiet, spacing_s, aligned, weights),
    )
    for one in (candidate for source in sources for candidate in source):
        known = found.get(one.at_s)
        if 0.0 < one.at_s < duration_s and (known is None or one.cost < known.cost):
            found[one.at_s] = one
    return [found[at_s] for at_s in sorted(found)]


def _in_pauses(
    pauses: Sequence[Pause],
    ends: Sequence[float],
    spacing_s: float,
    aligned: Callable[[float], float],
    weights: Weights,
) -> Iterator[Candidate]:
    """Yield places within pauses: a pause that holds no frame's beginning holds none."""
    for pause in pauses:
        said = _near(ends, pause.start_s, pause.end_s)
        cost = weights.cut - _worth(pause, weights)
        if ends and not said:
            cost += weights.mid_sentence
        reason = _pause_reason(pause, sentence=said)
        for at_s in map(aligned, _points(pause, spacing_s)):
            if pause.start_s <= at_s <= pause.end_s:
                yield Candidate(at_s, cost, reason)


def _worth(pause: Pause, weights: Weights) -> float:
    length = min(pause.length_s, weights.longest_pause_s)
    depth = min(max(pause.depth_db / weights.full_depth_db, 0.25), 1.0)
    return weights.pause * math.log1p(length) * depth


def _points(pause: Pause, spacing_s: float) -> list[float]:
    """Return where to cut in a pause: in its middle, in a long one in many places."""
    middle = (pause.start_s + pause.end_s) / 2
    if pause.length_s < _LONG_PAUSE_S:
        return [middle]
    room = pause.length_s - 2 * _EDGE_S
    steps = math.ceil(room / max(spacing_s / 4, 1.0))
    return [middle, *(pause.start_s + _EDGE_S + room * i / steps for i in range(steps + 1))]


def _near(times: Sequence[float], start_s: float, end_s: float) -> bool:
    """Return whether one of the sorted `times` lies in a span or close to it."""
    first = bisect_left(times, start_s - _SENTENCE_REACH_S)
    return first < bisect_right(times, end_s + _SENTENCE_REACH_S)


def _pause_reason(pause: Pause, *, sentence: bool) -> Message:
    length = round(pause.length_s, 1)
    if pause.length_s >= _SILENCE_S:
        return message("plan.reason.silence", length=length)
    return message("plan.reason.sentence" if sentence else "plan.reason.pause", length=length)


def _at_sentences(
    ends: Sequence[float], aligned: Callable[[float], float], weights: Weights
) -> Iterator[Candidate]:
    """Yield the ends of sentences without a pause: there may be music under the voice."""
    for at_s in ends:
        cost = weights.cut + weights.no_pause
        yield Candidate(aligned(at_s), cost, message("plan.reason.sentence_only"))


def _anywhere(
    duration_s: float,
    quiet: Sequence[QuietSpot],
    spacing_s: float,
    aligned: Callable[[float], float],
    weights: Weights,
) -> Iterator[Candidate]:
    """Yield the quiet spots, and places at even distances, for where there is nothing better."""
    reason = message("plan.reason.forced")
    dear = weights.cut + weights.forced
    levels = [spot.level_db for spot in quiet] or [0.0]
    low, span = min(levels), max(max(levels) - min(levels), 1.0)
    for spot in quiet:
        cost = dear + weights.loud * (spot.level_db - low) / span
        yield Candidate(aligned(spot.at_s), cost, reason)
    for step in range(1, math.ceil(duration_s / spacing_s)):
        yield Candidate(aligned(step * spacing_s), dear + weights.loud, reason)
