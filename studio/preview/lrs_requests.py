"""What the requests to an LRS may say: versions, parameters and their values (Communication)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from studio.preview.loopback import Request
from studio.preview.statements import ACTOR, AGENT
from studio.preview.violations import Violation
from studio.preview.xapi_values import (
    BadJsonError,
    Check,
    Version,
    breach,
    iri,
    one_of,
    parsed,
    rfc3339,
    text,
    timestamp,
    uuid,
    written,
)


class RefusedError(Exception):
    """A request that a strict LRS does not take."""

    def __init__(self, found: Sequence[Violation]) -> None:
        super().__init__(", ".join(each.rule for each in found))
        self.violations = list(found)

    @property
    def status(self) -> int:
        """The HTTP status of the answer: that of the first reason."""
        return next(int(each.code) for each in self.violations if each.code != "0")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a request: how its value is written, and whether it must be there."""

    check: Check
    required: bool = False


def _agent(kinds: Check) -> Check:
    def check(value: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401  # as other checks
        try:
            yield from kinds(parsed(value.encode()), place)
        except BadJsonError as problem:
            yield breach(problem.violation.rule, place, value)

    return check


_TRUTH = one_of("true", "false")
_SINCE = {"since": Parameter(timestamp)}
_STATE = {
    "activityId": Parameter(iri, required=True),
    "agent": Parameter(_agent(AGENT), required=True),
    "registration": Parameter(uuid),
}
_ACTIVITY = {"activityId": Parameter(iri, required=True)}
_AGENT = {"agent": Parameter(_agent(AGENT), required=True)}
_FORMAT = {
    "format": Parameter(one_of("exact", "ids", "canonical")),
    "attachments": Parameter(_TRUTH),
}

# The id of the document: needed to write one, left out to list them (and to clear a state).
_STATE_ID, _ANY_STATE = ({"stateId": Parameter(text, required=must)} for must in (True, False))
_PROFILE_ID, _ANY_PROFILE = (
    {"profileId": Parameter(text, required=must)} for must in (True, False)
)

PARAMETERS: Mapping[tuple[str, str], Mapping[str, Parameter]] = {
    ("statements", "PUT"): {"statementId": Parameter(uuid, required=True)},
    ("statements", "POST"): {},
    ("statements", "GET"): {
        "statementId": Parameter(uuid),
        "voidedStatementId": Parameter(uuid),
        "agent": Parameter(_agent(ACTOR)),
        "verb": Parameter(iri),
        "activity": Parameter(iri),
        "registration": Parameter(uuid),
        "related_activities": Parameter(_TRUTH),
        "related_agents": Parameter(_TRUTH),
        "since": Parameter(timestamp),
        "until": Parameter(timestamp),
        "limit": Parameter(written("not_number", re.compile(r"\d{1,9}"))),
        "ascending": Parameter(_TRUTH),
        "more": Parameter(text),
        **_FORMAT,
    },
    ("activities/state", "PUT"): {**_STATE, **_STATE_ID},
    ("activities/state", "POST"): {**_STATE, **_STATE_ID},
    ("activities/state", "GET"): {**_STATE, **_ANY_STATE, **_SINCE},
    ("activities/state", "DELETE"): {**_STATE, **_ANY_STATE},
    ("activities/profile", "PUT"): {**_ACTIVITY, **_PROFILE_ID},
    ("activities/profile", "POST"): {**_ACTIVITY, **_PROFILE_ID},
    ("activities/profile", "GET"): {**_ACTIVITY, **_ANY_PROFILE, **_SINCE},
    ("activities/profile", "DELETE"): {**_ACTIVITY, **_PROFILE_ID},
    ("agents/profile", "PUT"): {**_AGENT, **_PROFILE_ID},
    ("agents/profile", "POST"): {**_AGENT, **_PROFILE_ID},
    ("agents/profile", "GET"): {**_AGENT, **_ANY_PROFILE, **_SINCE},
    ("agents/profile", "DELETE"): {**_AGENT, **_PROFILE_ID},
    ("activities", "GET"): _ACTIVITY,
    ("agents", "GET"): _AGENT,
    ("about", "GET"): {},
}
"""The parameters of each resource and method. What is not here is refused (3.2)."""

RESOURCES = frozenset(resource for resource, _ in PARAMETERS)

VERSION_HEADER = "X-Experience-API-Version"
_IN_TWO: Mapping[Check, Check] = {timestamp: rfc3339}
"""The checks that xAPI 2.0 makes in place of others."""


def version_of(request: Request) -> Version:
    """Return by which version's rules a request is judged: 1.0.3 if it names none that is known."""
    named = request.headers.get(VERSION_HEADER, "")
    return Version.TWO if re.fullmatch(r"2\.0(\.\d+)?", named) else Version.ONE


def check_version(request: Request) -> None:
    """Check the version header (Communication 3.3).

    Raises:
        RefusedError: it is missing, or no version 1.0 or 2.0.
    """
    version = request.headers.get(VERSION_HEADER)
    if version is None:
        raise RefusedError([breach("version_missing", VERSION_HEADER)])
    if not re.fullmatch(r"[12]\.0(\.\d+)?", version):
        raise RefusedError([breach("version_unknown", VERSION_HEADER, version)])


def parameters(resource: str, request: Request) -> dict[str, str]:
    """Return the parameters of a request by name.

    Raises:
        RefusedError: the resource does not have that method, or a parameter is unknown, missing,
            given twice, or badly written.
    """
    known = PARAMETERS.get((resource, request.method))
    if known is None:
        raise RefusedError([breach("unknown_method", resource, request.method)])
    if request.method == "POST" and any(name == "method" for name, _ in request.query):
        raise RefusedError([breach("alternate_syntax", "method")])
    if found := list(_wrong(known, request)):
        raise RefusedError(found)
    return dict(request.query)


def _wrong(known: Mapping[str, Parameter], request: Request) -> Iterator[Violation]:
    names = [name for name, _ in request.query]
    others = _IN_TWO if version_of(request) is Version.TWO else {}
    for name, parameter in known.items():
        if parameter.required and name not in names:
            yield breach("missing_parameter", name)
    for number, (name, value) in enumerate(request.query):
        if name not in known:
            yield breach("unknown_parameter", name)
        elif name in names[:number]:
            yield breach("repeated_parameter", name)
        else:
            check = others.get(known[name].check, known[name].check)
            yield from (each for each in check(value, name) if each.code != "0")
