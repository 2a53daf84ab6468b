"""A course seen in passing: what a list of courses shows, read without the course as a whole."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from studio.course.blocks import ClipBlock, ImageBlock
from studio.course.ids import Id
from studio.course.model import Clip, Course, Lesson, MediaFile, Module, Recording, Screen
from studio.messages import error
from studio.project.project import open_project
from studio.project.upgrades import FORMAT


class Glance(NamedTuple):
    """What is seen: `edited` is in seconds since 1970, `front` the first screen with a picture."""

    title: str
    screens: int
    edited: float
    course: Course
    """The course without its screens, in which `front` finds its clip and its media."""
    front: Screen | None


class _Shown(msgspec.Struct):
    """The part of a course that is read; its screens stay as they are written."""

    id: Id
    title: str
    order: tuple[Id, ...] = ()
    modules: Mapping[Id, Module] = {}
    lessons: Mapping[Id, Lesson] = {}
    screens: Mapping[Id, msgspec.Raw] = {}
    recordings: Mapping[Id, Recording] = {}
    clips: Mapping[Id, Clip] = {}
    media: Mapping[Id, MediaFile] = {}


class _File(msgspec.Struct):
    format: int
    course: _Shown


def glance_at(folder: Path) -> Glance:
    """Return what a list shows of the course in a folder.

    Raises:
        OSError: there is none, or the disk can't be reached.
        StudioError: it can't be understood.
    """
    file = open_project(folder).course_file
    edited = file.stat().st_mtime
    try:
        read = msgspec.json.decode(file.read_bytes().removeprefix(codecs.BOM_UTF8), type=_File)
        if read.format > FORMAT:
            raise error("course.newer_format", file=str(file), found=read.format, known=FORMAT)
        shown = read.course
        front = next(filter(_has_picture, _screens(shown)), None)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, KeyError) as problem:
        raise error("course.not_a_course", file=str(file), details=str(problem)) from problem
    course = Course(
        id=shown.id,
        title=shown.title,
        recordings=shown.recordings,
        clips=shown.clips,
        media=shown.media,
    )
    return Glance(shown.title, len(shown.screens), edited, course, front)


def _screens(shown: _Shown) -> Iterator[Screen]:
    """Yield the screens as the learner meets them, each read only when it is wanted."""
    for module in shown.order:
        for lesson in shown.modules[module].lessons:
            for screen in shown.lessons[lesson].screens:
                yield msgspec.json.decode(shown.screens[screen], type=Screen)


def _has_picture(screen: Screen) -> bool:
    return any(isinstance(block, ClipBlock | ImageBlock) for block in screen.blocks)
