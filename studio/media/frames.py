"""The frames of a recording: when each is shown, and where a cut may therefore lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from studio.jobs import Progress
from studio.media.mp4.movie import read_movie
from studio.media.opening import opened
from studio.media.packets import packets, shown
from studio.media.probe import Picture, Probe

if TYPE_CHECKING:
    from numpy.typing import NDArray

STILL_S = 1.5
"""A frame shown longer than this is a still: a cut may fall inside it, and it opens the next clip
again. Any shorter frame is in one clip only."""


@dataclass(frozen=True, slots=True)
class Frames:
    """When the frames of a recording begin, in its seconds; none where there is only sound.

    `time_base` is the length of a tick of the track; frames lie on whole ticks of the file's
    clock, `start` of which is 0 of the recording.
    """

    seconds: NDArray[np.float64]
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
    base = Fraction(1, 1000)
    seconds: NDArray[np.float64] = np.empty(0)
    if picture is not None:
        base = picture.time_base
        ticks = _ticks_of_tables(recording, picture)
        if ticks is None:
            ticks = np.unique(np.fromiter(_ticks(recording, picture, progress), np.int64))
        # Subtracted before the multiplication: a clock may start far from 0.
        zero = round(recording.start / base)
        first_s = float(zero * base - recording.start)
        every = (ticks - zero) * base.numerator / base.denominator + first_s
        seconds = every[every < recording.duration_s].astype(np.float64)
    return Frames(seconds, base, recording.start, recording.duration_s)


def _ticks_of_tables(recording: Probe, picture: Picture) -> NDArray[np.int64] | None:
    """Return when the frames are shown as the index of the file tells; None where it does not."""
    movie = read_movie(recording.path)
    track = movie.tracks[picture.index] if movie and picture.index < len(movie.tracks) else None
    if movie is None or track is None or track.timescale != picture.time_base.denominator:
        return None
    try:
        samples = track.samples(movie.size)
    except ValueError:
        return None
    ticks: NDArray[np.int64] = np.sort(samples.pts[samples.shown])
    later: NDArray[np.bool_] = np.diff(ticks, prepend=ticks[:1] - 1) > 0
    return ticks[later]


def _ticks(recording: Probe, picture: Picture, progress: Progress) -> Iterator[int]:
    with opened(recording.path) as container:
        film = container.streams[picture.index]
        whole = recording.duration_s / float(picture.time_base)
        zero = recording.start / picture.time_base
        for packet in shown(packets(container, film)):  # type: ignore[arg-type]  # a video track
            tick = packet.pts or 0
            progress.at(float(tick - zero) / whole)
            yield tick
