"""Films whose every frame and every moment of sound can be recognised.

Each frame carries its number as a barcode; the sound is noise that is nowhere the same twice. So a
test sees which frames a clip holds, and how far its sound lies from that of the recording.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import ffmpeg
import numpy as np

from studio.jobs import Progress
from studio.media.ffmpeg import find_ffmpeg, run

BITS = 16
RATE = 48_000
LECTURES = Path(__file__).parents[3] / "shared" / "samples" / "lectures"


@dataclass(frozen=True)
class Film:
    """How to make a film: `ticks` are the times of its frames, the last one its end.

    Its picture lies on its side for a player that turns it by `rotation` degrees.
    """

    ticks: Sequence[int] = ()
    time_base: Fraction = Fraction(1, 12_800)
    size: tuple[int, int] = (160, 96)
    codec: str = "libx264"
    options: dict[str, str] = field(default_factory=lambda: {"preset": "ultrafast"})
    pixels: str = "yuv420p"
    sound: np.ndarray | None = None
    sound_codec: str = "aac"
    sound_starts_s: float = 0.0
    sound_rate: int = RATE
    layout: str = "mono"
    rotation: int = 0


def steady(seconds: float, rate: int = 25, time_base: Fraction = Fraction(1, 12_800)) -> list[int]:
    """Return the ticks of a film with a fixed frame rate, and its end."""
    step = 1 / (rate * time_base)
    return [round(n * step) for n in range(round(seconds * rate) + 1)]


def noise(seconds: float, pauses: Sequence[tuple[float, float]] = (), seed: int = 1) -> np.ndarray:
    """Return sound that is nowhere the same twice, with nearly silent pauses (start, end)."""
    samples = np.random.default_rng(seed).normal(0.0, 0.15, round(seconds * RATE))
    # Smoothed: all codecs keep low tones faithfully.
    samples = np.convolve(samples, np.hanning(24) / 4, "same")
    for start_s, end_s in pauses:
        samples[round(start_s * RATE) : round(end_s * RATE)] *= 0.002
    return samples.astype(np.float32)


def barcode(number: int, width: int, height: int) -> np.ndarray:
    """Return a grey picture that shows `number`."""
    cell = width // BITS
    picture = np.full((height, width), 90, np.uint8)
    for bit in range(BITS):
        picture[:, bit * cell : (bit + 1) * cell] = 235 if number >> bit & 1 else 16
    return picture


def number_in(picture: np.ndarray) -> int:
    """Return the number that a picture shows."""
    height, width = picture.shape
    cell = width // BITS
    middle = slice(height // 4, 3 * height // 4)
    cells = (
        picture[middle, bit * cell + cell // 4 : bit * cell + 3 * cell // 4] for bit in range(BITS)
    )
    return sum(1 << bit for bit, one in enumerate(cells) if one.mean() > 125)


def make(path: Path, film: Film) -> Path:
    """Write a film; the ending of the name chooses the container."""
    with same_scheduling(), av.open(str(path), "w") as container:
        picture = _video(container, film) if film.ticks else None
        sound = _audio(container, film) if film.sound is not None else None
        if picture is not None:
            for packet in _pictures(picture, film):
                container.mux(packet)
        if sound is not None:
            for packet in _sounds(sound, film):
                container.mux(packet)
    return path


@contextmanager
def same_scheduling() -> Iterator[None]:
    """Take back what an encoder of AV1 does to the thread that calls it, where it may.

    It asks for real-time scheduling. All later tests of the process would then have it, and two
    threads that wait for each other's turn in Python can keep every core busy for ever.
    """
    if not hasattr(os, "sched_setscheduler"):
        yield
        return
    policy, parameters = os.sched_getscheduler(0), os.sched_getparam(0)
    try:
        yield
    finally:
        os.sched_setscheduler(0, policy, parameters)


def remake(
    source: Path, target: Path, *, before: dict[str, object] | None = None, **output: Any
) -> Path:
    """Write a film anew with ffmpeg: options `before` the input, and of the output."""
    stream = ffmpeg.input(str(source), **(before or {})).output(str(target), **output)
    run(find_ffmpeg(), ["-y", *ffmpeg.get_args(stream)], Progress(), 1.0)
    return target


def numbers(path: Path) -> list[tuple[int, float]]:
    """Return (number, time in seconds) of each frame of a film, as a player shows it: upright."""
    with av.open(str(path)) as container:
        return [
            (number_in(upright(frame)), float(frame.time)) for frame in container.decode(video=0)
        ]


def upright(frame: av.VideoFrame) -> np.ndarray:
    """Return the grey picture of a frame, turned as a player turns it."""
    return np.rot90(frame.to_ndarray(format="gray"), round(frame.rotation / 90))


def samples_of(path: Path) -> np.ndarray:
    """Return the sound of a film as it is presented, from its start, decoded by ffmpeg."""
    raw = path.with_name(path.name + ".f32")
    filters = f"aresample={RATE}:async=1:first_pts=0"
    remake(path, raw, format="f32le", ac=1, af=filters, vn=None)
    data = np.fromfile(raw, np.float32)
    raw.unlink()
    return data


def lag(clip: np.ndarray, source: np.ndarray, at: int, length: int, reach: int = 4800) -> int:
    """Return by how many samples `clip` is late against `source`, at sample `at` of both."""
    wanted = source[at : at + length]
    near = clip[max(0, at - reach) : at + length + reach]
    likeness = np.correlate(near, wanted, "valid")
    best = int(np.argmax(likeness))
    found = near[best : best + length]
    alike = np.dot(found, wanted) / (np.linalg.norm(found) * np.linalg.norm(wanted) + 1e-9)
    assert alike > 0.9, f"the sound is another one ({alike:.2f})"
    return best - min(at, reach)


def boxes(path: Path) -> list[str]:
    """Return the top-level boxes of an MP4."""
    data, at, found = path.read_bytes(), 0, []
    while at < len(data):
        found.append(data[at + 4 : at + 8].decode())
        at += int.from_bytes(data[at : at + 4], "big")
    return found


def promised_s(path: Path) -> float:
    """Return the length in seconds that the head of an MP4 promises (ISO/IEC 14496-12, 8.2.2)."""
    data = path.read_bytes()
    at = data.index(b"mvhd") + 4
    form = ">IQ" if data[at] == 1 else ">II"
    ticks_a_second, length = struct.unpack_from(form, data, at + (20 if data[at] == 1 else 12))
    return float(length / ticks_a_second)


def _video(container, film: Film):
    stream = container.add_stream(film.codec, rate=25, options=film.options)
    sideways = film.rotation in (90, 270)
    stream.width, stream.height = film.size[::-1] if sideways else film.size
    stream.pix_fmt = film.pixels
    stream.time_base = stream.codec_context.time_base = film.time_base
    return stream


def _audio(container, film: Film):
    stream = container.add_stream(film.sound_codec, rate=film.sound_rate)
    stream.layout = film.layout
    return stream


def _pictures(stream, film: Film):
    for number, tick in enumerate(film.ticks[:-1]):
        lying = np.rot90(barcode(number, *film.size), -film.rotation // 90)
        grey = av.VideoFrame.from_ndarray(np.ascontiguousarray(lying), "gray")
        frame = grey.reformat(format=film.pixels)
        frame.pts, frame.time_base = tick, film.time_base
        frame.duration = film.ticks[number + 1] - tick
        yield from stream.encode(frame)
    yield from stream.encode(None)


def _sounds(stream, film: Film):
    kind = stream.codec_context.format.name
    assert film.sound is not None
    offset = round(film.sound_starts_s * RATE)
    resampler = av.AudioResampler(kind, film.layout, film.sound_rate)
    for at in range(0, len(film.sound), RATE):
        frame = av.AudioFrame.from_ndarray(film.sound[None, at : at + RATE], "fltp", "mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, at + offset, Fraction(1, RATE)
        for one in resampler.resample(frame):
            yield from stream.encode(one)
    for one in resampler.resample(None):
        yield from stream.encode(one)
    yield from stream.encode(None)
