"""The statements of an AU, judged one after the other by the rules of cmi5 (7.1, 9, 10.2).

Each check takes a statement that is a valid xAPI statement, the terms of its launch and what came
before it, and yields what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from studio.preview.cmi5_launch import Terms
from studio.preview.cmi5_rules import breach
from studio.preview.cmi5_terms import (
    AU_VERBS,
    CMI5,
    COMPLETED,
    FAILED,
    INITIALIZED,
    LAUNCH_DATA,
    MOVE_ON,
    PASSED,
    PREFERENCES,
    TERMINATED,
    extension,
)
from studio.preview.statement_store import Statement
from studio.preview.statements import VOIDED
from studio.preview.violations import Violation


@dataclass(frozen=True, slots=True)
class History:
    """What came before a statement.

    `read` holds the documents that the AU has read, `said` the verbs of the session's cmi5
    defined statements, `earlier` those of the registration's earlier sessions of this AU.
    """

    read: frozenset[str] = frozenset()
    said: tuple[str, ...] = ()
    earlier: frozenset[str] = frozenset()

    def after(self, verb: str) -> History:
        """Return the history with one more verb; "" is that of a cmi5 allowed statement."""
        return replace(self, said=(*self.said, verb)) if verb else self


Found: TypeAlias = Iterator[Violation]
Check: TypeAlias = Callable[[Statement, Terms, History], Found]


def judged(statement: Statement, terms: Terms, history: History) -> Found:
    """Yield what is wrong with a statement after all that came before it."""
    for check in _ALL:
        yield from check(statement, terms, history)
    if defined_verb(statement, terms):
        for check in _DEFINED:
            yield from check(statement, terms, history)


def defined_verb(statement: Statement, terms: Terms) -> str:
    """Return the verb of a cmi5 defined statement, "" for a cmi5 allowed one (7.1).

    The category says which it is. What tells the AU's own activity one of the five verbs is meant
    as a defined one, even if the category was forgotten.
    """
    verb = str(statement["verb"]["id"])
    about_au = statement["object"].get("id") == terms.activity_id
    return verb if CMI5 in _categories(statement) or (about_au and verb in AU_VERBS) else ""


def _categories(statement: Statement) -> set[str]:
    return set(_activities(statement, "category"))


def _activities(statement: Statement, kind: str) -> list[str]:
    found = statement.get("context", {}).get("contextActivities", {}).get(kind, [])
    return [each["id"] for each in (found if isinstance(found, list) else [found])]


def _result(statement: Statement) -> dict[str, Any]:
    result: dict[str, Any] = statement.get("result", {})
    return result


def _extensions(statement: Statement) -> dict[str, Any]:
    extensions: dict[str, Any] = statement.get("context", {}).get("extensions", {})
    return extensions


def _read(_: Statement, __: Terms, history: History) -> Found:
    if LAUNCH_DATA not in history.read:
        yield breach("10.2.1.0-4", LAUNCH_DATA)
    if PREFERENCES not in history.read:
        yield breach("11.0.0.0-3", PREFERENCES)


def _session_order(statement: Statement, terms: Terms, history: History) -> Found:
    verb, said = defined_verb(statement, terms), history.said
    if TERMINATED in said:
        yield breach("9.3.0.0-5", "verb.id", statement["verb"]["id"])
    elif verb in said:
        yield breach("9.3.0.0-2", "verb.id", verb)
    elif not said and verb != INITIALIZED:
        yield breach("9.3.0.0-4", "verb.id", statement["verb"]["id"])
    elif {PASSED, FAILED} <= {verb, *said} and verb in (PASSED, FAILED):
        yield breach("9.3.0.0-3", "verb.id", verb)


_NOT_AFTER = {
    COMPLETED: (COMPLETED, "9.3.0.0-6"),
    PASSED: (PASSED, "9.3.0.0-7"),
    FAILED: (PASSED, "9.3.0.0-8"),
}


def _registration_order(statement: Statement, terms: Terms, history: History) -> Found:
    verb = defined_verb(statement, terms)
    before, requirement = _NOT_AFTER.get(verb, ("", ""))
    if before in history.earlier:
        yield breach(requirement, "verb.id", verb)


def _identity(statement: Statement, terms: Terms, _: History) -> Found:
    if "id" not in statement:
        yield breach("9.1.0.0-1", "id")
    if statement["verb"]["id"] == VOIDED:
        yield breach("6.3.0.0-1", "verb.id", VOIDED)
    if {"objectType": "Agent", **statement["actor"]} != terms.actor:
        yield breach("8.1.3.0-3", "actor", statement["actor"])


def _time(statement: Statement, _: Terms, __: History) -> Found:
    if "timestamp" not in statement:
        yield breach("9.7.0.0-1", "timestamp")
    elif not re.search(r"([Zz]|\+00(:?00)?)$", statement["timestamp"]):
        yield breach("9.7.0.0-2", "timestamp", statement["timestamp"])


def _context(statement: Statement, terms: Terms, _: History) -> Found:
    given = str(statement.get("context", {}).get("registration", ""))
    if given.lower() != terms.registration:
        yield breach("9.6.1.0-1", "context.registration", given)
    template = terms.context_template
    for kind, activities in template["contextActivities"].items():
        for each in activities:
            if each["id"] not in _activities(statement, kind):
                yield breach("10.2.1.0-6", f"context.contextActivities.{kind}", each["id"])
    for name, value in template["extensions"].items():
        if name not in _extensions(statement):
            yield breach("10.2.1.0-6", "context.extensions", name)
        elif _extensions(statement)[name] != value:
            yield breach("10.2.1.0-7", "context.extensions", name)


def _move_on_category(statement: Statement, terms: Terms, _: History) -> Found:
    counts = bool({"success", "completion"} & _result(statement).keys())
    must = counts and bool(defined_verb(statement, terms))
    there = MOVE_ON in _categories(statement)
    if must and not there:
        yield breach("9.6.2.2-1", "context.contextActivities.category", MOVE_ON)
    if there and not must:
        yield breach("9.6.2.2-2", "context.contextActivities.category", MOVE_ON)


def _category(statement: Statement, _: Terms, __: History) -> Found:
    if CMI5 not in _categories(statement):
        yield breach("9.6.2.1-1", "context.contextActivities.category", CMI5)
    if statement["verb"]["id"] not in AU_VERBS:
        yield breach("9.6.2.1", "verb.id", statement["verb"]["id"])


def _object(statement: Statement, terms: Terms, _: History) -> Found:
    if statement["object"].get("id") != terms.activity_id:
        yield breach("8.1.5.0-6", "object.id", statement["object"].get("id", ""))


_MODES = {"Browse": "10.2.2.0-2", "Review": "10.2.2.0-3"}


def _mode(statement: Statement, terms: Terms, _: History) -> Found:
    verb = statement["verb"]["id"]
    if terms.mode in _MODES and verb not in (INITIALIZED, TERMINATED):
        yield breach(_MODES[terms.mode], "verb.id", verb, mode=terms.mode)


_TRUTHS = (
    ("completion", COMPLETED, True, "9.5.3.0-1"),
    ("success", PASSED, True, "9.5.2.0-1"),
    ("success", FAILED, False, "9.5.2.0-2"),
)
_ONLY_WITH = (
    ("completion", (COMPLETED,), "9.5.3.0-2"),
    ("success", (PASSED, FAILED), "9.5.2.0-3"),
    ("score", (PASSED, FAILED), "9.5.1.0-2"),
)


def _result_fits(statement: Statement, _: Terms, __: History) -> Found:
    verb, result = statement["verb"]["id"], _result(statement)
    for name, of_verb, truth, requirement in _TRUTHS:
        if verb == of_verb and result.get(name) is not truth:
            yield breach(requirement, f"result.{name}", result.get(name), truth=str(truth).lower())
    for name, verbs, requirement in _ONLY_WITH:
        if name in result and verb not in verbs:
            yield breach(requirement, f"result.{name}", verb)


_DURATIONS = {
    TERMINATED: "9.5.4.1-1",
    COMPLETED: "9.5.4.1-2",
    PASSED: "9.5.4.1-3",
    FAILED: "9.5.4.1-4",
}


def _duration(statement: Statement, _: Terms, __: History) -> Found:
    verb = statement["verb"]["id"]
    if verb in _DURATIONS and "duration" not in _result(statement):
        yield breach(_DURATIONS[verb], "result.duration", verb)


def _score(statement: Statement, terms: Terms, _: History) -> Found:
    verb, score = statement["verb"]["id"], _result(statement).get("score")
    if score is None or verb not in (PASSED, FAILED):
        return
    if "raw" in score and not {"min", "max"} <= score.keys():
        yield breach("9.5.1.0-3", "result.score", score)
    if "scaled" not in score:
        yield breach("9.5.1", "result.score.scaled", score)
    elif terms.au.mastery_score is not None:
        reached = score["scaled"] >= terms.au.mastery_score
        if reached != (verb == PASSED):
            requirement = "9.3.4.0-2" if verb == PASSED else "9.3.5.0-2"
            limit = terms.au.mastery_score
            yield breach(requirement, "result.score.scaled", score["scaled"], limit=limit)


def _mastery_score(statement: Statement, terms: Terms, _: History) -> Found:
    wanted, verb = terms.au.mastery_score, statement["verb"]["id"]
    given = _extensions(statement).get(extension("masteryscore"))
    if wanted is not None and verb in (PASSED, FAILED) and given != wanted:
        yield breach("9.6.3.2-2", "context.extensions", given, limit=wanted)


_ALL: tuple[Check, ...] = (
    _read,
    _session_order,
    _registration_order,
    _identity,
    _time,
    _context,
    _move_on_category,
)
_DEFINED: tuple[Check, ...] = (
    _category,
    _object,
    _mode,
    _result_fits,
    _duration,
    _score,
    _mastery_score,
)
