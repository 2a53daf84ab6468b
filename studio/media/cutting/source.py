"""What of a recording can be copied into clips, and why not the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from studio.media.frames import Frames
from studio.media.mp4.h264 import Parameters, Units, parameters_of, units_of
from studio.media.mp4.movie import Movie, Samples, Track, read_movie
from studio.media.probe import Picture, Probe, Sound
from studio.messages import Message, message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from studio.media.mp4.tables import Flags, Numbers

_STREAM = "mpegts"


class CopyRefused(Exception):  # noqa: N818  # no error: the clip is encoded instead
    """What was encoded can't stand beside what is copied, or can't be made at all."""


@dataclass(frozen=True)
class PictureSource:
    """The picture of a recording as H.264 that browsers play."""

    track: Track
    samples: Samples
    parameters: Parameters
    units: Units

    @cached_property
    def least_after(self) -> Numbers:
        """The earliest time of presentation among each sample and those decoded after it."""
        least: Numbers = np.minimum.accumulate(self.samples.pts[::-1])[::-1]
        return least

    @cached_property
    def entries(self) -> Flags:
        """Which samples a decoder can begin with."""
        return self.units.idr & self.units.whole & ~self.units.parameters & self.samples.shown


@dataclass(frozen=True, slots=True)
class SoundSource:
    """The sound of a recording as AAC that browsers play."""

    track: Track
    samples: Samples


@dataclass(frozen=True, slots=True)
class CopySource:
    """What can be copied of a recording; `why` tells why its picture, or its sound, can't be."""

    path: Path
    picture: PictureSource | None
    sound: SoundSource | None
    why: Message | None


def copy_source(recording: Probe) -> CopySource:
    """Return what can be copied of a recording. Its samples are looked at, but not decoded."""
    picture = recording.picture
    if picture is not None and not picture.plays_everywhere:
        return CopySource(recording.path, None, None, _foreign(picture))
    movie = read_movie(recording.path)
    if movie is None:
        why = message("cut.why.container", container=recording.container)
        return CopySource(recording.path, None, None, why)
    sound, deaf = _sound(movie, recording.sound)
    seen, blind = _picture(movie, recording)
    return CopySource(recording.path, seen, sound, blind or deaf)


def _foreign(picture: Picture) -> Message:
    return message("cut.why.picture", codec=picture.codec)


def copy_points(recording: Probe, frames: Frames) -> NDArray[np.float64]:
    """Return the times at which a copy can begin, in seconds of the recording: a cut is free there.

    None where every clip will be encoded anyway. Out of other containers than MP4 the keyframes
    are taken as their files mark them.
    """
    if recording.picture is None or not recording.picture.plays_everywhere:
        return np.empty(0)
    source = copy_source(recording).picture
    if source is None:
        return frames.keyframes
    ticks = source.samples.pts[source.entries]
    return ticks / source.track.timescale - float(recording.start)


def _picture(movie: Movie, recording: Probe) -> tuple[PictureSource | None, Message | None]:
    picture = recording.picture
    if picture is None:
        return None, None
    try:
        source = _picture_source(movie, picture, recording)
    except (ValueError, OSError):
        return None, _foreign(picture)
    return (source, None) if source else (None, message("cut.why.tables"))


def _picture_source(movie: Movie, picture: Picture, recording: Probe) -> PictureSource | None:
    track = movie.tracks[picture.index] if picture.index < len(movie.tracks) else None
    if track is None or track.handler != b"vide":
        return None
    samples = track.samples(movie.size)
    if not samples.shown.any() or track.timescale != picture.time_base.denominator:
        return None
    parameters = parameters_of(track.entry)
    with recording.path.open("rb") as file:
        units = units_of(file, samples.offsets, samples.sizes, parameters)
    if recording.container == _STREAM:
        units.whole[-1] = False  # nothing tells where the last picture of a stream ends
    return PictureSource(track, _without_sets(samples, units), parameters, units)


def _without_sets(samples: Samples, units: Units) -> Samples:
    """Return the samples without the parameter sets that streams repeat before keyframes.

    Behind a head with sets of its own Firefox takes them for the only ones, and fails.
    """
    return replace(samples, offsets=samples.offsets + units.lead, sizes=samples.sizes - units.lead)


def _sound(movie: Movie, sound: Sound | None) -> tuple[SoundSource | None, Message | None]:
    if sound is None:
        return None, None
    foreign = message("cut.why.sound", codec=sound.codec)
    if sound.codec != "aac" or sound.profile != "LC":
        return None, foreign
    track = movie.tracks[sound.index] if sound.index < len(movie.tracks) else None
    if track is None or track.handler != b"soun" or track.entry[4:8] != b"mp4a":
        return None, foreign
    try:
        samples = track.samples(movie.size)
    except ValueError:
        return None, message("cut.why.tables")
    return (SoundSource(track, samples), None) if len(samples) else (None, foreign)
