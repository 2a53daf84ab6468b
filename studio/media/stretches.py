"""The stretches of a film between its keyframes, and what the sizes of their packets tell.

A picture that changes as a whole makes one big packet among small ones. So it is seen where
something may have happened before anything is decoded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from studio.jobs import Progress
from studio.media.packets import packets, time_base

if TYPE_CHECKING:
    from av.container.input import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

    VideoPacket: TypeAlias = Packet[VideoStream]

_SHORTEST_S = 1.0
LONGEST = 600
"""Packets that are kept at most: a film with hardly any keyframe is parted without one."""

_LONGEST_BYTES = 32 << 20
_OVER_USUAL, _OF_KEYFRAME, _LEAST_BYTES = 1.8, 0.025, 200
_CATCHING_UP, _OF_KEYFRAME_AFTER_IT = 2, 0.3
_GROUP = 4
"""Of so many packets in a row the largest counts: others may be no reference and tiny."""

_TOGETHER = 5


@dataclass(frozen=True, slots=True)
class Burst:
    """Packets of unusual size that follow each other: from `first` to `last` in the stretch."""

    first: int
    last: int
    at_once: bool
    """Whether nearly all of it is in its first packet: no transition, no film."""


@dataclass(frozen=True)
class Stretch:
    """Packets in the order of the file, from a keyframe on.

    One that is `continued` begins without a keyframe, one that is `cut` ends without one.
    `leading` packets follow the next keyframe in the file, and are shown before it.
    """

    packets: list[VideoPacket]
    continued: bool = False
    cut: bool = False
    leading: tuple[VideoPacket, ...] = ()

    @cached_property
    def bursts(self) -> list[Burst]:
        """Where packets are unusually large."""
        sizes = np.array([packet.size for packet in self.packets[1:]])
        if not len(sizes):
            return []
        key = 0 if self.continued else self.packets[0].size
        usual = float(
            np.median([sizes[at : at + _GROUP].max() for at in range(0, len(sizes), _GROUP)])
        )
        least = np.full(len(sizes), max(_OVER_USUAL * usual, _OF_KEYFRAME * key, _LEAST_BYTES))
        # Right after a keyframe an encoder makes up for what that one lacks.
        least[:_CATCHING_UP] = max(least[0], _OF_KEYFRAME_AFTER_IT * key)
        large = np.flatnonzero(sizes > least) + 1
        parts = np.split(large, np.flatnonzero(np.diff(large) > _TOGETHER) + 1)
        return [self._burst(part, usual) for part in parts if len(part)]

    @cached_property
    def reordered(self) -> bool:
        """Whether frames are shown in another order than they are kept."""
        ticks = [tick_of(packet) for packet in self.packets]
        return ticks != sorted(ticks)

    def _burst(self, part: np.ndarray, usual: float) -> Burst:
        sizes = [self.packets[at].size - usual for at in part]
        return Burst(int(part[0]), int(part[-1]), at_once=sizes[0] > 0.6 * sum(sizes))


def tick_of(packet: VideoPacket) -> int:
    """Return when a packet is shown; where a container does not say, when it is decoded."""
    if packet.pts is not None:
        return packet.pts
    return packet.dts or 0


def stretches(
    container: InputContainer, film: VideoStream, progress: Progress
) -> Iterator[Stretch]:
    """Yield the stretches of a film, from one pass over its packets.

    Raises:
        Cancelled: the work was cancelled.
    """
    shortest = round(_SHORTEST_S / time_base(film))
    reading = _Reading()
    for packet in packets(container, film):
        progress.check()
        if packet.size:
            yield from reading.add(packet, shortest)  # type: ignore[arg-type]  # of a film
    yield from reading.rest()


class _Reading:
    """The stretch that is being read, and the one before: its leading packets may follow."""

    def __init__(self) -> None:
        self._before: Stretch | None = None
        self._leading: list[VideoPacket] = []
        self._now: list[VideoPacket] = []
        self._continued = False
        self._bytes = 0

    def add(self, packet: VideoPacket, shortest: int) -> Iterator[Stretch]:
        full = len(self._now) >= LONGEST or self._bytes > _LONGEST_BYTES
        opens = packet.is_keyframe and (not self._now or _apart(self._now[0], packet, shortest))
        if self._now and (full or opens):
            yield from self._ended()
            self._before = Stretch(self._now, self._continued, cut=not packet.is_keyframe)
            self._now, self._bytes, self._continued = [], 0, not packet.is_keyframe
        if self._now or opens or self._continued:
            self._now.append(packet)
            self._bytes += packet.size
        if self._before and tick_of(packet) < tick_of(self._now[0]):
            self._leading.append(packet)

    def rest(self) -> Iterator[Stretch]:
        yield from self._ended()
        if self._now:
            yield Stretch(self._now, self._continued)

    def _ended(self) -> Iterator[Stretch]:
        if self._before:
            yield replace(self._before, leading=tuple(self._leading))
        self._before, self._leading = None, []


def _apart(one: VideoPacket, other: VideoPacket, ticks: int) -> bool:
    return tick_of(other) - tick_of(one) >= ticks
