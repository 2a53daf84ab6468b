"""Grading in Python, by the table that the learner's page is held to as well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.course.grading import grade, right_answer
from studio.course.questions import Choice, MultipleChoice, Question, SingleChoice, TrueFalse

CASES = json.loads((Path(__file__).parents[1] / "cases" / "grading.json").read_text("utf-8"))


def question(case) -> Question:
    choices = tuple(
        Choice(id=f"choice{id_}1", text=id_, correct=id_ in case["right"])
        for id_ in case["choices"]
    )
    match case["type"]:
        case "true-false":
            return TrueFalse(id="q0000001", stem="?", answer=case["right"] == ["true"])
        case "single-choice":
            return SingleChoice(id="q0000001", stem="?", choices=choices)
        case _:
            return MultipleChoice(
                id="q0000001", stem="?", choices=choices, partial_credit=case["partial"]
            )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_grade(case):
    truth = case["type"] == "true-false"
    chosen = {id_ if truth else f"choice{id_}1" for id_ in case["chosen"]}
    asked = question(case)
    assert grade(asked, chosen) == (case["share"], case["all"])
    assert grade(asked, right_answer(asked)).right
