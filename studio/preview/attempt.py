"""A learner's attempt as the test LMS keeps it, built from the calls of the package."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from studio.preview.scorm_dialects import SCORM12, Dialect, seconds
from studio.preview.violations import Violation

_COMPLETIONS = {"passed": "completed", "failed": "completed", "browsed": "incomplete"}
"""What the one status of SCORM 1.2 says of completion, where it is not its own word."""
_SUCCESSES = ("passed", "failed")


class Breach(msgspec.Struct, frozen=True):
    """A violation as the page in the browser notes it.

    `judge` is where its sentence stands: `scorm12`, `scorm2004`, or `scorm` for both.
    """

    judge: str
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
    violations: tuple[Violation, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """A score as it was reported; None for what was not.

    SCORM 2004 alone has `scaled`, -1 to 1.
    """

    raw: float | None
    min: float | None
    max: float | None
    scaled: float | None = None


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
    description: str = ""


@dataclass(frozen=True, slots=True)
class Objective:
    """What was reported of one objective; SCORM 1.2 has one status for completion and success."""

    id: str
    completion: str
    success: str
    score: Score
    progress: float | None


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
    dialect: Dialect = SCORM12
    """How the version of the package names what is in `values`."""

    @property
    def completion(self) -> str:
        """`completed`, `incomplete`, `not attempted` or `unknown`."""
        return _completion(self.values.get(self.dialect.completion, self.dialect.untouched))

    @property
    def success(self) -> str:
        """`passed`, `failed` or `unknown`."""
        return _success(self.values.get(self.dialect.success, ""))

    @property
    def status(self) -> str:
        """The one status that many platforms show: the success, or else the completion.

        In SCORM 1.2 it is the lesson status as it was sent.
        """
        if self.success != "unknown":
            return self.success
        return self.values.get(self.dialect.completion, self.dialect.untouched)

    @property
    def progress(self) -> float | None:
        """How much is done, 0 to 1; None if that was never said."""
        return self._number(self.dialect.progress)

    @property
    def location(self) -> str:
        """The bookmark."""
        return self.values.get(self.dialect.location, "")

    @property
    def suspend_data(self) -> str:
        """The state that the package keeps."""
        return self.values.get("cmi.suspend_data", "")

    @property
    def score(self) -> Score:
        """The score of the whole course."""
        return self._score(self.dialect.score)

    @property
    def total_time_s(self) -> float:
        """The time of all finished sessions, in seconds."""
        return seconds(self.values.get(self.dialect.total_time, "PT0S"))

    @property
    def interactions(self) -> list[Interaction]:
        """The answers, in the order of their numbers."""
        return [_interaction(fields, self.dialect) for _, fields in self._listed("interactions")]

    @property
    def objectives(self) -> list[Objective]:
        """The objectives, in the order of their numbers."""
        return [
            Objective(
                id=fields.get("id", ""),
                completion=_completion(fields.get(self.dialect.objective_completion, "unknown")),
                success=_success(fields.get(self.dialect.objective_success, "")),
                score=self._score(f"cmi.objectives.{number}.score"),
                progress=self._number(f"cmi.objectives.{number}.progress_measure"),
            )
            for number, fields in self._listed("objectives")
        ]

    def _score(self, group: str) -> Score:
        return Score(*(self._number(f"{group}.{part}") for part in ("raw", "min", "max", "scaled")))

    def _number(self, element: str) -> float | None:
        value = self.values.get(element, "")
        return float(value) if value else None

    def _listed(self, name: str) -> list[tuple[int, dict[str, str]]]:
        grouped: dict[int, dict[str, str]] = {}
        for element, value in self.values.items():
            if match := re.fullmatch(rf"cmi\.{name}\.(\d+)\.(.+)", element):
                grouped.setdefault(int(match[1]), {})[match[2]] = value
        return sorted(grouped.items())

    def begin_launch(self) -> None:
        """Count a launch; it finds nothing of an attempt that its last exit has ended.

        In SCORM 2004, any exit but `suspend` ends one (RTE 4.2.8).
        """
        self.launches += 1
        if self.dialect.exit_ends_attempt and not self._suspended:
            self.values.clear()

    def kept(self) -> dict[str, str]:
        """Return the values that this launch finds."""
        session = self.dialect.of_a_session
        return {name: value for name, value in self.values.items() if name not in session}

    def entry(self) -> str:
        """Return how this launch is entered (RTE 3.4 of SCORM 1.2, RTE 4.2.7 of SCORM 2004)."""
        if not self.values:
            return "ab-initio"
        return "resume" if self._suspended else ""

    @property
    def _suspended(self) -> bool:
        return self.values.get(self.dialect.exit) == "suspend"


class Recorder:
    """Takes down one launch: puts the records in order and applies each once."""

    def __init__(self, attempt: Attempt) -> None:
        attempt.begin_launch()
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
        """Note a session that was begun and never finished."""
        if self._attempt.open:
            self._attempt.open = False
            dialect = self._attempt.dialect
            self._attempt.violations.append(
                Violation(dialect.judge, "never_finished", "standard", dialect.ending, "")
            )

    def _apply(self, record: Record) -> None:
        attempt = self._attempt
        found = tuple(map(_violation, record.violations))
        attempt.calls.append(
            Call(
                self._launch,
                record.at,
                record.call,
                record.element,
                record.value,
                record.result,
                record.code,
                found,
            )
        )
        attempt.violations += found
        if record.code == "0":
            self._done(record)

    def _done(self, record: Record) -> None:
        dialect = self._attempt.dialect
        if record.call == dialect.initialize:
            self._attempt.open = True
        elif record.call == dialect.set_value:
            self._pending |= record.stored or {record.element: record.value}
        elif record.call in (dialect.commit, dialect.finish):
            self._attempt.values |= self._pending | record.stored
            self._pending.clear()
            self._attempt.open &= record.call == dialect.commit


def _violation(breach: Breach) -> Violation:
    return Violation(
        breach.judge,
        breach.rule,
        breach.kind,
        breach.requirement,
        breach.element,
        breach.value,
        breach.code,
        breach.params,
    )


def _completion(status: str) -> str:
    return _COMPLETIONS.get(status, status)


def _success(status: str) -> str:
    return status if status in _SUCCESSES else "unknown"


def _interaction(fields: dict[str, str], dialect: Dialect) -> Interaction:
    return Interaction(
        id=fields.get("id", ""),
        type=fields.get("type", ""),
        response=fields.get(dialect.response, ""),
        result=fields.get("result", ""),
        correct_responses=_listed(fields, r"correct_responses\.(\d+)\.pattern"),
        time=fields.get(dialect.time, ""),
        latency=fields.get("latency", ""),
        weighting=fields.get("weighting", ""),
        objectives=_listed(fields, r"objectives\.(\d+)\.id"),
        description=fields.get("description", ""),
    )


def _listed(fields: dict[str, str], pattern: str) -> tuple[str, ...]:
    found = [(int(match[1]), name) for name in fields if (match := re.fullmatch(pattern, name))]
    return tuple(fields[name] for _, name in sorted(found))
