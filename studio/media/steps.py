"""What has changed from one keyframe to the next, and on which frame.

Most stretches of a talk show the same picture at both ends, and no packet in between is large:
nothing is decoded. Where one packet alone is large and frames are kept in the order in which they
are shown, that packet is the new picture. Else the packets around the large ones are decoded as if
they followed the keyframe at once. What stands still is then shown as it is, though what moves is
garbled; and what moves by itself (a webcam, a film, a person) is left out of account. Only where
these packets do not explain the next keyframe is the whole stretch decoded.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from studio.media.grids import changed, covered
from studio.media.stretches import Burst, Stretch, tick_of
from studio.media.viewing import View, Viewer

if TYPE_CHECKING:
    from studio.media.film import VideoPacket
    from studio.media.grids import Grid, Mask

_LEAST_SHARE = 0.001
"""A smaller part of the picture than this is a pointer, not something new to read."""

_UNSEEN_SHARE, _REGULAR_SHARE, _EARLY_SHARE = 0.012, 0.04, 0.012
_SLIDE_SHARE, _REWRITTEN_SHARE, _REMOVED = 0.04, 0.006, 0.2
_UNLIKE_PAPER = 14
_FLASH, _OF_SLIDE, _OF_TRANSITION = 0.15, 0.2, 0.5
_WHOLE, _NEARLY = 0.9, 0.3
_WATCHED, _WATCHED_AT = 16, 4
_NEAR, _SETTLED = 14, 6
_BEFORE, _AFTER, _RUN_UP = 8, 12, 16
_MOST_BURSTS = 8


@dataclass(frozen=True, slots=True)
class Step:
    """A change: the tick of the first frame after it, the part of the picture, and what it is."""

    tick: int
    share: float
    is_slide: bool


@dataclass(slots=True)
class Glimpse:
    """A stretch and the first picture that it shows; all of its frames where they are known."""

    stretch: Stretch
    first: View
    views: Sequence[View] = ()
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _moving: Mask | None = None

    def restless(self, viewer: Viewer) -> Mask:
        """Return the cells that move by themselves at its start. They are looked for once."""
        with self._lock:
            if self._moving is None:
                self._moving = _restless_at(self, viewer)
            return self._moving


def steps_between(
    now: Glimpse, after: Glimpse | None, viewer: Viewer, *, early: bool
) -> list[Step]:
    """Return the changes within a stretch, and that with which the next one begins.

    `after` is None at the end of the film. `early`: the next keyframe comes sooner than usual,
    as encoders put one where the picture changes.
    """
    bursts = now.stretch.bursts
    if after is None or after.first.grid.shape != now.first.grid.shape:
        found = _seen_steps(now, None, viewer, math.inf) if bursts else []
        return found + ([Step(after.first.tick, 1.0, is_slide=True)] if after else [])
    raw = changed(now.first.grid, after.first.grid)
    if raw.mean() < _UNSEEN_SHARE and not bursts:
        return []
    still = ~now.restless(viewer)
    if not _little(raw & still):
        still = still & ~after.restless(viewer)
    if _little(raw & still) and not _flashes(now.stretch):
        return []
    return _steps(now, after, still, viewer, early=early)


def _steps(now: Glimpse, after: Glimpse, still: Mask, viewer: Viewer, *, early: bool) -> list[Step]:
    """Return the changes of what stands still, found with as little decoding as will do."""
    bursts = now.stretch.bursts
    share = float((changed(now.first.grid, after.first.grid) & still).mean())
    if not early and not now.views and _says_it_all(now.stretch, share):
        tick = tick_of(now.stretch.packets[bursts[0].first])
        return _step(now.first.grid, after.first.grid, still, tick)
    least = _EARLY_SHARE if early else _REGULAR_SHARE
    if bursts or now.views:
        found = _brought_steps(now, after, still, viewer, early=early)
        return _seen_steps(now, after, viewer, least) if found is None else found
    if _on_keyframe(now, after, share, early=early):
        return _step(now.first.grid, after.first.grid, still, after.first.tick)
    return _slow_step(now, after, still, viewer) if share >= least else []


def _little(new: Mask) -> bool:
    return bool(new.mean() < _LEAST_SHARE)


def _on_keyframe(now: Glimpse, after: Glimpse, share: float, *, early: bool) -> bool:
    """Return whether a new `share` of the picture has come with the next keyframe.

    A transition before it would have made packets larger for a while. It may have come with a
    packet that leans on the keyframe and is shown before it.
    """
    if now.stretch.leading:
        return False
    if early:
        return share >= _EARLY_SHARE
    key = max(glimpse.stretch.packets[0].size for glimpse in (now, after))
    return share >= _REGULAR_SHARE and now.stretch.swell < _OF_TRANSITION * key


def _says_it_all(stretch: Stretch, share: float) -> bool:
    """Return whether one packet alone has brought the new `share`, at the place where it stands.

    A small one has not brought a slide: that came with the next keyframe.
    """
    if len(stretch.bursts) != 1 or stretch.reordered or not stretch.bursts[0].at_once:
        return False
    size = stretch.packets[stretch.bursts[0].first].size
    return share < _EARLY_SHARE or size >= _OF_SLIDE * stretch.packets[0].size


def _flashes(stretch: Stretch) -> bool:
    """Return whether something may have come and gone: the picture at both ends is the same."""
    if stretch.continued:
        return bool(stretch.bursts)
    least = stretch.packets[0].size * _FLASH
    return any(stretch.packets[burst.first].size > least for burst in stretch.bursts)


def _step(before: Grid, after: Grid, still: Mask, tick: int) -> list[Step]:
    """Return the step between two pictures, none where too little of it is new."""
    new = changed(before, after) & still
    share = float(new.mean())
    if share < _LEAST_SHARE:
        return []
    # A bullet is written on empty paper; a new slide takes away what stood there.
    paper = np.median(before)
    removed = float(np.mean(np.abs(before[new] - paper) > _UNLIKE_PAPER))
    rewritten = share >= _REWRITTEN_SHARE and removed >= _REMOVED
    return [Step(tick, share, share >= _SLIDE_SHARE or rewritten)]


def _restless_at(glimpse: Glimpse, viewer: Viewer) -> Mask:
    """Return the cells that move by themselves at the start of a stretch."""
    views = glimpse.views[:_WATCHED]
    bursts = glimpse.stretch.bursts
    if not views:
        # A short piece: a change within it would be taken for something that moves.
        end = min(_WATCHED, max(2, len(glimpse.stretch.packets) // 3))
        end = min(end, bursts[0].first) if bursts else end
        views = viewer.excerpt(glimpse.stretch.packets, _spread(glimpse.stretch.packets[:end]))
    shape = glimpse.first.grid.shape
    same = [view for view in views if view.grid.shape == shape]
    return _restless(same, shape)


def _spread(packets: Sequence[VideoPacket]) -> list[range]:
    """Return where to look to see what moves: at few packets, all along.

    At those that are shown after all before them, as others lean on these.
    """
    latest = np.maximum.accumulate([tick_of(packet) for packet in packets])
    forward = [0, *(np.flatnonzero(np.diff(latest) > 0) + 1).tolist()]
    if len(forward) <= _WATCHED_AT:
        return [range(len(packets))]
    places = np.linspace(0, len(forward) - 1, _WATCHED_AT + 1).astype(int)
    return [range(forward[at], forward[at] + 1) for at in places]


def _restless(views: Sequence[View], shape: tuple[int, ...]) -> Mask:
    """Return the cells that change from one frame to the others, and those around them."""
    moved = np.zeros(shape, np.bool_)
    for view in views[1:]:
        moved |= changed(views[0].grid, view.grid)
    return covered(moved)


def _brought_steps(
    now: Glimpse, after: Glimpse, still: Mask, viewer: Viewer, *, early: bool
) -> list[Step] | None:
    """Decode the large packets alone and return the changes that they bring.

    None where these changes do not lead from the first picture to that of the next keyframe.
    """
    packets = now.stretch.all_packets
    bursts = now.stretch.bursts
    if now.views or now.stretch.continued or len(bursts) > _MOST_BURSTS:
        return None
    views = _before(after, _excerpt(bursts, packets, viewer))
    if not views or any(view.grid.shape != still.shape for view in views):
        return None
    for part in _between(now.stretch, views):
        still = still & ~_restless(part, still.shape)
    found = [step for one in bursts for step in _step_at(one, now.stretch, views, still)]
    last = views[-1].grid
    rest = float((changed(last, after.first.grid) & still).mean())
    if rest < _LEAST_SHARE or (len(found) == len(bursts) and rest < _UNSEEN_SHARE):
        return found
    if len(found) == len(bursts) and _on_keyframe(now, after, rest, early=early):
        return found + _step(last, after.first.grid, still, after.first.tick)
    return None


def _excerpt(bursts: Sequence[Burst], packets: Sequence[VideoPacket], viewer: Viewer) -> list[View]:
    """Return the first view and those around each burst; none where some are missing.

    A decoder may need a while until it is sure of the order of frames again.
    """
    near = [range(one.first - _BEFORE, one.shown + _AFTER) for one in bursts]
    views = viewer.excerpt(packets, [range(one.start - _RUN_UP, one.stop) for one in near])
    wanted = {tick_of(packets[at]) for one in near for at in one if 0 <= at < len(packets)}
    return views if wanted <= {view.tick for view in views} else []


def _between(stretch: Stretch, views: Sequence[View]) -> Iterator[list[View]]:
    """Yield the views before, between and after bursts: what changes there moves by itself."""
    since = views[0].tick
    for burst in stretch.bursts:
        start, end = _settled(burst, stretch)
        yield [view for view in views if since <= view.tick <= start]
        since = end
    yield [view for view in views if view.tick >= since]


def _seen_steps(
    now: Glimpse, after: Glimpse | None, viewer: Viewer, least_at_end: float
) -> list[Step]:
    """Decode a stretch and return the changes where its packets are large, and at its end.

    A keyframe looks a little different from the frame before by its coding alone: there a change
    counts from a share of `least_at_end` on.
    """
    packets = now.stretch.all_packets
    bursts = sorted(
        sorted(now.stretch.bursts, key=lambda one: -packets[one.first].size)[:_MOST_BURSTS],
        key=lambda one: one.first,
    )
    near = [range(one.first - _NEAR, one.shown + _NEAR) for one in bursts]
    near.append(range(len(now.stretch.packets) - _NEAR, len(packets)))
    views = now.views or viewer.views(packets, near)
    views = _before(after, [view for view in views if view.grid.shape == now.first.grid.shape])
    if not views:
        return []
    all_of_it = np.ones(now.first.grid.shape, np.bool_)
    further = [*views, *after.views[:_NEAR]] if after and now.stretch.cut else views
    found = [step for one in bursts for step in _step_at(one, now.stretch, further, all_of_it)]
    if after is not None:
        last = _step_at_end(now, after, views, viewer)
        found += [step for step in last if step.share >= least_at_end]
    return found


def _before(after: Glimpse | None, views: Sequence[View]) -> list[View]:
    return [view for view in views if after is None or view.tick < after.first.tick]


def _step_at_end(now: Glimpse, after: Glimpse, views: Sequence[View], viewer: Viewer) -> list[Step]:
    """Return the change with the next keyframe, or with what leans on it and is shown before."""
    since = min(map(tick_of, now.stretch.leading), default=after.first.tick)
    own = [view for view in views if view.tick < since] or views[:1]
    still = ~(_restless(own[-_NEAR:], own[0].grid.shape) | after.restless(viewer))
    shown = [*(view for view in views if view.tick >= since), after.first]
    tick = _first_whole(own[-1].grid, after.first.grid, still, shown)
    return _step(own[-1].grid, after.first.grid, still, tick)


def _step_at(burst: Burst, stretch: Stretch, views: Sequence[View], watched: Mask) -> list[Step]:
    """Return the change that a burst brings, if what it brings stays."""
    start, end = _settled(burst, stretch)
    until = (
        tick_of(stretch.packets[burst.until]) if burst.until < len(stretch.packets) else math.inf
    )
    early = [view for view in views if view.tick <= start][-_NEAR:]
    late = [view for view in views if end <= view.tick < max(until, end + 1)][:_NEAR]
    if not early or not late:
        return []
    between = [view for view in views if early[-1].tick < view.tick <= late[0].tick]
    shape = watched.shape
    still = watched & ~(_restless(early, shape) | _restless(late, shape))
    tick = _first_whole(early[-1].grid, late[0].grid, still, between)
    # Only the keyframe is before it, which does not tell what moves: a pointer, say.
    least = _UNSEEN_SHARE if burst.makes_up else 0.0
    found = _step(early[-1].grid, late[0].grid, still, tick)
    return [step for step in found if step.share >= least]


def _settled(burst: Burst, stretch: Stretch) -> tuple[int, int]:
    """Return until when and from when on the picture is that before and that after a burst.

    Near the end of the stretch it is not waited so long that no frames are left.
    """
    packets = stretch.packets
    start = max(0, burst.first - _SETTLED)
    least = min(burst.last + _SETTLED, len(packets) - 1)
    end = max(least, min(burst.shown + _SETTLED, len(packets) - 1 - _SETTLED))
    return tick_of(packets[start]), max(tick_of(packets[end]), tick_of(packets[burst.last]))


def _first_whole(before: Grid, after: Grid, still: Mask, views: Sequence[View]) -> int:
    """Return when a new picture is first shown whole, and no longer mixed with the one before."""
    new = changed(before, after) & still
    if not new.any():
        return views[0].tick
    far = np.abs(after[new] - before[new])
    for view in views:
        if np.mean(np.abs(view.grid[new] - after[new]) <= _NEARLY * far) >= _WHOLE:
            return view.tick
    return views[-1].tick


def _slow_step(now: Glimpse, after: Glimpse, still: Mask, viewer: Viewer) -> list[Step]:
    """Find a change that no packet gives away: a slow transition, or one on the keyframe."""
    packets = now.stretch.all_packets
    views = [view for view in viewer.views(packets) if view.grid.shape == still.shape]
    shown = [*_before(after, views), after.first]
    tick = _first_whole(now.first.grid, after.first.grid, still, shown)
    return _step(now.first.grid, after.first.grid, still, tick)
