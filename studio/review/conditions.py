"""Conditions that can't be met: they ask for what is gone, or for what lies behind themselves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from studio.course.asking import asked_by, asks
from studio.course.blocks import Block
from studio.course.change import name_of
from studio.course.conditional import (
    Place,
    conditional_places,
    conditions_of,
    names_of,
    with_renamed,
)
from studio.course.conditions import Condition, Mastery, Not, Score, Seen
from studio.course.edits import replace
from studio.course.model import Course, Lesson, Navigation
from studio.messages import Param, message
from studio.review.findings import Finding, Level, finding

_FIX = "review.fix.without_names"


def gone_from_conditions(course: Course) -> Iterator[Finding]:
    """Find places whose conditions ask for a quiz, an objective or a screen that is not there."""
    there = _there(course)
    for place in conditional_places(course):
        gone = dict.fromkeys(name for name in names_of(place) if name not in there)
        if gone:
            found = finding(Level.ERROR, "condition-gone", place.id, what=_kinds(place, set(gone)))
            yield found.mended_by(partial(_without_gone, id_=place.id), message(_FIX))


def conditions_in_a_circle(course: Course) -> Iterator[Finding]:
    """Find places that depend on what lies within them, or that depend on each other."""
    for circle in _Dependencies(course).circles():
        place = circle[0]
        name = name_of(place)
        if len(circle) == 1:
            found = finding(Level.ERROR, "condition-within", place.id, name=name)
        else:
            other = name_of(circle[1])
            found = finding(Level.ERROR, "condition-circle", place.id, name=name, other=other)
        yield found.mended_by(partial(_without_open_ends, id_=place.id), message(_FIX))


class _Dependencies:
    """Which conditions can be decided: all they ask for can be reached without deciding them.

    Found from below: what has no condition is decided, then what depends on that alone, and so
    on. What is left depends on itself. An objective is decided once one of the screens is that
    ask about it, because a learner can show mastery there.
    """

    def __init__(self, course: Course) -> None:
        self._course = course
        self._places = {place.id: place for place in conditional_places(course)}
        self._rank: dict[str, int] = {}
        self._lesson: dict[str, str] = {}
        self._screens: dict[str, list[str]] = {}
        self._enter_outline()
        self.undecided = dict(self._places)
        self._gate = self._first_gate()
        self._decide()

    def circles(self) -> Iterator[list[Place]]:
        """Yield the places of each circle, as a learner meets the first of them."""
        done: set[str] = set()
        for id_ in self.undecided:
            path: list[str] = []
            while id_ not in done:
                done.add(id_)
                path.append(id_)
                id_ = self._blocker(self._places[id_])  # noqa: PLW2901  # the walk goes on there
            if id_ in path:
                yield [self._places[each] for each in path[path.index(id_) :]]

    def open_ends(self, place: Place) -> set[str]:
        """Return the names in a place's conditions that can't be decided."""
        return {name for name in names_of(place) if not self._is_decided(name)}

    def _enter_outline(self) -> None:
        course = self._course
        for rank, screen in enumerate(course.screens_in_order()):
            self._rank[screen.id] = rank
            self._screens[screen.id] = [screen.id]
            for block in screen.blocks:
                if asks(block):
                    self._screens[block.id] = [screen.id]
                    for objective in _assessed(course, block):
                        self._screens.setdefault(objective, []).append(screen.id)
        for lesson in course.lessons.values():
            self._lesson.update(dict.fromkeys(lesson.screens, lesson.id))

    def _decide(self) -> None:
        count = -1
        while count != len(self.undecided):
            count = len(self.undecided)
            for id_, place in list(self.undecided.items()):
                if not self.open_ends(place):
                    del self.undecided[id_]
                    self._gate = self._first_gate()

    def _is_decided(self, name: str) -> bool:
        screens = self._screens.get(name)
        return not screens or any(not self._blockers(screen) for screen in screens)

    def _blockers(self, screen: str) -> list[str]:
        """Return the undecided places that keep learners from a screen."""
        held_by = [id_ for id_ in (screen, self._lesson[screen]) if id_ in self.undecided]
        if not held_by and self._gate is not None and self._start(self._gate) <= self._rank[screen]:
            return [self._gate.id]
        return held_by

    def _blocker(self, place: Place) -> str:
        """Return an undecided place that an undecided one waits for."""
        name = next(name for name in names_of(place) if not self._is_decided(name))
        return self._blockers(self._screens[name][0])[0]

    def _first_gate(self) -> Place | None:
        """Return the first undecided place that nobody passes; only a linear course has one."""
        if self._course.navigation is not Navigation.LINEAR:
            return None
        gates = [place for place in self.undecided.values() if place.open_if is not None]
        return min(gates, key=self._start, default=None)

    def _start(self, place: Place) -> int:
        """Return the rank of the first screen of a place."""
        if not isinstance(place, Lesson):
            return self._rank[place.id]
        return min((self._rank[id_] for id_ in place.screens), default=len(self._rank))


def _assessed(course: Course, block: Block) -> set[str]:
    return {id_ for asked in asked_by(course, block) for id_ in course.questions[asked].objectives}


def _there(course: Course) -> set[str]:
    """Return the ids that a condition may ask for."""
    there = set(course.objectives)
    for screen in course.screens_in_order():
        there.add(screen.id)
        there.update(block.id for block in screen.blocks if asks(block))
    return there


def _kinds(place: Place, gone: set[str]) -> Param:
    """Return in words what kinds of things are gone: a quiz, an objective, a screen."""
    kinds = dict.fromkeys(
        kind for each in conditions_of(place) for kind, id_ in _asked(each) if id_ in gone
    )
    said: Param = ""
    for kind in kinds:
        word = message(f"review.gone.{kind}")
        said = message("review.gone.also", one=said, other=word) if said else word
    return said


def _asked(condition: Condition) -> Iterator[tuple[str, str]]:
    match condition:
        case Score():
            yield "quiz", condition.quiz
        case Mastery():
            yield "objective", condition.objective
        case Seen():
            yield "screen", condition.screen
        case Not():
            yield from _asked(condition.of)
        case _:
            for one in condition.of:
                yield from _asked(one)


def _without_gone(course: Course, id_: str) -> Course:
    place = course.lessons.get(id_) or course.screens.get(id_)
    there = _there(course)
    return course if place is None else _without(course, place, set(names_of(place)) - there)


def _without_open_ends(course: Course, id_: str) -> Course:
    place = course.lessons.get(id_) or course.screens.get(id_)
    if place is None or id_ not in (now := _Dependencies(course)).undecided:
        return course
    return _without(course, place, now.open_ends(place))


def _without(course: Course, place: Place, gone: set[str]) -> Course:
    if not gone:
        return course
    return replace(course, with_renamed(place, lambda id_: None if id_ in gone else id_))
