"""What is wrong with answers that are not chosen from a list: typed, put in order, placed."""

from __future__ import annotations

from collections.abc import Iterator

from studio.course.excerpts import shortened
from studio.course.model import Course
from studio.course.questions import Numeric, Question, ShortText
from studio.course.readings import accepts
from studio.review.findings import Finding, Level, finding


def missing_answers(course: Course) -> Iterator[Finding]:
    """Find questions to which the author has given no answer yet."""
    for question in course.questions.values():
        if _unanswered(question):
            yield finding(Level.ERROR, "no-answer-given", question.id)


def accepted_twice(course: Course) -> Iterator[Finding]:
    """Find texts of which two accepted answers are the same one for who grades them."""
    for question in course.questions.values():
        if isinstance(question, ShortText):
            twice = _first_twice(question)
            if twice:
                yield finding(Level.WARNING, "accepted-twice", question.id, text=shortened(twice))


def _unanswered(question: Question) -> bool:
    match question:
        case Numeric():
            return question.value is None
        case ShortText():
            return not any(text.strip() for text in question.accepted)
        case _:
            return False


def _first_twice(question: ShortText) -> str:
    texts = question.accepted
    for at, text in enumerate(texts):
        if any(accepts(question, each, text) for each in texts[:at]):
            return text
    return ""
