"""What a quiz decides without a page: attempts, draws, time; and completion by video."""

from __future__ import annotations

from typing import Any

import pytest

from exporters.question_data import question_data
from tests.course.test_grading import CASES
from tests.player.test_logic import SEE_ALL, ask, play, written

END = {"atEnd": True, "attempts": 3}
WRONG, RIGHT = ["y"], ["x"]


def keep(n: int, response: list[str]) -> list[Any]:
    return ["keepResponse", f"b/q{n}", response, 1]


def again(played: Any) -> dict[str, str]:
    """The next sitting after one."""
    return {"state": played["saved"]["state"]}


def answered(played: Any) -> list[tuple[str, bool | None]]:
    """What was reported of answers: the question, and whether it was right."""
    told = [each[1] for each in played["told"] if each[0] == "answered"]
    return [(each["question"]["id"], each["grade"]["right"]) for each in told]


def test_answers_wait_until_they_are_handed_in():
    first = play(["beginQuiz", "bs1"], keep(0, RIGHT), keep(1, WRONG), quiz=END)
    assert answered(first) == []
    assert first["result"]["score"] is None
    second = play(["response", "b/q0"], ["handIn", "bs1"], quiz=END, opened=again(first))
    assert second["returned"][0] == RIGHT
    assert answered(second) == [("q0", True), ("q1", False)]
    assert second["result"]["score"] == 0.25


def test_what_was_not_answered_earns_nothing_and_is_not_reported():
    played = play(keep(1, RIGHT), ["handIn", "bs1"], ["quiz", "bs1"], quiz=END)
    assert answered(played) == [("q1", True)]
    assert played["returned"][-1]["over"]
    assert played["result"]["score"] == 0.75


@pytest.mark.parametrize(("last", "score"), [(False, 0.75), (True, 0.25)])
def test_the_best_attempt_counts_or_the_last(last, score):
    quiz = {**END, "last": last}
    first = play(keep(1, RIGHT), ["handIn", "bs1"], ["restartQuiz", "bs1"], quiz=quiz)
    steps = [keep(0, RIGHT), ["handIn", "bs1"], ["quiz", "bs1"]]
    second = play(*steps, quiz=quiz, opened=again(first))
    status = second["returned"][-1]
    assert status["share"] == second["result"]["score"] == score
    assert status["attemptsLeft"] == 1


def test_an_attempt_that_is_begun_again_has_forgotten_its_answers():
    steps: list[list[Any]] = [["answer", "b/q0", RIGHT, 1], ["restartQuiz", "bs1"]]
    asked = [["answerState", "b/q0"], ["response", "b/q0"]]
    played = play(*steps, *asked, quiz={"attempts": 0})
    assert played["returned"][-2]["tries"] == 0
    assert played["returned"][-1] == []
    assert played["result"]["score"] == 0.25


def test_a_draw_stays_the_same_and_is_drawn_anew_with_another_attempt():
    quiz = {"draw": 1, "attempts": 0}
    first = play(["beginQuiz", "bs1"], ["quiz", "bs1"], quiz=quiz)
    [drawn] = first["returned"][1]["placements"]
    for _ in range(3):
        later = play(["beginQuiz", "bs1"], ["quiz", "bs1"], quiz=quiz, opened=again(first))
        assert later["returned"][1]["placements"] == [drawn]
    met = set()
    for _ in range(20):
        steps = [["restartQuiz", "bs1"], ["beginQuiz", "bs1"], ["quiz", "bs1"]]
        first = play(*steps, quiz=quiz, opened=again(first))
        met.update(first["returned"][-1]["placements"])
    assert met == {"b/q0", "b/q1"}


def test_what_is_drawn_earns_all_there_is():
    quiz = {"draw": 1}
    first = play(["beginQuiz", "bs1"], ["quiz", "bs1"], quiz=quiz)
    [drawn] = first["returned"][1]["placements"]
    played = play(["answer", drawn, RIGHT, 1], quiz=quiz, opened=again(first), passMark=1)
    assert played["result"] == {"completion": False, "success": True, "score": 1}


def test_time_that_is_over_hands_in_even_after_the_page_was_closed():
    quiz = {**END, "timeLimit_s": 600}
    first = play(["beginQuiz", "bs1"], keep(1, RIGHT), quiz=quiz)
    running = play(["quiz", "bs1"], quiz=quiz, opened=again(first))
    assert not running["returned"][0]["over"]
    [state] = ask(("unpack", first["saved"]["state"]))
    slot, kept = state["quizzes"][0]
    state["quizzes"] = [[slot, {**kept, "begun": kept["begun"] - 601}]]
    [packed] = ask(("pack", state))
    late = play(["quiz", "bs1"], quiz=quiz, opened={"state": packed})
    assert late["returned"][0]["over"]
    assert answered(late) == [("q1", True)]


