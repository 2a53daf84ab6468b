"""The SCORM 1.2 judge, rule by rule: what keeps it, what breaks it, what the package is told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.preview.scorm12 import play, table

RULES = table("scorm12_rules.json")
BEHAVIOUR = table("scorm12_behaviour.json")


def _calls(case: dict[str, Any], side: str) -> list[list[Any]]:
    before = [] if case.get("bare") else [["init", ""]]
    if kind := case.get("interaction"):
        before += [
            ["set", "cmi.interactions.0.id", "q"],
            ["set", "cmi.interactions.0.type", kind],
        ]
    return before + list(case[side])


def _played(side: str) -> list[dict[str, Any]]:
    cases = [{"launch": case.get("launch", {}), "calls": _calls(case, side)} for case in RULES]
    return list(play(cases)["played"])


@pytest.fixture(scope="module")
def right() -> list[dict[str, Any]]:
    return _played("right")


@pytest.fixture(scope="module")
def wrong() -> list[dict[str, Any]]:
    return _played("wrong")


@pytest.fixture(scope="module")
def rules() -> dict[str, dict[str, str]]:
    return dict(play([])["rules"])


def _broken(played: dict[str, Any]) -> list[str]:
    return [each["rule"] for record in played["records"] for each in record["violations"]]


def _name(number: int) -> str:
    case = RULES[number]
    return f"{case['rule']}-{number}"


@pytest.mark.parametrize("number", range(len(RULES)), ids=_name)
def test_what_keeps_the_rule_is_let_through(number, right):
    assert RULES[number]["rule"] not in _broken(right[number])
    codes = {each["code"] for each in right[number]["results"]}
    assert codes <= {"0"}


@pytest.mark.parametrize(
    "number", [number for number, case in enumerate(RULES) if case["wrong"]], ids=_name
)
def test_what_breaks_the_rule_is_noted_and_refused(number, wrong, rules):
    rule = RULES[number]["rule"]
    last = wrong[number]["results"][-1]
    assert last["code"] == rules[rule]["code"]
    if rules[rule]["code"] != "0":
        assert last["result"] in ("false", "")
    if rules[rule]["kind"] == "none":
        assert _broken(wrong[number]) == []
    else:
        assert _broken(wrong[number]).count(rule) == 1


def test_every_rule_has_a_case_that_breaks_it(rules):
    assert {case["rule"] for case in RULES if case["wrong"]} == set(rules)
    assert {case["rule"] for case in RULES if case["right"]} == set(rules)


@pytest.mark.parametrize("case", BEHAVIOUR, ids=lambda case: str(case["name"]))
def test_behaviour(case):
    calls = [["init", ""], *case["calls"]]
    [played] = play([{"launch": case.get("launch", {}), "calls": calls}])["played"]
    if "results" in case:
        assert [each["result"] for each in played["results"][1:]] == case["results"]
    stored = [record.get("stored", {}) for record in played["records"]]
    finish: dict[str, str] = next((each for each in reversed(stored) if each), {})
    assert case.get("stored", {}).items() <= finish.items()


def test_a_full_session_by_the_profile_breaks_nothing():
    calls = [
        ["init", ""],
        ["get", "cmi.core.lesson_status"],
        ["set", "cmi.core.lesson_status", "incomplete"],
        ["commit", ""],
        ["set", "cmi.core.lesson_location", "screen-2"],
        ["set", "cmi.suspend_data", "v1;0af3"],
        ["set", "cmi.interactions.0.id", "q1"],
        ["set", "cmi.interactions.0.type", "choice"],
        ["set", "cmi.interactions.0.time", "10:02:33"],
        ["set", "cmi.interactions.0.correct_responses.0.pattern", "b"],
        ["set", "cmi.interactions.0.student_response", "b"],
        ["set", "cmi.interactions.0.result", "correct"],
        ["set", "cmi.interactions.0.latency", "0000:00:12.40"],
        ["set", "cmi.core.score.raw", "100"],
        ["set", "cmi.core.score.min", "0"],
        ["set", "cmi.core.score.max", "100"],
        ["set", "cmi.core.lesson_status", "completed"],
        ["set", "cmi.core.lesson_status", "passed"],
        ["set", "cmi.core.exit", "suspend"],
        ["set", "cmi.core.session_time", "0000:03:10.00"],
        ["commit", ""],
        ["finish", ""],
    ]
    [played] = play([{"calls": calls}])["played"]
    assert _broken(played) == []
    assert {each["code"] for each in played["results"]} == {"0"}


def test_a_record_holds_the_call_and_stays_small():
    calls = [["init", ""], ["set", "cmi.suspend_data", "é" * 50000]]
    [played] = play([{"calls": calls}])["played"]
    [record] = [each for each in played["records"] if each["call"] == "LMSSetValue"]
    assert (record["element"], record["result"], record["code"]) == (
        "cmi.suspend_data",
        "false",
        "405",
    )
    assert record["value"] == "é" * 1000
    [violation] = record["violations"]
    assert violation["params"] == {"limit": 4096, "length": 50000}
    assert record["at"] >= 0
