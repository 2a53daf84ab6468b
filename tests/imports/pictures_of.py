"""Pictures made for tests."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

CLEAN_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">'
    '<style>circle { fill: url(#g) }</style><circle r="9" fill="teal"/></svg>'
)


def photo(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return something that has as many colours as a photograph."""
    chance = np.random.default_rng(4)
    small = chance.integers(0, 255, (24, 32, 3), dtype=np.uint8)
    smooth = Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC)
    noise = chance.integers(0, 9, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(np.asarray(smooth) // 2 + noise).convert(mode)


def slide(width: int, height: int) -> Image.Image:
    """Return what has few colours and sharp edges."""
    image = Image.new("RGB", (width, height), "white")
    for at in range(0, width, 16):
        image.paste((20, 96, 107), (at, height // 3, at + 5, height // 2))
    return image


def saved(image: Image.Image, file: Path, **options: Any) -> Path:
    """Write a picture and return its file."""
    image.save(file, **options)
    return file


def png(image: Image.Image) -> bytes:
    """Return the bytes of a PNG."""
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()
