"""Attempts: what is kept of a session, in whatever order its records arrive."""

from __future__ import annotations

import itertools
from typing import Any

import msgspec
import pytest

from studio.preview.attempt import Attempt, Breach, Record, Recorder, Score, seconds
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
    breach = Breach("too_long", "standard", "405", "RTE 3.4", "cmi.x", "é", {"limit": 4096})
    Recorder(attempt).take([msgspec.structs.replace(SESSION[0], violations=[breach])])
    [violation] = attempt.violations
    assert (violation.kind, violation.code, violation.place) == ("standard", "405", "cmi.x")
    assert violation.message.id == "scorm12.too_long"
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
    [("0000:00:00.00", 0.0), ("00:01:02.5", 62.5), ("9999:59:59.99", 35999999.99)],
)
def test_lengths_of_time(text: str, length: Any):
    assert seconds(text) == pytest.approx(length)
