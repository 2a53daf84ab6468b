"""Single pictures of a recording, for cards and lists."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from studio.media.opening import opened, picture_of

_TRIES = 200
"""Frames that are decoded at most after a keyframe, to come to the wanted time."""


class Still(NamedTuple):
    """A picture: its size, and its pixels as RGB, 3 bytes each, row by row."""

    width: int
    height: int
    pixels: bytes


def still(path: Path, at_s: float, width: int) -> Still | None:
    """Return the picture that a recording shows at `at_s` seconds, scaled to `width`.

    None where it has no pictures, or none that can be decoded there.

    Raises:
        StudioError: the recording can't be opened.
    """
    import av

    with opened(path) as container:
        film = picture_of(container)
        if film is None or film.time_base is None:
            return None
        start = film.start_time or 0
        wanted = start + int(at_s / film.time_base)
        found = None
        try:
            container.seek(wanted, stream=film)
            for count, frame in enumerate(container.decode(film)):
                found = frame
                if (frame.pts or 0) >= wanted or count >= _TRIES:
                    break
        except av.error.FFmpegError:
            return None
        if found is None:
            return None
        height = max(1, round(found.height * width / found.width))
        pixels = found.reformat(width, height, "rgb24").to_ndarray().tobytes()
        return Still(width, height, pixels)
