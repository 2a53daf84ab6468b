"""Publishing: freeze the course, ask the format for its files, write one archive."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from exporters.archive import write_archive
from exporters.freeze import freeze
from exporters.registry import exporter
from exporters.warnings import warnings
from studio.course.model import Course
from studio.jobs import Progress
from studio.messages import Message, error, message
from studio.names import file_slug
from studio.project.project import Project
from studio.project.versions import VersionKind

_MEDIA_SHARE = 0.85
"""Cutting the clips is nearly all the work of a first publication."""


class Published(NamedTuple):
    """A package that was written: its file, its size in bytes, and what to look at."""

    file: Path
    size: int
    warnings: tuple[Message, ...]


def publish(
    project: Project,
    course: Course,
    format_name: str,
    out: Path | None,
    *,
    progress: Progress,
) -> Published:
    """Write `course` as a package of the format `format_name`.

    What was published is kept in the course's history. Without `out` the package lies beside the
    course folder, under a name made of the course's title and the format.

    Raises:
        StudioError: no such format, nothing to publish, or media that are missing or broken.
        OSError: the package can't be written.
        Cancelled: the work was cancelled; no package is there, or the earlier one.
    """
    chosen = exporter(format_name)
    if not course.screens_in_order():
        raise error("publish.no_screens", title=course.title)
    target = _target(project, course, format_name, out)
    publication = freeze(project, course, progress=progress.part(0.0, _MEDIA_SHARE))
    progress.say(message("publish.step.write"))
    write_archive(target, chosen.files(publication), progress.part(_MEDIA_SHARE, 1.0))
    told = (*warnings(course, format_name), *_keep_version(project, course))
    return Published(target, target.stat().st_size, told)


def _keep_version(project: Project, course: Course) -> list[Message]:
    """Keep what was published in the history; where that fails the package is good all the same."""
    try:
        project.history.keep(course, VersionKind.PUBLISHED)
    except OSError as problem:
        return [message("publish.no_version", reason=problem.strerror or "")]
    return []


def _target(project: Project, course: Course, format_name: str, out: Path | None) -> Path:
    name = f"{file_slug(course.title, 'course')}-{format_name}.zip"
    if out is None:
        return project.folder.resolve().parent / name
    if out.is_dir():
        return out / name
    if not out.resolve().parent.is_dir():
        raise error("publish.no_such_folder", folder=str(out.parent))
    return out
