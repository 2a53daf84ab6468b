"""A learner's registration for a cmi5 course, as the LMS keeps it: launches, and what is satisfied.

It writes the LMS's own statements (9.3) and hands them out; who asks has them recorded.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from studio.preview.cmi5_launch import MODES, Launch, Terms
from studio.preview.cmi5_rules import breach
from studio.preview.cmi5_statements import History, defined_verb
from studio.preview.cmi5_structure import Au, Block, Structure
from studio.preview.cmi5_terms import (
    ABANDONED,
    BLOCK,
    CMI5,
    COMPLETED,
    COURSE,
    LAUNCHED,
    PASSED,
    SATISFIED,
    extension,
)
from studio.preview.statement_store import Statement, written_time
from studio.preview.violations import Violation

_ENOUGH: Mapping[str, tuple[frozenset[str], ...]] = {
    "NotApplicable": (frozenset(),),
    "Completed": (frozenset({COMPLETED}),),
    "Passed": (frozenset({PASSED}),),
    "CompletedAndPassed": (frozenset({COMPLETED, PASSED}),),
    "CompletedOrPassed": (frozenset({COMPLETED}), frozenset({PASSED})),
}
"""What has to be said of an AU, one of these, by its moveOn (10.2.5, 13.1.4)."""


@dataclass(frozen=True, slots=True)
class _About:
    """What a statement of the LMS is about; `publisher_id` is the id in the course structure."""

    id: str
    publisher_id: str
    type: str = ""


class Registration:
    """One learner's enrolment in one course. Not safe for threads: its owner locks.

    The learner is an agent with an account (9.2).
    """

    def __init__(self, structure: Structure, actor: Mapping[str, Any]) -> None:
        self.id = str(uuid.uuid4())
        self.aus = structure.aus
        self.launches: list[Launch] = []
        self._course = structure.course
        self._actor = {"objectType": "Agent", **actor}
        self._au_ids = [_generated() for _ in self.aus]
        self._told: set[Block] = set()

    def begin(self, au: int, mode: str, token: str) -> Launch:
        """Begin the session of a launch. The one before must have been ended.

        Raises:
            IndexError: there is no such AU.
            ValueError: there is no such mode.
        """
        if mode not in MODES:
            raise ValueError(mode)
        terms = Terms(self.aus[au], mode, self._actor, self.id, self._au_ids[au], str(uuid.uuid4()))
        launch = Launch(terms, token)
        self.launches.append(launch)
        return launch

    def launched(self, launch: Launch, address: str) -> Statement:
        """Return the statement that an AU is launched (9.3.1); `address` has no parameters."""
        terms = launch.terms
        return self._said(LAUNCHED, _au(terms), terms.session_id, terms.launched(address))

    def end(self) -> tuple[list[Statement], list[Violation]]:
        """Abandon the latest session if it was not terminated (9.3.6).

        That is held against an AU that had begun.
        """
        if not self.launches or self.launches[-1].over:
            return [], []
        launch = self.launches[-1]
        terms = launch.terms
        held = [breach("7.1.2.0-1", terms.au.id)] if launch.open else []
        launch.abandoned = True
        statement = self._said(ABANDONED, _au(terms), terms.session_id)
        lasted = (launch.latest or launch.began) - launch.began
        statement["result"] = {"duration": f"PT{lasted.total_seconds():.2f}S"}
        return [statement], held

    def history(self, launch: Launch) -> History:
        """Return what has come before the next statement of a launch."""
        others = (each for each in self.launches if each is not launch)
        earlier = (each.said for each in others if each.terms.au is launch.terms.au)
        return History(frozenset(launch.read), tuple(launch.said), frozenset().union(*earlier))

    def take(self, launch: Launch, statement: Statement) -> list[Statement]:
        """Keep what an AU said, and return what the LMS says to it: what is now satisfied."""
        launch.latest = datetime.now(UTC)
        if verb := defined_verb(statement, launch.terms):
            launch.said.append(verb)
        return list(self.satisfied(launch.terms.session_id))

    def satisfied(self, session_id: str = "") -> Iterator[Statement]:
        """Yield the statements of what is satisfied and has not been said to be (9.3.9).

        Without the session that made it so, it is so from the registration on (9.6.1.1-3).
        """
        for block in _inner_first(self._course):
            if block not in self._told and self.is_satisfied(block):
                self._told.add(block)
                kind = COURSE if block is self._course else BLOCK
                about = _About(_generated(), block.id, kind)
                yield self._said(SATISFIED, about, session_id or str(uuid.uuid4()))

    def is_satisfied(self, part: Au | Block | None = None) -> bool:
        """Return whether an AU, a block or the whole course is satisfied, by moveOn (13.1.4)."""
        part = part or self._course
        if isinstance(part, Block):
            return all(self.is_satisfied(each) for each in part.parts)
        said: set[str] = set()
        for launch in self.launches:
            if launch.terms.au is part:
                said.update(launch.said)
        return any(enough <= said for enough in _ENOUGH[part.move_on])

    def _said(
        self,
        verb: str,
        about: _About,
        session_id: str,
        extensions: Mapping[str, Any] | None = None,
    ) -> Statement:
        target: Statement = {"objectType": "Activity", "id": about.id}
        if about.type:
            target["definition"] = {"type": about.type}
        return {
            "id": str(uuid.uuid4()),
            "actor": self._actor,
            "verb": {"id": verb, "display": {"en": verb.rpartition("/")[2]}},
            "object": target,
            "context": {
                "registration": self.id,
                "contextActivities": {
                    "category": [{"id": CMI5}],
                    "grouping": [{"id": about.publisher_id}],
                },
                "extensions": {extension("sessionid"): session_id, **(extensions or {})},
            },
            "timestamp": written_time(datetime.now(UTC)),
        }


def _au(terms: Terms) -> _About:
    return _About(terms.activity_id, terms.au.id)


def _generated() -> str:
    """Return an id of the LMS's own, which is never the publisher's (8.1.5, 9.3.9)."""
    return f"https://lms.example.org/activities/{uuid.uuid4()}"


def _inner_first(block: Block) -> Iterator[Block]:
    for part in block.parts:
        if isinstance(part, Block):
            yield from _inner_first(part)
    yield block
