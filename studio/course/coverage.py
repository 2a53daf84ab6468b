"""Which objectives the questions of a course cover, and at which of Bloom's levels.

A question of several objectives counts for each of them, and once in the sums of the course. One
without a level of its own counts as one without a level, whatever its objective has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from studio.course.asking import asked_in
from studio.course.bloom import Bloom
from studio.course.model import Course
from studio.course.questions import UNCOUNTED, Question

Level: TypeAlias = Bloom | None
LEVELS: tuple[Level, ...] = (*Bloom, None)
"""Bloom's levels from the lowest on, and None: no level."""


class Tally(NamedTuple):
    """How many questions there are, what they are worth, and how many of them are asked."""

    questions: int = 0
    points: float = 0.0
    asked: int = 0

    @property
    def only_in_bank(self) -> int:
        """How many questions no screen asks."""
        return self.questions - self.asked


class Line(NamedTuple):
    """The questions of an objective (None: those without any) at each level, and together."""

    objective: str | None
    levels: Mapping[Level, Tally]
    total: Tally


class Coverage(NamedTuple):
    """A line for each objective, one for the questions without any, and the sums of the course."""

    lines: Sequence[Line]
    total: Line


def coverage(course: Course) -> Coverage:
    """Return how the questions of a course are spread over its objectives and Bloom's levels.

    What is not graded has no points, but counts as a question.
    """
    asked = frozenset(asked_in(course))
    questions = list(course.questions.values())
    held: dict[str | None, list[Question]] = {id_: [] for id_ in (*course.objectives, None)}
    for question in questions:
        for objective in dict.fromkeys(question.objectives) or (None,):
            held.setdefault(objective, []).append(question)
    lines = [_line(objective, each, asked) for objective, each in held.items()]
    return Coverage(lines, _line(None, questions, asked))


def _line(objective: str | None, questions: Sequence[Question], asked: frozenset[str]) -> Line:
    levels = {
        level: _tally((each for each in questions if each.bloom is level), asked)
        for level in LEVELS
    }
    return Line(objective, levels, _tally(questions, asked))


def _tally(questions: Iterable[Question], asked: frozenset[str]) -> Tally:
    held = list(questions)
    points = sum(each.points for each in held if not isinstance(each, UNCOUNTED))
    return Tally(len(held), points, sum(each.id in asked for each in held))
