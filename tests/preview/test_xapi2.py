"""xAPI 2.0 (IEEE 9274.1.1): which version a request names decides by which rules it is judged."""

from __future__ import annotations

from typing import Any

import pytest

from studio.preview.lrs import Lrs
from studio.preview.xapi_values import RULES
from tests.preview.lrs_client import ACTIVITY, ACTOR, REGISTRATION, Answer, ask, statement

BEN = {"mbox": "mailto:ben@example.org"}
CLASS = {"objectType": "Group", "mbox": "mailto:class@example.org"}
ROLE = "https://example.org/roles/tutor"
AGENT = {"objectType": "contextAgent", "agent": BEN, "relevantTypes": [ROLE]}
GROUP = {"objectType": "contextGroup", "group": CLASS}
PLACES: dict[str, dict[str, Any]] = {
    "activities/state": {
        "activityId": ACTIVITY,
        "agent": ACTOR,
        "registration": REGISTRATION,
        "stateId": "bookmark",
    },
    "activities/profile": {"activityId": ACTIVITY, "profileId": "colours"},
    "agents/profile": {"agent": ACTOR, "profileId": "colours"},
}


def _ask(
    lrs: Lrs,
    version: str,
    method: str,
    resource: str,
    params: dict[str, Any] | None = None,
    body: Any = None,
    **headers: str,
) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return ask(lrs, method, resource, params, body, {"X-Experience-API-Version": version, **named})


def _sent(lrs: Lrs, asked: str, /, **parts: Any) -> tuple[int, list[str]]:
    before = len(lrs.violations)
    answer = _ask(lrs, asked, "POST", "statements", {}, statement(**parts))
    broken = [each.rule for each in lrs.violations[before:] if each.code != "0"]
    return answer.status, broken


@pytest.mark.parametrize(
    ("asked", "named"),
    [("1.0", "1.0.3"), ("1.0.3", "1.0.3"), ("2.0", "2.0.0"), ("2.0.0", "2.0.0"), ("7", "1.0.3")],
)
def test_an_answer_names_the_version_that_was_asked_for(lrs, asked, named):
    answer = _ask(lrs, asked, "GET", "statements")
    assert answer.headers.get_all("X-Experience-API-Version") == [named]


def test_a_statement_keeps_the_version_it_came_with(lrs):
    for version in ("1.0.3", "2.0.0"):
        assert _sent(lrs, version)[0] == 200
    assert _sent(lrs, "2.0.0", version="2.0.1")[0] == 200
    assert [each["version"] for each in lrs.statements] == ["1.0.0", "2.0.0", "2.0.1"]
    found = _ask(lrs, "1.0.3", "GET", "statements").json["statements"]
    assert {each["version"] for each in found} == {"1.0.0", "2.0.0", "2.0.1"}


RIGHT: list[dict[str, Any]] = [
    {"context": {"contextAgents": [AGENT], "contextGroups": [GROUP]}},
    {"context": {"contextAgents": []}},
    {"timestamp": "2026-03-01T09:30:00Z"},
    {"timestamp": "2026-03-01t10:30:00.123456+01:00"},
]
WRONG: list[tuple[str, dict[str, Any]]] = [
    ("bad_version", {"version": "1.0.3"}),
    ("not_rfc3339", {"timestamp": "2026-03-01T09:30Z"}),
    ("not_rfc3339", {"timestamp": "2026-03-01T09:30:00"}),
    ("not_rfc3339", {"timestamp": "2026-03-01T09:30:00,5Z"}),
    ("not_rfc3339", {"timestamp": "2026-03-01T09:30:00+0100"}),
    ("bad_timestamp", {"timestamp": "2026-02-30T09:30:00Z"}),
    ("not_text", {"timestamp": 5}),
    ("not_list", {"context": {"contextAgents": AGENT}}),
    ("bad_vocabulary", {"context": {"contextAgents": [{**AGENT, "objectType": "Agent"}]}}),
    ("missing_property", {"context": {"contextAgents": [{"agent": BEN}]}}),
    ("missing_property", {"context": {"contextGroups": [{"objectType": "contextGroup"}]}}),
    ("empty_list", {"context": {"contextAgents": [{**AGENT, "relevantTypes": []}]}}),
    ("bad_iri", {"context": {"contextAgents": [{**AGENT, "relevantTypes": ["tutor"]}]}}),
    ("no_identifier", {"context": {"contextAgents": [{**AGENT, "agent": {"name": "Ben"}}]}}),
    ("missing_property", {"context": {"contextGroups": [{**GROUP, "group": BEN}]}}),
    ("unknown_property", {"context": {"contextGroups": [{**GROUP, "agent": BEN}]}}),
]


