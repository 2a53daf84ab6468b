"""A small course, edits of it, and how a case says what an edit is told as."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeAlias

from msgspec.structs import replace as changed

from studio.course.details import Details
from studio.course.edits import insert, move, remove, replace
from studio.course.look import Look
from studio.course.model import (
    Comment,
    Course,
    Lesson,
    MediaFile,
    Module,
)
from studio.course.nodes import find
from studio.course.question_types import as_type
from studio.course.questions import Choice, MultipleChoice, SingleChoice
from tests.courses import _course as course_of
from tests.questions import OTHER_TYPES

Edit: TypeAlias = Callable[[Course], Course]

FILM = MediaFile(id="f0000001", file="a.mp4", name="Cours.mp4", size=9, mime="video/mp4")
NOTES = MediaFile(id="f0000002", file="b.txt", name="Notes.txt", size=9, mime="text/plain")
PLAN = MediaFile(id="f0000003", file="c.gif", name="Plan.gif", size=9, mime="image/gif")
NEW = "new00001"


def small_course() -> Course:
    course = course_of(FILM, NOTES, "d.vtt", PLAN)
    return changed(
        course, questions={**course.questions, **{each.id: each for each in OTHER_TYPES}}
    )


def with_(id_: str, **fields: Any) -> Edit:
    """Return the edit that changes fields of a node."""
    return lambda course: replace(course, changed(find(course, id_), **fields))


def choice(number: int, **fields: Any) -> Edit:
    """Return the edit that changes one answer to the first question."""

    def edit(course: Course) -> Course:
        question = course.questions["q0000001"]
        assert isinstance(question, SingleChoice)
        choices = list(question.choices)
        choices[number] = changed(choices[number], **fields)
        return replace(course, changed(question, choices=tuple(choices)))

    return edit


def answers(*order: int, more: tuple[Choice, ...] = ()) -> Edit:
    """Return the edit that leaves these answers to the second question, in this order."""

    def edit(course: Course) -> Course:
        question = course.questions["q0000002"]
        assert isinstance(question, MultipleChoice)
        kept = tuple(question.choices[i] for i in order)
        return replace(course, changed(question, choices=kept + more))

    return edit


def several_right(course: Course) -> Course:
    """Let the first question have several right answers."""
    question = course.questions["q0000001"]
    fields = {name: getattr(question, name) for name in question.__struct_fields__}
    return replace(course, MultipleChoice(**fields))


def became(tag: str) -> Edit:
    """Return the edit that makes another type of the third question."""
    return lambda course: replace(course, as_type(course.questions["q0000003"], tag))


def setting(**fields: Any) -> Edit:
    return lambda course: changed(course, **fields)


def rule(**fields: Any) -> Edit:
    return lambda course: changed(course, completion=changed(course.completion, **fields))


def looking(**fields: Any) -> Edit:
    return lambda course: changed(course, look=Look(**fields))


def detailed(**fields: Any) -> Edit:
    return lambda course: changed(course, details=Details(**fields))


def placed(node: Any, parent: str | None = None, index: int | None = None) -> Edit:
    return lambda course: insert(course, node, parent, index)


def shifted(id_: str, parent: str, index: int | None = None) -> Edit:
    return lambda course: move(course, [id_], parent, index)


def gone(id_: str) -> Edit:
    return lambda course: remove(course, id_)


def after(*edits: Edit) -> Edit:
    def edit(course: Course) -> Course:
        for each in edits:
            course = each(course)
        return course

    return edit


class Case(NamedTuple):
    """An edit, the one sentence that tells it, and what is said of its way back (and before it)."""

    edit: Edit
    said: str
    back: str = ""
    first: Edit | None = None


COMMENT = Comment(
    id=NEW, author="Zoé", written=datetime(2026, 3, 18, 12, tzinfo=UTC), text="À revoir"
)
MODULE = Module(id=NEW, title="Plus loin")
LESSON = Lesson(id=NEW, title="Creuser")
