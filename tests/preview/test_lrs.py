"""The LRS over HTTP: who may ask what, and the statements that it gives out."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from studio.preview.lrs import Exchange, Lrs
from tests.preview.lrs_client import ACTIVITY, ACTOR, REGISTRATION, Answer, ask, statement

BEN = {"mbox": "mailto:ben@example.org"}
QUIZ = "https://example.org/xapi/quiz"
PASSED = {"id": "http://adlnet.gov/expapi/verbs/passed", "display": {"en": "passed"}}


def _id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def _store(lrs: Lrs, *statements: dict[str, Any]) -> list[str]:
    answer = ask(lrs, "POST", "statements", body=list(statements))
    assert answer.status == 200, answer.text
    return list(answer.json)


def _found(lrs: Lrs, **params: Any) -> list[str]:
    answer = ask(lrs, "GET", "statements", params)
    assert answer.status == 200, answer.text
    return [each["id"] for each in answer.json["statements"]]


def _refused(lrs: Lrs, answer: Answer) -> str:
    """The rule by which the last request was refused; the answer says it in words."""
    assert answer.text
    last = lrs.violations[-1]
    assert str(answer.status) == last.code
    return last.rule


# Who may ask


def test_a_request_needs_the_version(lrs):
    for version in (None, "0.95", "1.1", "3.0.0"):
        answer = ask(lrs, "GET", "statements", headers={"X-Experience-API-Version": version})
        assert answer.status == 400
        assert _refused(lrs, answer) == ("version_unknown" if version else "version_missing")
    for version in ("1.0", "1.0.0", "1.0.3", "2.0", "2.0.0", "2.0.1"):
        headers = {"X-Experience-API-Version": version}
        assert ask(lrs, "GET", "statements", headers=headers).status == 200


def test_a_request_needs_the_credentials_of_the_launch(lrs):
    for given in (None, "Basic cHJldmlldzp3cm9uZw==", "Bearer x", "Basic é"):
        answer = ask(lrs, "GET", "statements", headers={"Authorization": given})
        assert answer.status == 401
        assert _refused(lrs, answer) == "not_authorized"


def test_about_is_open_to_all(lrs):
    headers = {"Authorization": None, "X-Experience-API-Version": None}
    assert ask(lrs, "GET", "about", headers=headers).json == {"version": ["1.0.3", "2.0.0"]}


def test_every_answer_names_the_version_and_may_be_read_elsewhere(lrs):
    for answer in (
        ask(lrs, "GET", "statements"),
        ask(lrs, "GET", "nothing"),
        ask(lrs, "GET", "statements", headers={"Authorization": None}),
    ):
        assert answer.headers["X-Experience-API-Version"] == "1.0.3"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in answer.headers["Access-Control-Expose-Headers"]


def test_a_preflight_is_answered_without_credentials(lrs):
    headers = {"Authorization": None, "X-Experience-API-Version": None, "Origin": "http://x.test"}
    answer = ask(lrs, "OPTIONS", "activities/state", headers=headers)
    assert answer.status == 204
    allowed = answer.headers["Access-Control-Allow-Headers"].lower()
    for name in ("authorization", "x-experience-api-version", "content-type", "if-match"):
        assert name in allowed
    assert "PUT" in answer.headers["Access-Control-Allow-Methods"]


def test_another_host_name_is_not_answered(lrs):
    answer = ask(lrs, "GET", "about", headers={"Host": "lms.example.org"})
    assert answer.status == 421


@pytest.mark.parametrize(
    ("method", "resource", "params", "rule"),
    [
        ("GET", "statement", {}, "unknown_resource"),
        ("DELETE", "statements", {}, "unknown_method"),
        ("PUT", "about", {}, "unknown_method"),
        ("GET", "statements", {"user": "ana"}, "unknown_parameter"),
        ("GET", "statements", {"Agent": ACTOR}, "unknown_parameter"),
        ("GET", "activities/state", {"activityId": ACTIVITY}, "missing_parameter"),
        ("PUT", "statements", {}, "missing_parameter"),
        ("PUT", "agents/profile", {"agent": ACTOR}, "missing_parameter"),
        ("GET", "statements", {"statementId": "1"}, "bad_uuid"),
        ("GET", "statements", {"activity": "course"}, "bad_iri"),
        ("GET", "statements", {"since": "yesterday"}, "bad_timestamp"),
        ("GET", "statements", {"limit": "-1"}, "not_number"),
        ("GET", "statements", {"ascending": "yes"}, "bad_vocabulary"),
        ("GET", "statements", {"format": "short"}, "bad_vocabulary"),
        ("GET", "statements", {"agent": "ana"}, "bad_json"),
        ("GET", "statements", {"agent": {"name": "ana"}}, "no_identifier"),
        ("GET", "agents", {"agent": {"objectType": "Group", **BEN}}, "bad_vocabulary"),
        (
            "GET",
            "statements",
            {"statementId": _id(1), "voidedStatementId": _id(1)},
            "parameters_exclude",
        ),
        ("GET", "statements", {"statementId": _id(1), "limit": "1"}, "parameters_exclude"),
        ("POST", "statements", {"method": "PUT"}, "alternate_syntax"),
    ],
)
def test_requests_that_are_refused(lrs, method, resource, params, rule):
    answer = ask(lrs, method, resource, params, body={} if method != "GET" else None)
    assert _refused(lrs, answer) == rule


def test_a_parameter_given_twice(lrs):
    answer = ask(lrs, "GET", f"statements?verb={PASSED['id']}&verb={PASSED['id']}")
    assert _refused(lrs, answer) == "repeated_parameter"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_statements_come_as_json(lrs, kind):
    answer = ask(lrs, "POST", "statements", body=statement(), headers={"Content-Type": kind})
    assert _refused(lrs, answer) == "bad_content_type"


# Storing


def test_post_stores_a_batch_in_order_and_completes_it(lrs):
    ids = _store(lrs, statement(id=_id(1)), statement())
    assert ids[0] == _id(1)
    first, second = lrs.statements
    assert [first["id"], second["id"]] == ids
    assert second["version"] == "1.0.0"
    assert second["authority"]["account"]["homePage"].startswith("http://127.0.0.1:")
    assert first["stored"] < second["stored"]
    assert first["timestamp"] == statement()["timestamp"]


def test_a_statement_without_a_time_gets_the_time_it_was_stored(lrs):
    _store(lrs, statement(timestamp=None))
    [stored] = lrs.statements
    assert stored["timestamp"] == stored["stored"]


def test_put_takes_the_id_from_the_address(lrs):
    assert ask(lrs, "PUT", "statements", {"statementId": _id(1)}, statement()).status == 204
    assert lrs.statements[0]["id"] == _id(1)
    answer = ask(lrs, "PUT", "statements", {"statementId": _id(2)}, statement(id=_id(3)))
    assert _refused(lrs, answer) == "id_mismatch"


def test_the_same_statement_may_come_twice(lrs):
    sent = statement(id=_id(1), context={"contextActivities": {"parent": [{"id": QUIZ}]}})
    again = {
        **sent,
        "timestamp": "2026-03-01T10:30:00.000+01:00",
        "verb": {"id": sent["verb"]["id"]},
        "context": {"contextActivities": {"parent": {"id": QUIZ}}},
    }
    _store(lrs, sent)
    assert ask(lrs, "PUT", "statements", {"statementId": _id(1)}, sent).status == 204
    assert _store(lrs, again) == [_id(1)]
    assert len(lrs.statements) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"verb": PASSED},
        {"actor": BEN},
        {"result": {"success": True}},
        {"timestamp": "2026-03-01T09:30:01.000Z"},
    ],
)
def test_another_statement_with_the_same_id_is_a_conflict(lrs, change):
    _store(lrs, statement(id=_id(1)))
    answer = ask(lrs, "POST", "statements", body=[statement(), statement(id=_id(1), **change)])
    assert answer.status == 409
    assert _refused(lrs, answer) == "id_conflict"
    assert len(lrs.statements) == 1


def test_a_batch_is_stored_whole_or_not_at_all(lrs):
    answer = ask(lrs, "POST", "statements", body=[statement(), statement(actor={})])
    assert answer.status == 400
    twice = ask(lrs, "POST", "statements", body=[statement(id=_id(1)), statement(id=_id(1))])
    assert _refused(lrs, twice) == "id_twice"
    assert lrs.statements == []


def test_an_empty_batch_stores_nothing(lrs):
    assert ask(lrs, "POST", "statements", body=[]).json == []


# Finding


def test_queries(lrs):
    _store(
        lrs,
        statement(id=_id(1)),
        statement(id=_id(2), actor=BEN, verb=PASSED),
        statement(
            id=_id(3),
            object={"id": QUIZ},
            context={
                "registration": REGISTRATION,
                "instructor": BEN,
                "contextActivities": {"parent": [{"id": ACTIVITY}]},
            },
        ),
        statement(id=_id(4), object={"objectType": "Agent", **BEN}),
        statement(id=_id(5), actor={"objectType": "Group", "member": [BEN]}),
    )
    assert _found(lrs) == [_id(5), _id(4), _id(3), _id(2), _id(1)]
    assert _found(lrs, ascending="true")[0] == _id(1)
    assert _found(lrs, verb=PASSED["id"]) == [_id(2)]
    assert _found(lrs, activity=QUIZ) == [_id(3)]
    assert _found(lrs, activity=ACTIVITY, verb=PASSED["id"]) == [_id(2)]
    assert _id(3) not in _found(lrs, activity=ACTIVITY)
    assert _id(3) in _found(lrs, activity=ACTIVITY, related_activities="true")
    assert _found(lrs, agent=BEN) == [_id(5), _id(4), _id(2)]
    assert _found(lrs, agent=BEN, related_agents="true") == [_id(5), _id(4), _id(3), _id(2)]
    assert _found(lrs, agent={**BEN, "name": "Another name"}) == [_id(5), _id(4), _id(2)]
    assert _found(lrs, registration=REGISTRATION.upper()) == [_id(3)]
    assert _found(lrs, agent={"mbox": "mailto:nobody@example.org"}) == []


def test_times_are_those_of_storing(lrs):
    _store(lrs, *(statement(id=_id(number)) for number in (1, 2, 3)))
    times = [each["stored"] for each in lrs.statements]
    assert _found(lrs, since=times[0]) == [_id(3), _id(2)]
    assert _found(lrs, until=times[1]) == [_id(2), _id(1)]
    assert _found(lrs, since=times[0], until=times[1]) == [_id(2)]
    answer = ask(lrs, "GET", "statements")
    assert answer.headers["X-Experience-API-Consistent-Through"] > times[2]


def test_a_long_result_comes_in_pages(lrs):
    _store(lrs, *(statement(id=_id(number)) for number in range(250)))
    seen, answer = [], ask(lrs, "GET", "statements", {"ascending": "true"})
    while True:
        seen += [each["id"] for each in answer.json["statements"]]
        if not (more := answer.json["more"]):
            break
        assert more.startswith("/xapi/statements?")
        answer = ask(lrs, "GET", more.removeprefix("/xapi/"))
    assert seen == [_id(number) for number in range(250)]
    limited = ask(lrs, "GET", "statements", {"limit": "2"}).json
    assert len(limited["statements"]) == 2
    assert limited["more"]


def test_one_statement(lrs):
    _store(lrs, statement(id=_id(1)))
    answer = ask(lrs, "GET", "statements", {"statementId": _id(1)})
    assert answer.json == lrs.statements[0]
    assert answer.headers["Last-Modified"].endswith("GMT")
    assert ask(lrs, "GET", "statements", {"statementId": _id(2)}).status == 404
    assert ask(lrs, "HEAD", "statements", {"statementId": _id(1)}).body == b""


def _voiding(number: int, target: str) -> dict[str, Any]:
    verb = {"id": "http://adlnet.gov/expapi/verbs/voided", "display": {"en": "voided"}}
    return statement(id=_id(number), verb=verb, object={"objectType": "StatementRef", "id": target})


def test_a_voided_statement_is_not_found_any_more(lrs):
    _store(lrs, statement(id=_id(1)), _voiding(2, _id(1)), _voiding(3, _id(2)))
    assert _found(lrs) == [_id(3), _id(2)]  # a voiding statement can't be voided
    assert ask(lrs, "GET", "statements", {"statementId": _id(1)}).status == 404
    voided = ask(lrs, "GET", "statements", {"voidedStatementId": _id(1)})
    assert voided.json["id"] == _id(1)
    assert ask(lrs, "GET", "statements", {"voidedStatementId": _id(2)}).status == 404
    assert _id(2) in _found(lrs, activity=ACTIVITY)  # it refers to one that is about it


def test_a_statement_is_found_by_what_it_refers_to(lrs):
    reference = {"objectType": "StatementRef", "id": _id(1)}
    circle = {"objectType": "StatementRef", "id": _id(3)}
    _store(
        lrs,
        statement(id=_id(1), verb=PASSED),
        statement(id=_id(2), actor=BEN, object=reference),
        statement(id=_id(3), object=circle),
    )
    assert _found(lrs, verb=PASSED["id"]) == [_id(2), _id(1)]


def test_formats(lrs):
    named = {"id": QUIZ, "definition": {"name": {"en": "Quiz", "fr": "Questionnaire"}}}
    group = {"objectType": "Group", "name": "Team", "member": [{**BEN, "name": "Ben"}]}
    _store(lrs, statement(id=_id(1), object=named, actor=group))
    ask_for = {"statementId": _id(1)}
    exact = ask(lrs, "GET", "statements", {**ask_for, "format": "exact"}).json
    assert exact["object"] == named
    ids = ask(lrs, "GET", "statements", {**ask_for, "format": "ids"}).json
    assert ids["object"] == {"id": QUIZ}
    assert ids["verb"] == {"id": statement()["verb"]["id"]}
    assert ids["actor"] == {"objectType": "Group", "member": [BEN]}
    headers = {"Accept-Language": "de, fr;q=0.8, en;q=0.5"}
    canonical = ask(lrs, "GET", "statements", {**ask_for, "format": "canonical"}, headers=headers)
    assert canonical.json["object"]["definition"] == {"name": {"fr": "Questionnaire"}}
    assert canonical.json["actor"] == group


def test_what_is_known_of_activities_and_agents(lrs):
    _store(lrs, statement(object={"id": QUIZ, "definition": {"name": {"en": "Quiz"}}}))
    known = ask(lrs, "GET", "activities", {"activityId": QUIZ}).json
    assert known["definition"] == {"name": {"en": "Quiz"}}
    unknown = ask(lrs, "GET", "activities", {"activityId": ACTIVITY}).json
    assert unknown == {"objectType": "Activity", "id": ACTIVITY}
    person = ask(lrs, "GET", "agents", {"agent": {**BEN, "name": "Ben"}}).json
    assert person == {"objectType": "Person", "name": ["Ben"], "mbox": [BEN["mbox"]]}


# Attachments


ESSAY = b"Ma r\xc3\xa9ponse\r\n--not a boundary\r\n\x00\xff"


def _attachment(data: bytes = ESSAY, **parts: Any) -> dict[str, Any]:
    return {
        "usageType": "https://example.org/usage/essay",
        "display": {"en": "Essay"},
        "contentType": "application/octet-stream",
        "length": len(data),
        "sha2": hashlib.sha256(data).hexdigest(),
        **parts,
    }


def _multipart(sent: Any, data: bytes = ESSAY, encoding: str = "binary") -> bytes:
    digest = hashlib.sha256(ESSAY).hexdigest()
    head = f"Content-Transfer-Encoding: {encoding}\r\nX-Experience-API-Hash: {digest}"
    return (
        b"--edge\r\nContent-Type: application/json\r\n\r\n"
        + json.dumps(sent).encode()
        + b"\r\n--edge\r\nContent-Type: application/octet-stream\r\n"
        + head.encode()
        + b"\r\n\r\n"
        + data
        + b"\r\n--edge--\r\n"
    )


MIXED = {"Content-Type": "multipart/mixed; boundary=edge"}


def test_an_attachment_goes_in_and_out(lrs):
    body = _multipart(statement(id=_id(1), attachments=[_attachment()]))
    assert ask(lrs, "POST", "statements", body=body, headers=MIXED).json == [_id(1)]
    answer = ask(lrs, "GET", "statements", {"statementId": _id(1), "attachments": "true"})
    kind = answer.headers["Content-Type"]
    boundary = kind.partition('boundary="')[2].rstrip('"').encode()
    parts = answer.body.split(b"--" + boundary)
    assert json.loads(parts[1].partition(b"\r\n\r\n")[2]) == lrs.statements[0]
    assert parts[2].partition(b"\r\n\r\n")[2] == ESSAY + b"\r\n"
    assert parts[3] == b"--\r\n"
    plain = ask(lrs, "GET", "statements", {"attachments": "false"})
    assert plain.headers["Content-Type"] == "application/json"


def test_an_attachment_elsewhere_needs_no_data(lrs):
    _store(lrs, statement(attachments=[_attachment(fileUrl="https://example.org/essay.txt")]))


@pytest.mark.parametrize(
    ("body", "headers", "rule"),
    [
        (json.dumps(statement(attachments=[_attachment()])).encode(), {}, "attachment_missing"),
        (_multipart(statement(attachments=[_attachment(b"x")])), MIXED, "attachment_missing"),
        (_multipart(statement(attachments=[_attachment()]), b"other"), MIXED, "bad_multipart"),
        (
            _multipart(statement(attachments=[_attachment()]), encoding="base64"),
            MIXED,
            "bad_multipart",
        ),
        (b"--edge\r\n\r\n{}\r\n--edge--\r\n", MIXED, "bad_multipart"),
        (b"{}", MIXED, "bad_multipart"),
        (b"{}", {"Content-Type": "multipart/mixed"}, "bad_multipart"),
    ],
)
def test_attachments_that_are_refused(lrs, body, headers, rule):
    answer = ask(lrs, "POST", "statements", body=body, headers=headers)
    assert _refused(lrs, answer) == rule
    assert lrs.statements == []


# The store itself


def test_a_folder_keeps_what_was_received(tmp_path: Path):
    state = {"activityId": ACTIVITY, "agent": ACTOR, "stateId": "bookmark"}
    with Lrs(tmp_path) as first:
        _store(first, statement(id=_id(1)), _voiding(2, _id(1)))
        ask(first, "PUT", "activities/state", state, {"screen": "é"})
        kept = first.statements
    with Lrs(tmp_path) as second:
        assert second.statements == kept
        assert _found(second) == [_id(2)]
        assert ask(second, "GET", "activities/state", state).json == {"screen": "é"}
        _store(second, statement(id=_id(3)))
        assert second.statements[-1]["stored"] > kept[-1]["stored"]


def test_exchanges_are_kept_and_can_be_waited_for(lrs):
    _store(lrs, statement())
    lrs.wait_for(lambda store: store.statements, timeout_s=1)
    assert lrs.exchanges == [Exchange("POST", "statements", 200)]
    with pytest.raises(TimeoutError):
        lrs.wait_for(lambda store: len(store.statements) > 1, timeout_s=0.01)


def test_after_closing_nothing_is_answered_but_all_can_be_read():
    lrs = Lrs()
    _store(lrs, statement())
    lrs.close()
    lrs.close()
    assert len(lrs.statements) == 1
    with pytest.raises(ConnectionRefusedError):
        ask(lrs, "GET", "about")


def test_two_stores_have_other_ports_and_credentials(lrs):
    with Lrs() as other:
        assert other.endpoint != lrs.endpoint
        assert other.auth != lrs.auth
