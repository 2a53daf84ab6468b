"""Grading, in one pure place. The learner's page has its twin; one table of cases runs both.

A response is a list of texts: the ids of what was chosen, or what was typed. Rules:

- single-choice, true-false: right or wrong.
- multiple-choice: right when exactly the right answers are chosen; with partial credit the share
  is (right chosen - wrong chosen) / number of right ones, never below 0.
- numeric: right within the tolerance, ends included.
- short-text: right when it is one of the accepted answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from studio.course.questions import (
    MultipleChoice,
    Numeric,
    Question,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from studio.course.readings import accepts, numbers

TRUE, FALSE = "true", "false"
"""The two answers to a true/false question; other answers are ids of choices."""
_ROUNDING = 1e-9
"""Guards the ends of a tolerance against the last bit of a sum."""


class Grade(NamedTuple):
    """What an answer is worth: `share` of the points (0 to 1), and whether all is right."""

    share: float
    right: bool


def grade(question: Question, response: Sequence[str]) -> Grade:
    """Return the grade of a response."""
    share = _share(question, response)
    return Grade(share, share == 1.0)


def right_answer(question: Question) -> tuple[str, ...]:
    """Return a response that earns all the points; an empty one where the author gave none."""
    match question:
        case TrueFalse():
            return (TRUE if question.answer else FALSE,)
        case SingleChoice() | MultipleChoice():
            return tuple(choice.id for choice in question.choices if choice.correct)
        case Numeric():
            return () if question.value is None else (f"{question.value:.15g}",)
        case ShortText():
            return question.accepted[:1]


def right_range(question: Numeric) -> tuple[float, float] | None:
    """Return the least and the greatest number that is right; None if there is no answer."""
    value = question.value
    if value is None:
        return None
    if question.upper is not None:
        return min(value, question.upper), max(value, question.upper)
    around = question.tolerance * (abs(value) / 100 if question.percent else 1.0)
    return value - around, value + around


def _share(question: Question, response: Sequence[str]) -> float:
    match question:
        case SingleChoice() | TrueFalse():
            return float(len(response) == 1 and response[0] in right_answer(question))
        case MultipleChoice():
            return _chosen(question, set(response))
        case Numeric():
            return float(len(response) == 1 and _in_range(question, response[0]))
        case ShortText():
            given = response[0] if len(response) == 1 else ""
            return float(any(accepts(question, each, given) for each in question.accepted))


def _chosen(question: MultipleChoice, chosen: set[str]) -> float:
    right = set(right_answer(question))
    if question.partial_credit and right:
        return max(0.0, (len(chosen & right) - len(chosen - right)) / len(right))
    return float(chosen == right)


def _in_range(question: Numeric, given: str) -> bool:
    ends = right_range(question)
    if ends is None:
        return False
    slack = _ROUNDING * max(map(abs, ends))
    values = numbers(given, question.unit)
    return any(ends[0] - slack <= value <= ends[1] + slack for value in values)
