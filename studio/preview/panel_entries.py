"""What the panel of the test LMS lists: calls, requests and faults, each as a line in words.

An entry is JSON. What comes from a package stands in it as it came: the panel shows it as text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from studio.i18n import Voice
from studio.preview.attempt import Call
from studio.preview.lrs import Exchange
from studio.preview.violations import Violation

Entry: TypeAlias = dict[str, Any]


class _Event(Protocol):
    @property
    def violations(self) -> tuple[Violation, ...]: ...


Event = TypeVar("Event", bound=_Event)


class Watched(Generic[Event]):
    """Two lists that a judge adds to, read as far as they have come."""

    def __init__(self, events: Sequence[Event], violations: Sequence[Violation]) -> None:
        self._events, self._violations = events, violations
        self._events_read = self._violations_read = 0

    def news(self) -> tuple[Sequence[Event], list[Violation]]:
        """Return the events that are new, and the violations that belong to none of them."""
        events = self._events[self._events_read :]
        found = self._violations[self._violations_read :]
        self._events_read += len(events)
        self._violations_read += len(found)
        told = {id(each) for event in events for each in event.violations}
        return events, [each for each in found if id(each) not in told]


def new_entries(
    watched: Watched[Event], say: Callable[[Event], Entry], voice: Voice
) -> list[Entry]:
    """Return an entry for each new event, and one for each violation that belongs to none."""
    events, loose = watched.news()
    entries = [{**say(event), "faults": faults(event.violations, voice)} for event in events]
    return entries + [_found(each, voice) for each in loose]


def call_entry(call: Call) -> Entry:
    """Return the line of a call of the API."""
    name = call.name.removeprefix("LMS")
    if name == "SetValue":
        text = f"{name} {call.element} = {call.value}"
    elif name == "GetValue":
        text = f"{name} {call.element}"
    else:
        text = f"{call.name}({_quoted(call.element or call.value)})"
    answers = name.startswith("Get") and call.result not in ("true", "false")
    result = _quoted(call.result) if answers else call.result
    refused = call.code != "0"
    return {
        "kind": "call",
        "at": call.at_s,
        "text": text,
        "result": f"{result} · {call.code}" if refused else result,
        "refused": refused,
    }


def exchange_entry(exchange: Exchange, began_s: float) -> Entry:
    """Return the line of a request; `began_s` is when the package was launched, on its clock."""
    return {
        "kind": "request",
        "at": max(0.0, exchange.at_s - began_s),
        "text": " ".join(filter(None, (exchange.method, exchange.resource, exchange.document))),
        "result": str(exchange.status),
        # That nothing is there yet is no failure.
        "refused": exchange.status >= 400 and exchange.status not in (404, 412),
    }


def note(text: str) -> Entry:
    """Return a line of the platform's own, such as that it launches the package."""
    return {"kind": "note", "at": None, "text": text, "result": "", "refused": False, "faults": []}


def faults(violations: Sequence[Violation], voice: Voice) -> list[dict[str, str]]:
    """Return violations in words, each with the rule's id and where it stands."""
    return [
        {
            "kind": each.kind,
            "rule": f"{each.judge}.{each.rule}",
            "where": each.requirement,
            "text": voice.say(each.message),
        }
        for each in violations
    ]


def _found(violation: Violation, voice: Voice) -> Entry:
    return {**note(violation.place), "kind": "fault", "faults": faults([violation], voice)}


def _quoted(text: str) -> str:
    return f'"{text}"'
