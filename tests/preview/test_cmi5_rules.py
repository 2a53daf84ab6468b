"""The rules of cmi5 by the ids of their requirements: each kept, each broken, over HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.i18n import LANGUAGES, Voice
from studio.preview import cmi5_session
from studio.preview.cmi5_rules import RULES, breach
from studio.preview.cmi5_session import Cmi5Session
from studio.preview.cmi5_structure import read_cmi5
from studio.preview.cmi5_terms import LAUNCH_DATA
from studio.preview.package import Unpacked
from studio.preview.violations import Violation
from tests.preview.cmi5_client import SHORT, AuClient
from tests.preview.http_client import fetch
from tests.preview.lrs_client import Answer
from tests.preview.packages import au, block, cmi5, folder

CASES = json.loads((Path(__file__).parent / "cmi5_rules.json").read_text("utf-8"))
WRONG = [(case[0], script) for case in CASES for script in case[1]]
RIGHT = [(case[0], script) for case in CASES for script in case[2]]
AUS = 400
"""How many units there are with a masteryScore, and how many without: each test takes new ones."""
Launch = Callable[..., AuClient]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cmi5Session]:
    """A course of many units. No launch waits for the one before."""
    mastery = [au(f"au{number}", masteryScore=0.8) for number in range(AUS)]
    others = [au(f"other{number}") for number in range(AUS)]
    files: dict[str, str | bytes] = {"cmi5.xml": cmi5(*mastery, *others), "index.html": ""}
    package = folder(tmp_path_factory.mktemp("cmi5"), files)
    with pytest.MonkeyPatch.context() as patch, Cmi5Session(package) as session:
        patch.setattr(cmi5_session, "_GRACE_S", 0)
        yield session


@pytest.fixture(scope="module")
def launch(session: Cmi5Session) -> Launch:
    """Launches the next unit, or the one of a client once more."""
    numbers = {True: count(), False: count(AUS)}

    def launched(
        mode: str = "Normal", *, mastery: bool = True, again: AuClient | None = None
    ) -> AuClient:
        ids = [each.terms.activity_id for each in session.launches]
        au = session.launches[ids.index(again.activity_id)].terms.au if again else None
        number = session.structure.aus.index(au) if au else next(numbers[mastery])
        return AuClient(session.launch(number, mode))

    return launched


class _Broken:
    """What is noted from now on."""

    def __init__(self, session: Cmi5Session) -> None:
        self._all, self._before = session.violations, len(session.violations)

    @property
    def _found(self) -> list[Violation]:
        return [each for each in self._all[self._before :] if each.judge == "cmi5"]

    @property
    def cmi5(self) -> list[str]:
        return [each.requirement for each in self._found]

    def matches(self, answer: Answer) -> bool:
        """Whether the answer has the status and says the sentence of the first of them."""
        first = self._found[0]
        return str(answer.status) == first.code and Voice("en").say(first.message) in answer.text


def _run(launch: Launch, script: list[Any], **terms: Any) -> tuple[AuClient, dict[str, Any]]:
    """Play all but the last step of a script, and return that as a statement to send."""
    client = launch(**terms).ready()
    for step in script[:-1]:
        if step == "again":
            client = launch(**terms, again=client).ready()
        else:
            answer = client.send(_statement(client, step))
            assert answer.status == 200, answer.text
    return client, _statement(client, script[-1])


def _statement(client: AuClient, step: Any) -> dict[str, Any]:
    return client.statement(step) if isinstance(step, str) else client.statement(*step)


@pytest.mark.parametrize(("requirement", "script"), WRONG)
def test_wrong(session, launch, requirement, script):
    client, last = _run(launch, script)
    stored, broken = len(session.statements), _Broken(session)
    answer = client.send(last)
    assert answer.status == 403
    assert requirement in broken.cmi5
    assert broken.matches(answer)
    assert len(session.statements) == stored


@pytest.mark.parametrize(("requirement", "script"), RIGHT)
def test_right(session, launch, requirement, script):
    broken = _Broken(session)
    client, last = _run(launch, script)
    answer = client.send(last)
    assert answer.status == 200, answer.text
    assert [each for each in broken.cmi5 if each != "7.1.2.0-1"] == []


@pytest.mark.parametrize(
    ("requirement", "script"),
    [each for each in WRONG if "again" not in each[1]],
)
def test_a_batch_is_judged_in_order(session, launch, requirement, script):
    client = launch().ready()
    stored, broken = len(session.statements), _Broken(session)
    assert client.send(*(_statement(client, each) for each in script)).status == 403
    assert requirement in broken.cmi5
    assert len(session.statements) == stored
    client.say("initialized", "completed", "terminated")


def test_nothing_follows_terminated_in_a_batch(session, launch):
    client, broken = launch().ready(), _Broken(session)
    names = ("initialized", "terminated", "answered")
    assert client.send(*(client.statement(each) for each in names)).status == 403
    assert broken.cmi5 == ["9.3.0.0-5"]


def _may_follow(said: list[str], verb: str) -> bool:
    if not said or "terminated" in said:
        return not said and verb == "initialized"
    once = {"passed", "failed"} if verb in ("passed", "failed") else {verb} - {"answered"}
    return not once & set(said)


@given(st.lists(st.sampled_from([*SHORT, "answered"]), max_size=8))
@settings(deadline=None, max_examples=25)
def test_of_any_statements_those_are_taken_that_make_a_session(launch, verbs):
    client, wanted = launch().ready(), list[str]()
    for verb in verbs:
        status = client.send(client.statement(verb)).status
        assert status == (200 if _may_follow(wanted, verb) else 403)
        wanted += [verb] if status == 200 else []
    client = launch().ready()
    assert client.send(*map(client.statement, wanted)).status == 200


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_modes_in_which_nothing_counts(session, launch, mode):
    requirement = {"Browse": "10.2.2.0-2", "Review": "10.2.2.0-3"}[mode]
    client = launch(mode).ready()
    assert client.data["launchMode"] == mode
    client.say("initialized", "answered")
    for verb in ("completed", "passed", "failed"):
        broken = _Broken(session)
        answer = client.send(client.statement(verb))
        assert (broken.cmi5, answer.status) == ([requirement], 403)
        assert mode in answer.text
    client.say("terminated")


def test_without_a_mastery_score_any_score_may_pass(session, launch):
    broken = _Broken(session)
    for verb, scaled in (("passed", 0.1), ("failed", 1)):
        client = launch(mastery=False).ready()
        assert "masteryScore" not in client.data
        client.say("initialized")
        changed = client.statement(verb, {"result.score.scaled": scaled})
        assert client.send(changed).status == 200
        client.say("terminated")
    assert broken.cmi5 == []


# Before the first statement


def test_the_documents_of_the_launch_come_before_any_statement(session, launch):
    client = launch()
    client.authorize()
    broken = _Broken(session)
    client.data = session.launches[-1].terms.launch_data("")
    assert client.send(client.statement("initialized")).status == 403
    assert broken.cmi5 == ["10.2.1.0-4", "11.0.0.0-3"]
    client.read_launch_data()
    client.send(client.statement("initialized"))
    assert broken.cmi5[2:] == ["11.0.0.0-3"]
    client.preferences()
    client.say("initialized", "terminated")


def test_the_token_is_for_one_session(session, launch):
    client = launch()
    broken = _Broken(session)
    assert client.read_launch_data().status == 401
    assert client.read_launch_data().headers["WWW-Authenticate"]
    client.ready().say("initialized", "terminated")
    for answer in (client.send(client.statement("answered")), client.read_launch_data()):
        assert answer.status == 403
    assert broken.cmi5 == ["8.1.2.0-5"] * 2 + ["8.1.2.0-2"] * 2
    left = launch().ready()
    left.say("initialized")
    launch(again=left).ready().say("initialized", "terminated")
    assert left.send(left.statement("answered")).status == 403
    assert broken.cmi5[4:] == ["7.1.2.0-1", "8.1.2.0-2"]


def test_the_fetch_address_is_for_post(session, launch):
    client, broken = launch(), _Broken(session)
    assert fetch(client.fetch_url).status == 405
    assert broken.cmi5 == ["8.2.1.0-2"]
    assert "auth-token" in client.authorize()


# Requests for documents


BEN = {"account": {"homePage": "https://lms.example.org", "name": "ben"}}
OTHER = "2d8b5ff2-0a3e-4e57-8ad5-3f4a9f4d7a11"
GOOD = {"languagePreference": "fr-CA,en", "audioPreference": "off"}


@pytest.mark.parametrize(
    ("requirement", "method", "change", "body"),
    [
        ("10.2.1.0-5", "PUT", {}, {}),
        ("10.2.1.0-5", "POST", {}, {"masteryScore": 0}),
        ("10.2.1.0-5", "DELETE", {}, None),
        ("10.2.1.0-5", "DELETE", {"stateId": None}, None),
        ("8.1.3.0-3", "GET", {"agent": BEN}, None),
        ("8.1.3.0-3", "PUT", {"agent": BEN, "stateId": "bookmark"}, {}),
        ("8.1.4.0-3", "GET", {"registration": None}, None),
        ("8.1.4.0-3", "GET", {"registration": OTHER}, None),
        ("8.1.4.0-3", "PUT", {"registration": OTHER, "stateId": "bookmark"}, {}),
    ],
)
def test_states_that_are_not_the_units(session, launch, requirement, method, change, body):
    client = launch().ready()
    before, broken = client.read_launch_data().json, _Broken(session)
    place = {**client.state(LAUNCH_DATA), **change}
    kept = {name: value for name, value in place.items() if value is not None}
    answer = client.ask(method, "activities/state", kept, body)
    assert broken.cmi5 == [requirement]
    assert broken.matches(answer)
    assert client.read_launch_data().json == before


def test_a_unit_keeps_states_of_its_own(session, launch):
    client, broken = launch().ready(), _Broken(session)
    place = client.state("bookmark")
    assert client.ask("PUT", "activities/state", place, {"screen": 3}).status == 204
    assert client.ask("GET", "activities/state", place).json == {"screen": 3}
    place.pop("registration")
    assert client.ask("PUT", "activities/state", place, {"screen": 4}).status == 204
    assert broken.cmi5 == []


@pytest.mark.parametrize(
    ("requirement", "change", "body"),
    [
        ("11.0.0.0-1", {"agent": BEN}, GOOD),
        ("11.0.0.0-4", {"profileId": "CMI5LearnerPreferences"}, GOOD),
        ("11.0.0.0-5", {}, b"fr"),
        ("11.0.0.0-5", {}, ["fr"]),
        ("11.0.0.0-5", {}, {"languagePreference": "fr"}),
        ("11.1.0.0-1", {}, {**GOOD, "languagePreference": "fr;en"}),
        ("11.1.0.0-1", {}, {**GOOD, "languagePreference": ""}),
        ("11.2", {}, {**GOOD, "audioPreference": True}),
    ],
)
def test_preferences_that_are_wrong(session, launch, requirement, change, body):
    client = launch().ready()
    broken = _Broken(session)
    answer = client.ask("PUT", "agents/profile", {**client.profile(), **change}, body)
    assert broken.cmi5 == [requirement]
    assert broken.matches(answer)


def test_preferences_that_are_right(session, launch):
    client, broken = launch().ready(), _Broken(session)
    assert client.preferences("PUT", GOOD).status == 204
    assert client.preferences().json == GOOD
    assert client.preferences("DELETE").status == 204
    other = {**client.profile(), "profileId": "colours"}
    assert client.ask("PUT", "agents/profile", other, {}).status == 204
    assert broken.cmi5 == []


# The course structure


@pytest.mark.parametrize(
    ("requirement", "structure", "values"),
    [
        ("3.0.0.0-1", cmi5(au("a").replace("https://example.org/cmi5/", "")), ("au", "a")),
        ("8.1.0.0-6", cmi5(au("a", "index.html?fetch=1")), ("fetch",)),
        ("13.1.2.0-1", cmi5(block("b", au("a")), block("b", au("c"))), ("block", "/b")),
        ("13.1.4.0-1", cmi5(au("a"), block("b", au("a"))), ("au", "/a")),
        ("13.2.0.0-1", cmi5(au("a", moveOn="completed")), ("@moveOn", "completed")),
        ("13.2.0.0-1", cmi5(au("a", launchMethod="Tab")), ("@launchMethod", "Tab")),
        ("13.2.0.0-1", cmi5(au("a", masteryScore="70")), ("@masteryScore", "70")),
        ("13.2.0.0-1", cmi5(au("a", masteryScore="nan")), ("@masteryScore", "nan")),
    ],
)
def test_structures_that_an_lms_would_not_import(tmp_path, requirement, structure, values):
    package = folder(tmp_path, {"cmi5.xml": structure, "index.html": ""})
    [problem] = read_cmi5(Unpacked(package)).problems
    assert problem.requirement == requirement
    assert all(each in Voice("en").say(problem.message) for each in values)
    with Cmi5Session(package) as session:
        assert session.violations == [problem]
        assert session.structure.aus[0].move_on == "NotApplicable"
        assert session.structure.aus[0].mastery_score is None


def test_every_requirement_has_a_case():
    here = Path(__file__).read_text("utf-8")
    cases = {case[0] for case in CASES}
    assert cases <= RULES.keys()
    assert [each for each in RULES.keys() - cases if f'"{each}"' not in here] == []
    assert len(CASES) == len(cases)
    assert all(case[1] and case[2] for case in CASES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_sentence(language):
    for requirement in RULES:
        said = breach(requirement, "PLACE", "VALUE", mode="Browse", limit=0.8, truth="true")
        assert Voice(language).say(said.message)
