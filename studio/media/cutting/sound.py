"""The sound of a clip: packets of AAC, copied from the recording where that keeps it in time.

A packet holds 1,024 samples, and a decoder needs the one before to begin with (ISO/IEC 14496-3,
section 4.6.11). So a copy begins up to two packets early, and the track says where it is heard
from; every player was seen to keep to that for sound. Where the recording is silent since it has no
packets, before a late start or in a gap, packets of silence take their places.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from studio.media.cutting.source import SoundSource
from studio.media.decoding import SYNC_S
from studio.media.mp4.writing import NewTrack
from studio.media.probe import Sound

if TYPE_CHECKING:
    from studio.media.mp4.tables import Numbers

FRAME = 1024
"""The samples of one packet."""

_OUT_OF_TIME_S = 0.012


@dataclass(frozen=True, slots=True)
class SoundCopy:
    """The packets of a clip: their numbers in the recording, -1 for one of silence.

    The first is heard from `first_tick` of the recording on; `start_tick` is where the clip begins.
    """

    packets: Numbers
    first_tick: int
    start_tick: int
    length: int


def sound_copy(
    source: SoundSource, sound: Sound, start_s: Fraction, end_s: Fraction
) -> SoundCopy | None:
    """Return the packets of a clip; None where copied ones would be out of time.

    `start_s` and `end_s` are times of the file's own clock.
    """
    scale = source.track.timescale
    step = Fraction(FRAME * scale, sound.sample_rate)
    if step.denominator != 1:
        return None
    start, end = round(start_s * scale), round(end_s * scale)
    numbers, ticks = _near(source, start - 2 * int(step), end + int(step))
    if not len(numbers):
        silent = np.full(-(-(end - start) // int(step)) + 1, -1, np.int64)
        return SoundCopy(silent, start - int(step), start, end - start)
    slots = _slots(ticks, int(step), scale)
    if slots is None or (np.diff(slots) < 1).any():
        return None
    # The mean: times may be rounded to milliseconds.
    anchor = round(float(np.mean(ticks - slots * int(step))))
    first = -max(-(-(anchor - start) // int(step)) + 1, 0)
    after = max(-(-(end - anchor) // int(step)), int(slots[-1]) + 1)
    packets = np.full(after - first, -1, np.int64)
    packets[slots - first] = numbers
    first_tick = anchor + first * int(step)
    return _trimmed(SoundCopy(packets, first_tick, start, end - start), int(step))


def copied_track(source: SoundSource, sound: Sound, copy: SoundCopy) -> NewTrack:
    """Return the track of a clip whose packets are copied."""
    samples, track = source.samples, source.track
    step = FRAME * track.timescale // sound.sample_rate
    silent = copy.packets < 0
    quiet = silence(sound.sample_rate, sound.channels) if silent.any() else b""
    dts = copy.first_tick + step * np.arange(len(copy.packets), dtype=np.int64)
    return NewTrack(
        handler=track.handler,
        timescale=track.timescale,
        language=track.language,
        aspect=track.aspect,
        entry=track.entry,
        offsets=np.where(silent, -1, samples.offsets[copy.packets]),
        sizes=np.where(silent, len(quiet), samples.sizes[copy.packets]),
        dts=dts,
        pts=dts,
        sync=np.ones(len(dts), np.bool_),
        made=[quiet] * int(silent.sum()),
        start=copy.start_tick,
        length=copy.length,
    )


@cache
def silence(rate: int, channels: int) -> bytes:
    """Return a packet of silence."""
    import av

    layouts = {1: "mono", 2: "stereo", 3: "3.0", 4: "4.0", 5: "5.0(back)", 6: "5.1(back)"}
    encoder = av.CodecContext.create("aac", "w")
    encoder.sample_rate, encoder.layout = rate, layouts[channels]
    encoder.format, encoder.time_base = "fltp", Fraction(1, rate)
    packets = []
    for at in range(4):
        frame = av.AudioFrame("fltp", layouts[channels], FRAME)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.sample_rate, frame.pts = rate, at * FRAME
        packets += encoder.encode(frame)
    return bytes(packets[-1])


def _near(source: SoundSource, start: int, end: int) -> tuple[Numbers, Numbers]:
    """Return the packets around a span, and when they are heard."""
    pts = source.samples.pts
    first, last = np.searchsorted(pts, (start, end))
    numbers = np.arange(first, last, dtype=np.int64)
    return numbers, pts[first:last]


def _slots(ticks: Numbers, step: int, scale: int) -> Numbers | None:
    """Return the place of each packet in an even row of packets; None where they don't fit one.

    Packets run on by their own length: the times of some files are rounded. Only where they leave
    it by more than `SYNC_S` is there a gap.
    """
    even = (ticks - ticks[0]) / step
    jumps = np.abs(np.diff(ticks) - step) > SYNC_S * scale
    gaps = np.where(jumps, np.rint(np.diff(ticks) / step) - 1, 0)
    slots = np.arange(len(ticks)) + np.concatenate(([0], np.cumsum(gaps)))
    off_s = np.abs(slots - even).max() * step / scale
    if off_s > _OUT_OF_TIME_S + (SYNC_S if not jumps.any() else 0.0):
        return None
    return slots.astype(np.int64)


def _trimmed(copy: SoundCopy, step: int) -> SoundCopy:
    """Return a copy without packets that are not needed: one before the first that is heard."""
    early = max((copy.start_tick - copy.first_tick) // step - 1, 0)
    needed = -(-(copy.start_tick + copy.length - copy.first_tick) // step)
    return SoundCopy(
        copy.packets[early:needed], copy.first_tick + early * step, copy.start_tick, copy.length
    )
