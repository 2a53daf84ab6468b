"""The packets of a film and what decodes them, without the index that a container keeps.

FFmpeg's reader holds an entry for each packet of each track: hundreds of megabytes for a day of
lectures. The tables of an MP4 file tell where the packets of the picture are; they are small, and
read at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

import numpy as np

from studio.media.mp4.h264 import parameters_of
from studio.media.mp4.movie import read_movie
from studio.media.opening import opened, opened_bytes
from studio.media.packets import packets, time_base
from studio.media.probe import Picture, Probe

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.codeccontext import VideoCodecContext
    from av.video.stream import VideoStream
    from numpy.typing import NDArray

    VideoPacket: TypeAlias = Packet[VideoStream]

_BOX_HEAD = 8
_FORESIGHT = 32
_FORESEEING = ("vp8", "vp9", "av1", "libvpx", "libvpx-vp9", "libdav1d", "libaom-av1")


@dataclass(frozen=True, slots=True)
class Film:
    """The packets of a film in the order of the file, and what decodes them.

    `codec` is the name of the decoder; each call of `new_decoder` makes one, not yet opened.
    """

    packets: Iterator[VideoPacket]
    time_base: Fraction
    codec: str
    new_decoder: Callable[[], VideoCodecContext]

    @property
    def foresight(self) -> int:
        """How many frames before it is shown a picture may come, unseen, within a packet.

        AV1, VP9 and VP8 keep pictures that are only referred to, until one shows them.
        """
        return _FORESIGHT if self.codec in _FORESEEING else 0


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the packets of a film are in its file, and when they are shown."""

    offsets: NDArray[np.int64]
    sizes: NDArray[np.int64]
    ticks: NDArray[np.int64]
    keys: NDArray[np.bool_]
    parameters: bytes


@contextmanager
def opened_film(recording: Probe, picture: Picture) -> Iterator[Film]:
    """Open the picture of a recording for reading.

    Raises:
        StudioError: the recording can't be opened.
    """
    places = _places(recording.path, picture) if picture.codec == "h264" else None
    if places is not None:
        with opened_bytes(recording.path) as file:
            decoder = partial(_decoder, picture.codec, places.parameters)
            read = _read(file, places, picture.time_base)
            yield Film(read, picture.time_base, picture.codec, decoder)
        return
    with opened(recording.path) as container:
        track: VideoStream = container.streams[picture.index]  # type: ignore[assignment]
        packed: Iterator[VideoPacket] = packets(container, track)  # type: ignore[assignment]
        context = track.codec_context
        yield Film(packed, time_base(track), context.name, partial(_decoder_like, context))


def _decoder(codec: str, parameters: bytes | None) -> VideoCodecContext:
    from av.codec.context import CodecContext

    made: VideoCodecContext = CodecContext.create(codec, "r")  # type: ignore[assignment]
    made.extradata = parameters
    return made


def _decoder_like(source: VideoCodecContext) -> VideoCodecContext:
    """Return a decoder of the same packets: some do not tell all about themselves."""
    made = _decoder(source.name, source.extradata)
    made.width, made.height = source.width, source.height
    made.codec_tag = source.codec_tag
    made.bits_per_coded_sample = source.bits_per_coded_sample
    if source.pix_fmt:
        made.pix_fmt = source.pix_fmt
    return made


def _places(path: Path, picture: Picture) -> _Places | None:
    """Return what the tables of an MP4 file tell; None where they do not tell all."""
    movie = read_movie(path)
    track = movie.tracks[picture.index] if movie and picture.index < len(movie.tracks) else None
    if movie is None or track is None or track.handler != b"vide":
        return None
    try:
        samples = track.samples(movie.size)
        parameters = parameters_of(track.entry).written()[_BOX_HEAD:]
    except ValueError:
        return None
    if not len(samples) or not samples.shown.all():
        return None
    if track.timescale != picture.time_base.denominator:
        return None
    return _Places(samples.offsets, samples.sizes, samples.pts, samples.sync, parameters)


def _read(file: BinaryIO, places: _Places, time_base: Fraction) -> Iterator[VideoPacket]:
    """Yield packets from where they are; a file that can't be read on ends there."""
    from av.packet import Packet

    for number in range(len(places.sizes)):
        try:
            file.seek(int(places.offsets[number]))
            data = file.read(int(places.sizes[number]))
        except OSError:
            return
        packet: VideoPacket = Packet(data)  # type: ignore[assignment]  # of a film
        packet.pts, packet.time_base = int(places.ticks[number]), time_base
        packet.is_keyframe = bool(places.keys[number])
        yield packet
