"""Media and captions that nothing needs any more: found, emptied, brought back, cleared away."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from studio.course.model import Course
from studio.project.files import clear_halves
from studio.project.project import Project
from studio.project.stored_files import stored_files

_EMPTIED = "emptied"


class StoredFile(NamedTuple):
    """A file of the course's folder: `media/NAME` or `captions/NAME`, and its size in bytes."""

    path: str
    size: int


class Emptied(NamedTuple):
    """Files that were put aside; they can come back until the session ends."""

    folder: Path
    files: tuple[StoredFile, ...]


def unused_files(project: Project, courses: Iterable[Course]) -> list[StoredFile]:
    """Return the files that neither one of `courses` nor a kept version names.

    `courses` are all values that can still come back: the present one and those of undo and redo.
    """
    used = project.history.files_used()
    for course in courses:
        used |= stored_files(course)
    return [
        StoredFile(f"{store.folder.name}/{file.name}", file.stat().st_size)
        for store in (project.media, project.captions)
        if store.folder.is_dir()
        for file in sorted(store.folder.iterdir())
        if file.is_file() and file.name not in used and not _is_leftover(file)
    ]


def empty(project: Project, files: Iterable[StoredFile]) -> Emptied:
    """Put files aside, so that they are out of the course and can still come back.

    Raises:
        OSError: one can't be moved; those that were moved are back in their place.
    """
    aside = project.cache(_EMPTIED) / secrets.token_hex(6)
    moved: list[StoredFile] = []
    try:
        for file in files:
            target = aside / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            (project.folder / file.path).rename(target)
            moved.append(file)
    except OSError:
        bring_back(project, Emptied(aside, tuple(moved)))
        raise
    return Emptied(aside, tuple(moved))


def bring_back(project: Project, emptied: Emptied) -> None:
    """Put emptied files back.

    Raises:
        OSError: one can't be moved.
    """
    for file in emptied.files:
        (project.folder / file.path).parent.mkdir(exist_ok=True)
        (emptied.folder / file.path).replace(project.folder / file.path)


def clear_leftovers(project: Project) -> None:
    """Delete what earlier sessions emptied, and halves of files that a crash has left.

    To be called with the lock held. Halves that are young may be somebody's work under way.
    """
    shutil.rmtree(project.cache() / _EMPTIED, ignore_errors=True)
    stores = (project.media.folder, project.captions.folder, project.cache("cuts"))
    for folder in (project.folder, *stores):
        clear_halves(folder)


def _is_leftover(file: Path) -> bool:
    return file.name.startswith(".") and file.name.endswith(".part")
