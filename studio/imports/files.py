"""Any files into a course: each is taken for what it holds, whatever its name says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace as changed

from studio.course.blocks import FileBlock, ImageBlock
from studio.course.ids import new_id
from studio.course.model import Course, MediaFile
from studio.imports.measures import with_measures
from studio.imports.pictures import bring_in_picture, head_of, is_picture
from studio.jobs import Progress, os_error
from studio.messages import StudioError, message
from studio.project.media_store import media_file
from studio.project.project import Project

_RECORDINGS = frozenset({
    ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".mts", ".m2ts", ".wmv",
    ".flv", ".3gp", ".mp3", ".m4a", ".wav", ".flac", ".ogg", ".oga", ".opus", ".aac", ".wma",
})  # fmt: skip
_IMAGES = frozenset({
    "image/jpeg", "image/png", "image/gif", "image/webp", "image/svg+xml", "image/avif",
    "image/bmp",
})  # fmt: skip
"""What browsers show in a page."""


class Pasted(NamedTuple):
    """A picture without a file, as the clipboard has it: the bytes of a PNG, and a name for it."""

    data: bytes
    name: str


Source: TypeAlias = Path | Pasted


class BroughtIn(NamedTuple):
    """The entries of the files that came in, in order, and what is wrong with the others."""

    entries: tuple[MediaFile, ...]
    problems: tuple[StudioError, ...]


def bring_in_files(
    project: Project, sources: Sequence[Source], progress: Progress, *, as_they_are: bool = False
) -> BroughtIn:
    """Bring files into the course's folder; a bad one among them does not stop the others.

    `as_they_are` is for what learners download: pictures are not converted then.

    Raises:
        Cancelled: the work was cancelled.
    """
    entries: list[MediaFile] = []
    problems: list[StudioError] = []
    for number, source in enumerate(sources):
        share = progress.part(number / len(sources), (number + 1) / len(sources))
        try:
            entries.append(bring_in_file(project, source, share, as_it_is=as_they_are))
        except StudioError as problem:
            problems.append(problem)
        except OSError as problem:
            problems.append(os_error(problem))
    return BroughtIn(tuple(entries), tuple(problems))


def bring_in_file(
    project: Project, source: Source, progress: Progress, *, as_it_is: bool = False
) -> MediaFile:
    """Bring one file in, and measure what is played or seen.

    Raises:
        StudioError: it is a folder, can't be read, or is a picture or a recording that is broken.
        OSError: the folder can't be written.
        Cancelled: the work was cancelled.
    """
    if isinstance(source, Pasted):
        return bring_in_picture(project, source.data, source.name, progress)
    head = head_of(source)
    if is_picture(head) and not as_it_is:
        return bring_in_picture(project, source, source.name, progress)
    progress.say(message("ui.bringing_in", name=source.name))
    if _is_played(head, source):
        from studio.media.probe import probe

        probed = probe(source)
        return with_measures(media_file(project.media, source, progress), probed)
    return media_file(project.media, source, progress)


def entered(course: Course, entries: Sequence[MediaFile]) -> tuple[Course, list[MediaFile]]:
    """Put entries into a course; one whose file it has already is taken for that one.

    Returns the course, and the entries as they stand in it.
    """
    media = dict(course.media)
    known = {(entry.file, entry.original): entry for entry in course.media.values()}
    stand = []
    for entry in entries:
        found = known.setdefault((entry.file, entry.original), entry)
        media[found.id] = found
        stand.append(found)
    if len(media) == len(course.media):
        return course, stand
    return changed(course, media=media), stand


def kind_of_file(entry: MediaFile) -> str:
    """Return what an entry is for: `image`, `recording` or `file`."""
    if entry.mime in _IMAGES:
        return "image"
    is_played = entry.duration_s is not None or entry.mime.startswith(("video/", "audio/"))
    return "recording" if is_played else "file"


def is_recording(source: Path) -> bool:
    """Return whether a file is to be played: by how it begins, or else by its name.

    One that can't be read is none.
    """
    try:
        head = head_of(source)
    except (StudioError, OSError):
        return False
    return not is_picture(head) and _is_played(head, source)


def _is_played(head: bytes, source: Path) -> bool:
    begins = (
        head[4:8] in (b"ftyp", b"moov", b"mdat")
        or head[:4] in (b"\x1aE\xdf\xa3", b"OggS", b"fLaC", b"\0\0\x01\xba")
        or (head[:4] == b"RIFF" and head[8:12] in (b"WAVE", b"AVI "))
        or head[:3] == b"ID3"
    )
    return begins or source.suffix.lower() in _RECORDINGS


def shown_as(entry: MediaFile) -> ImageBlock | FileBlock:
    """Return a block that shows a file: a picture as such, anything else to be downloaded."""
    kind = ImageBlock if kind_of_file(entry) == "image" else FileBlock
    return kind(id=new_id(), media=entry.id)
