"""A course in one file, to hand on: a zip with the suffix `.coursewright`.

mimetype             what the file is, stored first, so that it can be told without a zip reader
course.json          as in the folder
published.json       if the course was published
media/ captions/     the files that the course needs
translations/        as in the folder
history/             with it, the kept versions and the files that only they need
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from studio.course.model import Course
from studio.jobs import Progress
from studio.project.format import encode
from studio.project.project import COURSE_FILE, Project
from studio.project.stored_files import caption_names, media_names
from studio.project.zips import ZipEntry, write_zip

MIMETYPE = b"application/vnd.coursewright.course+zip"


class Packed(NamedTuple):
    """A pack that was written: its file and its size in bytes."""

    file: Path
    size: int


def pack(
    project: Project, course: Course, target: Path, *, with_history: bool, progress: Progress
) -> Packed:
    """Write `course` with all that it needs into one file.

    Raises:
        StudioError: a file that the course needs is missing.
        OSError: a file can't be read, or the pack can't be written; `target` is as it was.
        Cancelled: the work was cancelled; `target` is as it was.
    """
    entries = [
        ZipEntry("mimetype", MIMETYPE),
        ZipEntry(COURSE_FILE, encode(course)),
        *_published(project),
        *_stored(project, course, with_history=with_history),
        *_all_in(project.folder / "translations"),
        *(_all_in(project.history.folder) if with_history else ()),
    ]
    write_zip(target, entries, progress)
    return Packed(target, target.stat().st_size)


def _published(project: Project) -> Iterator[ZipEntry]:
    if project.slots_file.exists():
        yield ZipEntry(project.slots_file.name, project.slots_file)


def _stored(project: Project, course: Course, *, with_history: bool) -> Iterator[ZipEntry]:
    kept = project.history.files_used() if with_history else set()
    for store, names in ((project.captions, caption_names), (project.media, media_names)):
        needed = names(course)
        needed |= {name for name in kept if store.has(name)}
        for name in sorted(needed):
            yield ZipEntry(f"{store.folder.name}/{name}", store.path(name))


def _all_in(folder: Path) -> Iterator[ZipEntry]:
    if folder.is_dir():
        for file in sorted(folder.iterdir()):
            if file.is_file() and not file.name.startswith("."):
                yield ZipEntry(f"{folder.name}/{file.name}", file)
