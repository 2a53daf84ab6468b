"""A storyboard that comes back, of whatever kind its name says that it is."""

from __future__ import annotations

from pathlib import Path

from studio.imports.storyboard_docx import read_storyboard_docx
from studio.imports.storyboard_found import Found
from studio.imports.storyboard_xlsx import read_storyboard_xlsx
from studio.messages import error


def read_storyboard(file: Path) -> Found:
    """Return what a document says of the screens of a course.

    Raises:
        StudioError: it is no such document, can't be trusted, or is encrypted.
        OSError: it can't be read.
    """
    match file.suffix.lower():
        case ".docx":
            return read_storyboard_docx(file)
        case ".xlsx":
            return read_storyboard_xlsx(file)
        case ".doc" | ".xls":
            raise error("storyboard.old", file=str(file))
        case _:
            raise error("storyboard.format", file=file.name)
