"""What a recording is: its length as it is presented, its picture, its sound."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Picture:
    """The video track of a recording.

    `width` and `height` are those of the picture as it is seen, turned by `rotation` degrees.
    `frame_rate` is the mean one, in frames a second; with `variable_rate` frames have no common
    length.
    """

    index: int
    codec: str
    pixel_format: str
    width: int
    height: int
    rotation: int
    frame_rate: float
    variable_rate: bool
    time_base: Fraction


@dataclass(frozen=True, slots=True)
class Sound:
    """The audio track of a recording: the default one, or the first."""

    index: int
    codec: str
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
    raise NotImplementedError(path)
