"""A learner's attempt as the test LMS keeps it, built from the calls of the package."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from studio.preview.violations import Violation

_NOT_KEPT = ("cmi.core.session_time", "cmi.core.exit")
"""What belongs to one session alone."""
_INTERACTION = re.compile(r"cmi\.interactions\.(\d+)\.(.+)")


class Breach(msgspec.Struct, frozen=True):
    """A violation as the page in the browser notes it."""

    rule: str
    kind: str
    code: str
    requirement: str
    element: str
    value: str
    params: dict[str, str | int | float]


class Record(msgspec.Struct, frozen=True):
    """One call of the API as the page in the browser notes it; `at` is in seconds."""

    number: int
    call: str
    element: str
    value: str
    result: str
    code: str
    at: float
    violations: list[Breach]
    stored: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the API: `at_s` counts from the launch, of which `launch` is the number."""

    launch: int
    at_s: float
    name: str
    element: str
    value: str
    result: str
    code: str


@dataclass(frozen=True, slots=True)
class Score:
    """A score as it was reported; None for what was not."""

    raw: float | None
    min: float | None
    max: float | None


@dataclass(frozen=True, slots=True)
class Interaction:
    """One answer as it was reported; "" for what was not."""

    id: str
    type: str
    response: str
    result: str
    correct_responses: tuple[str, ...]
    time: str
    latency: str
    weighting: str
    objectives: tuple[str, ...]


@dataclass(slots=True)
class Attempt:
    """What the test LMS has stored of one learner's work, and all that the package called.

    `values` holds what was committed, by element. What a package sets and never commits is in
    `calls` alone.
    """

    values: dict[str, str] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    launches: int = 0
    open: bool = False
    """Whether the latest launch was initialized and has not finished."""

    @property
    def status(self) -> str:
        """The lesson status: `not attempted`, `incomplete`, `completed`, `passed`..."""
        return self.values.get("cmi.core.lesson_status", "not attempted")

    @property
    def location(self) -> str:
        """The bookmark."""
        return self.values.get("cmi.core.lesson_location", "")

    @property
    def suspend_data(self) -> str:
        """The state that the package keeps."""
        return self.values.get("cmi.suspend_data", "")

    @property
    def score(self) -> Score:
        """The score of the whole course."""
        return Score(*(self._number(f"cmi.core.score.{part}") for part in ("raw", "min", "max")))

    @property
    def total_time_s(self) -> float:
        """The time of all finished sessions, in seconds."""
        return seconds(self.values.get("cmi.core.total_time", "0000:00:00.00"))

    @property
    def interactions(self) -> list[Interaction]:
        """The answers, in the order of their numbers."""
        grouped: dict[int, dict[str, str]] = {}
        for element, value in self.values.items():
            if match := _INTERACTION.fullmatch(element):
                grouped.setdefault(int(match[1]), {})[match[2]] = value
        return [_interaction(grouped[number]) for number in sorted(grouped)]

    def _number(self, element: str) -> float | None:
        value = self.values.get(element, "")
        return float(value) if value else None

    def kept(self) -> dict[str, str]:
        """Return the values that the next launch finds."""
        return {name: value for name, value in self.values.items() if name not in _NOT_KEPT}

    def entry(self) -> str:
        """Return what the next launch finds as `cmi.core.entry` (RTE 3.4)."""
        if not self.values:
            return "ab-initio"
        return "resume" if self.values.get("cmi.core.exit") == "suspend" else ""


class Recorder:
    """Takes down one launch: puts the records in order and applies each once."""

    def __init__(self, attempt: Attempt) -> None:
        attempt.launches += 1
        self._attempt = attempt
        self._launch = attempt.launches
        self._next = 0
        self._early: dict[int, Record] = {}
        self._pending: dict[str, str] = {}

    def take(self, records: Iterable[Record]) -> None:
        """Add records, which may come twice or before earlier ones."""
        self._early |= {each.number: each for each in records if each.number >= self._next}
        while record := self._early.pop(self._next, None):
            self._next += 1
            self._apply(record)

    def end(self) -> None:
        """Note a session that was begun and never finished (RTE 3.3, LMSFinish)."""
        if self._attempt.open:
            self._attempt.open = False
            self._attempt.violations.append(
                Violation("scorm12", "never_finished", "standard", "RTE 3.3, LMSFinish", "")
            )

    def _apply(self, record: Record) -> None:
        attempt = self._attempt
        attempt.calls.append(
            Call(
                self._launch,
                record.at,
                record.call,
                record.element,
                record.value,
                record.result,
                record.code,
            )
        )
        attempt.violations += map(_violation, record.violations)
        if record.code == "0":
            self._done(record)

    def _done(self, record: Record) -> None:
        match record.call:
            case "LMSInitialize":
                self._attempt.open = True
            case "LMSSetValue":
                self._pending |= record.stored or {record.element: record.value}
            case "LMSCommit" | "LMSFinish":
                self._attempt.values |= self._pending | record.stored
                self._pending.clear()
                self._attempt.open &= record.call == "LMSCommit"


def _violation(breach: Breach) -> Violation:
    return Violation(
        "scorm12",
        breach.rule,
        breach.kind,
        breach.requirement,
        breach.element,
        breach.value,
        breach.code,
        breach.params,
    )


def _interaction(fields: dict[str, str]) -> Interaction:
    return Interaction(
        id=fields.get("id", ""),
        type=fields.get("type", ""),
        response=fields.get("student_response", ""),
        result=fields.get("result", ""),
        correct_responses=_listed(fields, r"correct_responses\.(\d+)\.pattern"),
        time=fields.get("time", ""),
        latency=fields.get("latency", ""),
        weighting=fields.get("weighting", ""),
        objectives=_listed(fields, r"objectives\.(\d+)\.id"),
    )


def _listed(fields: dict[str, str], pattern: str) -> tuple[str, ...]:
    found = [(int(match[1]), name) for name in fields if (match := re.fullmatch(pattern, name))]
    return tuple(fields[name] for _, name in sorted(found))


def seconds(timespan: str) -> float:
    """Return a CMITimespan (HHHH:MM:SS.SS) in seconds."""
    hours, minutes, rest = timespan.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)
