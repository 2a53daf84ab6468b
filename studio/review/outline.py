"""What is empty or untitled among modules, lessons, screens and blocks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain

from studio.course.blocks import BlockBase, QuizBlock, TextBlock
from studio.course.change import kind_of
from studio.course.edits import remove
from studio.course.model import Course, Lesson, Module, Screen
from studio.course.nodes import Value, find
from studio.messages import message
from studio.review.findings import Finding, Level, finding
from studio.review.walk import blocks_of, outline_of


def empty_course(course: Course) -> Iterator[Finding]:
    """Find whether the course has no screen."""
    if not course.screens_in_order():
        yield finding(Level.ERROR, "empty-course")


def empty_places(course: Course) -> Iterator[Finding]:
    """Find modules, lessons, screens, texts and quizzes that show nothing."""
    for node in chain(outline_of(course), blocks_of(course, BlockBase)):
        if _shows_nothing(node):
            kind = kind_of(node).removeprefix("block.")
            empty = finding(Level.WARNING, f"empty-{kind}", node.id)
            if _holds_nothing(node):
                fix = partial(_without_empty, id_=node.id)
                empty = empty.mended_by(fix, message("review.fix.remove"))
            yield empty


def untitled_places(course: Course) -> Iterator[Finding]:
    """Find modules, lessons and screens without a title."""
    for node in outline_of(course):
        if not node.title.strip():
            yield finding(Level.WARNING, f"untitled-{kind_of(node)}", node.id)


def _shows_nothing(node: Value) -> bool:
    match node:
        case Module():
            return not node.lessons
        case Lesson():
            return not node.screens
        case Screen():
            return not node.blocks
        case QuizBlock():
            return not (node.questions or node.tags)
        case TextBlock():
            return not node.text.strip()
        case _:
            return False


def _holds_nothing(node: Value) -> bool:
    """Return whether nothing is lost with the node: a screen may hold a script and comments."""
    if isinstance(node, Screen) and (node.script or node.on_screen or node.notes or node.comments):
        return False
    return _shows_nothing(node)


def _without_empty(course: Course, id_: str) -> Course:
    try:
        node = find(course, id_)
    except KeyError:
        return course
    return remove(course, id_) if _holds_nothing(node) else course
