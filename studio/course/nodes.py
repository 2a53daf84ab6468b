"""Where a node lives: the map that holds it, the parent that orders it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from msgspec.structs import replace as changed

from studio.course.blocks import BlockBase
from studio.course.model import (
    Clip,
    Course,
    Lesson,
    MediaFile,
    Module,
    Node,
    Objective,
    Recording,
    Screen,
    Term,
)
from studio.course.questions import QuestionBase

Value: TypeAlias = Node | BlockBase | QuestionBase
Parent: TypeAlias = Course | Module | Lesson | Screen

_MAPS: dict[type, str] = {
    Module: "modules",
    Lesson: "lessons",
    Screen: "screens",
    QuestionBase: "questions",
    Objective: "objectives",
    Recording: "recordings",
    Clip: "clips",
    MediaFile: "media",
    Term: "glossary",
}
_CHILDREN: dict[type, tuple[str, type]] = {
    Course: ("order", Module),
    Module: ("lessons", Lesson),
    Lesson: ("screens", Screen),
    Screen: ("blocks", BlockBase),
}
MAP_FIELDS = tuple(_MAPS.values())


def map_field(value: Value) -> str:
    """Return the name of the course's map that holds nodes like `value`."""
    return next(field for kind, field in _MAPS.items() if isinstance(value, kind))


def map_of(course: Course, field: str) -> Mapping[str, Value]:
    """Return one of the course's maps by its name."""
    entries: Mapping[str, Value] = getattr(course, field)
    return entries


def with_entries(course: Course, field: str, entries: Mapping[str, Value]) -> Course:
    """Return the course with `entries` put into the map `field`."""
    merged: dict[str, Any] = {**map_of(course, field), **entries}
    return changed(course, **{field: merged})


def without_entries(course: Course, field: str, gone: set[str]) -> Course:
    """Return the course without the entries `gone` of the map `field`."""
    entries = map_of(course, field)
    if gone.isdisjoint(entries):
        return course
    kept: dict[str, Any] = {k: v for k, v in entries.items() if k not in gone}
    return changed(course, **{field: kept})


def child_ids(parent: Parent) -> tuple[str, ...]:
    """Return the ids of what `parent` holds, in order."""
    if isinstance(parent, Screen):
        return tuple(block.id for block in parent.blocks)
    ids: tuple[str, ...] = getattr(parent, _CHILDREN[type(parent)][0])
    return ids


def can_hold(parent: Parent, value: Value) -> bool:
    """Return whether nodes like `value` stand directly under `parent`."""
    return isinstance(value, _CHILDREN[type(parent)][1])


def with_children(parent: Parent, children: tuple[Any, ...]) -> Parent:
    """Return `parent` holding `children`: blocks for a screen, ids for the others."""
    return changed(parent, **{_CHILDREN[type(parent)][0]: children})


def find(course: Course, id_: str) -> Value:
    """Return the node with this id, blocks of screens included.

    Raises:
        KeyError: the course has no such node.
    """
    for field in MAP_FIELDS:
        entries = map_of(course, field)
        if id_ in entries:
            return entries[id_]
    for screen in course.screens.values():
        for block in screen.blocks:
            if block.id == id_:
                return block
    raise KeyError(id_)


def parent_of(course: Course, id_: str) -> Parent | None:
    """Return what orders the node: None for entries of a bank (questions, clips, media...)."""
    for parent in _possible_parents(course, id_):
        if id_ in child_ids(parent):
            return parent
    return None


def _possible_parents(course: Course, id_: str) -> Iterable[Parent]:
    if id_ in course.modules:
        return (course,)
    if id_ in course.lessons:
        return course.modules.values()
    return course.lessons.values() if id_ in course.screens else course.screens.values()


def find_parent(course: Course, id_: str) -> Parent:
    """Return the course itself, a module, a lesson or a screen by its id.

    Raises:
        KeyError: no such node, or one that holds nothing.
    """
    if id_ == course.id:
        return course
    node = find(course, id_)
    if not isinstance(node, (Module, Lesson, Screen)):
        raise KeyError(id_)
    return node


def put_parent(course: Course, parent: Parent) -> Course:
    """Return the course with a changed parent in its place."""
    if isinstance(parent, Course):
        return parent
    return with_entries(course, map_field(parent), {parent.id: parent})
