"""Attempts: what is kept of a session, in whatever order its records arrive."""

from __future__ import annotations

import itertools
from typing import Any

import msgspec
import pytest

from studio.i18n import Voice
from studio.preview.attempt import Attempt, Breach, Objective, Record, Recorder, Score
from studio.preview.scorm_dialects import SCORM12, SCORM2004, seconds
from studio.preview.violations import Violation


def _records(*calls: tuple[str, ...], stored: dict[str, str] | None = None) -> list[Record]:
    """Records of calls: (name, element, value); the last one stores more."""
    return [
        Record(
            number=number,
            call=call[0],
            element=call[1] if len(call) > 1 else "",
            value=call[2] if len(call) > 2 else "",
            result="true",
            code="0",
            at=number / 10,
            violations=[],
            stored=(stored or {}) if number == len(calls) - 1 else {},
        )
        for number, call in enumerate(calls)
    ]


def _set(element: str, value: str) -> tuple[str, str, str]:
    return "LMSSetValue", element, value


SESSION = _records(
    ("LMSInitialize",),
    _set("cmi.core.lesson_status", "incomplete"),
    _set("cmi.suspend_data", "v1"),
    ("LMSCommit",),
    _set("cmi.suspend_data", "v2"),
)


def test_only_what_is_committed_is_kept():
    attempt = Attempt()
    Recorder(attempt).take(SESSION)
    assert (attempt.status, attempt.suspend_data) == ("incomplete", "v1")
    assert len(attempt.calls) == 5
    assert attempt.open


def test_finishing_keeps_all_and_what_the_platform_adds():
    attempt = Attempt()
    added = {"cmi.core.lesson_status": "completed", "cmi.core.total_time": "0000:01:02.50"}
    Recorder(attempt).take(
        _records(("LMSInitialize",), _set("cmi.suspend_data", "x"), ("LMSFinish",), stored=added)
    )
    assert (attempt.status, attempt.suspend_data) == ("completed", "x")
    assert attempt.total_time_s == 62.5
    assert not attempt.open


@pytest.mark.parametrize("order", list(itertools.permutations([(0, 2), (2, 4), (4, 5)])))
def test_the_order_of_arrival_does_not_matter(order):
    attempt, expected = Attempt(), Attempt()
    Recorder(expected).take(SESSION)
    recorder = Recorder(attempt)
    for start, end in order:
        recorder.take(SESSION[start:end])
        recorder.take(SESSION[start:end])  # sent again, because the answer was lost
    assert attempt == expected


def test_a_refused_call_changes_nothing():
    attempt = Attempt()
    refused = msgspec.structs.replace(SESSION[1], code="405", result="false")
    Recorder(attempt).take([SESSION[0], refused, SESSION[2], SESSION[3]])
    assert attempt.status == "not attempted"
    assert attempt.calls[1].code == "405"


def test_violations_become_messages():
    attempt = Attempt()
    breach = Breach(
        "scorm", "too_long", "standard", "405", "RTE 3.4", "cmi.x", "é", {"limit": 4096}
    )
    Recorder(attempt).take([msgspec.structs.replace(SESSION[0], violations=[breach])])
    [violation] = attempt.violations
    assert (violation.kind, violation.code, violation.place) == ("standard", "405", "cmi.x")
    assert violation.message.id == "scorm.too_long"
    assert violation.message.params == {"place": "cmi.x", "value": "é", "limit": 4096}


def test_a_session_that_was_never_finished_is_a_violation():
    attempt = Attempt()
    recorder = Recorder(attempt)
    recorder.end()
    assert attempt.violations == []
    recorder.take(SESSION)
    recorder.end()
    recorder.end()
    assert [each.rule for each in attempt.violations] == ["never_finished"]
    assert isinstance(attempt.violations[0], Violation)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("dialect", "start"), [(SCORM12, "LMSInitialize"), (SCORM2004, "Initialize")]
)
def test_that_a_session_was_never_finished_is_said(dialect, start, language):
    attempt = Attempt(dialect=dialect)
    recorder = Recorder(attempt)
    recorder.take(_records((start,)))
    recorder.end()
    assert start in Voice(language).say(attempt.violations[0].message)


def test_a_session_of_scorm2004():
    attempt = Attempt(dialect=SCORM2004)
    recorder = Recorder(attempt)
    calls = [
        ("Initialize",),
        ("SetValue", "cmi.completion_status", "incomplete"),
        ("Commit",),
        ("SetValue", "cmi.location", "p2"),
    ]
    recorder.take(_records(*calls))
    assert (attempt.completion, attempt.location, attempt.open) == ("incomplete", "", True)
    last = _records(*calls, ("Terminate",), stored={"cmi.total_time": "PT1H0M2.5S"})[-1]
    recorder.take([last])
    assert (attempt.location, attempt.total_time_s, attempt.open) == ("p2", 3602.5, False)


