"""Courses that tell by themselves which edit they are of."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace as changed

from studio.course.blocks import TextBlock
from studio.course.model import Course, Lesson, Module, Screen

SCREENS = 20


@cache
def _first() -> Course:
    screens = {
        f"s{number:07d}": Screen(
            id=f"s{number:07d}",
            title=f"Écran {number}",
            blocks=(TextBlock(id=f"b{number:07d}", text="Un texte d'été. " * 20),),
        )
        for number in range(SCREENS)
    }
    lesson = Lesson(id="l0000001", title="Leçon", screens=tuple(screens))
    module = Module(id="m0000001", title="Module", lessons=(lesson.id,))
    return Course(
        id="c0000001",
        title="0",
        order=(module.id,),
        modules={module.id: module},
        lessons={lesson.id: lesson},
        screens=screens,
    )


def numbered(number: int) -> Course:
    """Return the course as it is after edit `number`: in its title and at its end."""
    first = _first()
    last = changed(first.screens[f"s{SCREENS - 1:07d}"], title=f"Écran de {number}")
    return changed(first, title=str(number), screens={**first.screens, last.id: last})


def number_of(course: Course) -> int:
    """Return which edit a course is of, and make sure that all of it is."""
    assert course == numbered(int(course.title))
    return int(course.title)
