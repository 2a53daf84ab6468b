"""Encoding the pictures of a clip that can't be copied, so that the copied ones follow them.

They are encoded as the source is, without B-frames, by parameter sets that have numbers of their
own: both kinds of pictures stand in one track, and a decoder knows which is which.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from studio.jobs import Progress
from studio.media.cutting.recipe import Stretch
from studio.media.cutting.source import CopyRefused, PictureSource
from studio.media.mp4 import h264

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.codeccontext import VideoCodecContext
    from av.video.frame import VideoFrame

WORKERS = 2
_QUANTISER = "20"
_PROFILES = {66: "baseline", 77: "main"}
_KEPT_UNITS = (1, 5)
_COLOURS = ("color_range", "colorspace", "color_primaries", "color_trc")


@dataclass(frozen=True, slots=True)
class Encoded:
    """Pictures that were encoded, in their order, and the parameter sets that they need."""

    samples: tuple[bytes, ...]
    ticks: tuple[int, ...]
    sync: tuple[bool, ...]
    parameters: h264.Parameters | None


def encode(
    path: Path, source: PictureSource, stretches: Sequence[Stretch], progress: Progress
) -> list[Encoded]:
    """Return the pictures of the stretches, encoded; stretches that lie together are decoded once.

    Raises:
        CopyRefused: a picture can't be decoded, or encoded to what stands beside the source's.
        Cancelled: the work was cancelled.
    """
    runs = _runs(stretches)
    made = [Encoded((), (), (), None)] * len(stretches)
    counter = _Counter(progress, max(1, sum(map(len, stretches))))
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="encode") as pool:
        tasks = [
            (own, pool.submit(_encode_run, path, source, [stretches[n] for n in own], counter))
            for own in runs
        ]
        try:
            for own, task in tasks:
                for number, encoded in zip(own, task.result(), strict=True):
                    made[number] = encoded
        except BaseException:
            counter.stopped = True
            raise
    return made


def _runs(stretches: Sequence[Stretch]) -> list[list[int]]:
    """Return the numbers of stretches that are decoded from one keyframe, the most work first.

    So the workers end at about the same time.
    """
    runs: dict[int, list[int]] = {}
    for number, stretch in enumerate(stretches):
        if len(stretch):
            runs.setdefault(stretch.decode_from, []).append(number)
    work = {
        start: sum(len(stretches[n]) + int(stretches[n].samples.max()) - start for n in own)
        for start, own in runs.items()
    }
    return [runs[start] for start in sorted(runs, key=lambda start: -work[start])]


class _Counter:
    """Counts the pictures that are done, on several threads; stops all of them at once."""

    def __init__(self, progress: Progress, whole: int) -> None:
        self.stopped = False
        self._progress = progress
        self._whole = whole
        self._done = 0
        self._lock = threading.Lock()

    def check(self) -> None:
        self._progress.check()
        if self.stopped:
            raise CopyRefused("another stretch failed")

    def one_more(self) -> None:
        with self._lock:
            self._done += 1
            self._progress.at(self._done / self._whole)


def _encode_run(
    path: Path, source: PictureSource, stretches: Sequence[Stretch], counter: _Counter
) -> list[Encoded]:
    """Encode stretches that are decoded from the same keyframe on."""
    decoder = _decoder(source)
    encoders = [_Encoder(source, stretch, decoder) for stretch in stretches]
    with path.open("rb") as file:
        for frame in _decoded(decoder, file, source, stretches, counter):
            for encoder in encoders:
                if encoder.take(frame):
                    counter.one_more()
    return [encoder.end() for encoder in encoders]


def _decoder(source: PictureSource) -> VideoCodecContext:
    import av

    decoder = av.CodecContext.create("h264", "r")
    decoder.extradata = source.parameters.written()[8:]
    decoder.thread_count = 1
    return decoder


def _decoded(
    decoder: VideoCodecContext,
    file: BinaryIO,
    source: PictureSource,
    stretches: Sequence[Stretch],
    counter: _Counter,
) -> Iterator[VideoFrame]:
    """Yield the pictures of the stretches; those that nothing needs are not decoded."""
    import av

    samples = source.samples
    wanted = np.unique(np.concatenate([stretch.samples for stretch in stretches]))
    asked = np.zeros(len(samples), np.bool_)
    asked[wanted] = True
    base = Fraction(1, source.track.timescale)
    for number in range(stretches[0].decode_from, int(wanted[-1]) + 1):
        counter.check()
        if source.units.disposable[number] and not asked[number]:
            continue
        file.seek(int(samples.offsets[number]))
        packet = av.Packet(file.read(int(samples.sizes[number])))
        packet.pts, packet.dts, packet.time_base = number, None, base
        yield from _frames(decoder, packet)
    yield from _frames(decoder, None)


def _frames(decoder: VideoCodecContext, packet: Packet | None) -> list[VideoFrame]:  # type: ignore[type-arg]  # of no stream
    """Decode a sample. The time of a frame is the number of its sample."""
    import av

    try:
        return decoder.decode(packet)
    except av.error.FFmpegError as problem:
        raise CopyRefused(str(problem)) from problem


class _Encoder:
    """Encodes one stretch."""

    def __init__(self, source: PictureSource, stretch: Stretch, decoder: VideoCodecContext) -> None:
        self._source = source
        self._decoder = decoder
        numbers, ticks = stretch.samples.tolist(), stretch.ticks.tolist()
        self._ticks: dict[int, int] = dict(zip(numbers, ticks, strict=True))
        self._context: VideoCodecContext | None = None
        self._packets: list[Packet] = []  # type: ignore[type-arg]  # of no stream
        self._taken = 0
        self._encoded: Encoded | None = None

    def take(self, frame: VideoFrame) -> bool:
        """Encode a picture if it is of this stretch; return whether it is."""
        tick = self._ticks.get(frame.pts if frame.pts is not None else -1)
        if tick is None:
            return False
        if self._context is None:
            self._context = self._opened(frame)
        frame.pts, number = tick, frame.pts
        frame.time_base = Fraction(1, self._source.track.timescale)
        frame.pict_type = 0
        self._packets += self._context.encode(frame)
        frame.pts = number
        self._taken += 1
        if self._taken == len(self._ticks):  # at once: an encoder takes memory
            self._encoded = self._ended(self._context)
            self._context = None
        return True

    def end(self) -> Encoded:
        """Return what was encoded.

        Raises:
            CopyRefused: a picture is missing.
        """
        if self._encoded is None:
            raise CopyRefused("pictures are missing")
        return self._encoded

    def _ended(self, context: VideoCodecContext) -> Encoded:
        packets = [*self._packets, *context.encode(None)]
        length_size = self._source.parameters.length_size
        units = [h264.split_stream(bytes(packet)) for packet in packets]
        return Encoded(
            samples=tuple(_sample(own, length_size) for own in units),
            ticks=tuple(packet.pts or 0 for packet in packets),
            sync=tuple(packet.is_keyframe for packet in packets),
            parameters=self._parameters(context),
        )

    def _opened(self, frame: VideoFrame) -> VideoCodecContext:
        import av
        from av.codec.context import Flags

        track = self._source.track
        context = av.CodecContext.create("libx264", "w")
        context.width, context.height = frame.width, frame.height
        context.pix_fmt = frame.format.name
        context.time_base = Fraction(1, track.timescale)
        context.framerate = self._rate()
        if self._decoder.sample_aspect_ratio:
            context.sample_aspect_ratio = self._decoder.sample_aspect_ratio
        for name in _COLOURS:
            setattr(context, name, getattr(frame, name))
        context.thread_count = 1  # several would change the bytes with their number
        context.flags |= Flags.global_header | Flags.bitexact
        context.options = self._options()
        context.open()
        return context

    def _options(self) -> dict[str, str]:
        parameters = self._source.parameters
        try:
            number = parameters.free_id()
        except ValueError as problem:
            raise CopyRefused(str(problem)) from problem
        profile = _PROFILES.get(parameters.profile[0], "high")
        return {
            "preset": "ultrafast",
            "profile": profile,
            "qp": _QUANTISER,  # no rate to keep: nothing is looked ahead for
            "bf": "0",
            "x264-params": f"sps-id={number}:scenecut=0:keyint=250",
        }

    def _rate(self) -> Fraction:
        """Return the mean rate of frames, as far as an encoder asks for one."""
        pts = self._source.samples.pts
        length = max(int(pts.max() - pts.min()), 1)
        rate = Fraction(max(len(pts) - 1, 1) * self._source.track.timescale, length)
        return min(max(rate, Fraction(1)), Fraction(240)).limit_denominator(1001)

    def _parameters(self, context: VideoCodecContext) -> h264.Parameters:
        sets = h264.split_stream(bytes(context.extradata or b""))
        sps = tuple(one for one in sets if h264.kind_of_unit(one) == h264.SPS)
        pps = tuple(one for one in sets if h264.kind_of_unit(one) == h264.PPS)
        if not sps or not pps:
            raise CopyRefused("no parameter sets")
        return h264.Parameters(sps[0][1:4], self._source.parameters.length_size, sps, pps)


def _sample(units: Sequence[bytes], length_size: int) -> bytes:
    kept = [unit for unit in units if h264.kind_of_unit(unit) in _KEPT_UNITS]
    try:
        return h264.packed(kept, length_size)
    except ValueError as problem:
        raise CopyRefused(str(problem)) from problem
