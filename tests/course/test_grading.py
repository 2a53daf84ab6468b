"""Grading in Python, by the table that the learner's page is held to as well."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.course.grading import grade, right_answer
from studio.course.questions import Question, ShortText, SingleChoice
from studio.course.readings import accepts, distance, numbers
from tests.course.strategies import questions

TABLE = Path(__file__).parents[1] / "cases" / "grading.json"


class Case(NamedTuple):
    """A question and a response to it, and what that is worth."""

    question: Question
    name: str
    response: list[str]
    share: float
    right: bool | None


def _cases() -> Iterator[Case]:
    for entry in json.loads(TABLE.read_text("utf-8")):
        written = {"id": "q0000001", "stem": "?", **entry["question"]}
        question = msgspec.convert(written, Question)
        for answer in entry["answers"]:
            yield Case(question, *answer)


CASES = list(_cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_grade(case):
    assert grade(case.question, case.response) == (case.share, case.right)


def test_names_tell_the_cases_apart():
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names)


@given(questions(), st.lists(st.text(max_size=8), max_size=4))
def test_any_response_has_a_grade(question, response):
    share, right = grade(question, response)
    assert 0 <= share <= 1
    assert right in (share == 1, None)


@given(questions())
def test_the_right_answer_is_right(question):
    right = right_answer(question)
    several = isinstance(question, SingleChoice) and len(right) > 1
    if any(text.strip() for text in right) and not several:
        assert grade(question, right).right in (True, None)


WORDS = st.text("abcdé", max_size=7)


@given(WORDS, WORDS)
def test_the_distance_of_words(one, other):
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) <= max(len(one), len(other))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_is_read_as_it_was_written(value):
    assert value in numbers(repr(value))
    assert value in numbers(repr(value).replace(".", ","))


@given(st.text(min_size=1), st.booleans(), st.booleans(), st.booleans())
def test_what_is_accepted_accepts_itself(text, match_case, ignore_accents, typos):
    question = ShortText(
        id="q0000001",
        stem="?",
        match_case=match_case,
        ignore_accents=ignore_accents,
        typos=typos,
    )
    worded = not ignore_accents and bool(text.split())
    assert accepts(question, text, text) or not worded
