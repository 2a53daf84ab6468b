"""Conditions in rows: what rows say means the same, and what they can't say is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.course.condition_rows import Asked, How, Row, Rows, rows_of
from studio.course.conditions import All, Condition, Facts, Mastery, Not, Score, Seen, Some, holds
from tests.course.test_conditions import CONDITIONS, FACTS

SEEN = Seen(screen="screen01")
ENOUGH = Score(quiz="quiz0001", at_least=0.5)
LITTLE = Mastery(objective="objective1", below=0.25)


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        (None, Rows()),
        (SEEN, Rows((Row(Asked.SEEN, "screen01"),))),
        (Not(of=SEEN), Rows((Row(Asked.SEEN, "screen01", How.NOT_YET),))),
        (ENOUGH, Rows((Row(Asked.SCORE, "quiz0001", How.AT_LEAST, 0.5),))),
        (LITTLE, Rows((Row(Asked.MASTERY, "objective1", How.BELOW, 0.25),))),
        (
            All(of=(SEEN, Not(of=ENOUGH))),
            Rows((Row(Asked.SEEN, "screen01"), Row(Asked.SCORE, "quiz0001", How.NOT_YET, 0.5))),
        ),
        (
            Some(of=(SEEN, LITTLE)),
            Rows(
                (Row(Asked.SEEN, "screen01"), Row(Asked.MASTERY, "objective1", How.BELOW, 0.25)),
                any_of=True,
            ),
        ),
    ],
)
def test_there_and_back(condition: Condition | None, rows: Rows):
    assert rows_of(condition) == rows
    assert rows.condition() == condition


@pytest.mark.parametrize(
    "condition",
    [
        Some(),
        Not(of=LITTLE),
        Not(of=All(of=(SEEN,))),
        All(of=(SEEN, Some(of=(ENOUGH, LITTLE)))),
        Score(quiz="quiz0001", at_least=0.5, below=0.8),
    ],
)
def test_what_rows_cannot_say_has_none(condition: Condition):
    assert rows_of(condition) is None


@given(CONDITIONS, FACTS)
def test_rows_mean_what_the_condition_means(condition: Condition, facts: Facts):
    rows = rows_of(condition)
    if rows is not None:
        again = rows.condition()
        assert holds(condition, facts) is (again is None or holds(again, facts))


@given(
    st.builds(Row, st.sampled_from([Asked.SCORE, Asked.MASTERY]), st.just("quiz0001"))
    | st.builds(Row, st.just(Asked.SEEN), st.just("screen01"), st.sampled_from(How))
)
def test_a_row_of_a_form_has_a_condition(row: Row):
    assert rows_of(row.condition()) is not None
