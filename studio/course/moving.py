"""Where selected modules, lessons or screens go when they are moved by a key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from studio.course.model import Course, Lesson, Module, Screen
from studio.course.nodes import Parent, child_ids, find, parent_of


class Goal(NamedTuple):
    """A parent, and the place among its children once the moved ones are taken out."""

    parent: str
    at: int


def goal(course: Course, ids: Sequence[str], step: int, *, far: bool = False) -> Goal | None:
    """Return where `ids`, nodes of one kind in their order, go by one step (-1 or 1).

    They go past the neighbour before the first or behind the last of them. At an end of their
    parent they go on into the next one, at once if `far`. None: there is nowhere to go.
    """
    if not ids:
        return None
    edge = ids[0] if step < 0 else ids[-1]
    parent = parent_of(course, edge)
    if parent is None:
        return None
    siblings = child_ids(parent)
    at = siblings.index(edge)
    beyond = siblings[:at] if step < 0 else siblings[at + 1 :]
    others = [id_ for id_ in beyond if id_ not in ids]
    if others and not far:
        return _past(parent, ids, others[-1] if step < 0 else others[0], step)
    return _in_next(course, parent, ids, step)


def _past(parent: Parent, ids: Sequence[str], neighbour: str, step: int) -> Goal:
    left = [id_ for id_ in child_ids(parent) if id_ not in ids]
    return Goal(parent.id, left.index(neighbour) + (step > 0))


def _in_next(course: Course, parent: Parent, ids: Sequence[str], step: int) -> Goal | None:
    """Return the end of the parent before this one, or the start of the one behind it."""
    parents = _parents_of(course, ids[0])
    at = next(n for n, each in enumerate(parents) if each.id == parent.id) + step
    if not 0 <= at < len(parents):
        return None
    others = [id_ for id_ in child_ids(parents[at]) if id_ not in ids]
    return Goal(parents[at].id, len(others) if step < 0 else 0)


def _parents_of(course: Course, id_: str) -> Sequence[Parent]:
    """Return all that could hold such a node, in the order of the course."""
    modules = [course.modules[each] for each in course.order]
    match find(course, id_):
        case Screen():
            return [course.lessons[each] for module in modules for each in module.lessons]
        case Lesson():
            return modules
        case Module():
            return [course]
        case _:
            return []
