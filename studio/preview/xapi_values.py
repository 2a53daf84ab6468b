"""The values that xAPI statements are made of, and the rules that they may break.

A check takes a value and its place in the statement and yields what is wrong with it. "Data" and
"Communication" are parts two and three of the specification 1.0.3, with its section numbers; what
xAPI 2.0 adds has those of IEEE 9274.1.1-2023.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeAlias

from studio.messages import Param
from studio.preview.violations import Violation

Check: TypeAlias = Callable[[Any, str], Iterator[Violation]]


class Version(StrEnum):
    """A version of xAPI that a request may be made in, as the LRS names it in its answers."""

    ONE = "1.0.3"
    TWO = "2.0.0"


# rule -> (standard or profile, HTTP status: 0 is let through and only noted, requirement)
RULES: dict[str, tuple[str, int, str]] = {
    "bad_json": ("standard", 400, "Communication 3.2"),
    "twice": ("standard", 400, "Data 2.2"),
    "null": ("standard", 400, "Data 2.2"),
    "not_object": ("standard", 400, "Data 2.2"),
    "not_list": ("standard", 400, "Data 2.2"),
    "not_text": ("standard", 400, "Data 2.2"),
    "not_number": ("standard", 400, "Data 2.2"),
    "not_boolean": ("standard", 400, "Data 2.2"),
    "missing_property": ("standard", 400, "Data 2.4"),
    "unknown_property": ("standard", 400, "Data 2.2"),
    "bad_vocabulary": ("standard", 400, "Data 2.2"),
    "bad_iri": ("standard", 400, "Data 4.3"),
    "bad_uuid": ("standard", 400, "Data 4.4"),
    "bad_timestamp": ("standard", 400, "Data 4.5"),
    "bad_duration": ("standard", 400, "Data 4.6"),
    "bad_language": ("standard", 400, "Data 4.2"),
    "bad_mbox": ("standard", 400, "Data 2.4.2.3"),
    "bad_sha1": ("standard", 400, "Data 2.4.2.3"),
    "bad_sha2": ("standard", 400, "Data 2.4.11"),
    "bad_media_type": ("standard", 400, "Data 2.4.11"),
    "bad_length": ("standard", 400, "Data 2.4.11"),
    "bad_version": ("standard", 400, "Data 2.4.10"),
    "no_identifier": ("standard", 400, "Data 2.4.2.1"),
    "several_identifiers": ("standard", 400, "Data 2.4.2.1"),
    "bad_authority": ("standard", 400, "Data 2.4.9"),
    "score_out_of_range": ("standard", 400, "Data 2.4.5.1"),
    "score_bounds": ("standard", 400, "Data 2.4.5.1"),
    "component_not_allowed": ("standard", 400, "Data 2.4.4.1"),
    "component_twice": ("standard", 400, "Data 2.4.4.1"),
    "context_needs_activity": ("standard", 400, "Data 2.4.6"),
    "voids_no_statement": ("standard", 400, "Data 2.3.2"),
    # what xAPI 2.0 adds
    "not_rfc3339": ("standard", 400, "IEEE 9274.1.1, 4.2.7"),
    "empty_list": ("standard", 400, "IEEE 9274.1.1, 4.2.2.5"),
    # what is let through
    "future_timestamp": ("standard", 0, "Data 2.4.7"),
    "version_sent": ("profile", 0, "Data 2.4.10"),
    "no_zone": ("profile", 0, "Data 4.5"),
    "duration_too_fine": ("profile", 0, "Data 4.6"),
    "empty_object": ("profile", 0, "Data 2.2"),
    "empty_text": ("profile", 0, "Data 2.2"),
    "no_id": ("profile", 0, "Data 2.4.1"),
    "no_timestamp": ("profile", 0, "Data 2.4.7"),
    "no_display": ("profile", 0, "Data 2.4.3"),
    "single_activity": ("profile", 0, "Data 2.4.6.2"),
    "component_spaces": ("profile", 0, "Data 2.4.4.1"),
    "bad_response": ("profile", 0, "Data 2.4.4.1"),
    # what a request may break
    "version_missing": ("standard", 400, "Communication 3.3"),
    "version_unknown": ("standard", 400, "Communication 3.3"),
    "not_authorized": ("standard", 401, "Communication 4.0"),
    "unknown_resource": ("standard", 404, "Communication 2.0"),
    "unknown_method": ("standard", 405, "Communication 2.0"),
    "unknown_parameter": ("standard", 400, "Communication 3.2"),
    "repeated_parameter": ("standard", 400, "Communication 3.2"),
    "missing_parameter": ("standard", 400, "Communication 2.0"),
    "parameters_exclude": ("standard", 400, "Communication 2.1.3"),
    "alternate_syntax": ("profile", 400, "Communication 1.3"),
    "bad_content_type": ("standard", 400, "Communication 1.5"),
    "bad_multipart": ("standard", 400, "Communication 1.5.2"),
    "attachment_missing": ("standard", 400, "Communication 1.5.2"),
    "id_mismatch": ("standard", 400, "Communication 2.1.1"),
    "id_twice": ("standard", 400, "Communication 2.1.2"),
    "id_conflict": ("standard", 409, "Communication 2.1.2"),
    "document_conflict": ("standard", 409, "Communication 3.1"),
    "precondition_failed": ("standard", 412, "Communication 3.1"),
    "not_mergeable": ("standard", 400, "Communication 2.2"),
}

_SHOWN_CHARACTERS = 120

_CHARACTER = (
    r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    r"\U00010000-\U000efffd]|%[0-9A-Fa-f]{2})"
)
_IRI = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.\-]*:(?://(?:[^/?#@\s]*@)?\[[0-9A-Fa-f:.]+\])?{_CHARACTER}*"
    rf"(?:\?(?:{_CHARACTER}|[?\ue000-\uf8ff])*)?(?:#(?:{_CHARACTER}|\?)*)?"
)
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+)",
    re.IGNORECASE,
)
_TIMESTAMP = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?"
    r"([Zz]|[+-]\d\d(?::?[0-5]\d)?)?"
)
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)")
_NUMBER = r"\d+(?:[.,]\d+)?"
_DURATION = re.compile(
    rf"P(?:{_NUMBER}W|(?=\d|T\d)(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}D)?"
    rf"(?:T(?=\d)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?)"
)
_FRACTION_INSIDE = re.compile(r"[.,]\d+[A-Z].*\d")
_MBOX = re.compile(r"mailto:[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\".]+")
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+\-]+/[\w!#$&^.+\-]+(?:\s*;\s*[\w!#$&^.+\-]+=.+)*")
_SHA2 = re.compile(r"(?:[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})", re.IGNORECASE)


class BadJsonError(ValueError):
    """A text is no JSON, or says a property twice; `violation` says which."""

    def __init__(self, violation: Violation) -> None:
        super().__init__(violation.rule)
        self.violation = violation


def breach(rule: str, place: str, value: object = "", **params: Param) -> Violation:
    """Return the violation of a rule of `RULES`."""
    kind, status, requirement = RULES[rule]
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Violation(
        "xapi", rule, kind, requirement, place, shown[:_SHOWN_CHARACTERS], str(status), params
    )


def parsed(text: bytes) -> Any:  # noqa: ANN401  # any JSON value
    """Return the value of a JSON text in UTF-8 (RFC 8259), without NaN or repeated properties.

    Raises:
        BadJsonError: it is no such text.
    """
    try:
        return json.loads(
            text.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant
        )
    except BadJsonError:
        raise
    except (ValueError, RecursionError) as problem:
        raise BadJsonError(breach("bad_json", "", str(problem))) from problem


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = dict(pairs)
    if len(names) < len(pairs):
        repeated = next(name for name in names if [each for each, _ in pairs].count(name) > 1)
        raise BadJsonError(breach("twice", repeated))
    return names


def _no_constant(name: str) -> None:
    raise BadJsonError(breach("bad_json", "", name))


def moment(timestamp: str) -> datetime | None:
    """Return the time of a timestamp, in UTC where it names no zone; None if it is none.

    ISO 8601 in its extended form, of which RFC 3339 is a profile (Data 4.5). The zone `-00:00` is
    none in ISO 8601.
    """
    match = _TIMESTAMP.fullmatch(timestamp)
    if not match or re.fullmatch(r"-00(:?00)?", match[8] or ""):
        return None
    year, month, day, hour, minute = map(int, match.groups()[:5])
    second = min(int(match[6] or 0), 59) if match[6] != "60" else 59
    try:
        naive = datetime(year, month, day, hour, minute, second, int(f"{match[7] or 0:0<6}"[:6]))  # noqa: DTZ001  # its zone follows
        zone = datetime.strptime(_zone(match[8]), "%z").tzinfo
    except ValueError:
        return None
    return naive.replace(tzinfo=zone).astimezone(UTC)


def _zone(text: str | None) -> str:
    if not text or text in "Zz":
        return "+0000"
    return text.replace(":", "").ljust(5, "0")


def text(value: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401  # any JSON value
    """Check a text of any form."""
    if not isinstance(value, str):
        yield breach("not_text", place, value)
    elif not value:
        yield breach("empty_text", place)


def written(rule: str, pattern: re.Pattern[str]) -> Check:
    """Return the check of a text of a certain form."""

    def check(value: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401
        if not isinstance(value, str):
            yield breach("not_text", place, value)
        elif not pattern.fullmatch(value):
            yield breach(rule, place, value)

    return check


iri = written("bad_iri", _IRI)
uuid = written("bad_uuid", _UUID)
language = written("bad_language", _LANGUAGE)
mbox = written("bad_mbox", _MBOX)
sha1 = written("bad_sha1", re.compile(r"[0-9a-f]{40}", re.IGNORECASE))
sha2 = written("bad_sha2", _SHA2)
media_type = written("bad_media_type", _MEDIA_TYPE)


def timestamp(value: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401
    """Check a timestamp (Data 4.5)."""
    if not isinstance(value, str):
        yield breach("not_text", place, value)
    elif (when := moment(value)) is None:
        yield breach("bad_timestamp", place, value)
    elif not re.search(r"([Zz]|[+-]\d\d(:?\d\d)?)$", value[10:]):
        yield breach("no_zone", place, value)
    elif when > datetime.now(UTC):
        yield breach("future_timestamp", place, value)


def rfc3339(value: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401
    """Check a timestamp of xAPI 2.0, which is written as in RFC 3339 alone."""
    if isinstance(value, str) and not _RFC3339.fullmatch(value):
        yield breach("not_rfc3339", place, value)
    else:
        yield from timestamp(value, place)


def duration(value: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401
    """Check a duration: ISO 8601:2004, 4.4.3.2; a fraction in its last part alone (Data 4.6)."""
    if not isinstance(value, str):
        yield breach("not_text", place, value)
    elif not _DURATION.fullmatch(value) or _FRACTION_INSIDE.search(value):
        yield breach("bad_duration", place, value)
    elif re.search(r"[.,]\d{3,}S$", value):
        yield breach("duration_too_fine", place, value)


def number(value: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401
    """Check a number; a text that holds one is none (Data 2.2)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield breach("not_number", place, value)


def boolean(value: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401
    """Check a truth value (Data 2.2)."""
    if not isinstance(value, bool):
        yield breach("not_boolean", place, value)


def one_of(*words: str) -> Check:
    """Return the check of a text out of a few."""

    def check(value: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401
        if value not in words:
            yield breach("bad_vocabulary", place, value, words=", ".join(words))

    return check
