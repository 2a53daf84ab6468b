"""Pictures made of pixels: opened with care, turned upright, in sRGB, scaled and written anew.

The rules by which a picture is written anew stand here, and nowhere else.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studio.messages import StudioError, error

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsProfile

LONGEST_SIDE = 1920
"""Pixels: as wide as a whole screen of learners. Longer pictures are scaled to it."""
MOST_BYTES = 2_000_000
"""A larger file is written anew, if that makes it smaller: many learners are on the phone."""
MOST_PIXELS = 120_000_000
"""Larger pictures are refused: opened they take 4 bytes a pixel, and a small file can hold many."""
QUALITY = 85
"""Of JPEG and WebP, where it can hardly be told from the original."""
_LOSSLESS_FACTOR = 2
"""PNG, which keeps letters and lines sharp, may be so much larger than the lossy file."""

_ENDINGS = {
    "JPEG": ".jpg",
    "MPO": ".jpg",
    "PNG": ".png",
    "GIF": ".gif",
    "WEBP": ".webp",
    "AVIF": ".avif",
    "BMP": ".bmp",
    "TIFF": ".tif",
    "JPEG2000": ".jp2",
}
"""The formats that are read, by Pillow's names. MPO is a JPEG with more pictures behind it."""
_SHOWN = frozenset({"JPEG", "MPO", "PNG", "GIF", "WEBP"})
"""What every browser shows."""
_MOVING = frozenset({"GIF", "WEBP", "PNG"})
"""What is kept as it is if it moves: scaling would ruin it."""
_ORIENTATION, _PLACE = 0x0112, 0x8825
"""Tags of EXIF 2.32: how the camera was held, and where it was."""
_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
"""What makes a picture upright, by its orientation."""


class Made(NamedTuple):
    """What a picture is or has become.

    `ending` is that of the file that was given. `data` is the file that was made of it, with the
    ending `new_ending`; None where the given one is good as it is.
    """

    width: int
    height: int
    ending: str
    data: bytes | None = None
    new_ending: str = ""


def made_of(source: Path | bytes, name: str) -> Made:
    """Return the size of a picture, and what has to take its place on learners' screens.

    Raises:
        StudioError: it can't be read, is cut short, or has too many pixels.
    """
    with _opened(source, name) as image:
        if image.width * image.height > MOST_PIXELS:
            raise _too_large(name)
        ending = _ENDINGS[str(image.format)]
        octets = len(source) if isinstance(source, bytes) else source.stat().st_size
        is_unfit = _is_unfit(image)
        if _moves(image) or not (is_unfit or octets > MOST_BYTES):
            image.load()
            return Made(*image.size, ending)
        ready = _ready(image)
        data, new_ending = _written(ready, lossy_already=ending == ".jpg")
        if not is_unfit and len(data) >= octets:
            return Made(*image.size, ending)
        return Made(*ready.size, ending, data, new_ending)


@contextmanager
def _opened(source: Path | bytes, name: str) -> Iterator[Image]:
    """Open a picture; whatever is wrong with it becomes a sentence."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    try:
        with Image.open(stream, formats=[*_ENDINGS.keys() - {"MPO"}]) as image:
            yield image
    except StudioError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as problem:
        raise _too_large(name) from problem
    except Exception as problem:  # Pillow tells of a broken file by any exception
        raise error("picture.broken", file=name, details=repr(problem)) from problem


def _too_large(name: str) -> StudioError:
    return error("picture.too_many_pixels", file=name, most=MOST_PIXELS // 10**6)


def _moves(image: Image) -> bool:
    return image.format in _MOVING and getattr(image, "n_frames", 1) > 1


def _is_unfit(image: Image) -> bool:
    """Return whether learners should not get the file as it is, whatever its size in bytes."""
    exif = image.getexif()
    has_place = _PLACE in exif or b"GPSLatitude" in bytes(image.info.get("xmp", b""))
    return (
        image.format not in _SHOWN
        or max(image.size) > LONGEST_SIDE
        or exif.get(_ORIENTATION, 1) != 1
        or has_place
        or _foreign_profile(image) is not None
        or image.mode == "CMYK"
    )


def _ready(image: Image) -> Image:
    """Return a picture as it is to be seen: scaled, upright, 8 bits, sRGB, and nothing besides."""
    from PIL import Image

    profile = _foreign_profile(image)
    if image.format not in ("JPEG", "MPO"):
        image.load()  # turns a TIFF
    turn = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    if image.mode.startswith(("I", "F")):
        image = _eight_bits(image)
    elif image.mode in ("P", "1", "PA", "LA") or "transparency" in image.info:
        image = image.convert("RGBA")
    # For JPEG this also reads no more of the file than the size needs.
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if turn:
        image = image.transpose(Image.Transpose[turn])
    image = _in_srgb(image, profile)
    if image.mode == "RGBA" and image.getchannel("A").getextrema()[0] == 255:  # opaque
        image = image.convert("RGB")
    image.info = {}
    return image


def _eight_bits(image: Image) -> Image:
    """Return greys of more than 8 bits in 8: Pillow itself would cut off what is brighter."""
    import numpy as np
    from PIL import Image

    greys = np.asarray(image).astype(np.float64)
    low, high = (0.0, 65535.0) if image.mode.startswith("I;16") else (greys.min(), greys.max())
    scaled = (greys - low) * (255 / max(high - low, 1e-9))
    return Image.fromarray(np.nan_to_num(scaled).round().astype(np.uint8))


def _foreign_profile(image: Image) -> ImageCmsProfile | None:
    """Return the profile of colours that are not those of sRGB, which the web takes for granted."""
    from PIL import ImageCms

    data = image.info.get("icc_profile")
    if not data:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        is_usual = "srgb" in ImageCms.getProfileDescription(profile).lower()
    except (OSError, ImageCms.PyCMSError):
        return None
    return None if is_usual else profile


def _in_srgb(image: Image, profile: ImageCmsProfile | None) -> Image:
    from PIL import ImageCms

    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile is not None:
        try:
            usual = ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(image, profile, usual, outputMode=mode)
        except ImageCms.PyCMSError:  # a profile of other colours than the picture has
            return image.convert(mode)
        return turned or image
    return image if image.mode in ("L", mode) else image.convert(mode)


def _written(image: Image, *, lossy_already: bool) -> tuple[bytes, str]:
    """Return the file of a picture and its ending.

    Drawings and letters come out smaller as PNG, photographs far smaller as JPEG (as WebP where
    something shows through). What was a JPEG has lost already what PNG would keep.
    """
    if image.mode == "RGBA":
        lossy, ending = _saved(image, "WEBP", quality=QUALITY, method=4), ".webp"
    else:
        lossy = _saved(
            image, "JPEG", quality=QUALITY, optimize=True, progressive=True, subsampling=0
        )
        ending = ".jpg"
    if not lossy_already:
        lossless = _saved(image, "PNG")
        if len(lossless) <= _LOSSLESS_FACTOR * len(lossy):
            return lossless, ".png"
    return lossy, ending


def _saved(image: Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()
