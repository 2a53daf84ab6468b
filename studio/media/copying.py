"""Taking a recording over as one clip: packaged anew, encoded as it was.

Packaged anew, since the index goes to the front, and what a camera notes of place and person
stays behind.
"""

from __future__ import annotations

from pathlib import Path

from studio.jobs import Progress
from studio.media.mp4 import FORMAT, kind_of
from studio.media.opening import opened
from studio.media.probe import Probe


def may_be_copied(recording: Probe, first_picture_s: float) -> bool:
    """Return whether a recording that is one clip can be taken over as it is encoded.

    `first_picture_s` is when its first picture is seen.
    """
    upright = recording.picture is None or recording.picture.rotation == 0
    return recording.browser_safe and upright and recording.start == 0 and first_picture_s == 0.0


def copy(recording: Probe, path: Path, progress: Progress) -> int:
    """Write the whole of a recording to `path` without encoding; return the number of frames.

    Raises:
        StudioError: the recording can't be read.
        OSError: the disk is full.
        Cancelled: the work was cancelled.
    """
    import av

    frames = 0
    with (
        opened(recording.path) as source,
        av.open(str(path.absolute()), "w", format=kind_of(recording), options=FORMAT) as target,
    ):
        used = [one.index for one in (recording.picture, recording.sound) if one]
        tracks = {index: target.add_stream_from_template(source.streams[index]) for index in used}
        for packet in source.demux(*(source.streams[index] for index in used)):
            if packet.dts is None:  # the end of a track
                continue
            progress.at(float(packet.dts * packet.time_base) / recording.duration_s)
            frames += packet.stream.type == "video"
            packet.stream = tracks[packet.stream.index]
            target.mux(packet)
    return frames
