"""The part of a recording that a timeline shows: time to pixels and back, and the ruler's ticks."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

_FRAME_PX = 64.0
"""Pixels of one frame where the zoom ends."""
_LEAST_FRAME_S = 0.001
_STEPS_S = (
    *(1.0, 2.0, 5.0, 10.0, 15.0, 30.0),
    *(60.0, 120.0, 300.0, 600.0, 900.0, 1800.0),
    *(3600.0, 7200.0, 14400.0, 36000.0),
)
_STEPS_FRAMES = (1, 2, 5, 10)
_LABEL_PX, _LONG_LABEL_PX = 72.0, 96.0
"""Room for 1:02:03, and for 1:02:03.040."""
_TICK_PX = 8.0


class Tick(NamedTuple):
    """A line of the ruler; `label` is empty for the small ones."""

    at_s: float
    label: str


@dataclass(frozen=True, slots=True)
class View:
    """Shows `length_s` seconds from `start_s` on, in `width` pixels that begin at `left`.

    `frame_s` is the length of a frame; nothing outside of the recording is ever shown.
    """

    duration_s: float
    frame_s: float
    left: float
    width: float
    start_s: float = 0.0
    length_s: float = 0.0

    @property
    def whole_s(self) -> float:
        """The length of view that shows everything."""
        return max(self.duration_s, self.least_frame_s)

    @property
    def least_frame_s(self) -> float:
        """The length of a frame, never nothing."""
        return max(self.frame_s, _LEAST_FRAME_S)

    @property
    def deepest_s(self) -> float:
        """The shortest length of view: single frames."""
        return min(self.whole_s, self.least_frame_s * max(self.width, _FRAME_PX) / _FRAME_PX)

    @property
    def end_s(self) -> float:
        """Where the view ends."""
        return self.start_s + self.length_s

    @property
    def s_per_px(self) -> float:
        """How long a pixel is."""
        return self.length_s / self.width

    @property
    def is_whole(self) -> bool:
        """Whether everything is in view."""
        return self.length_s >= self.whole_s

    @property
    def is_deepest(self) -> bool:
        """Whether there is nothing to zoom into any more."""
        return self.length_s <= self.deepest_s

    def x_of(self, at_s: float) -> float:
        """Return where a moment lies, in pixels."""
        return self.left + (at_s - self.start_s) / self.s_per_px

    def at(self, x: float) -> float:
        """Return the moment at a pixel, within the recording."""
        moment = self.start_s + (x - self.left) * self.s_per_px
        return min(max(moment, 0.0), max(self.duration_s, 0.0))

    def shows(self, at_s: float) -> bool:
        """Return whether a moment is in view."""
        return self.start_s <= at_s <= self.end_s

    def whole(self) -> View:
        """Return the view of everything."""
        return replace(self, start_s=0.0, length_s=self.whole_s)

    def resized(self, width: float) -> View:
        """Return the same stretch of time in another width."""
        return replace(self, width=max(width, 1.0)).showing(self.start_s, self.length_s)

    def showing(self, start_s: float, length_s: float) -> View:
        """Return a view of the recording that is no deeper, wider or further than there is."""
        length_s = min(max(length_s, self.deepest_s), self.whole_s)
        start_s = min(max(start_s, 0.0), self.whole_s - length_s)
        return replace(self, start_s=start_s, length_s=length_s)

    def zoomed(self, factor: float, x: float) -> View:
        """Return the view `factor` times as deep; what lies at pixel `x` stays there."""
        length_s = min(max(self.length_s / factor, self.deepest_s), self.whole_s)
        share = min(max((x - self.left) / self.width, 0.0), 1.0)
        return self.showing(self.start_s + share * (self.length_s - length_s), length_s)

    def scrolled(self, pixels: float) -> View:
        """Return the view so many pixels later."""
        return self.starting(self.start_s + pixels * self.s_per_px)

    def starting(self, start_s: float) -> View:
        """Return the view of the same length from another moment on."""
        return self.showing(start_s, self.length_s)

    def ticks(self, point: str = ".") -> list[Tick]:
        """Return the ruler's ticks in view; their labels have `point` as decimal sign."""
        large, small = self._steps()
        every = round(large / small)
        first, last = math.ceil(self.start_s / small - 1e-6), math.floor(self.end_s / small + 1e-6)
        return [
            Tick(n * small, "" if n % every else written(n * small, large, point))
            for n in range(first, last + 1)
        ]

    def _steps(self) -> tuple[float, float]:
        """Return the seconds between labels, and between ticks."""
        frames = (n * self.least_frame_s for n in _STEPS_FRAMES)
        steps = [*(step for step in frames if step < 1.0), *_STEPS_S]
        large = next((step for step in steps if step >= self._label_s(step)), steps[-1])
        small = (step for step in steps if step >= _TICK_PX * self.s_per_px)
        return large, next((step for step in small if _divides(step, large)), large)

    def _label_s(self, step_s: float) -> float:
        return (_LABEL_PX if step_s >= 1.0 else _LONG_LABEL_PX) * self.s_per_px


def written(at_s: float, step_s: float, point: str = ".") -> str:
    """Return a moment as 6:42 or 1:02:03; with milliseconds where steps are under a second."""
    milliseconds = round(at_s * 1000) if step_s < 1.0 else round(at_s) * 1000
    seconds, rest = divmod(milliseconds, 1000)
    hours, minutes = divmod(seconds // 60, 60)
    tail = f"{seconds % 60:02d}" + (f"{point}{rest:03d}" if step_s < 1.0 else "")
    return f"{hours}:{minutes:02d}:{tail}" if hours else f"{minutes}:{tail}"


def _divides(small: float, large: float) -> bool:
    parts = large / small
    return parts >= 1.0 and abs(parts - round(parts)) < 1e-6
