"""The sound of clips that is encoded while their pictures are copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from studio.jobs import Progress
from studio.media.cutting.files import NewClip
from studio.media.cutting.span_sound import SpanSound
from studio.media.decoding import Heard, decode, sound_form
from studio.media.encoder import BITS_PER_CHANNEL
from studio.media.mp4.aac import sound_entry
from studio.media.mp4.writing import NewTrack, sound_aspect
from studio.media.probe import Probe, Sound

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.packet import Packet

    from studio.media.decoding import Samples

_UNDETERMINED = 0x55C4
"""The language `und` (ISO/IEC 14496-12, section 8.4.2.3)."""


def encoded_tracks(
    recording: Probe, clips: Sequence[NewClip], progress: Progress
) -> list[NewTrack]:
    """Return the sound of clips of a recording, encoded; it is decoded once.

    Raises:
        StudioError: the recording can't be opened.
        Cancelled: the work was cancelled.
    """
    assert recording.sound is not None  # noqa: S101  # it has sound
    encoders = [_Encoder(recording.sound) for _ in clips]
    takers = [
        SpanSound(clip.asked, recording.sound, encoder.add, clip.gain)
        for clip, encoder in zip(clips, encoders, strict=True)
    ]
    start_s = min(clip.asked.start_s for clip in clips)
    end_s = max(clip.asked.end_s for clip in clips)
    for heard in decode(replace(recording, picture=None), start_s, progress):
        assert isinstance(heard, Heard)  # noqa: S101  # pictures were not asked for
        for taker in takers:
            taker.take(heard)
        progress.at((heard.at_s - start_s) / (end_s - start_s))
        if all(taker.done for taker in takers):
            break
    for taker in takers:
        if not taker.done:
            taker.end()
    return [encoder.end() for encoder in encoders]


class _Encoder:
    """Encodes the sound of one clip."""

    def __init__(self, sound: Sound) -> None:
        import av
        from av.codec.context import Flags

        self._rate, self._layout = sound_form(sound)
        self._context = av.CodecContext.create("aac", "w")
        self._context.sample_rate, self._context.layout = self._rate, self._layout
        self._context.format, self._context.time_base = "fltp", Fraction(1, self._rate)
        self._context.bit_rate = BITS_PER_CHANNEL * self._channels
        self._context.flags |= Flags.global_header | Flags.bitexact
        self._packets: list[Packet[AudioStream]] = []
        self._samples = 0

    @property
    def _channels(self) -> int:
        return 1 if self._layout == "mono" else 2

    def add(self, samples: Samples) -> None:
        """Encode samples, one row for each channel."""
        import av

        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples), "fltp", self._layout)
        frame.sample_rate, frame.pts = self._rate, self._samples
        frame.time_base = Fraction(1, self._rate)
        self._samples += samples.shape[1]
        self._packets += self._context.encode(frame)

    def end(self) -> NewTrack:
        """Return the track."""
        packets = [*self._packets, *self._context.encode(None)]
        data = [bytes(packet) for packet in packets]
        dts = np.array([packet.pts or 0 for packet in packets], np.int64)
        config = bytes(self._context.extradata or b"")
        return NewTrack(
            handler=b"soun",
            timescale=self._rate,
            language=_UNDETERMINED,
            aspect=sound_aspect(),
            entry=sound_entry(self._rate, self._channels, config),
            offsets=np.full(len(data), -1, np.int64),
            sizes=np.array(list(map(len, data)), np.int64),
            dts=dts,
            pts=dts,
            sync=np.ones(len(data), np.bool_),
            made=data,
            start=0,
            length=self._samples,
        )
