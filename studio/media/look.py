"""Looking at a recording: when its slides change, and thumbnails, from its keyframes.

Everything comes from one pass over the packets, so that containers without an index or a way to
seek are looked at like any other. Only what may have changed is decoded beyond the keyframes.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from studio.jobs import Progress
from studio.media.film import opened_film
from studio.media.grids import grid_of
from studio.media.probe import Picture, Probe
from studio.media.steps import Glimpse, Step, steps_between
from studio.media.stretches import Stretch, stretches, tick_of
from studio.media.thumbnails import EVERY_S, Thumbnail, thumbnail
from studio.media.viewing import View, Viewer

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

T = TypeVar("T")

_WORKERS = 2
_AHEAD = 3
_USUAL = 0.9
_SAME_S = 0.5


@dataclass(frozen=True, slots=True)
class SlideChange:
    """A new picture: `at_s` is its first frame, `share` the part that is new (0 to 1).

    With `is_slide` it is a new slide, else a smaller event: a bullet that appears.
    """

    at_s: float
    share: float
    is_slide: bool


@dataclass(frozen=True, slots=True)
class Looking:
    """What was seen: the changes and the thumbnails, by time."""

    changes: tuple[SlideChange, ...]
    thumbnails: tuple[Thumbnail, ...]


def look(recording: Probe, *, progress: Progress) -> Looking:
    """Return what there is to see in a recording; nothing where it is only sound.

    Raises:
        StudioError: the recording can't be opened.
        Cancelled: the work was cancelled.
    """
    if recording.picture is None:
        return Looking((), ())
    with ExitStack() as stack:
        look_at = _Look(recording, recording.picture, progress, stack)
        changes = tuple(_merged(look_at.changes()))
        progress.at(1.0)
        return Looking(changes, look_at.thumbnails)


def _merged(changes: Iterator[SlideChange]) -> Iterator[SlideChange]:
    """Yield changes, those that follow at once as one: at the time of the greatest of them."""
    held: SlideChange | None = None
    for change in changes:
        if held is not None and change.at_s - held.at_s <= _SAME_S:
            greater = max(held, change, key=lambda one: one.share)
            held = replace(greater, is_slide=held.is_slide or change.is_slide)
            continue
        if held is not None:
            yield held
        held = change
    if held is not None:
        yield held


class _Look:
    """One pass over a film: reads on this thread, decodes on others."""

    def __init__(
        self, recording: Probe, picture: Picture, progress: Progress, stack: ExitStack
    ) -> None:
        self._thumbnails: list[Thumbnail] = []
        self._recording, self._picture, self._progress = recording, picture, progress
        self._film = stack.enter_context(opened_film(recording, picture))
        self._follower = Viewer(self._film, progress)
        self._viewers: SimpleQueue[Viewer] = SimpleQueue()
        for _ in range(_WORKERS):
            self._viewers.put(Viewer(self._film, progress))
        self._pool = stack.enter_context(ThreadPoolExecutor(_WORKERS, "look"))
        stack.callback(self._pool.shutdown, cancel_futures=True)
        self._next_thumbnail_s = -math.inf
        self._longest = 0

    @property
    def thumbnails(self) -> tuple[Thumbnail, ...]:
        """What was kept so far, by time."""
        return tuple(sorted(self._thumbnails, key=lambda one: one.at_s))

    def changes(self) -> Iterator[SlideChange]:
        """Yield the changes by time."""
        for found in self._ahead(self._jobs()):
            for step in found.result():
                yield SlideChange(self._seconds(step.tick), step.share, step.is_slide)

    def _jobs(self) -> Iterator[Future[list[Step]]]:
        """Start to look for what changes from each glimpse to the next."""
        before: Glimpse | None = None
        for future in self._ahead(self._glimpses()):
            glimpse = future.result()
            if glimpse is None:
                continue
            if before is not None:
                yield self._compare(before, glimpse)
            before = glimpse
        if before is not None:
            yield self._compare(before, None)

    def _compare(self, before: Glimpse, after: Glimpse | None) -> Future[list[Step]]:
        whole = after is not None and not (before.stretch.cut or before.stretch.continued)
        early = whole and len(before.stretch.packets) < _USUAL * self._longest
        return self._start(partial(steps_between, before, after, early=early))

    def _glimpses(self) -> Iterator[Future[Glimpse | None]]:
        for stretch in stretches(self._film, self._progress):
            at_s = self._seconds(tick_of(stretch.packets[0]))
            self._progress.at(0.99 * at_s / max(self._recording.duration_s, 1e-6))
            self._longest = max(self._longest, len(stretch.packets))
            if stretch.cut or stretch.continued:
                yield self._followed(stretch)
            else:
                yield self._start(partial(self._first, stretch, self._wanted(at_s)))

    def _first(self, stretch: Stretch, wanted: bool, viewer: Viewer) -> Glimpse | None:  # noqa: FBT001  # bound by partial
        frame = viewer.first(stretch.packets)
        if frame is None or frame.pts is None:
            return None
        if wanted:
            self._keep(frame)
        return Glimpse(stretch, View(frame.pts, grid_of(frame)))

    def _followed(self, stretch: Stretch) -> Future[Glimpse | None]:
        """Decode all of a film with hardly any keyframe as it comes."""
        views = []
        for frame in self._follower.following(stretch.packets, last=not stretch.cut):
            if frame.pts is not None:
                views.append(View(frame.pts, grid_of(frame)))
                if self._wanted(self._seconds(frame.pts)):
                    self._keep(frame)
        known: Future[Glimpse | None] = Future()
        known.set_result(Glimpse(stretch, views[0], views) if views else None)
        return known

    def _wanted(self, at_s: float) -> bool:
        if at_s < self._next_thumbnail_s:
            return False
        self._next_thumbnail_s = at_s + EVERY_S
        return True

    def _keep(self, frame: VideoFrame) -> None:
        at_s = self._seconds(frame.pts or 0)
        self._thumbnails.append(thumbnail(frame, self._picture, at_s))

    def _start(self, work: Callable[[Viewer], T]) -> Future[T]:
        return self._pool.submit(self._with_viewer, work)

    def _with_viewer(self, work: Callable[[Viewer], T]) -> T:
        viewer = self._viewers.get()
        try:
            return work(viewer)
        finally:
            self._viewers.put(viewer)

    def _ahead(self, futures: Iterator[Future[T]]) -> Iterator[Future[T]]:
        """Yield futures in order, some of them only after the next ones have been started."""
        waiting: deque[Future[T]] = deque()
        for future in futures:
            waiting.append(future)
            if len(waiting) > _AHEAD:
                yield waiting.popleft()
        yield from waiting

    def _seconds(self, tick: int) -> float:
        return float(tick * self._picture.time_base - self._recording.start)