@pytest.mark.parametrize("parts", RIGHT)
def test_right(lrs, parts):
    assert _sent(lrs, "2.0.0", **parts) == (200, [])


@pytest.mark.parametrize(("rule", "parts"), WRONG)
def test_wrong(lrs, rule, parts):
    status, broken = _sent(lrs, "2.0.0", **parts)
    assert (status, lrs.statements) == (400, [])
    assert rule in broken


def test_in_a_substatement_too(lrs):
    inner = {key: part for key, part in statement().items() if key != "timestamp"}
    for context, status in (({"contextAgents": [AGENT]}, 200), ({"contextAgents": [BEN]}, 400)):
        whole = {**inner, "objectType": "SubStatement", "context": context}
        assert _sent(lrs, "2.0.0", object=whole)[0] == status


def test_every_rule_of_2_0_has_a_case():
    added = {rule for rule, (_, _, section) in RULES.items() if section.startswith("IEEE")}
    assert added
    assert added <= {rule for rule, _ in WRONG}


def test_1_0_3_does_not_know_what_2_0_adds(lrs):
    for parts in RIGHT[:2]:
        assert _sent(lrs, "1.0.3", **parts) == (400, ["unknown_property"] * len(parts["context"]))
    assert _sent(lrs, "1.0.3", timestamp="2026-03-01T09:30Z") == (200, [])


def test_times_in_a_query_are_those_of_the_version(lrs):
    for version, status in (("1.0.3", 200), ("2.0.0", 400)):
        query = {"since": "2026-03-01T09:30Z"}
        assert _ask(lrs, version, "GET", "statements", query).status == status
    assert lrs.violations[-1].rule == "not_rfc3339"


def test_people_in_the_context_are_found_and_shown_by_their_ids(lrs):
    tutor = {**AGENT, "agent": {**BEN, "name": "Ben"}}
    _sent(lrs, "2.0.0", context={"contextAgents": [tutor], "contextGroups": [GROUP]})
    for person in (BEN, {"mbox": CLASS["mbox"], "objectType": "Group"}):
        query = {"agent": person, "related_agents": "true", "format": "ids"}
        [found] = _ask(lrs, "2.0.0", "GET", "statements", query).json["statements"]
        assert found["context"]["contextAgents"] == [AGENT]
        alone = {"agent": person}
        assert _ask(lrs, "2.0.0", "GET", "statements", alone).json["statements"] == []


@pytest.mark.parametrize("resource", PLACES)
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_document_that_is_there_is_changed_only_by_its_tag(lrs, resource, method):
    place = PLACES[resource]
    assert _ask(lrs, "2.0.0", method, resource, place, {"a": 1}).status == 204
    blind = _ask(lrs, "2.0.0", method, resource, place, {"a": 2})
    assert (blind.status, lrs.violations[-1].rule) == (409, "document_conflict")
    for headers in ({"If_Match": '"0000"'}, {"If_None_Match": "*"}):
        assert _ask(lrs, "2.0.0", method, resource, place, {"a": 3}, **headers).status == 412
    found = _ask(lrs, "2.0.0", "GET", resource, place)
    assert found.json == {"a": 1}
    tag = found.headers["ETag"]
    assert _ask(lrs, "2.0.0", method, resource, place, {"a": 4}, If_Match=tag).status == 204
    assert _ask(lrs, "2.0.0", "GET", resource, place).json == {"a": 4}
    assert _ask(lrs, "2.0.0", "DELETE", resource, place).status == 204
