"""When a lesson or a screen is shown or open: one declarative condition, evaluated in one place.

The learner's page has its twin in `assets/player/conditions.js`; one table of cases runs both.
What is not known yet (a quiz that nobody has answered) fulfils no condition by itself, so "not"
tells "shown until it is known" from "shown once it is known". What is skipped is waived where a
place waits to be opened: a learner can't be asked for what they are not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct
from msgspec.structs import replace as changed

from studio.course.ids import Id

_Share: TypeAlias = Annotated[float, Meta(ge=0, le=1)]

ROUNDING = 1e-9
"""Guards shares against the last bit of a division; the learner's page has the same."""


class ConditionBase(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """What every condition is: a value without an identity."""


class Score(ConditionBase, frozen=True, kw_only=True, tag="score"):
    """The share of the points of a quiz is at least `at_least` and under `below`, if given.

    As it stands it says that the quiz was answered.
    """

    quiz: Id
    at_least: _Share = 0.0
    below: _Share | None = None


class Mastery(ConditionBase, frozen=True, kw_only=True, tag="mastery"):
    """The share of the points of all answered questions on an objective, as `Score` has it."""

    objective: Id
    at_least: _Share = 0.0
    below: _Share | None = None


class Seen(ConditionBase, frozen=True, kw_only=True, tag="seen"):
    """A screen was seen."""

    screen: Id


class All(ConditionBase, frozen=True, kw_only=True, tag="all"):
    """Every one of some conditions holds; without any it always does."""

    of: tuple[Condition, ...] = ()


class Some(ConditionBase, frozen=True, kw_only=True, tag="some"):
    """At least one of some conditions holds; without any none does."""

    of: tuple[Condition, ...] = ()


class Not(ConditionBase, frozen=True, kw_only=True, tag="not"):
    """A condition does not hold."""

    of: Condition


Condition: TypeAlias = Score | Mastery | Seen | All | Some | Not


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a learner: shares (0 to 1) by quiz and by objective, and screens seen.

    What was not answered has no share. `skipped` are the ids that a condition does not ask for:
    screens, quizzes and objectives that the learner does not meet.
    """

    scores: Mapping[str, float] = field(default_factory=dict)
    mastery: Mapping[str, float] = field(default_factory=dict)
    seen: AbstractSet[str] = frozenset()
    skipped: AbstractSet[str] = frozenset()


def holds(condition: Condition, facts: Facts) -> bool:
    """Return whether a condition is fulfilled, or waived."""
    match condition:
        case All():
            return all(holds(one, facts) for one in condition.of)
        case Some():
            return any(holds(one, facts) for one in condition.of)
        case Not():
            return waived(condition.of, facts) or not holds(condition.of, facts)
        case _:
            return waived(condition, facts) or _is_known(condition, facts)


def waived(condition: Condition, facts: Facts) -> bool:
    """Return whether a condition asks for what is skipped alone, and does not count then."""
    asked = frozenset(named(condition))
    return bool(asked) and asked <= facts.skipped


def named(condition: Condition) -> Iterator[str]:
    """Yield the ids of the quizzes, objectives and screens that a condition asks about."""
    match condition:
        case Score():
            yield condition.quiz
        case Mastery():
            yield condition.objective
        case Seen():
            yield condition.screen
        case All() | Some():
            for one in condition.of:
                yield from named(one)
        case Not():
            yield from named(condition.of)


def renamed(condition: Condition, new: Callable[[str], str | None]) -> Condition | None:
    """Return the condition with every id put through `new`, without what asks for a None.

    None is returned where nothing is left to ask.
    """
    match condition:
        case Score():
            id_ = new(condition.quiz)
            return None if id_ is None else changed(condition, quiz=id_)
        case Mastery():
            id_ = new(condition.objective)
            return None if id_ is None else changed(condition, objective=id_)
        case Seen():
            id_ = new(condition.screen)
            return None if id_ is None else changed(condition, screen=id_)
        case Not():
            inner = renamed(condition.of, new)
            return None if inner is None else changed(condition, of=inner)
        case All() | Some():
            parts = tuple(one for each in condition.of if (one := renamed(each, new)) is not None)
            return changed(condition, of=parts) if parts or not condition.of else None


def _is_known(condition: Score | Mastery | Seen, facts: Facts) -> bool:
    match condition:
        case Score():
            return _within(facts.scores.get(condition.quiz), condition)
        case Mastery():
            return _within(facts.mastery.get(condition.objective), condition)
        case Seen():
            return condition.screen in facts.seen


def _within(share: float | None, bounds: Score | Mastery) -> bool:
    if share is None or share < bounds.at_least - ROUNDING:
        return False
    return bounds.below is None or share < bounds.below - ROUNDING
