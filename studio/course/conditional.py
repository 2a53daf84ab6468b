"""The places that are shown or open on a condition, and the names in their conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from msgspec.structs import replace as changed

from studio.course.conditions import Condition, named, renamed
from studio.course.model import Course, Lesson, Module, Screen
from studio.course.nodes import Value, child_ids, find, map_field, with_entries

Place: TypeAlias = Lesson | Screen

CONDITION_FIELDS = ("shown_if", "open_if")


def conditions_of(place: Place) -> tuple[Condition, ...]:
    """Return the conditions of a lesson or a screen."""
    found = (getattr(place, field) for field in CONDITION_FIELDS)
    return tuple(condition for condition in found if condition is not None)


def names_of(place: Place) -> Iterator[str]:
    """Yield the ids of quizzes, objectives and screens that a place depends on."""
    for condition in conditions_of(place):
        yield from named(condition)


def conditional_places(course: Course) -> Iterator[Place]:
    """Yield the lessons and screens with a condition, in the order in which learners meet them."""
    for module in course.order:
        for lesson in (course.lessons[id_] for id_ in course.modules[module].lessons):
            places: list[Place] = [lesson, *(course.screens[id_] for id_ in lesson.screens)]
            yield from (place for place in places if conditions_of(place))


def with_renamed(place: Place, new: Callable[[str], str | None]) -> Place:
    """Return the place with the names in its conditions put through `new`; None takes one out."""
    fields: dict[str, Any] = {}
    for field in CONDITION_FIELDS:
        condition = getattr(place, field)
        if condition is not None:
            fields[field] = renamed(condition, new)
    return changed(place, **fields) if fields else place


def with_copies_renamed(
    course: Course, originals: Course, pairs: Sequence[tuple[str, str]]
) -> Course:
    """Let the conditions of copies name what was copied along with them.

    `pairs` are the ids of copied nodes, in the course `originals`, and of their copies in
    `course`. What was not copied keeps its name.
    """
    new: dict[str, str] = {}
    for original, copy in pairs:
        new.update(_twins(originals, find(originals, original), course, find(course, copy)))
    for id_ in new.values():
        place = course.lessons.get(id_) or course.screens.get(id_)
        if place is not None and conditions_of(place):
            place = with_renamed(place, lambda name: new.get(name, name))
            course = with_entries(course, map_field(place), {id_: place})
    return course


def _twins(
    originals: Course, original: Value, course: Course, copy: Value
) -> Iterator[tuple[str, str]]:
    """Yield the ids of a node and of its copy, and of all that stands below the two."""
    yield original.id, copy.id
    if isinstance(original, Screen) and isinstance(copy, Screen):
        yield from zip(child_ids(original), child_ids(copy), strict=True)
    elif isinstance(original, (Module, Lesson)) and isinstance(copy, (Module, Lesson)):
        for old, new in zip(child_ids(original), child_ids(copy), strict=True):
            yield from _twins(originals, find(originals, old), course, find(course, new))
