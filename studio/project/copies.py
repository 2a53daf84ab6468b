"""A course's folder as a whole: a copy beside it, another name for it."""

from __future__ import annotations

import shutil
from pathlib import Path

from studio.course.copying import with_new_identity
from studio.course.model import Course
from studio.jobs import Progress
from studio.project.files import write_file
from studio.project.project import Project, create_project
from studio.project.publishing import settings_file
from studio.project.stored_files import caption_names, media_names


def save_copy(
    project: Project, course: Course, folder: Path, progress: Progress | None = None
) -> Project:
    """Write `course` as a course of its own into `folder`: a new identity, no history.

    Platforms tell courses apart by their identity: learners of the copy get records of their own.
    Media files that are missing are missing in the copy as well.

    Raises:
        StudioError: `folder` is not empty.
        OSError: it can't be written; nothing is left of it.
        Cancelled: the work was cancelled; nothing is left of it.
    """
    return _copy(project, with_new_identity(course), folder, progress or Progress())


def save_elsewhere(
    project: Project, course: Course, folder: Path, progress: Progress | None = None
) -> Project:
    """Write `course` to another place as the same course, for when its own can't be written.

    Raises:
        StudioError: `folder` is not empty.
        OSError: it can't be written; nothing is left of it.
        Cancelled: the work was cancelled; nothing is left of it.
    """
    copy = _copy(project, course, folder, progress or Progress())
    if project.slots_file.exists():
        write_file(copy.slots_file, project.slots_file.read_bytes())
    return copy


def _copy(project: Project, course: Course, folder: Path, progress: Progress) -> Project:
    existed = folder.is_dir()
    copy = create_project(folder, course)
    try:
        _copy_files(project, copy, course, progress)
        if settings_file(project).exists():
            write_file(settings_file(copy), settings_file(project).read_bytes())
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        if existed:
            folder.mkdir(exist_ok=True)
        raise
    return copy


def _copy_files(project: Project, copy: Project, course: Course, progress: Progress) -> None:
    files = [(project.media, copy.media, name) for name in sorted(media_names(course))]
    files += [(project.captions, copy.captions, name) for name in sorted(caption_names(course))]
    for number, (source, target, name) in enumerate(files):
        if source.has(name):
            share = progress.part(number / len(files), (number + 1) / len(files))
            target.add(source.path(name), share)
