"""Writing MP4 as every browser plays it: H.264 and AAC, the index first.

Pictures are encoded without B-frames: the order of decoding is that of showing, so the picture
needs no edit list, and a player that ignores edit lists keeps it in time too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from studio.media.decoding import sound_form
from studio.media.pictures import PIXELS, even
from studio.media.probe import Picture, Probe, Sound

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

    from studio.media.decoding import Samples

    AnyPacket = Packet[VideoStream] | Packet[AudioStream]

# The number of threads is fixed since it changes the bytes; and rates are kept in ways that depend
# on chance if there are several.
_THREADS, _THREADS_AT_RATES = 4, 1
_H264 = {"preset": "veryfast", "crf": "21", "bf": "0"}
BITS_PER_CHANNEL = 64_000


FORMAT = {"movflags": "+faststart", "fflags": "+bitexact"}
"""The index first, and no name or version of an encoder: same input, same bytes."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How many bits a second the picture may take at most, and the sound takes.

    A new slide may take more than that for a moment: `burst` bits are what a decoder buffers (the
    coded picture buffer of Rec. ITU-T H.264, annex C).
    """

    picture: int
    burst: int
    sound: int


def kind_of(recording: Probe) -> str:
    """Return FFmpeg's name of the format of a recording's clips."""
    return "mp4" if recording.has_video else "ipod"


class Mp4:
    """An MP4 file under way. Times are ticks of the recording's picture, and samples.

    The picture has one quality throughout, but where that would take more than the `rates`.
    """

    def __init__(self, path: Path, recording: Probe, rates: Rates | None = None) -> None:
        import av

        self._rates = rates
        self._container = av.open(
            str(path.absolute()), "w", format=kind_of(recording), options=FORMAT
        )
        self._film = self._add_film(recording.picture) if recording.picture else None
        self._audio = self._add_audio(recording.sound) if recording.sound else None
        self._samples = 0
        self._held: AnyPacket | None = None
        self._early: list[AnyPacket] = []
        self._begun = self._film is None

    def add_picture(self, frame: VideoFrame, tick: int) -> None:
        """Add a picture that is shown from `tick` of the clip on."""
        assert self._film is not None  # noqa: S101  # there is a video track
        if not self._begun:
            self._begin(frame)
        frame.pts, frame.time_base = tick, self._film.codec_context.time_base
        self._mux_pictures(self._film.encode(frame))

    def end_picture(self, tick: int) -> None:
        """End the last picture at `tick` of the clip."""
        assert self._film is not None  # noqa: S101  # there is a video track
        self._mux_pictures(self._film.encode(None))
        self._end_held(tick)

    def add_sound(self, samples: Samples) -> None:
        """Add samples, one row for each channel."""
        import av

        assert self._audio is not None  # noqa: S101  # there is an audio track
        layout = self._audio.layout.name
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples), "fltp", layout)
        frame.sample_rate = self._audio.rate
        frame.pts, frame.time_base = self._samples, Fraction(1, self._audio.rate)
        self._samples += samples.shape[1]
        self._mux_sound(self._audio.encode(frame))

    def end_sound(self) -> None:
        """End the sound after its last sample."""
        assert self._audio is not None  # noqa: S101  # there is an audio track
        self._mux_sound(self._audio.encode(None))

    def close(self) -> None:
        """Write the index.

        Raises:
            OSError: the disk is full.
        """
        self._container.close()

    def abandon(self) -> None:
        """Close the file as it is: it will not be used."""
        import av

        try:
            self._container.close()
        except (av.error.FFmpegError, ValueError):
            return

    def _add_film(self, picture: Picture) -> VideoStream:
        from av.codec.context import Flags

        rate = Fraction(picture.frame_rate or 25).limit_denominator(1001)
        rate, options = max(rate, Fraction(1)), self._options()
        film = self._container.add_stream("libx264", rate=rate, options=options)
        film.width, film.height = even(picture.width), even(picture.height)
        film.pix_fmt = PIXELS
        film.time_base = film.codec_context.time_base = picture.time_base
        film.codec_context.thread_count = _THREADS_AT_RATES if self._rates else _THREADS
        film.codec_context.flags |= Flags.bitexact
        return film

    def _options(self) -> dict[str, str]:
        if self._rates is None:
            return _H264
        limits = {"maxrate": str(self._rates.picture), "bufsize": str(self._rates.burst)}
        return _H264 | limits

    def _add_audio(self, sound: Sound) -> AudioStream:
        from av.codec.context import Flags

        rate, layout = sound_form(sound)
        audio = self._container.add_stream("aac", rate=rate)
        audio.layout = layout
        usual = BITS_PER_CHANNEL * (1 if layout == "mono" else 2)
        audio.bit_rate = self._rates.sound if self._rates else usual
        audio.codec_context.flags |= Flags.bitexact
        return audio

    def _begin(self, frame: VideoFrame) -> None:
        """Write the head of the file, with the colours of the first picture."""
        assert self._film is not None  # noqa: S101  # there is a video track
        context = self._film.codec_context
        for name in ("color_range", "colorspace", "color_primaries", "color_trc"):
            setattr(context, name, getattr(frame, name))
        self._container.start_encoding()
        self._begun = True
        for packet in self._early:
            self._container.mux(packet)
        self._early.clear()

    def _mux_pictures(self, packets: Sequence[Packet[VideoStream]]) -> None:
        """Write all but the last packet: only what follows tells how long a picture lasts.

        The encoder only guesses that. Firefox would take the longest guess for the clip's length.
        """
        for packet in packets:
            self._end_held(packet.pts or 0)
            self._held = packet

    def _end_held(self, tick: int) -> None:
        if self._held is not None:
            self._held.duration = max(1, tick - (self._held.pts or 0))
            self._container.mux(self._held)
            self._held = None

    def _mux_sound(self, packets: Sequence[Packet[AudioStream]]) -> None:
        for packet in packets:
            if self._begun:
                self._container.mux(packet)
            else:  # before the first picture the head of the file is not written
                self._early.append(packet)
