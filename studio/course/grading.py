"""Grading, in one pure place. The learner's page has its twin; one table of cases runs both.

A response is a list of texts: the ids of what was chosen, or what was typed. Rules:

- single-choice, true-false: right or wrong.
- multiple-choice: right when exactly the right answers are chosen; with partial credit the share
  is (right chosen - wrong chosen) / number of right ones, never below 0.
- numeric: right within the tolerance, ends included.
- short-text: right when it is one of the accepted answers.
- ordering: right in exactly this order; with partial credit the share of the neighbours (each item
  and the next) that follow each other as they should.
- matching, categorise: right when each is in its place; with partial credit the share of those
  that are.
- fill-blanks: right when each blank is filled rightly; with partial credit the share of those that
  are. What is chosen from a list has to be the word itself.
- hotspot: right when a place in a right region is shown; where all are to be found, when each right
  region is shown and nothing else. With partial credit the share is then (right regions shown -
  places shown outside of them) / number of right ones, never below 0.
- likert, long-answer: nothing is right or wrong, and nothing counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from studio.course.blanks import blanks
from studio.course.questions import (
    UNCOUNTED,
    Categorise,
    FillBlanks,
    Hotspot,
    Likert,
    LongAnswer,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Question,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from studio.course.readings import accepts, numbers
from studio.course.regions import centre, contains

TRUE, FALSE = "true", "false"
"""The two answers to a true/false question; other answers are ids of choices."""
Placing: TypeAlias = Ordering | Matching | Categorise | FillBlanks | Hotspot
_ROUNDING = 1e-9
"""Guards the ends of a tolerance against the last bit of a sum."""


class Grade(NamedTuple):
    """What an answer is worth: `share` of the points (0 to 1), and whether all is right.

    `right` is None where nothing is right or wrong.
    """

    share: float
    right: bool | None


def grade(question: Question, response: Sequence[str]) -> Grade:
    """Return the grade of a response."""
    if isinstance(question, UNCOUNTED):
        return Grade(0.0, None)
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
        case Ordering():
            return tuple(item.id for item in question.items)
        case Matching():
            return tuple(f"{pair.id}.{pair.id}" for pair in question.pairs)
        case Categorise():
            held = ((each.id, item.id) for each in question.categories for item in each.items)
            return tuple(f"{item}.{category}" for category, item in held)
        case FillBlanks():
            return tuple(ways[0] if ways else "" for ways in blanks(question.text))
        case Hotspot():
            right = tuple(centre(region) for region in question.regions if region.correct)
            return right if question.find_all else right[:1]
        case _:
            return ()


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
        case Ordering():
            return _whole_or(question, _in_order(right_answer(question), response))
        case Matching() | Categorise():
            return _whole_or(question, _in_place(right_answer(question), response))
        case FillBlanks():
            return _whole_or(question, _filled(question, response))
        case Hotspot():
            return _whole_or(question, _shown(question, response))
        case Likert() | LongAnswer():
            return 0.0


def _whole_or(question: Placing, share: float) -> float:
    """Return a share, or nothing of it where only the whole counts."""
    return share if question.partial_credit or share == 1.0 else 0.0


def _in_order(right: Sequence[str], response: Sequence[str]) -> float:
    if not right or sorted(right) != sorted(response):
        return 0.0
    if len(right) == 1:
        return 1.0
    wanted = set(pairwise(right))
    return sum(pair in wanted for pair in pairwise(response)) / (len(right) - 1)


def _in_place(right: Sequence[str], response: Sequence[str]) -> float:
    """Return the share of pairs that are right; what is put in two places is in none."""
    if not right:
        return 0.0
    placed = [pair.partition(".")[0] for pair in response]
    hits = sum(
        pair in right and placed.count(one) == 1 for pair, one in zip(response, placed, strict=True)
    )
    return hits / max(len(right), len(response))


def _filled(question: FillBlanks, response: Sequence[str]) -> float:
    wanted = blanks(question.text)
    if not wanted:
        return 0.0
    hits = sum(
        given.strip() in ways[:1]
        if question.choose
        else any(accepts(question, way, given) for way in ways)
        for ways, given in zip(wanted, response, strict=False)
    )
    return hits / max(len(wanted), len(response))


def _shown(question: Hotspot, response: Sequence[str]) -> float:
    right = [region for region in question.regions if region.correct]
    hits = sum(any(contains(region, place) for place in response) for region in right)
    misses = sum(not any(contains(region, place) for region in right) for place in response)
    if not question.find_all:
        return float(len(response) == 1 and hits > 0)
    return max(0.0, (hits - misses) / len(right)) if right else 0.0


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
