"""The statements of an LRS: kept once for ever, voided, found by a query (Communication 2.1)."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from studio.preview.statements import IDENTIFIERS, VOIDED
from studio.preview.xapi_values import Version, moment

Statement = dict[str, Any]

_UNNAMED = {Version.ONE: "1.0.0", Version.TWO: "2.0.0"}
"""The version of a statement that names none (Data 2.4.10; IEEE 9274.1.1, 4.2.4.3)."""


class IdConflictError(Exception):
    """A statement has the id of another one that says something else."""


@dataclass(frozen=True, slots=True)
class Query:
    """What GET statements asks for. None means any; times are compared with `stored`."""

    agent: Mapping[str, Any] | None = None
    verb: str | None = None
    activity: str | None = None
    registration: str | None = None
    related_agents: bool = False
    related_activities: bool = False
    since: datetime | None = None
    until: datetime | None = None
    ascending: bool = False


class StatementStore:
    """Statements in the order in which they came.

    With a folder, each is also written to its file `statements.jsonl`, and found there again.
    """

    def __init__(self, authority: Mapping[str, Any], folder: Path | None = None) -> None:
        self._authority = dict(authority)
        self._by_id: dict[str, Statement] = {}
        self._last = datetime.min.replace(tzinfo=UTC)
        self._file = folder / "statements.jsonl" if folder else None
        if self._file and self._file.exists():
            for line in self._file.read_text("utf-8").splitlines():
                self._keep(json.loads(line))

    @property
    def all(self) -> list[Statement]:
        """Every statement as it is returned, voided ones too, the oldest first."""
        return list(self._by_id.values())

    def add(self, received: list[Statement], version: Version = Version.ONE) -> list[str]:
        """Store statements, all or none, and return their ids. What is there already stays.

        `version` is that of the request, which a statement gets that names none.

        Raises:
            IdConflictError: an id is taken by a statement that says something else.
        """
        for each in received:
            if self._known(each) and not self.holds(each):
                raise IdConflictError(each["id"])
        return [self._added(each, version) for each in received]

    def holds(self, received: Statement) -> bool:
        """Return whether a statement is there already, sent before."""
        known = self._known(received)
        return known is not None and _same(known, received)

    def get(self, statement_id: str, *, voided: bool) -> Statement | None:
        """Return one statement: one that is voided, or one that is not."""
        found = self._by_id.get(statement_id.lower())
        return found if found and self._is_voided(found) == voided else None

    def find(self, query: Query) -> list[Statement]:
        """Return the statements that meet a query, the newest first unless it asks otherwise."""
        found = [
            each for each in self.all if not self._is_voided(each) and self._meets(each, query)
        ]
        return found if query.ascending else found[::-1]

    def definition(self, activity: str) -> dict[str, Any]:
        """Return what the statements say of an activity, the latest word first."""
        merged: dict[str, Any] = {}
        for statement in self.all:
            for each in _activities(statement, related=True):
                if each["id"] == activity:
                    merged |= each.get("definition", {})
        return merged

    def now(self) -> datetime:
        """Return the present, later than any time returned before."""
        self._last = max(datetime.now(UTC), self._last + timedelta(microseconds=1))
        return self._last

    def _known(self, received: Statement) -> Statement | None:
        return self._by_id.get(str(received.get("id", "")).lower())

    def _added(self, received: Statement, version: Version) -> str:
        statement_id = str(received.get("id") or uuid4())
        if statement_id.lower() not in self._by_id:
            statement = self._completed(received, statement_id, version)
            self._keep(statement)
            if self._file:
                with self._file.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(statement, ensure_ascii=False) + "\n")
        return statement_id

    def _keep(self, statement: Statement) -> None:
        self._by_id[statement["id"].lower()] = statement
        self._last = max(self._last, moment(statement["stored"]) or self._last)

    def _completed(self, received: Statement, statement_id: str, version: Version) -> Statement:
        """Return what the LRS keeps: with what it sets itself (Data 2.4), activities in lists."""
        statement = copy.deepcopy(received)
        stored = written_time(self.now())
        statement |= {"id": statement_id, "stored": stored, "authority": self._authority}
        statement.setdefault("timestamp", stored)
        statement.setdefault("version", _UNNAMED[version])
        for part in (statement, statement["object"]):
            _put_in_lists(part.get("context", {}).get("contextActivities", {}))
        return statement

    def _is_voided(self, statement: Statement) -> bool:
        return statement["verb"]["id"] != VOIDED and any(
            each["verb"]["id"] == VOIDED and each["object"]["id"].lower() == statement["id"].lower()
            for each in self._by_id.values()
        )

    def _meets(self, statement: Statement, query: Query) -> bool:
        stored = moment(statement["stored"]) or self._last
        since, until = query.since, query.until
        in_time = (since is None or stored > since) and (until is None or stored <= until)
        return in_time and self._concerns(statement, query, ())

    def _concerns(self, statement: Statement, query: Query, passed: tuple[str, ...]) -> bool:
        """Return whether a statement, or one that it refers to, is asked for (2.1.3)."""
        if all(test(statement, query) for test in _FILTERS):
            return True
        target = statement["object"]
        if target.get("objectType") != "StatementRef" or statement["id"] in passed:
            return False
        referred = self._by_id.get(target["id"].lower())
        return referred is not None and self._concerns(referred, query, (*passed, statement["id"]))


def written_time(when: datetime) -> str:
    """Return a time as the LRS writes it: UTC, with microseconds."""
    return when.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _put_in_lists(activities: dict[str, Any]) -> None:
    for name, value in activities.items():
        activities[name] = value if isinstance(value, list) else [value]


def identity(agent: Mapping[str, Any]) -> str:
    """Return by what an agent or a group is known, comparable; "" for an anonymous group."""
    known = {name: agent[name] for name in IDENTIFIERS if name in agent}
    return json.dumps(known, sort_keys=True) if known else ""


def _meets_verb(statement: Statement, query: Query) -> bool:
    return query.verb in (None, statement["verb"]["id"])


def _meets_registration(statement: Statement, query: Query) -> bool:
    registration = str(statement.get("context", {}).get("registration", ""))
    return query.registration is None or registration.lower() == query.registration.lower()


def _meets_activity(statement: Statement, query: Query) -> bool:
    found = _activities(statement, related=query.related_activities)
    return query.activity is None or any(each["id"] == query.activity for each in found)


def _meets_agent(statement: Statement, query: Query) -> bool:
    if query.agent is None:
        return True
    wanted = identity(query.agent)
    found = _agents(statement, related=query.related_agents)
    return any(identity(one) == wanted for each in found for one in (each, *each.get("member", ())))


_FILTERS: tuple[Callable[[Statement, Query], bool], ...] = (
    _meets_verb,
    _meets_registration,
    _meets_activity,
    _meets_agent,
)


def _activities(statement: Statement, *, related: bool) -> Iterator[dict[str, Any]]:
    target = statement["object"]
    kind = target.get("objectType", "Activity")
    if kind == "Activity":
        yield target
    if related:
        for each in statement.get("context", {}).get("contextActivities", {}).values():
            yield from each
        if kind == "SubStatement":
            yield from _activities(target, related=True)


def _agents(statement: Statement, *, related: bool) -> Iterator[dict[str, Any]]:
    target = statement["object"]
    kind = target.get("objectType")
    yield statement["actor"]
    if kind in ("Agent", "Group"):
        yield target
    if related:
        context = statement.get("context", {})
        parts = (statement.get("authority"), context.get("instructor"), context.get("team"))
        yield from (part for part in parts if part)
        yield from (each["agent"] for each in context.get("contextAgents", ()))
        yield from (each["group"] for each in context.get("contextGroups", ()))
        if kind == "SubStatement":
            yield from _agents(target, related=True)


def _same(stored: Statement, received: Statement) -> bool:
    """Compare but for what an LRS may change (Data 2.3.1)."""
    given = _essence(received)
    kept = _essence(stored)
    if "timestamp" not in received:
        kept.pop("timestamp", None)
    return kept == given


def _essence(statement: Statement) -> Statement:
    essence = copy.deepcopy(statement)
    for name in ("id", "authority", "stored", "version", "attachments"):
        essence.pop(name, None)
    if "timestamp" in essence:
        essence["timestamp"] = str(moment(essence["timestamp"]))
    for part in (essence, essence["object"]):
        part.get("verb", {}).pop("display", None)
        _put_in_lists(part.get("context", {}).get("contextActivities", {}))
    for activity in _activities(essence, related=True):
        activity.pop("definition", None)
    for agent in _agents(essence, related=True):
        agent.get("member", []).sort(key=identity)
    return essence
