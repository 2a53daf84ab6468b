"""What learners meet in a course: its outline, what stands on the screens, what is asked there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, TypeVar

from studio.course.blocks import BlockBase
from studio.course.model import Course, Lesson, Module, Screen

OutlineNode: TypeAlias = Module | Lesson | Screen

_Kind = TypeVar("_Kind", bound=BlockBase)


def outline_of(course: Course) -> Iterator[OutlineNode]:
    """Yield modules, lessons and screens in their order, each before what it holds."""
    for module in course.order:
        yield course.modules[module]
        for lesson in course.modules[module].lessons:
            yield course.lessons[lesson]
            for screen in course.lessons[lesson].screens:
                yield course.screens[screen]


def blocks_of(course: Course, kind: type[_Kind]) -> Iterator[_Kind]:
    """Yield the blocks of one kind on all screens."""
    for screen in course.screens_in_order():
        for block in screen.blocks:
            if isinstance(block, kind):
                yield block
