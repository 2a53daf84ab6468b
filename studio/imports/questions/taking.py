"""What was understood of a list, taken into the question bank in one edit."""

from __future__ import annotations

from collections.abc import Callable, Collection

from msgspec.structs import replace as changed

from studio.course.excerpts import plain
from studio.course.model import Course
from studio.course.nodes import with_entries
from studio.course.parts import items_of
from studio.course.questions import (
    FillBlanks,
    MultipleChoice,
    Numeric,
    Question,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from studio.imports.questions.found import Found, FoundQuestion
from studio.imports.questions.keys import folded
from studio.messages import Message, message


def taken(found: Found, chosen: Collection[int]) -> Callable[[Course], Course]:
    """Return the edit that puts the questions with these places into the bank, in order.

    Objectives of the course are linked where a question names their texts.
    """
    wanted = frozenset(chosen)
    questions = [each for at, each in enumerate(found.questions) if at in wanted]

    def edit(course: Course) -> Course:
        known = _objectives(course)
        linked = (_linked(known, each) for each in questions)
        entries = {each.id: each for each in linked if each.id not in course.questions}
        return with_entries(course, "questions", entries) if entries else course

    return edit


def in_bank(course: Course, found: Found) -> frozenset[int]:
    """Return the places of the questions that the bank has already, or the list has before."""
    seen = {_gist(question) for question in course.questions.values()}
    places = set()
    for at, each in enumerate(found.questions):
        gist = _gist(each.question)
        if gist in seen:
            places.add(at)
        seen.add(gist)
    return frozenset(places)


def remarks(course: Course, found: Found) -> list[tuple[Message, ...]]:
    """Return for each question what of it could not be kept in this course."""
    known = _objectives(course)
    return [
        (*each.notes, *(_unknown(text) for text in each.objectives if folded(text) not in known))
        for each in found.questions
    ]


def _unknown(text: str) -> Message:
    return message("taking.objective_unknown", text=text)


def _objectives(course: Course) -> dict[str, str]:
    """Return the ids of the objectives by their texts."""
    return {folded(plain(each.text)): each.id for each in course.objectives.values()}


def _linked(known: dict[str, str], each: FoundQuestion) -> Question:
    ids = (known.get(folded(text)) for text in each.objectives)
    named = tuple(dict.fromkeys(id_ for id_ in ids if id_))
    return changed(each.question, objectives=named) if named else each.question


def _gist(question: Question) -> tuple[str, ...]:
    """Return what makes a question the same as another: what it asks, and its answers."""
    own: tuple[str, ...] = ()
    match question:
        case SingleChoice() | MultipleChoice():
            own = tuple(choice.text for choice in question.choices)
        case TrueFalse():
            own = (str(question.answer),)
        case ShortText():
            own = question.accepted
        case FillBlanks():
            own = (question.text,)
        case Numeric():
            own = (str(question.value),)
    texts = (*(item.text for item in items_of(question)), *own)
    return folded(plain(question.stem)), *sorted(folded(plain(text)) for text in texts)
