"""Whether the files that a course names are there and still hold what they held."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from studio.course.model import Course
from studio.jobs import Progress
from studio.project.media_store import MediaStore, digest_name
from studio.project.project import Project


class Damage(Enum):
    """What is wrong with a file."""

    MISSING = "missing"
    CHANGED = "changed"


class MediaProblem(NamedTuple):
    """A file that is not as the course needs it.

    `node` is the id of the media file or, for captions, of the recording; `name` is the name
    that the author knows it by. Without an original learners miss nothing: `is_original`.
    """

    node: str
    file: str
    name: str
    damage: Damage
    is_original: bool = False


class _Wanted(NamedTuple):
    node: str
    store: MediaStore
    file: str
    name: str
    size: int | None
    is_original: bool = False


def quick_check(project: Project, course: Course) -> list[MediaProblem]:
    """Return the files that are missing or of another size; none of them is read.

    Raises:
        OSError: the folder can't be read.
    """
    found = ((wanted, _damage(wanted)) for wanted in _wanted(project, course))
    return [_problem(wanted, damage) for wanted, damage in found if damage]


def full_check(project: Project, course: Course, progress: Progress) -> list[MediaProblem]:
    """Return the files that are missing or whose content is not what their name says.

    Every file is read whole.

    Raises:
        OSError: a file can't be read.
        Cancelled: the work was cancelled.
    """
    problems = []
    all_files = list(_wanted(project, course))
    for number, wanted in enumerate(all_files):
        share = progress.part(number / len(all_files), (number + 1) / len(all_files))
        damage = _damage(wanted) or _other_content(wanted, share)
        if damage:
            problems.append(_problem(wanted, damage))
    return problems


def _wanted(project: Project, course: Course) -> Iterator[_Wanted]:
    for entry in course.media.values():
        yield _Wanted(entry.id, project.media, entry.file, entry.name, entry.size)
        if entry.original:
            yield _Wanted(
                entry.id, project.media, entry.original, entry.name, None, is_original=True
            )
    for recording in course.recordings.values():
        for language, file in recording.captions.items():
            name = f"{recording.title} ({language})"
            yield _Wanted(recording.id, project.captions, file, name, None)


def _damage(wanted: _Wanted) -> Damage | None:
    if not wanted.store.has(wanted.file):
        return Damage.MISSING
    size = wanted.store.path(wanted.file).stat().st_size
    return Damage.CHANGED if wanted.size not in (None, size) else None


def _other_content(wanted: _Wanted, progress: Progress) -> Damage | None:
    stem = wanted.file.split(".", 1)[0]
    same = digest_name(wanted.store.path(wanted.file), progress) == stem
    return None if same else Damage.CHANGED


def _problem(wanted: _Wanted, damage: Damage) -> MediaProblem:
    return MediaProblem(wanted.node, wanted.file, wanted.name, damage, wanted.is_original)
