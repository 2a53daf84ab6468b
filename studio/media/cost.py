"""What a plan costs: every term and its weight, in one place.

The best plan has the least sum of

- for each clip of length L, aimed at T:  ((L - T) / T)^2, half the distance counting where it is
  shorter, and `crumb` more below the minimum;
- for each cut, the terms of `Terms`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from studio.messages import error

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

LIMIT_S = 420.0
"""The length that clips stay under, unless the course says otherwise: seven minutes."""

MARGIN_S = 0.25
"""What a clip stays under the limit: a written file is longer than its span by the rounding of
its container and of its last packet of sound (128 ms at 8 kHz)."""

SHORTEST_LIMIT_S = 5.0
"""The least limit that a plan can keep."""

_TARGET_SHARE = 330 / 420
_MINIMUM_SHARE = 120 / 420
_OVER_LIMIT = 1e9


@dataclass(frozen=True, slots=True)
class Weights:
    """The price of each term.

    - `cut`: any cut.
    - `pause`: taken off for each log(1 + seconds) of the pause, less where it is shallow.
    - `mid_sentence`: the captions show that a sentence goes on.
    - `topic`: for each topic that what is usual exceeds what is expected to begin here. Usual is
      `usual_topic`, or what the share `common_topics` of the recording's sentences stay under.
    - `slide`, `bullet`: taken off for a new slide or a smaller change at the cut, less by
      exp(-d / `slide_s`) at d seconds from it. What is usual is added to every cut: at most
      `usual_slide` of it, less where slides are rarer than clips.
    - `keyframe`: each second up to the next keyframe, which has to be encoded.
    - `no_pause`: the end of a sentence in a recording that has pauses elsewhere.
    - `forced`: no pause and no sentence's end; up to `loud` more the louder it is there.
    """

    shorter: float = 0.5
    crumb: float = 50.0
    cut: float = 0.18
    pause: float = 0.1
    longest_pause_s: float = 4.0
    full_depth_db: float = 20.0
    mid_sentence: float = 0.3
    topic: float = 4.0
    usual_topic: float = 0.55
    common_topics: float = 0.96
    slide: float = 2.0
    bullet: float = 0.3
    usual_slide: float = 0.9
    slide_s: float = 3.0
    keyframe: float = 0.02
    longest_head_s: float = 20.0
    no_pause: float = 3.0
    forced: float = 4.0
    loud: float = 2.0


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Terms:
    """What a cut costs, by term; what speaks for it is below 0."""

    cut: float = 0.0
    pause: float = 0.0
    sentence: float = 0.0
    topic: float = 0.0
    slide: float = 0.0
    keyframe: float = 0.0
    forced: float = 0.0

    @property
    def total(self) -> float:
        """The cost of the cut."""
        reasons = self.sentence + self.topic + self.slide + self.keyframe + self.forced
        return self.cut + self.pause + reasons


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

    def cost(self, lengths_s: Numbers, weights: Weights = WEIGHTS) -> Numbers:
        """Return the price of a clip of each of these lengths."""
        away = (lengths_s - self.target_s) / self.target_s
        costs = np.where(away > 0.0, away, weights.shorter * away) ** 2
        crumbs = weights.crumb * (2.0 - lengths_s / self.minimum_s)
        costs = costs + np.where(lengths_s < self.minimum_s, crumbs, 0.0)
        priced: Numbers = costs + np.where(lengths_s > self.longest_s, _OVER_LIMIT, 0.0)
        return priced
