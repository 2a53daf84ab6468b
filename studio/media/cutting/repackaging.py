"""A recording whose pictures can be copied, but not out of the container they are in.

It is packaged anew as one MP4 beside the clips, for as long as they are cut: nothing is encoded.
"""

from __future__ import annotations

import errno
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from studio.jobs import Progress
from studio.media.cutting.files import naming
from studio.media.frames import Frames, frames_of
from studio.media.mp4.movie import read_movie
from studio.media.opening import opened
from studio.media.packets import packets
from studio.media.probe import Probe, probe
from studio.messages import StudioError

_CONTAINERS = ("mp4", "mov", "matroska", "flv")
# Not MPEG-TS: Firefox failed to decode what was copied out of it, with parameter sets in between.
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
            _package(recording, target, progress)
        yield _same(recording, frames, target) or recording
    finally:
        target.unlink(missing_ok=True)


def _worthwhile(recording: Probe) -> bool:
    picture = recording.picture
    if picture is None or not picture.plays_everywhere:
        return False
    return recording.container in _CONTAINERS and read_movie(recording.path) is None


def _package(recording: Probe, target: Path, progress: Progress) -> None:
    """Write the samples of a recording into another container; what is missing will be noticed."""
    import av

    used = [one.index for one in (recording.picture, recording.sound) if one]
    with opened(recording.path) as source:
        streams = [source.streams[index] for index in used]
        try:
            with av.open(str(target.absolute()), "w", format="mp4", options=_PLAIN) as file:
                tracks = {one.index: file.add_stream_from_template(one) for one in streams}
                for packet in packets(source, *streams):  # type: ignore[arg-type]  # of both kinds
                    if packet.size:
                        at_s = float((packet.pts or 0) * packet.time_base - recording.start)
                        progress.at(at_s / recording.duration_s)
                        packet.stream = tracks[packet.stream.index]  # type: ignore[assignment]
                        file.mux(packet)
        except (av.error.FFmpegError, ValueError) as problem:
            if isinstance(problem, OSError) and problem.errno in _DISK:
                raise


def _same(recording: Probe, frames: Frames, target: Path) -> Probe | None:
    """Return what was packaged, if it shows the same frames at the same times.

    Its clock is that of the recording: what is heard before 0 is still before 0.
    """
    try:
        found = replace(probe(target), start=recording.start, duration_s=recording.duration_s)
    except (StudioError, OSError):
        return None
    seconds = frames_of(found, Progress()).seconds
    if len(seconds) != len(frames.seconds) or (found.sound is None) != (recording.sound is None):
        return None
    return found if np.abs(seconds - frames.seconds).max(initial=0.0) < _SAME_S else None
