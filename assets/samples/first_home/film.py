# SPDX-License-Identifier: MIT
"""The film: H.264 and AAC in an MP4 file that starts with its index."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame
from av.video.reformatter import Colorspace
from paint import HEIGHT, WIDTH
from script import Lecture
from slides import Picture, picture
from timeline import Timeline

PICTURES_A_SECOND = 10
SOUND_RATE = 44_100
SOUND_BITS_A_SECOND = 32_000  # asked for: the encoder gives about 39,000
LOUDEST = 0.85  # of full scale
FADE = (0.3, 0.7)  # how much of the next picture is seen in the pictures between two
X264 = {"crf": "25", "preset": "slower", "g": "250", "threads": "2"}
BT709 = 1  # the number of that standard in H.264
LIMITED_RANGE = 1


def write(path: Path, lecture: Lecture, timeline: Timeline) -> None:
    """Write the film of `lecture` to `path`, a second of sound and a second of pictures in turn."""
    part = path.with_name(path.name + ".part")
    with av.open(str(part), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        audio = container.add_stream("aac", SOUND_RATE, layout="mono", bit_rate=SOUND_BITS_A_SECOND)
        video = container.add_stream("libx264", PICTURES_A_SECOND, options=X264)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        context = video.codec_context
        context.colorspace = context.color_primaries = context.color_trc = BT709
        context.color_range = LIMITED_RANGE
        frames = _video_frames(lecture, timeline)
        for sound in _audio_frames(timeline):
            container.mux(audio.encode(sound))
            for frame in islice(frames, PICTURES_A_SECOND):
                container.mux(video.encode(frame))
        container.mux(audio.encode(None))
        container.mux(video.encode(None))
    part.replace(path)


def _audio_frames(timeline: Timeline) -> Iterator[AudioFrame]:
    """Yield the sound second by second."""
    sound = timeline.sound * (LOUDEST / np.abs(timeline.sound).max())
    for start in range(0, len(sound), timeline.rate):
        second = sound[np.newaxis, start : start + timeline.rate]
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(second), "flt", "mono")
        frame.rate, frame.pts = timeline.rate, start
        frame.time_base = Fraction(1, timeline.rate)
        yield frame


def _video_frames(lecture: Lecture, timeline: Timeline) -> Iterator[VideoFrame]:
    """Yield every picture of the film, in its time."""
    starts = [round(shot.start * PICTURES_A_SECOND) for shot in timeline.shots]
    ends = [*starts[1:], round(timeline.now * PICTURES_A_SECOND)]
    number, before = 0, picture(lecture, timeline.shots[0])
    for shot, end in zip(timeline.shots, ends, strict=True):
        after = picture(lecture, shot)
        shown = [*(_mixed(before, after, share) for share in FADE), _converted(after)]
        for frame in (shown[min(n, len(FADE))] for n in range(end - number)):
            frame.pts, frame.time_base = number, Fraction(1, PICTURES_A_SECOND)
            yield frame
            number += 1
        before = after


def _mixed(before: Picture, after: Picture, share: float) -> VideoFrame:
    """Return a picture on the way from one to the other."""
    mixed = before + share * (after.astype(np.float32) - before)
    return _converted(mixed.round().astype(np.uint8))


def _converted(pixels: Picture) -> VideoFrame:
    frame = VideoFrame.from_ndarray(pixels, "rgb24")
    return frame.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709)
