"""The cmi5 launcher: its launches, the token, what the LMS writes, and what is satisfied."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from studio.preview import cmi5_session
from studio.preview.cmi5_session import Cmi5Session
from studio.preview.cmi5_terms import extension
from studio.preview.statements import violations
from tests.preview.cmi5_client import AuClient
from tests.preview.http_client import fetch
from tests.preview.packages import UNIT_TEXTS, au, block, cmi5, folder, zipped
from tests.preview.ralph_models import objection

Opened = Callable[..., Cmi5Session]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """Opens a course of the parts given. No launch waits for the one before."""
    monkeypatch.setattr(cmi5_session, "_GRACE_S", 0)
    sessions: list[Cmi5Session] = []

    def opened(*parts: str) -> Cmi5Session:
        files: dict[str, str | bytes] = {"cmi5.xml": cmi5(*parts), "index.html": "<p>unit</p>"}
        sessions.append(Cmi5Session(folder(tmp_path / str(len(sessions)), files)))
        return sessions[-1]

    yield opened
    for session in sessions:
        session.close()


def _play(session: Cmi5Session, au_index: int, *verbs: str, mode: str = "Normal") -> AuClient:
    client = AuClient(session.launch(au_index, mode)).ready()
    client.say("initialized", *verbs, "terminated")
    return client


def _said(session: Cmi5Session, verb: str) -> list[dict[str, Any]]:
    return [each for each in session.statements if each["verb"]["display"].get("en") == verb]


# The launch


def test_a_launch(opened):
    session = opened(au("a", "index.html?x=a b", UNIT_TEXTS, moveOn="Passed", masteryScore=0.7))
    session.set_preferences("fr-CA,en", "off")
    url = session.launch()
    query = parse_qs(urlsplit(url).query, strict_parsing=True)
    assert query.pop("x") == ["a b"]
    assert set(query) == {"endpoint", "fetch", "actor", "registration", "activityId"}
    assert json.loads(query["actor"][0])["account"]["name"] == "learner-1"
    assert query["registration"] == [session.registration]
    assert query["activityId"] != ["https://example.org/cmi5/a"]
    assert "+" not in urlsplit(url).query
    assert fetch(url).body == b"<p>unit</p>"
    origins = {urlsplit(each).netloc for each in (url, query["endpoint"][0], query["fetch"][0])}
    assert len(origins) == 3


def test_the_token_is_given_once(opened):
    client = AuClient(opened(au("a")).launch())
    assert list(client.authorize()) == ["auth-token"]
    told = client.authorize()
    assert (told["error-code"], list(told)) == ("1", ["error-code", "error-text"])
    answer = fetch(client.fetch_url, "POST")
    assert answer.headers["Content-Type"] == "application/json"


def test_the_fetch_address_may_be_asked_from_elsewhere(opened):
    client = AuClient(opened(au("a")).launch())
    preflight = fetch(client.fetch_url, "OPTIONS", {"Origin": "http://x.test"})
    assert preflight.status == 204
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    answer = fetch(client.fetch_url, "POST")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "auth-token" in json.loads(answer.body)
    assert fetch(client.fetch_url + "x", "POST").status == 404


def test_what_the_lms_writes_before_the_launch(opened):
    session = opened(au("a", "index.html", UNIT_TEXTS, moveOn="Passed", masteryScore=0.7))
    client = AuClient(session.launch()).ready()
    [launch] = session.launches
    assert client.data == {
        "contextTemplate": {
            "contextActivities": {
                "grouping": [{"objectType": "Activity", "id": "https://example.org/cmi5/a"}]
            },
            "extensions": {extension("sessionid"): launch.terms.session_id},
        },
        "launchMode": "Normal",
        "launchMethod": "AnyWindow",
        "launchParameters": "level=2 & more",
        "masteryScore": 0.7,
        "moveOn": "Passed",
        "returnURL": client.data["returnURL"],
        "entitlementKey": {"courseStructure": "key 1"},
    }
    [launched] = _said(session, "launched")
    assert launched["object"]["id"] == client.activity_id
    assert launched["context"]["registration"] == session.registration
    assert launched["context"]["extensions"] == {
        extension("sessionid"): launch.terms.session_id,
        extension("launchmode"): "Normal",
        extension("launchurl"): session.page("index.html"),
        extension("moveon"): "Passed",
        extension("launchparameters"): "level=2 & more",
        extension("masteryscore"): 0.7,
    }


def test_what_is_not_in_the_structure_is_not_in_the_launch_data(opened):
    client = AuClient(opened(au("a")).launch()).ready()
    assert set(client.data) == {
        "contextTemplate",
        "launchMode",
        "launchMethod",
        "moveOn",
        "returnURL",
    }


def test_the_learners_preferences(opened):
    session = opened(au("a"))
    client = AuClient(session.launch())
    client.authorize()
    assert client.preferences().status == 404
    session.set_preferences("fr-CA,en", "off")
    told = {"languagePreference": "fr-CA,en", "audioPreference": "off"}
    assert client.preferences().json == told


def test_each_launch_is_a_session_of_its_own(opened):
    session = opened(au("a"), au("b"))
    first, second = (_play(session, 0) for _ in range(2))
    other = _play(session, 1, mode="Review")
    assert first.activity_id == second.activity_id != other.activity_id
    assert first.registration == second.registration == other.registration
    assert len({each.auth for each in (first, second, other)}) == 3
    ids = [each.terms.session_id for each in session.launches]
    assert len(set(ids)) == 3
    assert other.data["launchMode"] == "Review"
    assert session.violations == []


def test_an_unknown_unit_or_mode(opened):
    session = opened(au("a"))
    with pytest.raises(IndexError):
        session.launch(1)
    with pytest.raises(ValueError, match="Test"):
        session.launch(0, "Test")
    assert session.launches == []


def test_opening_the_address_launches_each_time(opened):
    session = opened(au("a"), au("b"))
    assert session.launches == []
    places = []
    for number in ("0", "0", "1"):
        answer = fetch(session.url[:-1] + number)
        assert answer.status == 302
        places.append(AuClient(answer.headers["Location"]))
    assert len({each.fetch_url for each in places}) == 3
    assert [each.url for each in session.launches] == [each.url for each in places]
    for wrong in ("2", "-1", "x", ""):
        assert fetch(session.url[:-1] + wrong).status == 404


def test_the_page_to_return_to(opened):
    session = opened(au("a"))
    client = _play(session, 0)
    assert not session.launches[0].returned
    answer = fetch(client.data["returnURL"])
    assert (answer.status, b"<h1>Course</h1>" in answer.body) == (200, True)
    session.wait_for(lambda lms: lms.launches[0].returned, timeout_s=1)
    assert fetch(client.data["returnURL"] + "1").status == 404


def test_whether_a_session_goes_on(opened):
    session = opened(au("a"))
    client = AuClient(session.launch()).ready()
    assert not session.open
    client.say("initialized")
    assert session.open
    client.say("terminated")
    assert not session.open
    with pytest.raises(TimeoutError):
        session.wait_for(lambda lms: lms.open, timeout_s=0.01)


def test_a_statement_may_be_sent_once_more(opened):
    session = opened(au("a", masteryScore=0.7))
    client = AuClient(session.launch()).ready()
    sent = [client.statement(each) for each in ("initialized", "passed")]
    assert client.send(sent[0]).status == 200
    assert client.send(*sent).status == 200
    assert client.send(*sent).status == 200
    assert len(_said(session, "passed")) == 1
    changed = {**sent[1], "timestamp": "2026-03-01T09:30:00Z"}
    assert client.send(changed).status == 403
    sent.append(client.statement("terminated"))
    before = len(session.violations)
    for _ in range(2):
        assert client.send(*sent).status == 200
    assert len(session.violations) == before
    assert client.send(*sent, client.statement("answered")).status == 403
    session.launch()
    assert client.send(*sent).status == 200


def test_after_it_was_abandoned_nothing_of_a_session_is_taken(opened):
    session = opened(au("a"))
    client = AuClient(session.launch()).ready()
    sent = client.statement("initialized")
    assert client.send(sent).status == 200
    session.launch()
    assert client.send(sent).status == 403
    assert [each.requirement for each in session.violations] == ["7.1.2.0-1", "8.1.2.0-2"]


def test_a_statement_by_put(opened):
    session = opened(au("a"))
    client = AuClient(session.launch()).ready()
    sent = client.statement("initialized")
    place = {"statementId": sent.pop("id")}
    assert client.ask("PUT", "statements", place, sent).status == 204
    assert session.open
    client.say("terminated")
    assert [each.judge for each in session.violations] == ["xapi"]  # no id in the statement itself


# Sessions that are not ended


def test_a_session_that_is_not_terminated_is_abandoned(opened):
    session = opened(au("a"))
    client = AuClient(session.launch()).ready()
    client.say("initialized", "answered")
    session.launch()
    [abandoned] = _said(session, "abandoned")
    assert abandoned["verb"]["id"] == "https://w3id.org/xapi/adl/verbs/abandoned"
    assert abandoned["result"]["duration"].startswith("PT0.")
    assert abandoned["context"]["extensions"] == client.data["contextTemplate"]["extensions"]
    assert [each.requirement for each in session.violations] == ["7.1.2.0-1"]
    session.launch()  # the one that was launched and did nothing is abandoned, and not blamed
    assert len(_said(session, "abandoned")) == 2
    assert len(session.violations) == 1


def test_a_token_that_was_not_fetched_in_time(opened):
    session = opened(au("a"))
    first = AuClient(session.launch())
    session.launch()
    assert first.authorize()["error-code"] == "2"
    assert first.read_launch_data().status == 401


def test_a_launch_waits_for_what_a_page_still_says(opened, monkeypatch):
    session = opened(au("a"))
    client = AuClient(session.launch()).ready()
    client.say("initialized")
    monkeypatch.setattr(cmi5_session, "_GRACE_S", 10)
    page = threading.Timer(0.1, client.say, ["terminated"])
    page.start()
    session.launch()
    page.join()
    assert _said(session, "abandoned") == []


def test_closing_abandons_what_is_open(opened):
    session = opened(au("a"))
    AuClient(session.launch()).ready().say("initialized")
    for _ in range(2):
        session.close()
        assert len(_said(session, "abandoned")) == 1
        assert [each.requirement for each in session.violations] == ["7.1.2.0-1"]


# What is satisfied


SATISFYING: dict[str, list[tuple[str, ...]]] = {
    "NotApplicable": [(), ("completed",), ("failed",)],
    "Completed": [("completed",), ("failed", "completed")],
    "Passed": [("passed",)],
    "CompletedAndPassed": [("completed", "passed"), ("passed", "completed")],
    "CompletedOrPassed": [("completed",), ("passed",)],
}
NOT_SATISFYING: dict[str, list[tuple[str, ...]]] = {
    "Completed": [(), ("passed",)],
    "Passed": [(), ("completed",), ("failed", "completed")],
    "CompletedAndPassed": [(), ("completed",), ("passed",), ("completed", "failed")],
    "CompletedOrPassed": [(), ("failed",)],
}


@pytest.mark.parametrize("satisfied", [True, False])
def test_move_on(opened, satisfied):
    table = SATISFYING if satisfied else NOT_SATISFYING
    cases = [(move_on, verbs) for move_on, scripts in table.items() for verbs in scripts]
    session = opened(*(au(f"a{n}", moveOn=move_on) for n, (move_on, _) in enumerate(cases)))
    for number, (move_on, verbs) in enumerate(cases):
        assert session.au_satisfied(number) == (move_on == "NotApplicable")
        _play(session, number, *verbs)
        assert session.au_satisfied(number) == satisfied, (move_on, verbs)
    assert session.course_satisfied == satisfied
    assert len(_said(session, "satisfied")) == satisfied
    assert session.violations == []


def test_move_on_is_met_over_several_sessions(opened):
    session = opened(au("a", moveOn="CompletedAndPassed"))
    _play(session, 0, "completed")
    _play(session, 0, "failed")
    assert not session.course_satisfied
    _play(session, 0, "passed")
    assert session.course_satisfied


def test_satisfied_goes_up_the_blocks(opened):
    inner = block("inner", au("a", moveOn="Completed"), au("b", moveOn="Passed"))
    session = opened(block("outer", inner, au("c")), au("d", moveOn="Completed"))
    _play(session, 0, "completed")
    assert _said(session, "satisfied") == []
    _play(session, 1, "passed")
    assert not session.course_satisfied
    _play(session, 3, "completed")
    assert session.course_satisfied
    found = _said(session, "satisfied")
    types = [each["object"]["definition"]["type"].rpartition("/")[2] for each in found]
    assert types == ["block", "block", "course"]
    published = [each["context"]["contextActivities"]["grouping"] for each in found]
    names = ["inner", "outer", "course"]
    assert published == [[{"id": f"https://example.org/cmi5/{name}"}] for name in names]
    assert not {each["object"]["id"] for each in found} & {each[0]["id"] for each in published}
    by_session = [each["context"]["extensions"][extension("sessionid")] for each in found]
    ids = [each.terms.session_id for each in session.launches]
    assert by_session == [ids[1], ids[1], ids[2]]
    _play(session, 0)
    assert len(_said(session, "satisfied")) == 3


def test_what_needs_nothing_is_satisfied_from_the_registration_on(opened):
    session = opened(block("b", au("a")), au("c", moveOn="Passed"))
    [said] = _said(session, "satisfied")
    assert said["object"]["definition"]["type"].endswith("/block")
    assert session.launches == []


def test_what_the_lms_says_is_valid(opened):
    session = opened(
        block("b", au("a", "index.html", UNIT_TEXTS, moveOn="Passed", masteryScore=0.7))
    )
    AuClient(session.launch()).ready().say("initialized")
    _play(session, 0, "passed", "answered")
    kinds = {each["verb"]["display"]["en"] for each in session.statements}
    assert kinds >= {"launched", "abandoned", "satisfied"}
    for each in session.statements:
        sent = {name: part for name, part in each.items() if name != "version"}
        assert [found.rule for found in violations(sent)] == []
        assert objection(each) == ""


def test_a_zip_file_is_gone_after_closing(tmp_path):
    files: dict[str, str | bytes] = {"cmi5.xml": cmi5(au("a")), "index.html": "x"}
    with Cmi5Session(zipped(tmp_path / "course.zip", files)) as session:
        unpacked = session.package.folder
        assert fetch(session.launch()).body == b"x"
    assert not unpacked.exists()
