"""Grading, in one pure place. The learner's page has its twin; one table of cases runs both.

Rules: a single choice and a true/false are right or wrong. A multiple choice is right when
exactly the right answers are chosen; with partial credit the share is (right chosen - wrong
chosen) / number of right ones, never below 0.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from studio.course.questions import MultipleChoice, Question, SingleChoice, TrueFalse

TRUE, FALSE = "true", "false"
"""The two answers to a true/false question; other answers are ids of choices."""


class Grade(NamedTuple):
    """What an answer is worth: `share` of the points (0 to 1), and whether all is right."""

    share: float
    right: bool


def grade(question: Question, chosen: AbstractSet[str]) -> Grade:
    """Return the grade of the answer `chosen` (ids of choices, or "true" / "false")."""
    share = _share(question, chosen)
    return Grade(share, share == 1.0)


def right_answer(question: Question) -> frozenset[str]:
    """Return the answer that earns all the points."""
    if isinstance(question, TrueFalse):
        return frozenset({TRUE if question.answer else FALSE})
    return frozenset(choice.id for choice in question.choices if choice.correct)


def _share(question: Question, chosen: AbstractSet[str]) -> float:
    right = right_answer(question)
    match question:
        case SingleChoice() | TrueFalse():
            return float(len(chosen) == 1 and chosen <= right)
        case MultipleChoice(partial_credit=True) if right:
            return max(0.0, (len(chosen & right) - len(chosen - right)) / len(right))
        case MultipleChoice():
            return float(chosen == right)
