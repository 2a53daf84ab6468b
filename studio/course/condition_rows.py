"""Conditions as rows of a form: what is asked, of which, compared how, all or any of them.

A condition that rows can't say (an "or" within an "and") stays as it is: it has no rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from studio.course.conditions import All, Condition, Mastery, Not, Score, Seen, Some


class Asked(Enum):
    """What a row asks for."""

    SCORE = "score"
    MASTERY = "mastery"
    SEEN = "seen"


class How(Enum):
    """How a row compares. A screen is seen (at least) or not yet."""

    AT_LEAST = "at_least"
    BELOW = "below"
    NOT_YET = "not_yet"
    """Also where nothing is known yet."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `id` is that of a quiz, an objective or a screen."""

    asked: Asked
    id: str
    how: How = How.AT_LEAST
    share: float = 0.8

    def condition(self) -> Condition:
        """Return what the row says."""
        if self.asked is Asked.SEEN:
            atom: Condition = Seen(screen=self.id)
        elif self.how is How.BELOW:
            atom = self._of_share(0.0, self.share)
        else:
            atom = self._of_share(self.share, None)
        return Not(of=atom) if self.how is How.NOT_YET else atom

    def _of_share(self, at_least: float, below: float | None) -> Score | Mastery:
        if self.asked is Asked.SCORE:
            return Score(quiz=self.id, at_least=at_least, below=below)
        return Mastery(objective=self.id, at_least=at_least, below=below)


class Rows(NamedTuple):
    """Rows, and whether any of them is enough."""

    rows: tuple[Row, ...] = ()
    any_of: bool = False

    def condition(self) -> Condition | None:
        """Return what the rows say together; None where there are none."""
        parts = tuple(row.condition() for row in self.rows)
        if len(parts) < 2:
            return parts[0] if parts else None
        return Some(of=parts) if self.any_of else All(of=parts)


def rows_of(condition: Condition | None) -> Rows | None:
    """Return a condition in rows, None where rows can't say it."""
    if condition is None:
        return Rows()
    parts = condition.of if isinstance(condition, (All, Some)) else (condition,)
    rows = [_row_of(part) for part in parts]
    found = tuple(row for row in rows if row is not None)
    any_of = isinstance(condition, Some)
    if len(found) < len(rows) or (any_of and not rows):
        return None
    return Rows(found, any_of)


def _row_of(condition: Condition) -> Row | None:
    match condition:
        case Seen():
            return Row(Asked.SEEN, condition.screen)
        case Score():
            return _share_row(Asked.SCORE, condition.quiz, condition)
        case Mastery():
            return _share_row(Asked.MASTERY, condition.objective, condition)
        case Not(of=Seen() | Score() | Mastery()):
            row = _row_of(condition.of)
            if row is None or row.how is not How.AT_LEAST:
                return None
            return Row(row.asked, row.id, How.NOT_YET, row.share)
        case _:
            return None


def _share_row(asked: Asked, id_: str, bounds: Score | Mastery) -> Row | None:
    if bounds.below is None:
        return Row(asked, id_, How.AT_LEAST, bounds.at_least)
    return None if bounds.at_least else Row(asked, id_, How.BELOW, bounds.below)
