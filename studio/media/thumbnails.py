"""Small pictures of a recording, as bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from studio.media.probe import Picture

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

WIDTH = 160
EVERY_S = 5.0
"""The least time between two thumbnails."""

_QUALITY = 75


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """What is shown at `at_s`: a JPEG, `WIDTH` pixels wide, upright."""

    at_s: float
    jpeg: bytes


def thumbnail(frame: VideoFrame, picture: Picture, at_s: float) -> Thumbnail:
    """Return the thumbnail of a frame."""
    from PIL import Image

    height = max(1, round(WIDTH * picture.height / max(1, picture.width)))
    sideways = picture.rotation in (90, 270)
    size = (height, WIDTH) if sideways else (WIDTH, height)
    pixels = frame.reformat(*size, "rgb24").to_ndarray()
    upright = np.ascontiguousarray(np.rot90(pixels, picture.rotation // 90))
    made = io.BytesIO()
    Image.fromarray(upright).save(made, "JPEG", quality=_QUALITY)
    return Thumbnail(at_s, made.getvalue())
