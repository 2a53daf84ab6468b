"""Packages opened: each on a port of its own, launched, resumed, taken down. No browser here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest

from studio.messages import StudioError
from studio.preview.attempt import Attempt
from studio.preview.scorm_dialects import SCORM2004
from studio.preview.scorm_session import LaunchOptions, ScormSession
from studio.preview.server import Learner, PackageServer, XapiSession, with_query
from tests.preview.http_client import fetch
from tests.preview.packages import (
    MANIFEST,
    RESOURCE,
    TINCAN,
    folder,
    manifest,
    manifest2004,
    zipped,
)

MASTERY = "<adlcp:masteryscore>70</adlcp:masteryscore>"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {
        "imsmanifest.xml": manifest(inside=MASTERY),
        "index.html": "<p>page</p>",
    }
    return folder(tmp_path / "package", files)


@pytest.fixture
def session(package: Path) -> Iterator[ScormSession]:
    with ScormSession(package) as session:
        yield session


def _beside(session: ScormSession, name: str) -> str:
    return urljoin(session.url, name)


def _launch(session: ScormSession) -> dict[str, Any]:
    answer = fetch(_beside(session, "launch"), "POST")
    assert answer.status == 200
    return dict(json.loads(answer.body))


def _record(number: int, call: str, element: str = "", value: str = "") -> dict[str, Any]:
    told = {"call": call, "element": element, "value": value, "result": "true", "code": "0"}
    return {**told, "number": number, "at": 0.5, "violations": []}


def _send(session: ScormSession, launch: dict[str, Any], *records: dict[str, Any]) -> int:
    url = _beside(session, launch["records"])
    return fetch(url, "POST", body=json.dumps(records).encode()).status


def test_the_page_and_the_package_have_one_origin_and_others_have_none(package, session):
    assert fetch(session.url).headers["Content-Type"] == "text/html"
    assert fetch(session.page("index.html")).body == b"<p>page</p>"
    for script in ("scorm12.js", "sender.js", "shell.js", "shell.css"):
        assert fetch(_beside(session, script)).status == 200
    with PackageServer(package) as other:
        assert urlsplit(other.url).port != urlsplit(session.url).port
        assert fetch(other.page("index.html").replace("package/", "lms/")).status == 404


def test_a_first_launch(session):
    launch = _launch(session)
    assert launch["title"] == "Leçon & quiz"
    assert launch["sco"] == "../package/index.html"
    assert launch["values"]["cmi.core.entry"] == "ab-initio"
    assert launch["values"]["cmi.core.lesson_mode"] == "normal"
    assert launch["values"]["cmi.student_data.mastery_score"] == "70"
    assert session.attempt.launches == 1


def test_options_of_the_next_launch(session):
    learner = Learner("l-7", "Núñez, Ana")
    session.options = LaunchOptions(learner, "review", credit=False, lacks=("cmi.comments",))
    launch = _launch(session)
    assert launch["values"]["cmi.core.student_name"] == "Núñez, Ana"
    assert launch["values"]["cmi.core.credit"] == "no-credit"
    assert launch["values"]["cmi.core.lesson_mode"] == "review"
    assert launch["lacks"] == ["cmi.comments"]


def test_a_second_launch_resumes(session):
    launch = _launch(session)
    status = _send(
        session,
        launch,
        _record(0, "LMSInitialize"),
        _record(1, "LMSSetValue", "cmi.suspend_data", "v1"),
        _record(2, "LMSSetValue", "cmi.core.exit", "suspend"),
        _record(3, "LMSFinish"),
    )
    assert status == 204
    values = _launch(session)["values"]
    assert values["cmi.core.entry"] == "resume"
    assert values["cmi.suspend_data"] == "v1"
    assert "cmi.core.exit" not in values
    assert session.attempt.violations == []


def test_an_attempt_goes_on_in_another_session(package):
    attempt = Attempt({"cmi.suspend_data": "v1"})
    with ScormSession(package, attempt=attempt) as session:
        assert _launch(session)["values"]["cmi.suspend_data"] == "v1"


def test_a_launch_waits_for_what_the_page_before_still_sends(session):
    first = _launch(session)
    _send(session, first, _record(0, "LMSInitialize"))
    second = _launch(session)  # the first one never finishes: the launch goes on without it
    assert second["records"] != first["records"]
    assert [each.rule for each in session.attempt.violations] == ["never_finished"]
    assert _send(session, first, _record(1, "LMSCommit")) == 204


def test_closing_notes_a_session_that_is_still_open(package):
    with ScormSession(package) as session:
        _send(session, _launch(session), _record(0, "LMSInitialize"))
    session.close()
    assert [each.rule for each in session.attempt.violations] == ["never_finished"]


def test_waiting_for_the_attempt(session):
    with pytest.raises(TimeoutError):
        session.wait_for(lambda attempt: attempt.calls, timeout_s=0.01)
    _send(session, _launch(session), _record(0, "LMSInitialize"))
    assert session.wait_for(lambda attempt: attempt.calls, timeout_s=1).calls


@pytest.mark.parametrize("body", [b"", b"{}", b"[1]", b'[{"number": 0}]', b"\xff"])
def test_records_that_are_none(session, body):
    url = _beside(session, _launch(session)["records"])
    assert fetch(url, "POST", body=body).status == 400


@pytest.mark.parametrize("launch", ["records/2", "records/0", "records/x", "records/"])
def test_records_of_no_launch(session, launch):
    _launch(session)
    assert _send(session, {"records": launch}, _record(0, "LMSInitialize")) == 400


MEASURE = """<adlcp:dataFromLMS>a=1</adlcp:dataFromLMS><imsss:sequencing><imsss:objectives>
  <imsss:primaryObjective satisfiedByMeasure="true" objectiveID="main">
    <imsss:minNormalizedMeasure>0.7</imsss:minNormalizedMeasure>
  </imsss:primaryObjective></imsss:objectives></imsss:sequencing>"""


@pytest.fixture
def session2004(tmp_path: Path) -> Iterator[ScormSession]:
    files: dict[str, str | bytes] = {
        "imsmanifest.xml": manifest2004(inside=MEASURE, edition="2004 4th Edition"),
        "index.html": "<p>page</p>",
    }
    with ScormSession(folder(tmp_path / "package", files)) as session:
        yield session


def test_a_first_launch_of_scorm2004(session2004):
    assert fetch(session2004.url).status == 200
    launch = _launch(session2004)
    assert launch["edition"] == "2004 4th Edition"
    assert launch["values"] == {
        "cmi.learner_id": "learner-1",
        "cmi.learner_name": "Learner, Test",
        "cmi.credit": "credit",
        "cmi.mode": "normal",
        "cmi.entry": "ab-initio",
        "cmi.launch_data": "a=1",
        "cmi.scaled_passing_score": "0.7",
        "cmi.objectives.0.id": "main",
    }
    assert session2004.attempt.dialect == SCORM2004


@pytest.mark.parametrize(("exit_", "entry"), [("suspend", "resume"), ("normal", "ab-initio")])
def test_only_a_suspended_attempt_of_scorm2004_resumes(session2004, exit_, entry):
    launch = _launch(session2004)
    _send(
        session2004,
        launch,
        _record(0, "Initialize"),
        _record(1, "SetValue", "cmi.suspend_data", "v1"),
        _record(2, "SetValue", "cmi.exit", exit_),
        _record(3, "Terminate"),
    )
    assert session2004.attempt.suspend_data == "v1"
    values = _launch(session2004)["values"]
    assert values["cmi.entry"] == entry
    assert values.get("cmi.suspend_data") == ("v1" if entry == "resume" else None)
    assert "cmi.exit" not in values


def test_each_sco_of_a_package_can_be_opened(tmp_path):
    items = "".join(
        f'<item identifierref="r{n}"><title>Part {n}</title></item>' for n in ("1", "2")
    )
    text = MANIFEST.format(
        organizations=f'<organization identifier="o"><title>C</title>{items}</organization>',
        resources="".join(RESOURCE.format(id=f"r{n}", href=f"{n}.html") for n in ("1", "2")),
    )
    package = folder(tmp_path / "p", {"imsmanifest.xml": text, "1.html": "1", "2.html": "2"})
    with ScormSession(package, sco=1) as session:
        assert [sco.title for sco in session.manifest.scos] == ["Part 1", "Part 2"]
        assert _launch(session)["sco"] == "../package/2.html"
    with pytest.raises(IndexError):
        ScormSession(package, sco=2)


def test_a_package_that_is_none_leaves_no_server(tmp_path):
    for opened in (ScormSession, XapiSession):
        with pytest.raises(StudioError):
            opened(folder(tmp_path / "p", {"index.html": ""}))


def test_a_zip_file_is_gone_after_closing(tmp_path):
    files: dict[str, str | bytes] = {"imsmanifest.xml": manifest(), "index.html": "x"}
    with ScormSession(zipped(tmp_path / "course.zip", files)) as session:
        unpacked = session.package.folder
        assert fetch(session.page("index.html")).body == b"x"
    assert not unpacked.exists()


@pytest.mark.parametrize(
    ("page", "launched"),
    [
        ("http://x.test/a", "http://x.test/a?b=c%20d"),
        ("http://x.test/a?e=f", "http://x.test/a?e=f&b=c%20d"),
        ("http://x.test/a#g?h", "http://x.test/a?b=c%20d#g?h"),
    ],
)
def test_a_launch_adds_to_the_query(page, launched):
    assert with_query(page, {"b": "c d"}) == launched


def test_an_xapi_launch(tmp_path):
    files: dict[str, str | bytes] = {
        "tincan.xml": TINCAN.format(href="index.html?theme=a b"),
        "index.html": "x",
    }
    with XapiSession(folder(tmp_path / "p", files)) as session:
        assert fetch(session.url).status == 200
        query = parse_qs(urlsplit(session.url).query, strict_parsing=True)
        assert query["theme"] == ["a b"]
        assert query["endpoint"] == [session.lrs.endpoint]
        assert query["auth"] == [session.lrs.auth]
        assert query["activity_id"] == ["https://example.org/xapi/course"]
        assert query["registration"] == [session.registration]
        assert json.loads(query["actor"][0])["account"]["name"] == "learner-1"
        assert "+" not in urlsplit(session.url).query
        assert urlsplit(session.lrs.endpoint).port != urlsplit(session.url).port
