"""Whether a clip that was written holds what it should."""

from __future__ import annotations

from studio.media.cutting.files import NewClip
from studio.media.mp4.movie import read_movie
from studio.messages import error

_LENGTH_TOLERANCE_S = 0.15


def check(clip: NewClip) -> float:
    """Return the length of a clip's file in seconds.

    Raises:
        StudioError: the file has not the pictures or the length that it should have.
    """
    movie = read_movie(clip.part)
    tracks = [track for track in movie.tracks if track is not None] if movie else []
    size, length_s = (movie.size, movie.duration_s) if movie else (0, 0.0)
    frames = sum(len(track.samples(size)) for track in tracks if track.handler == b"vide")
    off_s = abs(length_s - (clip.span.end_s - clip.span.start_s))
    if frames != clip.frames or off_s > _LENGTH_TOLERANCE_S:
        details = f"{frames} of {clip.frames} frames, {off_s:.3f} s off"
        raise error("cut.damaged", file=clip.target.name, details=details)
    return length_s


def check_size(clip: NewClip, most: float) -> None:
    """See whether a clip's file has at most so many bytes.

    Raises:
        StudioError: it is larger.
    """
    if clip.part.stat().st_size > most:
        raise error("cut.too_large", file=clip.target.name, limit=most)
