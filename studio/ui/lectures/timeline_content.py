"""What a timeline draws: a recording as it was analysed, its clips, and their boundaries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from studio.media.look import SlideChange
from studio.media.pauses import Pause
from studio.media.peaks import Peaks
from studio.media.thumbnails import Thumbnail

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Moments: TypeAlias = NDArray[np.float64]
    """Seconds, in order."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What is drawn of a recording; without sound it has no `peaks`.

    `frame_s` is the length of one frame: the deepest zoom, and the shortest step of a boundary.
    """

    duration_s: float
    peaks: Peaks | None
    thumbnails: Sequence[Thumbnail]
    pauses: Sequence[Pause]
    slides: Sequence[SlideChange]
    frame_s: float


@dataclass(frozen=True, slots=True)
class Span:
    """A clip as it is drawn: the stretch [`start_s`, `end_s`)."""

    id: str
    number: int
    title: str
    start_s: float
    end_s: float
    pinned: bool
    too_long: bool

    @property
    def length_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s


class Boundary(NamedTuple):
    """Where a clip ends, or else begins. Clips that touch share one: the end of the first."""

    clip: str
    is_end: bool


class Edge(NamedTuple):
    """A boundary as it lies: between the clips `before` and `after`, if there are such."""

    boundary: Boundary
    at_s: float
    before: Span | None
    after: Span | None

    @property
    def pinned(self) -> bool:
        """Whether a plan may not move it: the clip that it belongs to is pinned."""
        return any(span is not None and span.pinned for span in (self.before, self.after))


class Marks:
    """The moments of a recording as arrays, for what has to be found in a blink."""

    def __init__(self, heard: Heard) -> None:
        self.pause_starts: Moments = _moments([pause.start_s for pause in heard.pauses])
        self.pause_ends: Moments = _moments([pause.end_s for pause in heard.pauses])
        self.slides: Moments = _moments(sorted(change.at_s for change in heard.slides))
        self.pictures: Moments = _moments([each.at_s for each in heard.thumbnails])
        self._pause_edges = np.column_stack((self.pause_starts, self.pause_ends)).ravel()
        lengths = np.column_stack((np.zeros_like(self.pause_starts), self.pause_ends))
        lengths[:, 1] -= self.pause_starts
        self._paused = np.cumsum(lengths.ravel())
        middles = (self.pause_starts + self.pause_ends) / 2
        self.places: Moments = np.unique(np.concatenate((middles, self.slides)))
        """Where a cut would be good: in the middle of a pause, and where a slide begins."""

    def paused_until(self, moments: Moments) -> Moments:
        """Return how many seconds of pauses there are before each moment."""
        return np.interp(moments, self._pause_edges, self._paused)

    def reach_s(self, place: float) -> float:
        """Return how far from a place the cut may lie that it stands for: within its pause."""
        at = int(np.searchsorted(self.pause_starts, place, "right")) - 1
        if at < 0 or place > self.pause_ends[at]:
            return 0.0
        return float(max(place - self.pause_starts[at], self.pause_ends[at] - place))

    def places_from(self, at_s: float, way: int) -> Iterator[float]:
        """Give the places after a moment (`way` 1), or before it (-1), the nearest first."""
        if way > 0:
            found = self.places[np.searchsorted(self.places, at_s, "right") :]
        else:
            found = self.places[: np.searchsorted(self.places, at_s, "left")][::-1]
        return (float(place) for place in found)


def edges(spans: Sequence[Span]) -> list[Edge]:
    """Return the boundaries of clips that stand in order, by time."""
    found: list[Edge] = []
    for at, span in enumerate(spans):
        before = spans[at - 1] if at else None
        if before is None or before.end_s < span.start_s:
            found.append(Edge(Boundary(span.id, is_end=False), span.start_s, None, span))
        after = spans[at + 1] if at + 1 < len(spans) else None
        touches = after is not None and after.start_s <= span.end_s
        end = Boundary(span.id, is_end=True)
        found.append(Edge(end, span.end_s, span, after if touches else None))
    return found


def room(edge: Edge, spans: Sequence[Span], heard: Heard) -> tuple[float, float]:
    """Return between which moments a boundary may lie: a frame stays of each clip beside it."""
    low, high = 0.0, heard.duration_s
    for span in spans:
        if span.end_s <= edge.at_s and span is not edge.before:
            low = max(low, span.end_s)
        if span.start_s >= edge.at_s and span is not edge.after:
            high = min(high, span.start_s)
    if edge.before is not None:
        low = edge.before.start_s + heard.frame_s
    if edge.after is not None:
        high = edge.after.end_s - heard.frame_s
    return low, max(low, high)


def moved(spans: Sequence[Span], edge: Edge, at_s: float) -> list[Span]:
    """Return the clips as they would be with a boundary elsewhere."""
    made = []
    for span in spans:
        start_s = at_s if span is edge.after else span.start_s
        end_s = at_s if span is edge.before else span.end_s
        made.append(_placed(span, start_s, end_s))
    return made


def gaps(spans: Sequence[Span], duration_s: float) -> list[tuple[float, float]]:
    """Return the stretches that are in no clip."""
    found, reached_s = [], 0.0
    for span in spans:
        if span.start_s > reached_s:
            found.append((reached_s, span.start_s))
        reached_s = max(reached_s, span.end_s)
    if reached_s < duration_s:
        found.append((reached_s, duration_s))
    return found


def _placed(span: Span, start_s: float, end_s: float) -> Span:
    if (start_s, end_s) == (span.start_s, span.end_s):
        return span
    return Span(
        span.id, span.number, span.title, start_s, end_s, span.pinned, too_long=span.too_long
    )


def _moments(found: Sequence[float]) -> Moments:
    return np.asarray(found, np.float64)
