"""The SCORM judges, rule by rule: what keeps it, what breaks it, what the package is told."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.i18n import Voice
from studio.preview.scorm_dialects import seconds
from tests.preview.judges import play, table

VERSIONS = ("scorm12", "scorm2004")
RULES = {version: table(f"{version}_rules.json") for version in VERSIONS}
BEHAVIOUR = [(version, case) for version in VERSIONS for case in table(f"{version}_behaviour.json")]
CASES = [(version, number) for version in VERSIONS for number in range(len(RULES[version]))]

Played = dict[str, list[dict[str, Any]]]
Rules = dict[str, dict[str, dict[str, str]]]


def _calls(case: dict[str, Any], side: str) -> list[list[Any]]:
    before = [] if case.get("bare") else [["init", ""]]
    if kind := case.get("interaction"):
        before += [
            ["set", "cmi.interactions.0.id", "q"],
            ["set", "cmi.interactions.0.type", kind],
        ]
    return before + list(case[side])


def _played(side: str) -> Played:
    return {version: _played_by(version, side) for version in VERSIONS}


def _played_by(version: str, side: str) -> list[dict[str, Any]]:
    cases = [
        {"launch": case.get("launch", {}), "calls": _calls(case, side)} for case in RULES[version]
    ]
    return list(play(version, cases)["played"])


@pytest.fixture(scope="module")
def right() -> Played:
    return _played("right")


@pytest.fixture(scope="module")
def wrong() -> Played:
    return _played("wrong")


@pytest.fixture(scope="module")
def rules() -> Rules:
    return {version: dict(play(version, [])["rules"]) for version in VERSIONS}


def _broken(played: dict[str, Any]) -> list[str]:
    return [each["rule"] for record in played["records"] for each in record["violations"]]


def _name(case: tuple[str, int]) -> str:
    version, number = case
    return f"{version}-{RULES[version][number]['rule']}-{number}"


def _behaviour_name(part: str | dict[str, Any]) -> str:
    return part if isinstance(part, str) else str(part["name"])


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_what_keeps_the_rule_is_let_through(case, right):
    version, number = case
    played = right[version][number]
    assert RULES[version][number]["rule"] not in _broken(played)
    codes = {each["code"] for each in played["results"]}
    assert codes <= {"0"}


@pytest.mark.parametrize(
    "case", [(each, at) for each, at in CASES if RULES[each][at]["wrong"]], ids=_name
)
def test_what_breaks_the_rule_is_noted_and_refused(case, wrong, rules):
    version, number = case
    name = RULES[version][number]["rule"]
    rule = rules[version][name]
    code = RULES[version][number].get("code", rule["code"])
    played = wrong[version][number]
    last = played["results"][-1]
    assert last["code"] == code
    if code != "0":
        assert last["result"] in ("false", "")
    if rule["kind"] == "none":
        assert _broken(played) == []
    else:
        assert _broken(played).count(name) == 1


@pytest.mark.parametrize("version", VERSIONS)
def test_every_rule_has_a_case_that_breaks_it(version, rules):
    assert {case["rule"] for case in RULES[version] if case["wrong"]} == set(rules[version])
    assert {case["rule"] for case in RULES[version] if case["right"]} == set(rules[version])


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("version", VERSIONS)
def test_every_breach_has_a_sentence(version, language, wrong):
    voice = Voice(language)
    for record in (record for played in wrong[version] for record in played["records"]):
        for breach in record["violations"]:
            params = {"place": breach["element"], "value": breach["value"], **breach["params"]}
            assert voice.text(f"{breach['judge']}.{breach['rule']}", **params)


def test_what_both_judges_say_alike_is_written_once(wrong):
    broken = {
        version: {
            (breach["judge"], breach["rule"])
            for played in wrong[version]
            for record in played["records"]
            for breach in record["violations"]
        }
        for version in VERSIONS
    }
    shared = {rule for judge, rule in broken["scorm12"] & broken["scorm2004"]}
    assert "index_gap" in shared
    both = {("scorm", rule) for rule in shared}
    for version in VERSIONS:
        assert {each for each in broken[version] if each[0] == "scorm"} == both


@pytest.mark.parametrize(("version", "case"), BEHAVIOUR, ids=_behaviour_name)
def test_behaviour(version, case):
    calls = [["init", ""], *case["calls"]]
    [played] = play(version, [{"launch": case.get("launch", {}), "calls": calls}])["played"]
    if "results" in case:
        assert [each["result"] for each in played["results"][1:]] == case["results"]
    stored = [record.get("stored", {}) for record in played["records"]]
    finish: dict[str, str] = next((each for each in reversed(stored) if each), {})
    assert case.get("stored", {}).items() <= finish.items()


SCORM12_SESSION = [
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
]
SCORM2004_SESSION = [
    ["get", "cmi.completion_status"],
    ["set", "cmi.completion_status", "incomplete"],
    ["commit", ""],
    ["set", "cmi.location", "screen-2"],
    ["set", "cmi.suspend_data", "v1;0af3"],
    ["set", "cmi.progress_measure", "0.5"],
    ["set", "cmi.objectives.0.id", "o1"],
    ["set", "cmi.objectives.0.score.scaled", "1"],
    ["set", "cmi.objectives.0.success_status", "passed"],
    ["set", "cmi.interactions.0.id", "q1"],
    ["set", "cmi.interactions.0.type", "choice"],
    ["set", "cmi.interactions.0.objectives.0.id", "o1"],
    ["set", "cmi.interactions.0.timestamp", "2026-03-01T10:02:33"],
    ["set", "cmi.interactions.0.correct_responses.0.pattern", "a[,]b"],
    ["set", "cmi.interactions.0.weighting", "1"],
    ["set", "cmi.interactions.0.learner_response", "a[,]b"],
    ["set", "cmi.interactions.0.result", "correct"],
    ["set", "cmi.interactions.0.latency", "PT12.4S"],
    ["set", "cmi.interactions.0.description", "{lang=fr}Lesquels ?"],
    ["set", "cmi.score.scaled", "1"],
    ["set", "cmi.score.raw", "100"],
    ["set", "cmi.score.min", "0"],
    ["set", "cmi.score.max", "100"],
    ["set", "cmi.completion_status", "completed"],
    ["set", "cmi.success_status", "passed"],
    ["commit", ""],
    ["set", "cmi.exit", "suspend"],
    ["set", "cmi.session_time", "PT190S"],
]


@pytest.mark.parametrize(
    ("version", "session"), [("scorm12", SCORM12_SESSION), ("scorm2004", SCORM2004_SESSION)]
)
def test_a_full_session_by_the_profile_breaks_nothing(version, session):
    calls = [["init", ""], *session, ["finish", ""]]
    [played] = play(version, [{"calls": calls}])["played"]
    assert _broken(played) == []
    assert {each["code"] for each in played["results"]} == {"0"}


def test_a_record_holds_the_call_and_stays_small():
    calls = [["init", ""], ["set", "cmi.suspend_data", "é" * 50000]]
    [played] = play("scorm12", [{"calls": calls}])["played"]
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


INTERVALS = st.builds(
    "P{}DT{}H{}M{}.{:02}S".format,
    st.integers(0, 40),
    st.integers(0, 30),
    st.integers(0, 90),
    st.integers(0, 5000),
    st.integers(0, 99),
)


@settings(max_examples=20, deadline=None)
@given(st.lists(INTERVALS, min_size=1, max_size=20))
def test_times_add_up_whatever_their_units(intervals):
    cases: list[dict[str, Any]] = [
        {
            "launch": {"values": {"cmi.total_time": before}},
            "calls": [["init", ""], ["set", "cmi.session_time", interval], ["finish", ""]],
        }
        for before, interval in itertools.pairwise([intervals[-1], *intervals])
    ]
    for case, played in zip(cases, play("scorm2004", cases)["played"], strict=True):
        [before] = case["launch"]["values"].values()
        total = next(each["stored"] for each in played["records"] if "stored" in each)
        expected = seconds(before) + seconds(case["calls"][1][2])
        assert seconds(total["cmi.total_time"]) == pytest.approx(expected, abs=0.005)


NAMES = st.sampled_from(
    [
        "cmi.interactions.0.learner_response",
        "cmi.interactions.0.correct_responses.0.pattern",
        "cmi.interactions.0.timestamp",
        "cmi.interactions.0.description",
        "cmi.objectives.0.id",
        "cmi.session_time",
        "adl.nav.request",
    ]
)
KINDS = st.sampled_from(
    ["choice", "fill-in", "matching", "performance", "numeric", "long-fill-in", "sequencing"]
)
PARTS = st.sampled_from(["[,]", "[.]", "[:]", "{lang=fr}", "{case_matters=true}", "a", "1", "é"])
VALUES = st.one_of(st.text(max_size=30), st.lists(PARTS, max_size=8).map("".join))
SETS = st.lists(st.tuples(NAMES | st.text(max_size=20), VALUES), min_size=1, max_size=30)


@settings(max_examples=20, deadline=None)
@given(KINDS, SETS)
def test_any_value_gets_an_answer_of_the_standard_and_is_kept_only_if_it_is_taken(kind, sets):
    start = [
        ["init", ""],
        ["set", "cmi.interactions.0.id", "q"],
        ["set", "cmi.interactions.0.type", kind],
    ]
    calls = [call for name, value in sets for call in (["set", name, value], ["get", name])]
    [played] = play("scorm2004", [{"calls": start + calls}])["played"]
    results = played["results"][len(start) :]
    for (name, value), taken, read in zip(sets, results[::2], results[1::2], strict=True):
        assert taken["code"] in {"0", "351", "401", "404", "406", "407", "408"}
        assert taken["result"] == ("true" if taken["code"] == "0" else "false")
        if taken["code"] == read["code"] == "0":
            assert read["result"] == value, name
