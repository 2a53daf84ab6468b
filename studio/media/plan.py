"""Where to cut: the best plan over all places, not the first that fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from studio.media.candidates import Candidate, Search, candidates, pin, suited
from studio.media.cost import LIMIT_S, MARGIN_S, SHORTEST_LIMIT_S, WEIGHTS, Aim, Terms, Weights
from studio.media.evidence import Evidence
from studio.messages import Message, message

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "LIMIT_S",
    "MARGIN_S",
    "SHORTEST_LIMIT_S",
    "Aim",
    "Plan",
    "PlannedClip",
    "cheapest",
    "plan",
]

Span = tuple[float, float]

_TOGETHER = 512
"""Places whose costs are worked out together: half a megabyte of them."""


@dataclass(frozen=True, slots=True)
class PlannedClip:
    """One clip of a plan: [`start_s`, `end_s`) of the recording.

    `index` counts from 1. `reasons` say why the cut at its END is there, the first one above all;
    `terms` what that cut costs, and `length_cost` what the clip's length does.
    """

    index: int
    start_s: float
    end_s: float
    title: Message
    reasons: tuple[Message, ...]
    terms: Terms
    length_cost: float

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Plan:
    """The clips, and all places that they were chosen from, with their costs."""

    clips: tuple[PlannedClip, ...]
    candidates: tuple[Candidate, ...]
    aim: Aim


def plan(
    duration_s: float,
    evidence: Evidence,
    *,
    limit_s: float = LIMIT_S,
    pinned: Sequence[float] = (),
    excluded: Sequence[Span] = (),
    aligned: Callable[[float], float] = float,
    weights: Weights = WEIGHTS,
) -> Plan:
    """Return the cheapest division of a recording into clips, by the prices of `Weights`.

    The clips follow each other from 0 to `duration_s` without a gap but for what is `excluded`,
    each under `limit_s` by `MARGIN_S`, and one ends at each of the author's cuts, `pinned`. Where
    no pause allows this, a cut lies at a quiet spot and says so. `aligned` moves a time to where
    a cut may lie, by less than a second.

    Raises:
        StudioError: the limit is too short.
    """
    aim = Aim.under(limit_s)
    weights = suited(weights, evidence, duration_s / aim.target_s)
    places = candidates(Search(duration_s, evidence, limit_s / 20, aligned, weights))
    chosen = {at_s: pin(at_s) for at_s in map(aligned, pinned) if 0.0 < at_s < duration_s}
    free = [place for place in places if place.at_s not in chosen]
    places = sorted([*free, *chosen.values()], key=lambda place: place.at_s)
    clips: list[PlannedClip] = []
    for start_s, end_s in kept_spans(duration_s, excluded, aligned):
        within = [place for place in places if start_s < place.at_s < end_s]
        within.append(Candidate(end_s, Terms(), (_end_reason(end_s, duration_s),)))
        cuts = cheapest(within, aim, weights, start_s=start_s)
        clips += _clips(cuts, start_s, len(clips) + 1, aim, weights)
    return Plan(tuple(clips), tuple(places), aim)


def kept_spans(
    duration_s: float, excluded: Sequence[Span], aligned: Callable[[float], float] = float
) -> Iterator[Span]:
    """Yield what is left of a recording without the stretches that are `excluded`."""
    at_s = 0.0
    for first_s, last_s in sorted(excluded):
        start_s = aligned(min(max(first_s, 0.0), duration_s))
        if start_s > at_s:
            yield at_s, start_s
        at_s = max(at_s, aligned(min(max(last_s, 0.0), duration_s)))
    if at_s < duration_s:
        yield at_s, duration_s


def cheapest(
    places: Sequence[Candidate], aim: Aim, weights: Weights = WEIGHTS, *, start_s: float = 0.0
) -> list[Candidate]:
    """Return those of `places` (by time, the last one the end) at which the clips best end.

    A dynamic programme: the best way to a place is the best way to an earlier one within reach,
    and one clip. So it looks at every plan there is and is exact.
    """
    times = np.array([start_s, *(place.at_s for place in places)])
    costs = [0.0, *(place.terms.total for place in places)]
    best = np.zeros(len(times))
    came_from = np.zeros(len(times), np.int64)
    after_pin = 0
    for here, (reached, lengths) in enumerate(_length_costs(times, aim, weights), 1):
        first = max(reached, after_pin)
        ways = best[first:here] + lengths[first - reached :]
        came_from[here] = first + int(np.argmin(ways))
        best[here] = ways[came_from[here] - first] + costs[here]
        if places[here - 1].pinned:
            after_pin = here
    path, here = [], len(places)
    while here > 0:
        path.append(places[here - 1])
        here = int(came_from[here])
    return path[::-1]


def _length_costs(
    times: NDArray[np.float64], aim: Aim, weights: Weights
) -> Iterator[tuple[int, NDArray[np.float64]]]:
    """Yield for each place but the first the earliest within reach, and what clips from there cost.

    The costs are those of the lengths from it, and from each later place, on. Those of many places
    are worked out together: one by one they would take most of the time of a plan.
    """
    reach = np.searchsorted(times, times - aim.longest_s)
    for block in range(1, len(times), _TOGETHER):
        heres = range(block, min(block + _TOGETHER, len(times)))
        firsts = [min(int(reach[here]), here - 1) for here in heres]
        lengths = [
            times[here] - times[first:here] for here, first in zip(heres, firsts, strict=True)
        ]
        costs = aim.cost(np.concatenate(lengths), weights)
        ends = np.cumsum([len(each) for each in lengths])
        yield from zip(firsts, np.split(costs, ends[:-1]), strict=True)


def _clips(
    cuts: Sequence[Candidate], start_s: float, number: int, aim: Aim, weights: Weights
) -> Iterator[PlannedClip]:
    for index, cut in enumerate(cuts, number):
        title = message("plan.title.part", n=index)
        cost = float(aim.cost(np.array(cut.at_s - start_s), weights))
        yield PlannedClip(index, start_s, cut.at_s, title, cut.reasons, cut.terms, cost)
        start_s = cut.at_s


def _end_reason(end_s: float, duration_s: float) -> Message:
    return message("plan.reason.end" if end_s >= duration_s else "plan.reason.excluded")
