"""Conditions in Python, by the table that the learner's page is held to as well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.course.conditions import All, Condition, Facts, Not, Some, holds, named, waived
from tests.course.strategies import conditions

CASES = json.loads((Path(__file__).parents[1] / "cases" / "conditions.json").read_text("utf-8"))

IDS = ("quiz0001", "quiz0002", "objective1", "screen01", "screen02")
CONDITIONS = conditions(quizzes=IDS[:2], objectives=IDS[2:3], screens=IDS[3:])
SHARES = st.floats(0, 1)
FACTS = st.builds(
    Facts,
    scores=st.dictionaries(st.sampled_from(IDS[:2]), SHARES),
    mastery=st.dictionaries(st.sampled_from(IDS[2:3]), SHARES),
    seen=st.sets(st.sampled_from(IDS[3:])),
)


def facts(case: dict[str, Any]) -> Facts:
    return Facts(
        scores=case.get("scores", {}),
        mastery=case.get("mastery", {}),
        seen=set(case.get("seen", ())),
        skipped=set(case.get("skipped", ())),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_holds(case):
    condition = msgspec.convert(case["if"], Condition)
    assert holds(condition, facts(case)) is case["holds"]


@given(CONDITIONS, FACTS)
def test_a_condition_and_its_opposite_never_agree(condition, known):
    assert holds(Not(of=condition), known) is not holds(condition, known)


@given(st.lists(CONDITIONS, max_size=4), FACTS)
def test_all_and_some_are_what_logic_says(parts, known):
    opposite = Some(of=tuple(Not(of=one) for one in parts))
    assert holds(All(of=tuple(parts)), known) is not holds(opposite, known)


@given(CONDITIONS, FACTS)
def test_what_asks_for_skipped_things_alone_is_always_waived(condition, known):
    everything = Facts(scores=known.scores, mastery=known.mastery, skipped=frozenset(IDS))
    asked = set(named(condition))
    assert waived(condition, everything) is bool(asked)
    assert not waived(condition, known)


@given(CONDITIONS)
def test_a_condition_is_written_and_read_back(condition):
    written = msgspec.json.encode(condition)
    assert msgspec.json.decode(written, type=Condition) == condition
