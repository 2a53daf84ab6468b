"""What is wrong with questions, their answers and the score they add up to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from studio.course.asking import asked_in, asked_on, is_graded
from studio.course.excerpts import shortened
from studio.course.model import Course
from studio.course.questions import UNCOUNTED, Choice, MultipleChoice, Question, SingleChoice
from studio.course.scenario import ScenarioBlock
from studio.review.findings import Finding, Level, finding
from studio.review.walk import blocks_of

_FEWEST_CHOICES = 2

_Choosing: TypeAlias = SingleChoice | MultipleChoice


def unworded_questions(course: Course) -> Iterator[Finding]:
    """Find questions without a wording."""
    for question in course.questions.values():
        if not question.stem.strip():
            yield finding(Level.WARNING, "untitled-question", question.id)


def wrong_keys(course: Course) -> Iterator[Finding]:
    """Find choices with no right or no wrong answer, and single ones with several right ones."""
    for question in _choosing(course):
        right = sum(choice.correct for choice in question.choices)
        if not right:
            yield finding(Level.ERROR, "no-right-answer", question.id)
        elif isinstance(question, SingleChoice) and right > 1:
            yield finding(Level.ERROR, "not-one-right", question.id, right=right)
        elif right == len(question.choices) >= _FEWEST_CHOICES:
            yield finding(Level.WARNING, "all-right", question.id)


def few_choices(course: Course) -> Iterator[Finding]:
    """Find questions with fewer than two answers to choose from."""
    for question in _choosing(course):
        if len(question.choices) < _FEWEST_CHOICES:
            yield finding(Level.ERROR, "too-few-choices", question.id)


def empty_choices(course: Course) -> Iterator[Finding]:
    """Find questions with an answer that has no text."""
    for question in _choosing(course):
        if not all(choice.text.strip() for choice in question.choices):
            yield finding(Level.WARNING, "empty-choice", question.id)


def equal_choices(course: Course) -> Iterator[Finding]:
    """Find questions of which two answers say the same."""
    for question in _choosing(course):
        twice = _said_twice(question.choices)
        if twice:
            yield finding(Level.WARNING, "equal-choices", question.id, text=shortened(twice))


def silent_questions(course: Course) -> Iterator[Finding]:
    """Find questions without any feedback."""
    for question in course.questions.values():
        if not isinstance(question, UNCOUNTED) and not _has_feedback(question):
            yield finding(Level.HINT, "no-feedback", question.id)


def unused_questions(course: Course) -> Iterator[Finding]:
    """Find questions that no screen asks."""
    asked = asked_in(course)
    for id_ in course.questions:
        if id_ not in asked:
            yield finding(Level.HINT, "unused-question", id_)


def nothing_graded(course: Course) -> Iterator[Finding]:
    """Find whether there is a pass mark, and no question or scenario that counts."""
    counts = any(is_graded(block) for block in blocks_of(course, ScenarioBlock)) or any(
        is_graded(block) and not isinstance(course.questions[id_], UNCOUNTED)
        for screen in course.screens_in_order()
        for block, id_ in asked_on(course, screen)
    )
    if course.completion.pass_mark is not None and not counts:
        yield finding(Level.ERROR, "nothing-graded")


def _choosing(course: Course) -> Iterator[_Choosing]:
    for question in course.questions.values():
        if isinstance(question, (SingleChoice, MultipleChoice)):
            yield question


def _said_twice(choices: tuple[Choice, ...]) -> str:
    """Return the first text that two choices have in common, or nothing."""
    met: set[str] = set()
    for choice in choices:
        text = " ".join(choice.text.split())
        if text in met:
            return text
        met.add(text)
    return ""


def _has_feedback(question: Question) -> bool:
    if question.feedback_right.strip() or question.feedback_wrong.strip():
        return True
    return isinstance(question, (SingleChoice, MultipleChoice)) and any(
        choice.feedback.strip() for choice in question.choices
    )
