"""What the screens of a course show and ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from studio.course.blocks import BlockBase, QuizBlock
from studio.course.model import Course

_Kind = TypeVar("_Kind", bound=BlockBase)


def blocks_of(course: Course, kind: type[_Kind]) -> Iterator[_Kind]:
    """Yield the blocks of one kind on all screens."""
    for screen in course.screens.values():
        for block in screen.blocks:
            if isinstance(block, kind):
                yield block


def asked_questions(course: Course) -> set[str]:
    """Return the ids of the questions that some quiz asks."""
    return {id_ for quiz in blocks_of(course, QuizBlock) for id_ in quiz.questions}
