"""A course in one file, to hand on: a zip with the suffix `.coursewright`.

mimetype             what the file is, stored first, so that it can be told without a zip reader
course.json          as in the folder
published.json       if the course was published
publishing.json      if the author chose how
media/ captions/     the files that the course needs
translations/        as in the folder
history/             with it, the kept versions and the files that only they need
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from studio.course.model import Course
from studio.jobs import Progress
from studio.messages import error, message
from studio.names import PACK_SUFFIX
from studio.project.format import encode
from studio.project.media_store import MediaStore
from studio.project.pack_names import (
    MIMETYPE_ENTRY,
    PUBLISHING_ENTRY,
    SLOTS_ENTRY,
    digest_in,
    first_twin,
    is_named_by_content,
    is_pack_name,
)
from studio.project.project import COURSE_FILE, Project
from studio.project.publishing import settings_file
from studio.project.stored_files import caption_names, media_names
from studio.project.zips import ZipEntry, write_zip

MIMETYPE = b"application/vnd.coursewright.course+zip"
_COURSE_SUFFIX = ".course"


class Packed(NamedTuple):
    """A pack that was written: its file and its size in bytes."""

    file: Path
    size: int


def pack_beside(folder: Path) -> Path:
    """Return where the pack of a course folder lies if nobody says otherwise.

    Only the suffix of course folders gives way: "Course 2.0" and "Course 2.1" are two courses.
    """
    return folder.with_name(folder.name.removesuffix(_COURSE_SUFFIX) + PACK_SUFFIX)


def pack(
    project: Project, course: Course, target: Path, *, with_history: bool, progress: Progress
) -> Packed:
    """Write `course` with all that it needs into one file.

    Raises:
        StudioError: a file that the course needs is missing or has another content, a file has a
            name that not every system takes, or `target` lies in the course's folder.
        OSError: a file can't be read, or the pack can't be written; `target` is as it was.
        Cancelled: the work was cancelled; `target` is as it was.
    """
    _check_target(project, target)
    progress.say(message("pack.step", file=target.name))
    entries = [
        ZipEntry(MIMETYPE_ENTRY, MIMETYPE),
        ZipEntry(COURSE_FILE, encode(course)),
        *_published(project),
        *_stored(project, course, with_history=with_history),
        *_all_in(project.folder / "translations"),
        *(_all_in(project.history.folder) if with_history else ()),
    ]
    _check_names(project, entries)
    write_zip(target, entries, progress)
    return Packed(target, target.stat().st_size)


def _check_target(project: Project, target: Path) -> None:
    """Refuse a place among the course's own files: the pack could be written over one of them."""
    if target.resolve().is_relative_to(project.folder.resolve()):
        raise error("pack.inside", file=str(target))


def _check_names(project: Project, entries: list[ZipEntry]) -> None:
    """Refuse to write what `unpack` would refuse to open."""
    paths = [entry.path for entry in entries]
    bad = next((path for path in paths if not is_pack_name(path)), None) or first_twin(paths)
    if bad is not None:
        why = "pack.other_content" if is_named_by_content(bad) else "pack.name"
        raise error(why, file=str(project.folder / bad))


def _published(project: Project) -> Iterator[ZipEntry]:
    files = {SLOTS_ENTRY: project.slots_file, PUBLISHING_ENTRY: settings_file(project)}
    for entry, file in files.items():
        if file.exists():
            yield ZipEntry(entry, file)


def _stored(project: Project, course: Course, *, with_history: bool) -> Iterator[ZipEntry]:
    kept = project.history.files_used() if with_history else set()
    for store, names in ((project.captions, caption_names), (project.media, media_names)):
        needed = names(course)
        place = store.folder.name
        needed |= {name for name in kept if is_pack_name(f"{place}/{name}") and store.has(name)}
        for name in sorted(needed):
            yield _by_content(store, name)


def _by_content(store: MediaStore, name: str) -> ZipEntry:
    """Give a file whose content must be what its name says: nobody could open the pack else."""
    path, file = f"{store.folder.name}/{name}", store.path(name)

    def check(digest: str) -> None:
        if not digest.startswith(digest_in(path)):
            raise error("pack.other_content", file=str(file))

    return ZipEntry(path, file, as_is=path.startswith("media/"), check=check)


def _all_in(folder: Path) -> Iterator[ZipEntry]:
    """Give the files of a folder; no links, which may lead to what is not the course's."""
    if folder.is_dir():
        for file in sorted(folder.iterdir()):
            if file.is_file() and not file.is_symlink() and not file.name.startswith("."):
                name = unicodedata.normalize("NFC", file.name)
                yield ZipEntry(f"{folder.name}/{name}", file, as_is=folder.name == "history")
