"""The storyboard of a course as a document, in the format that its name asks for."""

from __future__ import annotations

import io
from pathlib import Path

from exporters.storyboard_docx import write_storyboard_docx
from exporters.storyboard_rows import Pictures
from exporters.storyboard_xlsx import write_storyboard_xlsx
from studio.course.blocks import ClipBlock, ImageBlock
from studio.course.model import Course, Screen
from studio.i18n import Voice
from studio.jobs import Progress
from studio.messages import StudioError, error
from studio.project.project import Project

_WIDTH = 640
"""Pixels of a picture; it is printed 8 cm wide."""
_INTO_THE_CLIP_S = 2.0
"""A clip's first frame is often black or the slide before."""


def write_storyboard(
    target: Path, project: Project, course: Course, voice: Voice, progress: Progress
) -> None:
    """Write the storyboard to a file that ends in .docx or .xlsx.

    Raises:
        StudioError: the name has another ending, or there is no screen.
        OSError: it can't be written; `target` is as it was.
        Cancelled: the work was cancelled; `target` is as it was.
    """
    if not course.screens_in_order():
        raise error("storyboard.no_screens", title=course.title)
    match target.suffix.lower():
        case ".docx":
            pictures = pictures_of(project, course)
            write_storyboard_docx(target, course, voice, pictures, progress)
        case ".xlsx":
            write_storyboard_xlsx(target, course, voice, progress)
        case ".pdf":
            raise error("storyboard.pdf_window")
        case _:
            raise error("storyboard.format", file=target.name)


def pictures_of(project: Project, course: Course) -> Pictures:
    """Return what gives the picture of a screen: a clip's frame or an image, None without one."""

    def picture(screen: Screen) -> bytes | None:
        try:
            return _picture(project, course, screen)
        except (StudioError, OSError, ValueError):  # a file that is missing or broken
            return None

    return picture


def _picture(project: Project, course: Course, screen: Screen) -> bytes | None:
    from studio.media.stills import still

    for block in screen.blocks:
        if isinstance(block, ClipBlock):
            clip = course.clips[block.clip]
            media = course.media[course.recordings[clip.recording].media]
            at_s = clip.start_s + min(_INTO_THE_CLIP_S, clip.duration_s / 2)
            found = still(project.media.path(media.file), at_s, _WIDTH)
            if found is None:
                continue
            return _jpeg_of_pixels((found.width, found.height), found.pixels)
        if isinstance(block, ImageBlock):
            return _jpeg_of_image(project.media.path(course.media[block.media].file))
    return None


def _jpeg_of_pixels(size: tuple[int, int], pixels: bytes) -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    Image.frombytes("RGB", size, pixels).save(stream, "JPEG", quality=85)
    return stream.getvalue()


def _jpeg_of_image(file: Path) -> bytes | None:
    """Return an image, scaled down and upright on white; None for one too large to be opened."""
    from PIL import Image, ImageOps

    with Image.open(file) as image:
        if image.width * image.height > (Image.MAX_IMAGE_PIXELS or 0):
            return None
        image.thumbnail((_WIDTH, _WIDTH))
        upright = ImageOps.exif_transpose(image).convert("RGBA")
        page = Image.new("RGB", upright.size, "white")
        page.paste(upright, mask=upright)
    stream = io.BytesIO()
    page.save(stream, "JPEG", quality=85)
    return stream.getvalue()
