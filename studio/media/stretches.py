"""The stretches of a film between its keyframes, and what the sizes of their packets tell.

A picture that changes as a whole makes one big packet among small ones. So it is seen where
something may have happened before anything is decoded.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from studio.jobs import Progress

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from studio.media.film import Film, VideoPacket

_SHORTEST_S = 1.0
_LONGEST, _LONGEST_CONTINUED = 600, 200
"""Packets that are kept at most: a film with hardly any keyframe is parted without one.

Of one that goes on without, all frames are kept as well.
"""

_LONGEST_BYTES = 32 << 20
_MOST_LEADING = 16
_OVER_USUAL, _OF_KEYFRAME, _LEAST_BYTES = 1.8, 0.025, 200
_CATCHING_UP, _OF_KEYFRAME_AFTER_IT = 2, 0.3
_GROUP = 4
"""Of so many packets in a row the largest counts: others may be no reference and tiny."""

_TOGETHER = 5
_AT_ONCE = 0.6
_SWELLING, _TELLING = 25, 0.5


@dataclass(frozen=True, slots=True)
class Burst:
    """Packets of unusual size that follow each other: from `first` to `last` in the stretch.

    What they bring is shown by the packet at `shown`, and the next burst begins at `until`; both
    may lie beyond the end. With `at_once` nearly all of it is in the first packet, which is shown
    at its time: no transition, no film.
    """

    first: int
    last: int
    shown: int
    until: int
    at_once: bool

    @property
    def makes_up(self) -> bool:
        """Whether it may only make up for what the keyframe before it lacks.

        It is large as well where it brings something, but when that is shown is not known.
        """
        return self.first <= _CATCHING_UP and self.shown > self.last


@dataclass(frozen=True)
class Stretch:
    """Packets in the order of the file, from a keyframe on.

    One that is `continued` begins without a keyframe, one that is `cut` ends without one.
    `leading` packets follow the next keyframe in the file and are shown before it: they come with
    it, as they lean on it. For `foresight` see `Film`.
    """

    packets: list[VideoPacket]
    continued: bool = False
    cut: bool = False
    leading: tuple[VideoPacket, ...] = ()
    foresight: int = 0

    @property
    def all_packets(self) -> list[VideoPacket]:
        """The packets of all that is shown before the next keyframe, and of what it leans on."""
        return [*self.packets, *self.leading]

    @cached_property
    def bursts(self) -> list[Burst]:
        """Where packets are unusually large."""
        sizes = np.array([packet.size for packet in self.packets[1:]])
        if not len(sizes):
            return []
        key = 0 if self.continued else self.packets[0].size
        largest = [sizes[at : at + _GROUP].max() for at in range(0, len(sizes), _GROUP)]
        usual = float(np.median(largest))
        least = np.full(len(sizes), max(_OVER_USUAL * usual, _OF_KEYFRAME * key, _LEAST_BYTES))
        # An encoder may make up for what the keyframe lacks.
        least[:_CATCHING_UP] = max(least[0], _OF_KEYFRAME_AFTER_IT * key)
        large = np.flatnonzero(sizes > least) + 1
        if not len(large):
            return []
        parts = np.split(large, np.flatnonzero(np.diff(large) > _TOGETHER) + 1)
        ends = [*(int(part[0]) for part in parts[1:]), len(self.packets)]
        return [self._burst(part, end, usual) for part, end in zip(parts, ends, strict=True)]

    @cached_property
    def swell(self) -> float:
        """Bytes above the usual, at most, in a number of packets in a row: bursts do not count.

        Infinite where packets are hardly smaller than the keyframe: they tell nothing.
        """
        sizes = np.array([packet.size for packet in self.packets[1:]], np.float64)
        usual = np.median(sizes) if len(sizes) else 0.0
        if self.continued or usual > _TELLING * self.packets[0].size:
            return math.inf
        for burst in self.bursts:
            sizes[burst.first - 1 : burst.last] = usual
        above = np.cumsum(np.pad(sizes - usual, (_SWELLING, 0)))
        return float((above[_SWELLING:] - above[:-_SWELLING]).max(initial=0.0))

    @cached_property
    def reordered(self) -> bool:
        """Whether frames are shown in another order than they are kept."""
        ticks = [tick_of(packet) for packet in self.packets]
        return ticks != sorted(ticks)

    def _burst(self, part: NDArray[np.intp], until: int, usual: float) -> Burst:
        above = [self.packets[at].size - usual for at in part]
        at_once = not self.foresight and above[0] > _AT_ONCE * sum(above)
        first, last = int(part[0]), int(part[-1])
        return Burst(first, last, last + self.foresight, until, at_once)


def tick_of(packet: VideoPacket) -> int:
    """Return when a packet is shown; where a container does not say, when it is decoded."""
    if packet.pts is not None:
        return packet.pts
    return packet.dts or 0


def stretches(film: Film, progress: Progress) -> Iterator[Stretch]:
    """Yield the stretches of a film, from one pass over its packets.

    Raises:
        Cancelled: the work was cancelled.
    """
    shortest = round(_SHORTEST_S / film.time_base)
    reading = _Reading(film.foresight)
    for packet in film.packets:
        progress.check()
        if packet.size:
            yield from reading.add(packet, shortest)
    yield from reading.rest()


class _Reading:
    """The stretch that is being read, and the one before: its leading packets may follow."""

    def __init__(self, foresight: int) -> None:
        self._foresight = foresight
        self._before: Stretch | None = None
        self._leading: list[VideoPacket] = []
        self._now: list[VideoPacket] = []
        self._continued = False
        self._bytes = 0

    def add(self, packet: VideoPacket, shortest: int) -> Iterator[Stretch]:
        """Take a packet; yield the stretch before where its last one has come."""
        longest = _LONGEST_CONTINUED if self._continued else _LONGEST
        full = len(self._now) >= longest or self._bytes > _LONGEST_BYTES
        opens = packet.is_keyframe and (not self._now or _apart(self._now[0], packet, shortest))
        if self._now and (full or opens):
            yield from self._ended()
            self._before = self._stretch(cut=not packet.is_keyframe)
            self._now, self._bytes, self._continued = [], 0, not packet.is_keyframe
        if self._is_leading(packet):
            self._leading.append(packet)
        elif self._now or opens or self._continued:
            self._now.append(packet)
            self._bytes += packet.size

    def rest(self) -> Iterator[Stretch]:
        """Yield what is left at the end of the film."""
        yield from self._ended()
        if self._now:
            yield self._stretch(cut=False)

    def _is_leading(self, packet: VideoPacket) -> bool:
        """Return whether a packet comes right after a keyframe and is shown before it."""
        if self._continued or len(self._now) != 1 or len(self._leading) >= _MOST_LEADING:
            return False
        return tick_of(packet) < tick_of(self._now[0])

    def _stretch(self, *, cut: bool) -> Stretch:
        return Stretch(self._now, self._continued, cut, foresight=self._foresight)

    def _ended(self) -> Iterator[Stretch]:
        if self._before:
            leading = (self._now[0], *self._leading) if self._leading else ()
            yield replace(self._before, leading=leading)
        self._before, self._leading = None, []


def _apart(one: VideoPacket, other: VideoPacket, ticks: int) -> bool:
    # A clock may be set back within a recording.
    return abs(tick_of(other) - tick_of(one)) >= ticks
