"""A recording whose pictures can be copied, but not out of the container they are in.

It is packaged anew as one MP4 beside the clips, for as long as they are cut: nothing is encoded.
"""

from __future__ import annotations

import errno
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from studio.jobs import Progress
from studio.media.cutting.files import naming
from studio.media.frames import Frames, frames_of
from studio.media.mp4.movie import read_movie
from studio.media.opening import opened
from studio.media.packets import packets
from studio.media.probe import Probe, probe
from studio.messages import StudioError

if TYPE_CHECKING:
    from studio.media.packets import MediaPacket

_CONTAINERS = ("mp4", "mov", "matroska", "flv", "mpegts")
_SAME_S = 0.002
_DISK = (errno.ENOSPC, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT)
_PLAIN = {"fflags": "+bitexact", "movie_timescale": "720000"}
"""A time scale in which the ticks of most tracks are whole: starts are kept exactly."""


@contextmanager
def repackaged(
    recording: Probe, frames: Frames, folder: Path, progress: Progress
) -> Iterator[Probe]:
    """Give a recording as an MP4 with tables, made in `folder` where it is not one.

    The recording itself where it is one already, is to be encoded anyway, or does not come out
    with the same `frames`.

    Raises:
        StudioError: the folder can't be written to.
        Cancelled: the work was cancelled.
    """
    if not _worthwhile(recording):
        yield recording
        return
    target = folder / f".{secrets.token_hex(8)}.mp4.part"
    try:
        with naming(target):
            whole = _package(recording, target, progress)
        yield (_same(recording, frames, target) if whole else None) or recording
    finally:
        target.unlink(missing_ok=True)


def _worthwhile(recording: Probe) -> bool:
    picture = recording.picture
    if picture is None or not picture.plays_everywhere:
        return False
    return recording.container in _CONTAINERS and read_movie(recording.path) is None


def _package(recording: Probe, target: Path, progress: Progress) -> bool:
    """Write the samples of a recording into another container; return whether that can be done."""
    import av

    used = [one.index for one in (recording.picture, recording.sound) if one]
    with opened(recording.path) as source:
        streams = [source.streams[index] for index in used]
        try:
            with av.open(str(target.absolute()), "w", format="mp4", options=_PLAIN) as file:
                tracks = {one.index: file.add_stream_from_template(one) for one in streams}
                for packet in _whole(packets(source, *streams)):  # type: ignore[arg-type]  # both
                    at_s = float((packet.pts or 0) * packet.time_base - recording.start)
                    progress.at(at_s / recording.duration_s)
                    _move(packet, floor(recording.start))
                    packet.stream = tracks[packet.stream.index]  # type: ignore[assignment]
                    file.mux(packet)
        except (av.error.FFmpegError, ValueError) as problem:
            if isinstance(problem, OSError) and problem.errno in _DISK:
                raise
            return False
    return True


def _whole(source: Iterable[MediaPacket]) -> Iterator[MediaPacket]:
    """Yield packets that hold something, but for a last one of sound that breaks off.

    FFmpeg marks what it took from a damaged part of a stream, but not such a last one behind it.

    Raises:
        ValueError: others are damaged.
    """
    damaged = broken_off = False
    for packet in source:
        if not packet.size:
            continue
        if packet.stream.type == "audio":
            damaged = damaged or packet.is_corrupt
            if broken_off:
                raise ValueError("damaged sound")
            broken_off = damaged and not packet.is_corrupt
            if broken_off:
                continue
        elif packet.is_corrupt:
            raise ValueError("a damaged picture")
        yield packet


def _move(packet: MediaPacket, seconds: int) -> None:
    """Make a packet earlier by whole seconds, in which every clock has whole ticks.

    A stream starts anywhere on its clock, even before 0: there an MP4 shows nothing.
    """
    ticks = round(seconds / packet.time_base)
    if packet.pts is not None:
        packet.pts -= ticks
    if packet.dts is not None:
        packet.dts -= ticks


def _same(recording: Probe, frames: Frames, target: Path) -> Probe | None:
    """Return what was packaged, if it shows the same frames at the same times.

    What is heard before 0 of the recording is still before 0.
    """
    start = recording.start - floor(recording.start)
    try:
        found = replace(
            probe(target),
            container=recording.container,
            duration_s=recording.duration_s,
            start=start,
        )
    except (StudioError, OSError):
        return None
    seconds = frames_of(found, Progress()).seconds
    if len(seconds) != len(frames.seconds) or (found.sound is None) != (recording.sound is None):
        return None
    return found if np.abs(seconds - frames.seconds).max(initial=0.0) < _SAME_S else None
