"""Pictures into a course: what learners get is fit for every browser, the original is kept."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from studio.course.ids import new_id
from studio.course.model import MediaFile
from studio.imports.drawings import drawing, is_drawing
from studio.imports.pixels import made_of
from studio.jobs import Progress
from studio.media.opening import check_readable
from studio.messages import error, message
from studio.project.media_store import MediaStore
from studio.project.project import Project

HEAD_BYTES = 4096
"""So much of a file's beginning tells what it is."""
_STORE_SHARE = 0.3
_BEGINNINGS = (
    b"\xff\xd8\xff",  # JPEG
    b"\x89PNG\r\n\x1a\n",
    b"GIF87a",
    b"GIF89a",
    b"II*\0",  # TIFF
    b"MM\0*",
    b"\0\0\0\x0cjP  ",  # JPEG 2000
)
_BMP_HEADERS = (12, 40, 52, 56, 64, 108, 124)
_AVIF = (b"avif", b"avis")
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def is_picture(head: bytes) -> bool:
    """Return whether a file that begins so is a picture, whether it can be read or not."""
    return (
        head.startswith(_BEGINNINGS)
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
        or (head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADERS)
        or (head[4:8] == b"ftyp" and head[8:12] in _AVIF + _HEIC)
        or is_drawing(head)
    )


def head_of(source: Path | bytes) -> bytes:
    """Return the beginning of a file.

    Raises:
        StudioError: there is no such file, it is a folder or empty, or it may not be read.
    """
    if isinstance(source, bytes):
        return source[:HEAD_BYTES]
    check_readable(source)
    with source.open("rb") as reader:
        return reader.read(HEAD_BYTES)


def bring_in_picture(
    project: Project, source: Path | bytes, name: str, progress: Progress
) -> MediaFile:
    """Bring a picture in and return the course's entry for it.

    One that no browser shows, that is far too large, lies on its side, has colours of its own or
    tells where it was taken is written anew (`studio.imports.pixels`), and scripts are taken out
    of a drawing; the entry names the original, too. The same picture always becomes the same file.

    Raises:
        StudioError: it can't be read as a picture, is cut short, or has too many pixels.
        OSError: the folder can't be written.
        Cancelled: the work was cancelled.
    """
    progress.say(message("picture.step", file=name))
    head = head_of(source)
    if is_drawing(head):
        width, height, data = drawing(_bytes(source), name)
        ending = new_ending = ".svg"
    else:
        if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
            raise error("picture.heic", file=name)
        width, height, ending, data, new_ending = made_of(source, name)
    kept = _kept(project.media, source, ending, progress.part(1 - _STORE_SHARE, 1))
    if data is None:
        return _entry(project.media, kept, name, width, height)
    file = project.media.add_bytes(data, new_ending)
    named = name if Path(name).suffix.lower() == new_ending else f"{Path(name).stem}{new_ending}"
    return _entry(project.media, file, named, width, height, original=kept)


def _bytes(source: Path | bytes) -> bytes:
    return source if isinstance(source, bytes) else source.read_bytes()


def _kept(store: MediaStore, source: Path | bytes, ending: str, progress: Progress) -> str:
    if isinstance(source, bytes):
        return store.add_bytes(source, ending)
    return store.add(source, progress, ending)


def _entry(
    store: MediaStore,
    file: str,
    name: str,
    width: int | None,
    height: int | None,
    original: str | None = None,
) -> MediaFile:
    kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
    octets = store.path(file).stat().st_size
    return MediaFile(
        id=new_id(),
        file=file,
        name=name,
        size=octets,
        mime=kind,
        width=width,
        height=height,
        original=original,
    )
