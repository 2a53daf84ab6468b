"""Decoding a recording: its pictures and its sound, each at its exact time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from studio.jobs import Progress
from studio.media.opening import opened
from studio.media.packets import packets, shown, time_base
from studio.media.pictures import Pictures
from studio.media.probe import Probe, Sound

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.resampler import AudioResampler
    from av.container.input import InputContainer
    from av.video.frame import VideoFrame
    from numpy.typing import NDArray

    from studio.media.packets import MediaPacket, Track

    Samples: TypeAlias = NDArray[np.float32]

SYNC_S = 0.04
"""How far sound may be from its picture before the gap is closed: EBU R37 allows 40 ms early."""

_RATES = (16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
_SEEKABLE = ("mp4", "mov", "matroska")
_RUN_UP_S = 5.0


@dataclass(frozen=True, slots=True)
class Span:
    """What a clip holds: from `start_s` to `end_s`, in ticks of the picture and in samples."""

    start_s: float
    end_s: float
    first_tick: int
    end_tick: int
    first_sample: int
    end_sample: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that is shown from `tick` of its track's clock on, at `at_s` of the recording."""

    tick: int
    at_s: float
    frame: VideoFrame

    def reaches(self, span: Span) -> bool:
        """Return whether a span has begun."""
        return self.tick >= span.first_tick


@dataclass(frozen=True, slots=True)
class Heard:
    """Samples (one row for each channel), the first of them number `at` of the recording."""

    at: int
    at_s: float
    samples: Samples

    @property
    def end(self) -> int:
        """The number of the sample after the last."""
        return self.at + int(self.samples.shape[1])

    def reaches(self, span: Span) -> bool:
        """Return whether a span has begun."""
        return self.end > span.first_sample


def sound_form(sound: Sound) -> tuple[int, str]:
    """Return the rate and the layout that clips have: as in the source where AAC can."""
    rate = sound.sample_rate if sound.sample_rate in _RATES else _RATES[-1]
    return rate, "mono" if sound.channels == 1 else "stereo"


def decode(recording: Probe, from_s: float, progress: Progress) -> Iterator[Shown | Heard]:
    """Yield pictures and sound in the order of the file, from `from_s` or earlier.

    What is damaged is left out: the picture before it stays.

    Raises:
        StudioError: the recording can't be opened.
        Cancelled: the work was cancelled.
    """
    import av

    with opened(recording.path) as container:
        tracks = _tracks(container, recording)
        _go_to(container, recording, tracks, from_s)
        pictures, sounds = _PictureLine(recording), _SoundLine(recording)
        for packet in packets(container, *tracks):
            progress.check()
            for frame in _decoded(packet):
                if isinstance(frame, av.VideoFrame):
                    yield pictures.placed(frame)
                else:
                    yield from sounds.placed(frame)


def _tracks(container: InputContainer, recording: Probe) -> list[Track]:
    used = [one.index for one in (recording.picture, recording.sound) if one]
    tracks: list[Track] = [container.streams[index] for index in used]  # type: ignore[misc]
    for track in tracks:
        track.codec_context.thread_type = "AUTO"
    return tracks


def _go_to(container: InputContainer, recording: Probe, tracks: list[Track], from_s: float) -> None:
    """Go on to before `from_s`, where the container can do so reliably."""
    wanted_s = from_s - _RUN_UP_S
    if recording.container not in _SEEKABLE or wanted_s <= 0:
        return
    wanted = int((recording.start + Fraction(wanted_s)) * 1_000_000)
    container.seek(wanted)
    first = next(shown(packets(container, tracks[0])), None)
    missed = first is None or (first.pts or 0) * time_base(tracks[0]) * 1_000_000 > wanted
    container.seek(int(recording.start * 1_000_000) if missed else wanted)


def _decoded(packet: MediaPacket) -> list[VideoFrame] | list[AudioFrame]:
    import av

    try:
        return packet.decode()
    except av.error.FFmpegError:
        return []


class _PictureLine:
    """Gives each frame its tick: later than the one before, whatever the file says."""

    def __init__(self, recording: Probe) -> None:
        self._pictures = Pictures(recording.picture) if recording.picture else None
        self._base = recording.picture.time_base if recording.picture else Fraction(1)
        self._start = recording.start
        self._last: int | None = None

    def placed(self, frame: VideoFrame) -> Shown:
        assert self._pictures is not None  # noqa: S101  # there is a video track
        following = 0 if self._last is None else self._last + 1
        tick = following if frame.pts is None else frame.pts
        self._last = tick if self._last is None else max(tick, following)
        at_s = float(self._last * self._base - self._start)
        return Shown(self._last, at_s, self._pictures.picture(frame))


class _SoundLine:
    """Gives sound its place, counted in samples from the start of the recording.

    Sound runs on by its own samples: the times of packets are often rounded. Only where they
    leave it by more than `SYNC_S` does it jump.
    """

    def __init__(self, recording: Probe) -> None:
        self._start = recording.start
        self._rate, self._layout = sound_form(recording.sound) if recording.sound else (0, "")
        self._form: object = None
        self._resampler: AudioResampler | None = None
        self._next: int | None = None

    def placed(self, frame: AudioFrame) -> Iterator[Heard]:
        for part in self._resampled(frame):
            samples = part.to_ndarray().astype(np.float32, copy=False)
            at = self._place(part)
            self._next = at + samples.shape[1]
            yield Heard(at, at / self._rate, samples)

    def _place(self, part: AudioFrame) -> int:
        if part.pts is None or part.time_base is None:
            return self._next or 0
        at = round((part.pts * part.time_base - self._start) * self._rate)
        close = self._next is not None and abs(at - self._next) <= SYNC_S * self._rate
        return self._next if close and self._next is not None else at

    def _resampled(self, frame: AudioFrame) -> list[AudioFrame]:
        """Return sound in the form that clips have; a recording may change its form midway."""
        from av.audio.resampler import AudioResampler

        form = (frame.sample_rate, frame.layout.name, frame.format.name)
        before: list[AudioFrame] = []
        if self._resampler is None or form != self._form:
            before = self._resampler.resample(None) if self._resampler else []
            self._resampler = AudioResampler("fltp", self._layout, self._rate)
            self._form = form
        return before + self._resampler.resample(frame)
