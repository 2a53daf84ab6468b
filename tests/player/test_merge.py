"""One progress out of two: what two windows have done, or what a platform has missed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.player.test_logic import ask

Json = dict[str, Any]

COURSE: Json = {
    "quizzes": [
        {"id": "drawn", "slot": 0, "draw": 2, "attempts": 0},
        {"id": "whole", "slot": 1, "attempts": 0},
    ],
    "questions": [
        {"slot": slot, "type": "single-choice", "points": 1, "quiz": {"id": id_}}
        for slot, id_ in enumerate(["drawn"] * 4 + ["whole"] * 2)
    ],
}
"""Slots over 5 are of questions that a publication has taken away, so is quiz 2."""
EMPTY: Json = {
    "seen": [],
    "answers": [],
    "marks": [],
    "texts": [],
    "responses": [],
    "drawn": [],
    "quizzes": [],
    "watched": [],
    "video": None,
    "interactions": 0,
    "best": None,
    "completed": False,
    "passed": False,
}


def by_slot(slots: int, values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    kept = st.dictionaries(st.integers(0, slots), values, max_size=slots)
    return kept.map(lambda found: [list(each) for each in sorted(found.items())])


SHARE = st.sampled_from([0, 0.25, 0.5, 1])
TEXT = st.fixed_dictionaries({"text": st.text("abc", min_size=1), "cut": st.booleans()})
STATES = st.fixed_dictionaries(
    {
        "seen": st.sets(st.integers(0, 9)).map(sorted),
        "answers": by_slot(
            7,
            st.fixed_dictionaries(
                {"tries": st.integers(1, 3), "share": SHARE, "right": st.booleans()}
            ),
        ),
        "marks": by_slot(3, st.sets(st.integers(0, 3), min_size=1).map(sorted)),
        "texts": by_slot(3, TEXT),
        "responses": by_slot(7, TEXT),
        "drawn": st.sets(st.integers(0, 7)).map(sorted),
        "quizzes": by_slot(
            2,
            st.fixed_dictionaries(
                {
                    "taken": st.integers(0, 1),
                    "best": st.none() | SHARE,
                    "last": st.none() | SHARE,
                    "begun": st.none() | st.integers(0, 3),
                    "over": st.booleans(),
                }
            ),
        ),
        "watched": by_slot(3, st.integers(1, 255)),
        "video": st.none()
        | st.fixed_dictionaries({"slot": st.integers(0, 3), "at": st.sampled_from([0, 1.5])}),
        "interactions": st.integers(0, 9),
        "best": st.none() | SHARE,
        "completed": st.booleans(),
        "passed": st.booleans(),
    }
)
MANY = st.lists(st.tuples(STATES, STATES, STATES), min_size=3, max_size=3)


def merge(*asked: tuple[Json, Json, Json]) -> list[Json]:
    """Merge each first with each second state; the third is what both began with."""
    return ask(
        *(
            ("merge", {"one": one, "other": other, "base": base, "course": COURSE})
            for one, other, base in asked
        )
    )


def state(**fields: Any) -> Json:
    return {**EMPTY, **fields}


def facts(one: Json) -> Json:
    """What can't be taken back."""
    return {name: one[name] for name in one if name not in ("marks", "texts", "video")}


@given(MANY)
@settings(max_examples=25, deadline=None)
def test_it_does_not_matter_which_comes_first(states):
    turned = [(other, one, base) for one, other, base in states]
    assert merge(*states) == merge(*turned)


@given(MANY)
@settings(max_examples=25, deadline=None)
def test_a_progress_with_itself_stays_as_it_is(states):
    assert merge(*((one, one, base) for one, _, base in states)) == [each[0] for each in states]


@given(MANY)
@settings(max_examples=25, deadline=None)
def test_what_was_merged_has_it_all(states):
    merged = merge(*states)
    again = merge(*((m, each[1], each[2]) for m, each in zip(merged, states, strict=True)))
    assert [facts(each) for each in again] == [facts(each) for each in merged]


