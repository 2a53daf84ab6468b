"""What has changed from one keyframe to the next, and on which frame.

Most stretches of a talk show the same picture at both ends, and no packet in between is large:
nothing is decoded. Where one packet alone is large and frames are kept in the order in which they
are shown, that packet is the new picture. Else the stretch is decoded, closely where packets are
large. What moves by itself (a webcam, a film, a person) is left out of account.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from studio.media.grids import changed, covered
from studio.media.stretches import Burst, Stretch, tick_of
from studio.media.viewing import View, Viewer

if TYPE_CHECKING:
    from studio.media.grids import Grid, Mask
    from studio.media.stretches import VideoPacket

_LEAST_SHARE = 0.001
"""A smaller part of the picture than this is a pointer, not something new to read."""

_UNSEEN_SHARE, _REGULAR_SHARE, _EARLY_SHARE = 0.012, 0.04, 0.012
_SLIDE_SHARE, _REWRITTEN_SHARE, _REMOVED = 0.04, 0.006, 0.2
_UNLIKE_PAPER = 14
_FLASH, _OF_SLIDE = 0.15, 0.2
_WHOLE, _NEARLY = 0.9, 0.3
_WATCHED = 16
_NEAR, _SETTLED = 14, 6
_MOST_BURSTS = 8


@dataclass(frozen=True, slots=True)
class Step:
    """A change: the tick of the first frame after it, the part of the picture, and what it is."""

    tick: int
    share: float
    is_slide: bool


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A stretch and the first picture that it shows; all of its frames where they are known."""

    stretch: Stretch
    first: View
    views: Sequence[View] = ()


def steps_between(
    now: Glimpse, after: Glimpse | None, viewer: Viewer, *, early: bool
) -> list[Step]:
    """Return the changes within a stretch, and that with which the next one begins.

    `after` is None at the end of the film. `early`: the next keyframe comes sooner than usual,
    as encoders put one where the picture changes.
    """
    bursts = now.stretch.bursts
    if after is None:
        return _seen_steps(now, None, viewer, math.inf) if bursts else []
    raw = changed(now.first.grid, after.first.grid)
    if raw.mean() < _UNSEEN_SHARE and not bursts:
        return []
    still = ~(_restless_at(now, viewer) | _restless_at(after, viewer))
    share = float((raw & still).mean())
    if share < _LEAST_SHARE and not _flashes(now.stretch):
        return []
    if not early and not now.views and _says_it_all(now.stretch, share):
        tick = tick_of(now.stretch.packets[bursts[0].first])
        return _step(now.first.grid, after.first.grid, still, tick)
    if bursts or now.views:
        return _seen_steps(now, after, viewer, _EARLY_SHARE if early else _REGULAR_SHARE)
    if early and share >= _EARLY_SHARE:
        return _step(now.first.grid, after.first.grid, still, after.first.tick)
    return _slow_step(now, after, still, viewer) if share >= _REGULAR_SHARE else []


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
    sizes = [stretch.packets[burst.first].size for burst in stretch.bursts]
    return sum(size > least for size in sizes) > 1


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
        views = viewer.views(glimpse.stretch.packets[:end])
    return _restless([view for view in views if view.grid.shape == glimpse.first.grid.shape])


def _restless(views: Sequence[View]) -> Mask:
    """Return the cells that change from one frame to the others, and those around them."""
    if not views:
        return np.zeros((1, 1), np.bool_)
    moved = np.zeros(views[0].grid.shape, np.bool_)
    for view in views[1:]:
        moved |= changed(views[0].grid, view.grid)
    return covered(moved)


def _seen_steps(
    now: Glimpse, after: Glimpse | None, viewer: Viewer, least_at_end: float
) -> list[Step]:
    """Decode a stretch and return the changes where its packets are large, and at its end.

    A keyframe looks a little different from the frame before by its coding alone: there a change
    counts from a share of `least_at_end` on.
    """
    packets = [*now.stretch.packets, *now.stretch.leading]
    bursts = sorted(
        sorted(now.stretch.bursts, key=lambda one: -packets[one.first].size)[:_MOST_BURSTS],
        key=lambda one: one.first,
    )
    near = [range(one.first - _NEAR, one.last + _NEAR) for one in bursts]
    near.append(range(len(packets) - _NEAR, len(packets)))
    views = now.views or viewer.views(packets, near)
    views = [view for view in views if view.grid.shape == now.first.grid.shape]
    if not views:
        return []
    found = [step for burst in bursts for step in _step_at(burst, packets, views)]
    if after is not None and after.first.grid.shape == now.first.grid.shape:
        still = ~(_restless(views[-_NEAR:]) | _restless_at(after, viewer))
        last = _step(views[-1].grid, after.first.grid, still, after.first.tick)
        found += [step for step in last if step.share >= least_at_end]
    return found


def _step_at(burst: Burst, packets: Sequence[VideoPacket], views: Sequence[View]) -> Iterator[Step]:
    """Yield the change that a burst brings, if what it brings stays."""
    start = tick_of(packets[max(0, burst.first - _SETTLED)])
    end = tick_of(packets[min(len(packets) - 1, burst.last + _SETTLED)])
    early = [view for view in views if view.tick <= start][-_NEAR:]
    late = [view for view in views if view.tick >= end][:_NEAR]
    if not early or not late:
        return
    between = [view for view in views if early[-1].tick < view.tick <= late[0].tick]
    still = ~(_restless(early) | _restless(late))
    tick = _first_whole(early[-1].grid, late[0].grid, still, between)
    yield from _step(early[-1].grid, late[0].grid, still, tick)


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
    packets = [*now.stretch.packets, *now.stretch.leading]
    views = [view for view in viewer.views(packets) if view.grid.shape == still.shape]
    tick = _first_whole(now.first.grid, after.first.grid, still, [*views, after.first])
    return _step(now.first.grid, after.first.grid, still, tick)
