"""The lines of the outline: what `CourseModel` keeps of a course to show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from studio.course.model import Course, Lesson, Module, Screen
from studio.course.timing import block_s

Shown: TypeAlias = Course | Module | Lesson | Screen


class Row:
    """One line of the outline: a node, its lines below, and its learner time in seconds."""

    def __init__(self, node: Shown, above: Row | None) -> None:
        self.node = node
        self.above = above
        self.place = len(above.below) if above else 0
        self.below: list[Row] = []
        self.length_s = 0.0
        if above:
            above.below.append(self)

    @property
    def path(self) -> tuple[int, ...]:
        """The places of this line and of those above it, from the top."""
        return (*self.above.path, self.place) if self.above else ()

    @property
    def depth(self) -> int:
        """0 for the course, 1 for modules, 2 for lessons, 3 for screens."""
        return 0 if self.above is None else 1 + self.above.depth

    def walk(self) -> Iterator[Row]:
        """Yield this line and all below it, from top to bottom."""
        todo = [self]
        while todo:
            row = todo.pop()
            yield row
            todo += reversed(row.below)

    def put(self, at: int, rows: list[Row]) -> None:
        """Put lines below this one."""
        self.below[at:at] = rows
        self._number()

    def take(self, at: int, end: int) -> list[Row]:
        """Take lines below this one out and return them."""
        taken = self.below[at:end]
        del self.below[at:end]
        self._number()
        return taken

    def _number(self) -> None:
        for place, row in enumerate(self.below):
            row.above, row.place = self, place


def rows_of(course: Course) -> Row:
    """Return the lines of a course; the first is its own, which no view shows."""
    root = Row(course, None)
    for module in (course.modules[id_] for id_ in course.order):
        module_row = Row(module, root)
        for lesson in (course.lessons[id_] for id_ in module.lessons):
            lesson_row = Row(lesson, module_row)
            for screen in (course.screens[id_] for id_ in lesson.screens):
                Row(screen, lesson_row).length_s = screen_s(course, screen)
            _add_up(lesson_row)
        _add_up(module_row)
    _add_up(root)
    return root


def held_by(course: Course) -> Iterator[tuple[Shown, Sequence[str]]]:
    """Yield the course, its modules and its lessons, parents first, with the ids they hold."""
    yield course, course.order
    modules = [course.modules[id_] for id_ in course.order]
    for module in modules:
        yield module, module.lessons
    for module in modules:
        for id_ in module.lessons:
            yield course.lessons[id_], course.lessons[id_].screens


def node_of(course: Course, id_: str) -> Shown:
    """Return a module, lesson or screen by its id."""
    return course.screens.get(id_) or course.lessons.get(id_) or course.modules[id_]


def refreshed(root: Row, before: Course, course: Course) -> list[Row]:
    """Give the lines the nodes of a course with the same outline; return those that differ."""
    timed = course.clips is not before.clips or course.language != before.language
    differing: list[Row] = []
    root.node = course
    for module in root.below:
        for lesson in module.below:
            for row in lesson.below:
                node = course.screens[row.node.id]
                if timed or node is not row.node:
                    _take(row, node, screen_s(course, node), differing)
            _take(lesson, course.lessons[lesson.node.id], _sum(lesson), differing)
        _take(module, course.modules[module.node.id], _sum(module), differing)
    root.length_s = _sum(root)
    return differing


def screen_s(course: Course, screen: Screen) -> float:
    """Return the learner time of a screen, in seconds."""
    return sum((block_s(course, block) for block in screen.blocks), 0.0)


def _take(row: Row, node: Shown, length_s: float, differing: list[Row]) -> None:
    if row.node is not node or row.length_s != length_s:
        row.node, row.length_s = node, length_s
        differing.append(row)


def _sum(row: Row) -> float:
    return sum([each.length_s for each in row.below], 0.0)


def _add_up(row: Row) -> None:
    row.length_s = _sum(row)
