"""What counts in one launchable unit of a course, and what can be asked about there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exporters.publication import Unit
from studio.course.asking import asked_on, is_graded
from studio.course.conditions import Condition, renamed
from studio.course.model import Course, Screen
from studio.course.scenario import ScenarioBlock


def pass_mark(course: Course, unit: Unit) -> float | None:
    """Return from which share of the points on a unit is passed.

    A module that asks nothing that counts has none: nobody could pass it.
    """
    screens = (course.screens[id_] for id_ in unit.screens)
    passable = _is_whole(course, unit) or any(_grades(course, screen) for screen in screens)
    return course.completion.pass_mark if passable else None


def askable(
    course: Course, unit: Unit, conditions: Iterable[Condition | None]
) -> Iterator[Condition]:
    """Yield conditions without what they ask about other units: a page knows nothing of these."""
    found = [condition for condition in conditions if condition]
    if _is_whole(course, unit):
        yield from found
        return
    met = _met(course, unit)
    own = (renamed(condition, lambda id_: id_ if id_ in met else None) for condition in found)
    yield from filter(None, own)


def _is_whole(course: Course, unit: Unit) -> bool:
    return unit.id == course.id


def _grades(course: Course, screen: Screen) -> bool:
    asking = [block for block, _ in asked_on(course, screen)]
    asking += [block for block in screen.blocks if isinstance(block, ScenarioBlock)]
    return any(map(is_graded, asking))


def _met(course: Course, unit: Unit) -> frozenset[str]:
    """Return the ids of the screens, blocks and objectives that a learner meets in a unit."""
    screens = [course.screens[id_] for id_ in unit.screens]
    asked = [course.questions[id_] for screen in screens for _, id_ in asked_on(course, screen)]
    return frozenset(
        [
            *unit.screens,
            *(block.id for screen in screens for block in screen.blocks),
            *(objective for question in asked for objective in question.objectives),
        ]
    )
