"""The frames of a recording: when each is shown, and where a cut may therefore lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from studio.jobs import Progress
from studio.media.mp4.movie import read_movie
from studio.media.opening import opened
from studio.media.packets import packets, shown
from studio.media.probe import Picture, Probe

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Marked: TypeAlias = tuple[NDArray[np.int64], NDArray[np.bool_]]

STILL_S = 1.5
"""A frame shown longer than this is a still: a cut may fall inside it, and it opens the next clip
again. Any shorter frame is in one clip only."""


@dataclass(frozen=True, slots=True)
class Frames:
    """When the frames of a recording begin, in its seconds; none where there is only sound.

    `keyframes` are those of them that the file marks as such.

    `time_base` is the length of a tick of the track; frames lie on whole ticks of the file's
    clock, `start` of which is 0 of the recording.
    """

    seconds: NDArray[np.float64]
    keyframes: NDArray[np.float64]
    time_base: Fraction
    start: Fraction
    duration_s: float

    def aligned(self, at_s: float) -> float:
        """Return the nearest time at which a clip may begin or end."""
        if at_s <= 0.0 or at_s >= self.duration_s or not len(self.seconds):
            return min(max(at_s, 0.0), self.duration_s)
        next_one = int(np.searchsorted(self.seconds, at_s, side="right"))
        below = float(self.seconds[next_one - 1]) if next_one else 0.0
        above = float(self.seconds[next_one]) if next_one < len(self.seconds) else self.duration_s
        if above - below > STILL_S:
            return self.seconds_of(self.tick(at_s))
        return max(below, 0.0) if at_s - below <= above - at_s else above

    def tick(self, at_s: float) -> int:
        """Return the tick of the file's clock that is nearest to a time of the recording."""
        return round((Fraction(at_s) + self.start) / self.time_base)

    def seconds_of(self, tick: int) -> float:
        """Return the time of the recording at a tick of the file's clock."""
        return float(tick * self.time_base - self.start)


def frames_of(recording: Probe, progress: Progress) -> Frames:
    """Return the frames of a recording: from the tables of an MP4, else the file is read once.

    Raises:
        StudioError: the recording can't be read.
        Cancelled: the work was cancelled.
    """
    picture = recording.picture
    if picture is None:
        none = np.empty(0)
        return Frames(none, none, Fraction(1, 1000), recording.start, recording.duration_s)
    ticks, keys = _of_tables(recording, picture) or _of_packets(recording, picture, progress)
    ticks, first = np.unique(ticks, return_index=True)
    seconds = _seconds(recording, picture, ticks)
    inside = seconds < recording.duration_s
    keyframes = seconds[inside & keys[first]]
    return Frames(
        seconds[inside], keyframes, picture.time_base, recording.start, recording.duration_s
    )


def _seconds(recording: Probe, picture: Picture, ticks: NDArray[np.int64]) -> NDArray[np.float64]:
    base = picture.time_base
    # Subtracted before the multiplication: a clock may start far from 0.
    zero = round(recording.start / base)
    first_s = float(zero * base - recording.start)
    return (ticks - zero) * base.numerator / base.denominator + first_s


def _of_tables(recording: Probe, picture: Picture) -> Marked | None:
    """Return the frames as the index of the file tells of them; None where it does not."""
    movie = read_movie(recording.path)
    track = movie.tracks[picture.index] if movie and picture.index < len(movie.tracks) else None
    if movie is None or track is None or track.timescale != picture.time_base.denominator:
        return None
    try:
        samples = track.samples(movie.size)
    except ValueError:
        return None
    return samples.pts[samples.shown], samples.sync[samples.shown]


def _of_packets(recording: Probe, picture: Picture, progress: Progress) -> Marked:
    kind = np.dtype([("tick", np.int64), ("key", np.bool_)])
    found = np.fromiter(_packets(recording, picture, progress), kind)
    return found["tick"], found["key"]


def _packets(recording: Probe, picture: Picture, progress: Progress) -> Iterator[tuple[int, bool]]:
    with opened(recording.path) as container:
        film = container.streams[picture.index]
        whole = recording.duration_s / float(picture.time_base)
        zero = recording.start / picture.time_base
        for packet in shown(packets(container, film)):  # type: ignore[arg-type]  # a video track
            tick = packet.pts or 0
            progress.at(float(tick - zero) / whole)
            yield tick, packet.is_keyframe
