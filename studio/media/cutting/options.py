"""What an author may ask of clips beyond being cut. All of it is off unless it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from studio.media.pictures import even
from studio.media.probe import Picture, Probe


@dataclass(frozen=True, slots=True)
class CutOptions:
    """How the clips of a recording shall be.

    `loudness_lufs`: as loud as this, all of them by one gain. `height`: a picture no larger than
    this, across its shorter side: 720 for 720p, upright films of phones included. `largest_bytes`:
    no file larger than this.
    """

    loudness_lufs: float | None = None
    height: int | None = None
    largest_bytes: int | None = None


PLAIN = CutOptions()
"""The recording as it is."""


def scaled(recording: Probe, height: int | None) -> Probe:
    """Return a recording whose pictures are seen in the size that its clips shall have.

    It is the recording itself where that is no larger: pictures are never scaled up.
    """
    picture = recording.picture
    if picture is None or height is None or min(picture.width, picture.height) <= height:
        return recording
    return replace(recording, picture=_smaller(picture, height))


def _smaller(picture: Picture, height: int) -> Picture:
    share = height / min(picture.width, picture.height)
    width, height = (even(round(length * share)) for length in (picture.width, picture.height))
    return replace(picture, width=width, height=height)
