"""The documents of the LRS over HTTP: state and profiles, merging, entity tags."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from studio.preview.lrs import Lrs
from tests.preview.lrs_client import ACTIVITY, ACTOR, REGISTRATION, Answer, ask

STATE = {"activityId": ACTIVITY, "agent": ACTOR, "registration": REGISTRATION}
BOOKMARK = {**STATE, "stateId": "bookmark"}
PLACES: dict[str, dict[str, Any]] = {
    "activities/state": BOOKMARK,
    "activities/profile": {"activityId": ACTIVITY, "profileId": "colours"},
    "agents/profile": {"agent": ACTOR, "profileId": "colours"},
}
PROFILES = ["activities/profile", "agents/profile"]


def _put(lrs: Lrs, resource: str, body: Any, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return ask(lrs, "PUT", resource, PLACES[resource], body, named)


@pytest.mark.parametrize("resource", PLACES)
def test_a_document_is_kept_as_it_came(lrs, resource):
    body = b"\x00\xff not json"
    assert _put(lrs, resource, body, Content_Type="image/png", If_None_Match="*").status == 204
    answer = ask(lrs, "GET", resource, PLACES[resource])
    assert (answer.body, answer.headers["Content-Type"]) == (body, "image/png")
    tag = hashlib.sha1(body).hexdigest()
    assert answer.headers["ETag"] == f'"{tag}"'
    assert answer.headers["Last-Modified"].endswith("GMT")
    assert ask(lrs, "DELETE", resource, PLACES[resource]).status == 204
    assert ask(lrs, "GET", resource, PLACES[resource]).status == 404


@pytest.mark.parametrize("resource", PLACES)
def test_documents_are_listed_by_id(lrs, resource):
    _put(lrs, resource, {}, If_None_Match="*")
    [name] = [name for name in PLACES[resource] if name in ("stateId", "profileId")]
    owner = {key: value for key, value in PLACES[resource].items() if key != name}
    assert ask(lrs, "GET", resource, owner).json == [PLACES[resource][name]]
    future = {**owner, "since": "2999-01-01T00:00:00Z"}
    assert ask(lrs, "GET", resource, future).json == []
    past = {**owner, "since": "2020-01-01T00:00:00Z"}
    assert ask(lrs, "GET", resource, past).json == [PLACES[resource][name]]


def test_a_state_belongs_to_its_activity_learner_and_registration(lrs):
    _put(lrs, "activities/state", {"page": 1})
    for change in (
        {"activityId": "https://example.org/other"},
        {"agent": {"mbox": "mailto:ben@example.org"}},
        {"registration": REGISTRATION.replace("7", "8")},
        {"stateId": "other"},
    ):
        assert ask(lrs, "GET", "activities/state", {**BOOKMARK, **change}).status == 404
    without = {name: value for name, value in BOOKMARK.items() if name != "registration"}
    assert ask(lrs, "GET", "activities/state", without).status == 404
    named = {**BOOKMARK, "agent": {**ACTOR, "name": "Ana", "objectType": "Agent"}}
    assert ask(lrs, "GET", "activities/state", named).json == {"page": 1}


def test_all_of_a_state_can_be_cleared(lrs):
    for name in ("a", "b"):
        ask(lrs, "PUT", "activities/state", {**STATE, "stateId": name}, {})
    other = {**STATE, "registration": REGISTRATION.replace("7", "8")}
    ask(lrs, "PUT", "activities/state", {**other, "stateId": "c"}, {})
    everything = {"activityId": ACTIVITY, "agent": ACTOR}
    assert sorted(ask(lrs, "GET", "activities/state", everything).json) == ["a", "b", "c"]
    assert ask(lrs, "DELETE", "activities/state", STATE).status == 204
    assert ask(lrs, "GET", "activities/state", everything).json == ["c"]


def test_posting_merges_the_first_level(lrs):
    _put(lrs, "activities/state", {"x": "foo", "y": {"deep": 1}})
    posted = ask(lrs, "POST", "activities/state", BOOKMARK, {"x": "bash", "y": {"z": 2}})
    assert posted.status == 204
    merged = ask(lrs, "GET", "activities/state", BOOKMARK).json
    assert merged == {"x": "bash", "y": {"z": 2}}


@pytest.mark.parametrize(
    ("there", "there_as", "posted", "posted_as"),
    [
        ({"x": 1}, "application/json", b"text", "text/plain"),
        (b"text", "text/plain", {"x": 1}, "application/json"),
        ({"x": 1}, "application/json", [1], "application/json"),
        ({"x": 1}, "application/json", b"{", "application/json"),
    ],
)
def test_what_can_not_be_merged_changes_nothing(lrs, there, there_as, posted, posted_as):
    _put(lrs, "activities/state", there, Content_Type=there_as)
    before = ask(lrs, "GET", "activities/state", BOOKMARK).body
    headers = {"Content-Type": posted_as}
    answer = ask(lrs, "POST", "activities/state", BOOKMARK, posted, headers)
    assert answer.status == 400
    assert lrs.violations[-1].rule == "not_mergeable"
    assert ask(lrs, "GET", "activities/state", BOOKMARK).body == before


def test_a_state_needs_no_entity_tag(lrs):
    assert _put(lrs, "activities/state", {"page": 1}).status == 204
    assert _put(lrs, "activities/state", {"page": 2}).status == 204


@pytest.mark.parametrize("resource", PROFILES)
def test_a_profile_that_is_there_is_replaced_only_by_its_tag(lrs, resource):
    assert _put(lrs, resource, {"a": 1}).status == 204
    blind = _put(lrs, resource, {"a": 2})
    assert (blind.status, lrs.violations[-1].rule) == (409, "document_conflict")
    assert "If-Match" in blind.text
    tag = ask(lrs, "GET", resource, PLACES[resource]).headers["ETag"]
    assert _put(lrs, resource, {"a": 3}, If_Match=tag).status == 204
    assert ask(lrs, "GET", resource, PLACES[resource]).json == {"a": 3}


@pytest.mark.parametrize("resource", PLACES)
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_an_old_tag_changes_nothing(lrs, resource, method):
    _put(lrs, resource, {"a": 1})
    headers = {"If-Match": '"0000"'}
    answer = ask(lrs, method, resource, PLACES[resource], {"a": 2}, headers)
    assert (answer.status, lrs.violations) == (412, [])
    assert ask(lrs, "GET", resource, PLACES[resource]).json == {"a": 1}


@pytest.mark.parametrize("resource", PLACES)
def test_only_if_it_is_not_there(lrs, resource):
    assert _put(lrs, resource, {"a": 1}, If_None_Match="*").status == 204
    assert _put(lrs, resource, {"a": 2}, If_None_Match="*").status == 412
    assert _put(lrs, resource, {"a": 2}, If_Match="*").status == 204


def test_a_tag_for_what_is_not_there(lrs):
    assert _put(lrs, "activities/state", {}, If_Match="*").status == 412