@given(MANY)
@settings(max_examples=25, deadline=None)
def test_nothing_is_ever_lost(states):
    for merged, (one, other, base) in zip(merge(*states), states, strict=True):
        for each in (one, other):
            assert set(merged["seen"]) >= set(each["seen"])
            assert merged["completed"] >= each["completed"]
            assert merged["passed"] >= each["passed"]
            assert merged["interactions"] >= each["interactions"]
            assert (merged["best"] or 0) >= (each["best"] or 0)
            watched = dict(merged["watched"])
            assert all(watched[slot] | parts == watched[slot] for slot, parts in each["watched"])
            quizzes = dict(merged["quizzes"])
            for slot, quiz in each["quizzes"]:
                assert quizzes[slot]["taken"] >= quiz["taken"]
                assert (quizzes[slot]["best"] or 0) >= (quiz["best"] or 0)
            for name in ("marks", "texts"):
                written = dict(each[name]).keys() - dict(base[name]).keys()
                assert dict(merged[name]).keys() >= written
        same = dict(one["quizzes"]).get(1, {}).get("taken", 0) == dict(other["quizzes"]).get(
            1, {}
        ).get("taken", 0)
        drawn = [set(each["drawn"]) & {4, 5} for each in (one, other)]
        if same and drawn[0] == drawn[1]:
            answers = dict(merged["answers"])
            for slot, answer in (*one["answers"], *other["answers"]):
                if slot in (4, 5):
                    assert answers[slot]["share"] >= answer["share"]
                    assert answers[slot]["tries"] >= answer["tries"]


@given(MANY)
@settings(max_examples=25, deadline=None)
def test_what_was_not_touched_is_as_the_other_has_it(states):
    merged = merge(*((base, other, base) for _, other, base in states))
    for each, (_, other, _) in zip(merged, states, strict=True):
        for name in ("marks", "texts", "video"):
            assert each[name] == other[name]


def quiz(taken: int, best: float | None = None, **fields: Any) -> Json:
    return {"taken": taken, "best": best, "last": None, "begun": None, "over": False, **fields}


RIGHT = {"tries": 1, "share": 1, "right": True}
WRONG = {"tries": 1, "share": 0, "right": False}


def test_an_attempt_that_was_put_away_does_not_come_back_but_its_best_share_counts():
    ahead = state(quizzes=[[1, quiz(1, 0.5)]], answers=[[4, WRONG]])
    behind = state(quizzes=[], answers=[[4, RIGHT], [5, RIGHT]], responses=[[5, text("x")]])
    [merged] = merge((behind, ahead, EMPTY))
    assert merged["answers"] == [[4, WRONG]]
    assert merged["responses"] == []
    assert merged["quizzes"] == [[1, quiz(1, 1)]]


def test_of_two_draws_the_one_goes_on_that_has_come_further():
    one = state(drawn=[0, 1], answers=[[0, WRONG]])
    other = state(drawn=[2, 3], answers=[[2, WRONG], [3, RIGHT]])
    [merged] = merge((one, other, EMPTY))
    assert merged["drawn"] == [2, 3]
    assert merged["answers"] == other["answers"]


def test_another_window_gives_nobody_more_time():
    one, other = (state(quizzes=[[1, quiz(0, begun=begun)]]) for begun in (50, 80))
    [merged] = merge((one, other, EMPTY))
    assert merged["quizzes"] == [[1, quiz(0, begun=50)]]


def text(said: str, *, cut: bool = False) -> Json:
    return {"text": said, "cut": cut}


def test_the_response_is_that_of_the_last_try_and_whole():
    one = state(answers=[[4, {**WRONG, "tries": 2}]], responses=[[4, text("b")], [5, text("ab")]])
    other = state(answers=[[4, WRONG]], responses=[[4, text("zzz")], [5, text("abcd", cut=True)]])
    [merged] = merge((one, other, EMPTY))
    assert merged["responses"] == [[4, text("b")], [5, text("ab")]]


@pytest.mark.parametrize("name", ["marks", "texts"])
def test_what_was_taken_back_stays_away(name):
    some: Any = [0] if name == "marks" else text("a")
    [merged] = merge((EMPTY, state(**{name: [[0, some]]}), state(**{name: [[0, some]]})))
    assert merged[name] == []


def test_a_platform_that_has_begun_anew_is_known_by_what_it_lacks():
    before = state(seen=[0, 1], interactions=2)
    after = state(seen=[0, 1, 2], interactions=3)
    asked = [(after, before), (before, before), (EMPTY, before), (before, after), (after, EMPTY)]
    answers = ask(*(("descends", {"state": one, "before": two}) for one, two in asked))
    assert answers == [True, True, False, False, True]
