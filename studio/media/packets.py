"""The packets of a recording: what is read from the file before anything is decoded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container.input import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

    Track: TypeAlias = VideoStream | AudioStream
    MediaPacket: TypeAlias = Packet[VideoStream] | Packet[AudioStream]


def time_base(track: Track) -> Fraction:
    """Return the length of one tick of a track, in seconds."""
    return track.time_base or Fraction(1, 1000)


def packets(container: InputContainer, *tracks: Track) -> Iterator[MediaPacket]:
    """Yield the packets of `tracks` in the order of the file, an empty one for each at its end.

    A file whose end can't be read ends where reading fails.
    """
    import av

    source = container.demux(*tracks)
    while True:
        try:
            yield next(source)  # type: ignore[misc]  # of one of these tracks
        except (StopIteration, av.error.FFmpegError):
            return


def shown(source: Iterable[MediaPacket]) -> Iterator[MediaPacket]:
    """Yield the packets that are seen or heard: not those that an edit list hides."""
    for packet in source:
        if packet.pts is not None and not packet.is_discard:
            yield packet


def packet_end(packet: MediaPacket) -> Fraction:
    """Return when a packet stops being seen or heard, in seconds of the file's clock."""
    track = packet.stream
    length = (packet.duration or 0) * time_base(track)
    if not length and track.type == "video" and track.average_rate:
        length = 1 / track.average_rate
    return (packet.pts or 0) * time_base(track) + length
