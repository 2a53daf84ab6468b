"""xAPI statements, validated against tables written from the specification 1.0.3 (Data 2.4).

xAPI 2.0 (IEEE 9274.1.1) takes the same statements, with other timestamps and two new properties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from studio.preview.interactions import COMPONENTS, check_components, check_response
from studio.preview.shapes import Shape, extensions, join, language_map, list_of
from studio.preview.violations import Violation
from studio.preview.xapi_values import (
    Check,
    Version,
    boolean,
    breach,
    duration,
    iri,
    language,
    mbox,
    media_type,
    number,
    one_of,
    rfc3339,
    sha1,
    sha2,
    text,
    timestamp,
    uuid,
    written,
)

VOIDED = "http://adlnet.gov/expapi/verbs/voided"
IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")
"""The properties by one of which an agent is known (Data 2.4.2.3)."""


def violations(statement: object, version: Version = Version.ONE) -> list[Violation]:
    """Return all that is wrong with a statement; those with the code 0 are no reason to refuse."""
    return list(_STATEMENT[version](statement, ""))


def refused(found: list[Violation]) -> bool:
    """Return whether a strict LRS answers 400 to what has these violations."""
    return any(each.code != "0" for each in found)


def _one_identifier(value: dict[str, Any], place: str) -> Iterator[Violation]:
    known = [name for name in IDENTIFIERS if name in value]
    if not known:
        yield breach("no_identifier", place)
    elif len(known) > 1:
        yield breach("several_identifiers", place, ", ".join(known))


def _group_identity(value: dict[str, Any], place: str) -> Iterator[Violation]:
    if any(name in value for name in IDENTIFIERS):
        yield from _one_identifier(value, place)
    elif not value.get("member"):
        yield breach("missing_property", join(place, "member"))


def _score_order(value: dict[str, Any], place: str) -> Iterator[Violation]:
    scaled, raw = value.get("scaled", 0), value.get("raw")
    low, high = value.get("min"), value.get("max")
    if not -1 <= scaled <= 1:
        yield breach("score_out_of_range", join(place, "scaled"), scaled)
    given = [each for each in (low, raw, high) if each is not None]
    if given != sorted(given) or (low is not None and low == high):
        yield breach("score_bounds", place, value)


def _length(value: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401  # any JSON value
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        yield breach("bad_length", place, value)


def _filled_list_of(check: Check) -> Check:
    def check_list(value: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401
        if value == []:
            yield breach("empty_list", place)
        yield from list_of(check)(value, place)

    return check_list


def _by_type(kinds: dict[str, Check], default: str) -> Check:
    """Return the check that chooses by `objectType`."""

    def check(value: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401
        kind = value.get("objectType", default) if isinstance(value, dict) else default
        if kind in kinds:
            yield from kinds[kind](value, place)
        else:
            words = ", ".join(kinds)
            yield breach("bad_vocabulary", join(place, "objectType"), kind, words=words)

    return check


_ACCOUNT = Shape({"homePage": iri, "name": text}, required=("homePage", "name"))
_IDENTITY: dict[str, Check] = {
    "name": text,
    "mbox": mbox,
    "mbox_sha1sum": sha1,
    "openid": iri,
    "account": _ACCOUNT,
}
AGENT = Shape({"objectType": one_of("Agent"), **_IDENTITY}, across=(_one_identifier,))
GROUP = Shape(
    {"objectType": one_of("Group"), **_IDENTITY, "member": list_of(AGENT)},
    required=("objectType",),
    across=(_group_identity,),
)
ACTOR = _by_type({"Agent": AGENT, "Group": GROUP}, "Agent")


def _authority(value: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401
    yield from ACTOR(value, place)
    group = isinstance(value, dict) and value.get("objectType") == "Group"
    if group and (len(value.get("member", ())) != 2 or any(name in value for name in IDENTIFIERS)):
        yield breach("bad_authority", place)


_DEFINITION = Shape(
    {
        "name": language_map,
        "description": language_map,
        "type": iri,
        "moreInfo": iri,
        "extensions": extensions,
        **COMPONENTS,
    },
    across=(check_components,),
)
ACTIVITY = Shape(
    {"objectType": one_of("Activity"), "id": iri, "definition": _DEFINITION}, required=("id",)
)
_REFERENCE = Shape(
    {"objectType": one_of("StatementRef"), "id": uuid}, required=("objectType", "id")
)


def _activities(value: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401
    if isinstance(value, dict):
        yield breach("single_activity", place)
        yield from ACTIVITY(value, place)
    else:
        yield from list_of(ACTIVITY)(value, place)


def _related(kind: str, name: str, check: Check) -> Check:
    """Return the check of `contextAgents` or `contextGroups` (IEEE 9274.1.1, 4.2.2.5)."""
    types = _filled_list_of(iri)
    properties = {"objectType": one_of(kind), name: check, "relevantTypes": types}
    return list_of(Shape(properties, required=("objectType", name)))


_CONTEXT: dict[str, Check] = {
    "registration": uuid,
    "instructor": ACTOR,
    "team": GROUP,
    "contextActivities": Shape(
        dict.fromkeys(("parent", "grouping", "category", "other"), _activities)
    ),
    "revision": text,
    "platform": text,
    "language": language,
    "statement": _REFERENCE,
    "extensions": extensions,
}
_CONTEXT_TWO: dict[str, Check] = {
    **_CONTEXT,
    "contextAgents": _related("contextAgent", "agent", AGENT),
    "contextGroups": _related("contextGroup", "group", GROUP),
}
_SCORE = Shape(dict.fromkeys(("scaled", "raw", "min", "max"), number), across=(_score_order,))
_RESULT = Shape(
    {
        "score": _SCORE,
        "success": boolean,
        "completion": boolean,
        "response": text,
        "duration": duration,
        "extensions": extensions,
    }
)
_ATTACHMENT = Shape(
    {
        "usageType": iri,
        "display": language_map,
        "description": language_map,
        "contentType": media_type,
        "length": _length,
        "sha2": sha2,
        "fileUrl": iri,
    },
    required=("usageType", "display", "contentType", "length", "sha2"),
)


def _verb_display(value: dict[str, Any], place: str) -> Iterator[Violation]:
    if "display" not in value:
        yield breach("no_display", join(place, "display"))


_VERB = Shape({"id": iri, "display": language_map}, required=("id",), across=(_verb_display,))


def _context_fits(value: dict[str, Any], place: str) -> Iterator[Violation]:
    if value["object"].get("objectType", "Activity") == "Activity":
        return
    for name in ("revision", "platform"):
        if name in value.get("context", {}):
            yield breach("context_needs_activity", join(place, f"context.{name}"))


def _voids(value: dict[str, Any], place: str) -> Iterator[Violation]:
    if value["verb"]["id"] == VOIDED and value["object"].get("objectType") != "StatementRef":
        yield breach("voids_no_statement", join(place, "object"))


def _recommended(value: dict[str, Any], place: str) -> Iterator[Violation]:
    for name in ("id", "timestamp"):
        if name not in value:
            yield breach(f"no_{name}", join(place, name))
    if "version" in value:
        yield breach("version_sent", join(place, "version"), value["version"])


_OBJECTS: dict[str, Check] = {
    "Activity": ACTIVITY,
    "Agent": AGENT,
    "Group": GROUP,
    "StatementRef": _REFERENCE,
}
_NEEDED = ("actor", "verb", "object")


def _statement(context: Mapping[str, Check], time: Check, version: str) -> Shape:
    """Return the check of statements whose contexts, times and versions are these."""
    common: dict[str, Check] = {
        "actor": ACTOR,
        "verb": _VERB,
        "result": _RESULT,
        "context": Shape(context),
        "timestamp": time,
        "attachments": list_of(_ATTACHMENT),
    }
    substatement = Shape(
        {**common, "objectType": one_of("SubStatement"), "object": _by_type(_OBJECTS, "Activity")},
        required=_NEEDED,
        across=(_context_fits, _voids),
    )
    own: dict[str, Check] = {
        "id": uuid,
        "object": _by_type({**_OBJECTS, "SubStatement": substatement}, "Activity"),
        "stored": time,
        "authority": _authority,
        "version": written("bad_version", re.compile(version)),
    }
    across = (_context_fits, _voids, _recommended, check_response)
    return Shape({**common, **own}, required=_NEEDED, across=across)


_STATEMENT = {
    Version.ONE: _statement(_CONTEXT, timestamp, r"1\.0\.\d+"),
    Version.TWO: _statement(_CONTEXT_TWO, rfc3339, r"2\.0\.\d+"),
}
