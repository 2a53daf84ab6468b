"""What a recording is: its length as it is presented, its picture, its sound."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from studio.media.opening import opened, picture_of, sound_of
from studio.media.packets import packet_end, packets, shown, time_base
from studio.media.wholeness import is_cut_short
from studio.messages import error

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container.input import InputContainer
    from av.video.stream import VideoStream

    from studio.media.packets import MediaPacket, Track

_PIXELS = ("yuv420p", "yuvj420p")
_PROFILES = ("Baseline", "Constrained Baseline", "Main", "High")
_HEAD_PACKETS = 250
_TAIL_S = 10
_REORDERED = 16


@dataclass(frozen=True, slots=True)
class Picture:
    """The video track of a recording.

    `width` and `height` are those of the picture as it is seen, turned by `rotation` degrees
    (0, 90, 180 or 270, against the clock). `frame_rate` is the mean one, in frames a second; with
    `variable_rate` frames have no common length.
    """

    index: int
    codec: str
    profile: str
    pixel_format: str
    width: int
    height: int
    rotation: int
    frame_rate: float
    variable_rate: bool
    time_base: Fraction

    @property
    def plays_everywhere(self) -> bool:
        """Whether every browser plays it: H.264 with 8 bits and 4:2:0, in either range."""
        known = self.profile in _PROFILES and self.pixel_format in _PIXELS
        return self.codec == "h264" and known


@dataclass(frozen=True, slots=True)
class Sound:
    """The audio track of a recording: the default one, or the first."""

    index: int
    codec: str
    profile: str
    sample_rate: int
    channels: int


@dataclass(frozen=True, slots=True)
class Probe:
    """A recording that can be read.

    `start` is where its first sound or picture begins, in seconds of the file's own clock: the 0
    of all other times. `browser_safe`: every browser plays the file as it is.
    """

    path: Path
    container: str
    duration_s: float
    start: Fraction
    picture: Picture | None
    sound: Sound | None
    browser_safe: bool

    @property
    def has_video(self) -> bool:
        """Whether there is a moving picture (the cover of an audio file is none)."""
        return self.picture is not None

    @property
    def has_audio(self) -> bool:
        """Whether there is sound."""
        return self.sound is not None

    @property
    def clip_suffix(self) -> str:
        """The ending of the names of its clips: `.mp4`, or `.m4a` where there is only sound."""
        return ".mp4" if self.has_video else ".m4a"


def probe(path: Path) -> Probe:
    """Return what the recording `path` is, without reading it whole.

    Raises:
        StudioError: there is no such file, it is a folder, may not be read, is empty, is no
            recording, is cut short, or has neither sound nor picture that can be decoded.
    """
    with opened(path) as container:
        film, audio = picture_of(container), sound_of(container)
        if film is None and audio is None:
            raise error("media.no_stream", file=path.name)
        head = _Head(container, film) if film else None
        starts = ([head.start] if head else []) + ([_start(audio)] if audio else [])
        start = min(starts)
        end = max(_end(container, track) for track in (film, audio) if track)
        if end <= start or is_cut_short(path) or (audio and not film and _ends_early(audio, end)):
            raise error("media.cut_short", file=path.name)
        if head and not head.decoded:
            raise error("media.undecodable", file=path.name)
        kind = _container(container)
        picture = _picture(film, head) if film and head else None
        sound = _sound(audio) if audio else None
        return Probe(
            path=path,
            container=kind,
            duration_s=float(end - start),
            start=start,
            picture=picture,
            sound=sound,
            browser_safe=_browser_safe(kind, picture, sound) and not (head and head.hidden),
        )


class _Head:
    """What the first packets of the video track tell: its start, rhythm, rotation."""

    def __init__(self, container: InputContainer, film: VideoStream) -> None:
        self.rotation = 0
        self.decoded = False
        self.hidden = False
        times: list[int] = []
        for packet in islice(packets(container, film), _HEAD_PACKETS):
            self.hidden = self.hidden or packet.is_discard
            if packet.pts is not None and not packet.is_discard:
                times.append(packet.pts)
            if not self.decoded:
                self._decode(film, packet)
        times.sort()
        self.start = times[0] * time_base(film) if times else _start(film)
        # The last frames in the order of decoding still lack some that are shown before them.
        self.variable = _is_variable(times[:-_REORDERED])

    def _decode(self, film: VideoStream, packet: MediaPacket) -> None:
        """Note how the first frame that can be decoded is turned."""
        import av

        try:
            frames = film.decode(packet)
        except av.error.FFmpegError:
            return
        for frame in frames[:1]:
            self.decoded = True
            self.rotation = round(frame.rotation / 90) * 90 % 360


def _is_variable(times: list[int]) -> bool:
    """Return whether frames have no common length, beyond the rounding of their times."""
    steps = [after - before for before, after in pairwise(times)]
    return bool(steps) and max(steps) - min(steps) > 2


def _start(track: Track) -> Fraction:
    return (track.start_time or 0) * time_base(track)


def _end(container: InputContainer, track: Track) -> Fraction:
    """Return when a track ends, read from the last packets of the file.

    In an MP4 the last packet may go on beyond the end of the edit list, which FFmpeg gives as
    the duration of the track.
    """
    promised = Fraction(container.duration or 0, 1_000_000)
    first = Fraction(container.start_time or 0, 1_000_000)
    container.seek(int((first + max(promised - _TAIL_S, Fraction(0))) * 1_000_000))
    end = max(map(packet_end, shown(packets(container, track))), default=first)
    if container.format.name.startswith("mov,") and track.duration:
        return min(end, _start(track) + track.duration * time_base(track))
    return end


def _ends_early(audio: AudioStream, end: Fraction) -> bool:
    """Return whether a file of sound ends before its header says.

    FLAC counts its samples; the length of others, such as MP3, may be an estimate.
    """
    missing = _start(audio) + (audio.duration or 0) * time_base(audio) - end
    return missing > (Fraction(1, 10) if audio.codec_context.name == "flac" else 1 + end / 50)


def _picture(film: VideoStream, head: _Head) -> Picture:
    # Pixels that are not square are seen as wide as they are meant to be.
    width = round(film.width * (film.sample_aspect_ratio or 1))
    sideways = head.rotation in (90, 270)
    rate = film.average_rate or film.guessed_rate
    return Picture(
        index=film.index,
        codec=film.codec_context.name,
        profile=film.profile or "",
        pixel_format=film.pix_fmt or "",
        width=film.height if sideways else width,
        height=width if sideways else film.height,
        rotation=head.rotation,
        frame_rate=float(rate or 0),
        variable_rate=head.variable,
        time_base=time_base(film),
    )


def _sound(audio: AudioStream) -> Sound:
    codec = audio.codec_context.name
    return Sound(audio.index, codec, audio.profile or "", audio.rate, audio.channels)


def _container(container: InputContainer) -> str:
    """Return the short name of the container: FFmpeg has one reader for MP4 and QuickTime."""
    name = container.format.name
    if name.startswith("mov,"):
        return "mov" if container.metadata.get("major_brand", "qt").startswith("qt") else "mp4"
    return name.split(",", 1)[0]


def _browser_safe(kind: str, picture: Picture | None, sound: Sound | None) -> bool:
    """Return whether every browser plays this: H.264 and AAC-LC in MP4."""
    heard = sound is None or (sound.codec == "aac" and sound.profile == "LC")
    return kind == "mp4" and heard and (picture is None or picture.plays_everywhere)