def test_any_exit_but_suspend_ends_an_attempt_of_scorm2004():
    attempt = Attempt({"cmi.suspend_data": "x", "cmi.exit": "suspend"}, dialect=SCORM2004)
    attempt.begin_launch()
    assert (attempt.entry(), attempt.kept()) == ("resume", {"cmi.suspend_data": "x"})
    attempt.values["cmi.exit"] = "normal"
    attempt.begin_launch()
    assert (attempt.entry(), attempt.kept(), attempt.completion) == ("ab-initio", {}, "unknown")


@pytest.mark.parametrize(
    ("status", "completion", "success"),
    [
        ("not attempted", "not attempted", "unknown"),
        ("browsed", "incomplete", "unknown"),
        ("incomplete", "incomplete", "unknown"),
        ("completed", "completed", "unknown"),
        ("passed", "completed", "passed"),
        ("failed", "completed", "failed"),
    ],
)
def test_what_one_status_says_of_both(status, completion, success):
    attempt = Attempt({"cmi.core.lesson_status": status})
    assert (attempt.status, attempt.completion, attempt.success) == (status, completion, success)


@pytest.mark.parametrize(
    ("completion", "success", "status"),
    [
        ("incomplete", "unknown", "incomplete"),
        ("completed", "unknown", "completed"),
        ("completed", "passed", "passed"),
        ("incomplete", "failed", "failed"),
    ],
)
def test_what_both_say_as_one_status(completion, success, status):
    values = {"cmi.completion_status": completion, "cmi.success_status": success}
    attempt = Attempt(values, dialect=SCORM2004)
    assert (attempt.status, attempt.completion, attempt.success) == (status, completion, success)


def test_scores_progress_and_objectives_of_scorm2004():
    values = {
        "cmi.score.scaled": "0.85",
        "cmi.score.raw": "85",
        "cmi.progress_measure": "0.5",
        "cmi.objectives.0.id": "o1",
        "cmi.objectives.0.score.scaled": "1",
        "cmi.objectives.0.success_status": "passed",
        "cmi.objectives.0.completion_status": "completed",
        "cmi.objectives.1.id": "o2",
        "cmi.objectives.1.progress_measure": "0.25",
    }
    attempt = Attempt(values, dialect=SCORM2004)
    assert (attempt.score, attempt.progress) == (Score(85, None, None, 0.85), 0.5)
    assert attempt.objectives == [
        Objective("o1", "completed", "passed", Score(None, None, None, 1), None),
        Objective("o2", "unknown", "unknown", Score(None, None, None), 0.25),
    ]


def test_objectives_of_scorm12():
    values = {
        "cmi.objectives.0.id": "o1",
        "cmi.objectives.0.status": "passed",
        "cmi.objectives.0.score.raw": "100",
    }
    [objective] = Attempt(values).objectives
    assert objective == Objective("o1", "completed", "passed", Score(100, None, None), None)


def test_an_interaction_of_scorm2004():
    values = {
        "cmi.interactions.0.id": "q1",
        "cmi.interactions.0.learner_response": "a[,]b",
        "cmi.interactions.0.timestamp": "2026-03-01T09:05:00",
        "cmi.interactions.0.description": "{lang=en}Which?",
    }
    [interaction] = Attempt(values, dialect=SCORM2004).interactions
    assert (interaction.response, interaction.time) == ("a[,]b", "2026-03-01T09:05:00")
    assert interaction.description == "{lang=en}Which?"


def test_the_next_launch():
    attempt = Attempt()
    assert attempt.entry() == "ab-initio"
    attempt.values = {"cmi.core.exit": "suspend", "cmi.suspend_data": "x"}
    assert attempt.entry() == "resume"
    assert attempt.kept() == {"cmi.suspend_data": "x"}
    attempt.values["cmi.core.exit"] = "logout"
    assert attempt.entry() == ""


def test_scores():
    assert Attempt().score == Score(None, None, None)
    values = {"cmi.core.score.raw": "85.5", "cmi.core.score.min": "0", "cmi.core.score.max": ""}
    assert Attempt(values).score == Score(85.5, 0.0, None)


def test_interactions_are_read_in_the_order_of_their_numbers():
    start = "cmi.interactions"
    values = {
        f"{start}.10.id": "q11",
        f"{start}.2.id": "q3",
        f"{start}.2.type": "choice",
        f"{start}.2.student_response": "a",
        f"{start}.2.result": "wrong",
        f"{start}.2.correct_responses.1.pattern": "c",
        f"{start}.2.correct_responses.0.pattern": "b",
        f"{start}.2.objectives.0.id": "o1",
        f"{start}.2.latency": "00:00:05",
    }
    first, second = Attempt(values).interactions
    assert (first.id, first.type, first.response, first.result) == ("q3", "choice", "a", "wrong")
    assert (first.correct_responses, first.objectives) == (("b", "c"), ("o1",))
    assert (first.latency, first.weighting) == ("00:00:05", "")
    assert second.id == "q11"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("0000:00:00.00", 0.0),
        ("00:01:02.5", 62.5),
        ("9999:59:59.99", 35999999.99),
        ("PT0S", 0.0),
        ("PT1H2M3.25S", 3723.25),
        ("P1DT1M", 86460.0),
        ("P1Y2M", 36720000.0),
    ],
)
def test_lengths_of_time(text: str, length: Any):
    assert seconds(text) == pytest.approx(length)
