"""Where a session lets its learner go: branches, skipped screens, locks, and what they count."""

from __future__ import annotations

from typing import Any

import pytest

from tests.player.test_logic import play

ENOUGH = {"type": "score", "quiz": "bs1", "at_least": 0.75}
TOO_LITTLE = {"type": "score", "quiz": "bs1", "below": 0.5}
MASTERED = {"type": "mastery", "objective": "o1", "at_least": 0.8}
SEEN = {"type": "seen", "screen": "s0"}
NOT_MASTERED = {"type": "not", "of": MASTERED}
RIGHT, WRONG = (["answer", "b/q1", [choice], 1] for choice in "xy")
SHOWN, OPEN = ([[name, f"s{n}"] for n in range(3)] for name in ("isShown", "isOpen"))


def flags(*steps: list[Any], asked: list[Any], **course: Any) -> str:
    """Return the numbers of the screens for which a question is answered by yes, after steps."""
    returned = play(*steps, *asked, **course)["returned"][-3:]
    return "".join(str(n) for n, yes in enumerate(returned) if yes)


def test_without_conditions_everything_is_shown_and_open():
    assert flags(asked=SHOWN) == flags(asked=OPEN) == "012"


def test_a_branch_is_shown_by_score():
    branch: Any = {2: {"shownIf": [TOO_LITTLE]}}
    assert flags(asked=SHOWN, places=branch) == "01"
    assert flags(WRONG, asked=SHOWN, places=branch) == "012"
    assert flags(WRONG, RIGHT, asked=SHOWN, places=branch) == "01"


def test_what_is_known_is_skipped():
    skipped: Any = {2: {"shownIf": [NOT_MASTERED]}}
    assert flags(asked=SHOWN, places=skipped) == "012"
    assert flags(WRONG, asked=SHOWN, places=skipped) == "012"
    assert flags(RIGHT, asked=SHOWN, places=skipped) == "01"


def test_a_quiz_counts_all_its_questions_and_an_objective_those_answered():
    """One question of 1 point is right, one of 3 points was not answered yet."""
    first: Any = ["answer", "b/q0", ["x"], 1]
    assert flags(first, asked=SHOWN, places={2: {"shownIf": [ENOUGH]}}) == "01"
    assert flags(first, asked=SHOWN, places={2: {"shownIf": [MASTERED]}}) == "012"


def test_what_is_skipped_counts_as_satisfied():
    skipped: Any = {2: {"shownIf": [ENOUGH]}}
    seen: list[list[Any]] = [["seen", "s0"], ["seen", "s1"]]
    steps: list[list[Any]] = [["remaining_s"], *seen, ["progress"], ["remaining_s"]]
    played = play(*steps, places=skipped)
    assert played["returned"] == [120, None, None, 1, 0]
    assert played["result"]["completion"]
    assert not play(*seen)["result"]["completion"]


def test_a_course_of_which_all_is_skipped_is_complete():
    everything: Any = {n: {"shownIf": [{"type": "some"}]} for n in range(3)}
    assert play(["progress"], places=everything)["returned"] == [1]


def test_questions_on_skipped_screens_leave_the_points():
    """The screen with both questions is skipped once the first screen was seen."""
    gone: Any = {1: {"shownIf": [{"type": "not", "of": SEEN}]}}
    wrong: list[Any] = ["answer", "b/q0", ["y"], 1]
    assert play(wrong, places=gone)["result"]["score"] == 0
    played = play(["seen", "s0"], wrong, places=gone)
    assert played["result"]["score"] is None


def test_nobody_fails_by_tries_left_on_a_skipped_screen():
    """The second question is on a screen that is skipped once the first screen was seen."""
    wrong: list[list[Any]] = [["answer", "b/q0", ["y"], 1]] * 2
    gone: Any = {2: {"shownIf": [{"type": "not", "of": SEEN}]}}
    rules: Any = {"places": gone, "last_on": "s2", "passMark": 0.5, "reportFailed": True}
    assert play(*wrong, **rules)["result"]["success"] is None
    assert play(*wrong, ["seen", "s0"], **rules)["result"]["success"] is False


def test_an_objective_counts_no_question_that_is_skipped():
    """A right answer at the start skips the screen with the other question on the objective."""
    skipped: Any = {2: {"shownIf": [NOT_MASTERED]}}
    played = play(["answer", "b/q0", ["x"], 1], places=skipped, last_on="s2")
    assert [each[1:] for each in played["told"] if each[0] == "objective"] == [["o1", 1]]


