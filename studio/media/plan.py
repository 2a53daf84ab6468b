"""Where to cut: the best plan over all pauses, not the first that fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studio.media.candidates import WEIGHTS, Candidate, Weights, candidates
from studio.media.pauses import Pause, QuietSpot
from studio.messages import Message, error, message

LIMIT_S = 420.0
"""The length that clips stay under, unless the course says otherwise: seven minutes."""

MARGIN_S = 0.25
"""What a clip stays under the limit: a written file is longer than its span by the rounding of
its container and of its last packet of sound (128 ms at 8 kHz)."""

SHORTEST_LIMIT_S = 5.0
"""The least limit that a plan can keep."""

_TARGET_SHARE = 330 / 420
_MINIMUM_SHARE = 120 / 420


@dataclass(frozen=True, slots=True)
class PlannedClip:
    """One clip of a plan: [`start_s`, `end_s`) of the recording.

    `index` counts from 1. `reason` says why the cut at its END is there.
    """

    index: int
    start_s: float
    end_s: float
    title: Message
    reason: Message

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Aim:
    """The lengths of clips: strictly under `limit_s`, best at `target_s`, and no crumbs.

    A target of 5:30 and a minimum of 2:00 go with the limit of 7:00 and shrink with it.
    """

    limit_s: float = LIMIT_S
    target_s: float = LIMIT_S * _TARGET_SHARE
    minimum_s: float = LIMIT_S * _MINIMUM_SHARE

    @classmethod
    def under(cls, limit_s: float) -> Aim:
        """Return the aim that goes with a limit.

        Raises:
            StudioError: the limit is shorter than `SHORTEST_LIMIT_S`.
        """
        if not limit_s >= SHORTEST_LIMIT_S:
            raise error("plan.limit_too_short", least=SHORTEST_LIMIT_S)
        return cls(limit_s, limit_s * _TARGET_SHARE, limit_s * _MINIMUM_SHARE)

    @property
    def longest_s(self) -> float:
        """The most that a span may hold so that its file is under the limit."""
        return self.limit_s - MARGIN_S

    def cost(self, length_s: float, weights: Weights = WEIGHTS) -> float:
        """Return the price of a clip of this length."""
        away = (length_s - self.target_s) / self.target_s
        cost = (away if away > 0 else weights.shorter * away) ** 2
        if length_s < self.minimum_s:
            cost += weights.crumb * (2.0 - length_s / self.minimum_s)
        return cost


def plan(
    duration_s: float,
    pauses: Sequence[Pause],
    *,
    limit_s: float = LIMIT_S,
    quiet: Sequence[QuietSpot] = (),
    sentence_ends: Sequence[float] = (),
    aligned: Callable[[float], float] = float,
    weights: Weights = WEIGHTS,
) -> tuple[PlannedClip, ...]:
    """Return the cheapest division of a recording into clips, by the prices of `Weights`.

    The clips follow each other without a gap from 0 to `duration_s`, each under `limit_s` by
    `MARGIN_S`. Where no pause allows this, a cut lies at one of the `quiet` spots and says so.
    `aligned` moves a time to where a cut may lie, by less than a second.

    Raises:
        StudioError: the limit is too short.
    """
    aim = Aim.under(limit_s)
    places = candidates(
        duration_s,
        pauses,
        quiet,
        sentence_ends,
        spacing_s=limit_s / 20,
        aligned=aligned,
        weights=weights,
    )
    end = Candidate(duration_s, 0.0, message("plan.reason.end"))
    clips, start_s = [], 0.0
    for index, cut in enumerate(cheapest([*places, end], aim, weights), 1):
        title = message("plan.title.part", n=index)
        clips.append(PlannedClip(index, start_s, cut.at_s, title, cut.reason))
        start_s = cut.at_s
    return tuple(clips)


def cheapest(places: Sequence[Candidate], aim: Aim, weights: Weights = WEIGHTS) -> list[Candidate]:
    """Return those of `places` (by time, the last one the end) at which the clips best end.

    A dynamic programme: the best way to a place is the best way to an earlier one within reach,
    and one clip. So it looks at every plan there is and is exact.
    """
    times = [0.0, *(place.at_s for place in places)]
    best = [0.0]
    came_from = [0]
    first = 0
    for here, place in enumerate(places, 1):
        while first < here and place.at_s - times[first] > aim.longest_s:
            first += 1
        ways = (
            (best[there] + aim.cost(place.at_s - times[there], weights), there)
            for there in range(first, here)
        )
        cost, there = min(ways, default=(float("inf"), here - 1))
        best.append(cost + place.cost)
        came_from.append(there)
    path, here = [], len(places)
    while here > 0:
        path.append(places[here - 1])
        here = came_from[here]
    return path[::-1]
