"""What a cmi5 LMS asks of the requests of an AU, beyond xAPI (8.1, 8.2, 10.2, 11)."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from studio.preview.cmi5_launch import Launch, Terms
from studio.preview.cmi5_registration import Registration
from studio.preview.cmi5_rules import breach
from studio.preview.cmi5_statements import defined_verb, judged
from studio.preview.cmi5_terms import LAUNCH_DATA, PREFERENCES
from studio.preview.loopback import Request
from studio.preview.lrs_requests import RefusedError
from studio.preview.statement_store import Statement
from studio.preview.violations import Violation
from studio.preview.xapi_values import BadJsonError, language, parsed


class Cmi5Gate:
    """The gate of a learner's registration. `record` stores what the LMS has to say itself.

    Another `registration` may take its place when nothing of the first is under way.

    After `terminated` a statement that is there already may still come once more (9.3.8): a page
    that closes can't wait to learn what has arrived.
    """

    def __init__(
        self, registration: Registration, record: Callable[[Iterable[Statement]], None]
    ) -> None:
        self.registration = registration
        self._record = record

    def admit(self, request: Request) -> None:
        """Let in an AU by the token of its session."""
        self._launch(request)

    def allow(self, resource: str, request: Request, parameters: Mapping[str, str]) -> None:
        """Refuse what concerns others or is the LMS's, and notice what the AU reads."""
        launch = self._launch(request)
        sends = resource == "statements" and request.method != "GET"
        if launch.abandoned or (launch.over and not sends):
            raise _session_over()
        if found := list(_wrong(resource, request, parameters, launch.terms)):
            raise RefusedError(found)
        if request.method == "GET" and (read := _read(resource, parameters, launch.terms)):
            launch.read.add(read)

    def judge(self, request: Request, statements: Sequence[Statement]) -> None:
        """Judge statements in their order; after the first that is wrong, none is."""
        launch = self._launch(request)
        if launch.over and statements:
            raise _session_over()
        history = self.registration.history(launch)
        for statement in statements:
            if found := list(judged(statement, launch.terms, history)):
                raise RefusedError(found)
            history = history.after(defined_verb(statement, launch.terms))

    def stored(self, request: Request, statements: Sequence[Statement]) -> None:
        """Keep what the AU said, and say what is satisfied now."""
        launch = self._launch(request)
        for statement in statements:
            self._record(self.registration.take(launch, statement))

    def _launch(self, request: Request) -> Launch:
        given = request.headers.get("Authorization", "").encode()
        for launch in self.registration.launches:
            wanted = f"Basic {launch.token}".encode()
            if launch.fetched and secrets.compare_digest(given, wanted):
                return launch
        raise RefusedError([breach("8.1.2.0-5", "Authorization")])


def _session_over() -> RefusedError:
    return RefusedError([breach("8.1.2.0-2", "Authorization")])


def _wrong(
    resource: str, request: Request, parameters: Mapping[str, str], terms: Terms
) -> Iterator[Violation]:
    if resource in ("activities/state", "agents/profile", "agents"):
        agent = {"objectType": "Agent", **json.loads(parameters["agent"])}
        if agent != terms.actor:
            requirement = "11.0.0.0-1" if resource == "agents/profile" else "8.1.3.0-3"
            yield breach(requirement, "agent", parameters["agent"])
    if resource == "activities/state":
        yield from _wrong_state(request.method, parameters, terms)
    if resource == "agents/profile":
        yield from _wrong_profile(request, parameters.get("profileId", ""))


def _wrong_state(method: str, parameters: Mapping[str, str], terms: Terms) -> Iterator[Violation]:
    document = parameters.get("stateId", LAUNCH_DATA if method == "DELETE" else "")
    optional = terms.registration if document != LAUNCH_DATA else ""
    if parameters.get("registration", optional).lower() != terms.registration:
        yield breach("8.1.4.0-3", "registration", parameters.get("registration", ""))
    if method != "GET" and document == LAUNCH_DATA:
        yield breach("10.2.1.0-5", LAUNCH_DATA, method)


def _wrong_profile(request: Request, document: str) -> Iterator[Violation]:
    if document.lower() == PREFERENCES.lower() and document != PREFERENCES:
        yield breach("11.0.0.0-4", "profileId", document)
    elif document == PREFERENCES and request.method in ("PUT", "POST"):
        yield from _wrong_preferences(request.body)


def _wrong_preferences(body: bytes) -> Iterator[Violation]:
    try:
        told = parsed(body)
    except BadJsonError:
        told = None
    if not isinstance(told, dict) or not {"languagePreference", "audioPreference"} <= told.keys():
        yield breach("11.0.0.0-5", PREFERENCES)
        return
    tags = str(told["languagePreference"]).split(",")
    if any(found for tag in tags for found in language(tag.strip(), "")):
        yield breach("11.1.0.0-1", "languagePreference", told["languagePreference"])
    if told["audioPreference"] not in ("on", "off"):
        yield breach("11.2", "audioPreference", told["audioPreference"])


def _read(resource: str, parameters: Mapping[str, str], terms: Terms) -> str:
    """Return which of the documents that an AU must read it reads; "" for none of them."""
    if resource == "activities/state" and parameters["activityId"] == terms.activity_id:
        return LAUNCH_DATA if parameters.get("stateId") == LAUNCH_DATA else ""
    return PREFERENCES if parameters.get("profileId") == PREFERENCES else ""