def test_what_was_reached_stays_when_a_branch_changes():
    """Right first; then a new version asks for more, and shows a screen that was skipped."""
    all_seen: list[list[Any]] = [["seen", "s0"], ["seen", "s1"]]
    skipped: Any = {2: {"shownIf": [TOO_LITTLE]}}
    first = play(RIGHT, *all_seen, places=skipped, passMark=0.75)
    done = {"completion": True, "success": True, "score": 0.75}
    assert first["result"] == done
    opened = {"state": first["saved"]["state"]}
    again = play(["isShown", "s2"], ["progress"], opened=opened, passMark=0.9)
    assert again["returned"] == [True, pytest.approx(2 / 3)]
    assert again["result"] == done


def test_a_gate_opens_once_its_condition_holds_and_stays_open_for_what_was_seen():
    gate: Any = {2: {"openIf": [ENOUGH]}}
    assert flags(asked=OPEN, places=gate) == "01"
    assert flags(asked=SHOWN, places=gate) == "012"
    assert flags(RIGHT, asked=OPEN, places=gate) == "012"
    assert flags(["seen", "s2"], asked=OPEN, places=gate) == "012"


@pytest.mark.parametrize(
    ("condition", "lock"),
    [
        (SEEN, {"after": "S0", "share": 0}),
        (ENOUGH, {"after": "S1", "share": 0.75}),
        (TOO_LITTLE, {"after": "", "share": 0}),
        (MASTERED, {"after": "", "share": 0}),
        ({"type": "all", "of": [{"type": "all"}, SEEN]}, {"after": "S0", "share": 0}),
        ({"type": "some", "of": [SEEN, ENOUGH]}, {"after": "", "share": 0}),
    ],
)
def test_a_lock_says_what_it_waits_for(condition, lock):
    places: Any = {2: {"openIf": [condition]}}
    assert play(["lock", "s2"], ["lock", "s0"], places=places)["returned"] == [lock, None]


def test_nothing_waits_for_what_is_skipped():
    waits: Any = {0: {"shownIf": [{"type": "some"}]}, 2: {"openIf": [SEEN]}}
    assert flags(asked=OPEN, places=waits) == "12"
    no_quiz: Any = {1: {"shownIf": [SEEN]}, 2: {"openIf": [ENOUGH]}}
    assert flags(asked=OPEN, places=no_quiz) == "02"
    assert flags(["seen", "s0"], asked=OPEN, places=no_quiz) == "01"
    gone: Any = {2: {"openIf": [{"type": "seen", "screen": "elsewhere"}]}}
    assert flags(asked=OPEN, places=gone) == "012"


def test_one_screen_after_the_other():
    assert flags(asked=OPEN, navigation="linear") == "0"
    assert flags(["seen", "s0"], asked=OPEN, navigation="linear") == "01"
    assert flags(["seen", "s0"], ["seen", "s1"], asked=OPEN, navigation="linear") == "012"
    assert flags(["seen", "s2"], asked=OPEN, navigation="linear") == "02"


def test_a_linear_course_passes_over_what_is_skipped():
    skipped: Any = {1: {"shownIf": [{"type": "some"}]}}
    seen: list[Any] = ["seen", "s0"]
    assert flags(seen, asked=OPEN, navigation="linear", places=skipped) == "02"


def test_branches_are_counted():
    branch: Any = {2: {"shownIf": [TOO_LITTLE]}}
    session = play(WRONG, ["branches"], RIGHT, ["branches"], places=branch)
    assert [session["returned"][n] for n in (1, 3)] == [1, 2]


def test_a_sitting_goes_on_at_the_nearest_place_that_is_shown_and_to_see():
    branch: Any = {1: {"shownIf": [ENOUGH]}}
    assert play(opened={"location": "s1"}, places=branch)["location"] == "s2"
    last: Any = {2: {"shownIf": [ENOUGH]}}
    assert play(opened={"location": "s2"}, places=last)["location"] == "s1"
    seen = play(["seen", "s1"])["saved"]["state"]
    assert play(opened={"location": "s2", "state": seen}, places=last)["location"] == "s0"
    assert play(opened={"location": "s2"}, navigation="linear")["location"] == "s0"
    nothing: Any = {n: {"shownIf": [{"type": "some"}]} for n in range(3)}
    assert play(opened={"location": "s2"}, places=nothing)["location"] == "s0"