def test_a_quiz_can_be_what_has_to_be_passed():
    quiz = {"passMark": 0.75}
    steps: list[list[Any]] = [["answer", "b/q0", RIGHT, 1], ["missing"], ["quiz", "bs1"]]
    seen = play(*SEE_ALL, *steps, quiz=quiz, quizzes=True)
    assert seen["returned"][-2] == {"watched": None, "toPass": ["s1"]}
    assert seen["returned"][-1]["passed"] is False
    assert not seen["result"]["completion"]
    passed = play(
        ["answer", "b/q1", RIGHT, 1], ["quiz", "bs1"], quiz=quiz, quizzes=True, opened=again(seen)
    )
    assert passed["returned"][-1]["passed"] is True
    assert passed["result"]["completion"]
    assert play(*SEE_ALL, quizzes=True)["result"]["completion"], "none has a mark"


def test_failed_is_said_only_when_no_attempt_is_left():
    quiz = {"atEnd": True, "attempts": 2}
    rule: dict[str, Any] = {"passMark": 0.9, "reportFailed": True, "quiz": quiz}
    first = play(["handIn", "bs1"], **rule)
    assert first["result"] == {"completion": False, "success": None, "score": 0}
    last = play(["restartQuiz", "bs1"], ["handIn", "bs1"], opened=again(first), **rule)
    assert last["result"]["success"] is False


def test_a_poll_is_reported_and_nothing_in_it_is_right():
    played = play(["vote", "b2", ["y"], 2], ["vote", "b1", ["y"], 2])
    assert answered(played) == [("b2", None)]
    assert played["result"]["score"] is None
    read_only = {"state": "", "mode": "review"}
    assert answered(play(["vote", "b2", ["y"], 2], opened=read_only)) == []


def test_completion_by_share_of_video():
    rule: dict[str, Any] = {"screens": 0, "video": 0.6, "clips": {"k1": 300, "k2": 100}}
    first = play(["watched", "k1", 0b1111], ["missing"], **rule)
    assert not first["result"]["completion"]
    assert first["returned"][-1] == {"watched": 0.375, "toPass": []}
    second = play(["watched", "k1", 0b11110000], opened=again(first), **rule)
    assert second["result"]["completion"]
    assert play(*SEE_ALL, video=0.9)["result"]["completion"], "there is no video"


def test_parts_of_a_clip():
    def parts(*played: list[float], before: float = 0) -> str:
        [bits] = ask(("parts", {"played": played, "before": before, "duration_s": 80}))
        return f"{bits:08b}"[::-1]

    assert parts() == "00000000"
    assert parts([0, 80]) == "11111111"
    assert parts([0, 9.5]) == "10000000"
    assert parts([0, 8]) == "00000000"
    assert parts([12, 19.5], [9.7, 14]) == "01000000"
    assert parts([40, 80], before=20) == "11001111"


def test_answers_come_back_as_they_were():
    asked = [
        {"question": question_data(case.question, "fr"), "response": list(case.response)}
        for case in CASES
        if case.response
    ]
    answers = ask(*(("response", each) for each in asked))
    for each, back in zip(asked, answers, strict=True):
        assert back in (each["response"], []), each
    assert sum(back != [] for back in answers) > len(answers) * 0.8


def test_where_room_is_short_long_answers_give_way_first():
    short = [[slot, {"text": "a1B", "cut": False}] for slot in range(200)]
    long = [[slot, {"text": "\u00e9" * 20, "cut": False}] for slot in range(200, 260)]
    state = written("c" * 6000, responses=[*short, *long])
    [packed] = ask(("pack", state))
    assert 4000 < len(packed) <= 4096
    [back] = ask(("unpack", packed))
    assert back["responses"] == short
    assert len(dict(back["texts"])[0]["text"]) > 1500


def attempts(played: Any) -> list[tuple[float, bool | None]]:
    """What was reported of attempts: the share, and whether the mark was reached."""
    told = [each[1] for each in played["told"] if each[0] == "attempted"]
    return [(each["share"], each["passed"]) for each in told]


def test_each_attempt_is_reported_once_when_it_is_over():
    quiz = {**END, "passMark": 0.5}
    steps = [keep(1, RIGHT), ["handIn", "bs1"], ["restartQuiz", "bs1"], ["handIn", "bs1"]]
    assert attempts(play(*steps, quiz=quiz)) == [(0.75, True), (0.0, False)]
    both = [
        ["answer", "b/q0", RIGHT, 1],
        ["answer", "b/q1", WRONG, 1],
        ["answer", "b/q1", RIGHT, 1],
    ]
    assert attempts(play(*both[:2])) == []
    assert attempts(play(*both)) == [(1.0, None)]


def test_an_attempt_is_not_reported_in_review():
    opened = {"state": "", "location": "", "mode": "review", "learner": ""}
    assert attempts(play(keep(1, RIGHT), ["handIn", "bs1"], quiz=END, opened=opened)) == []
