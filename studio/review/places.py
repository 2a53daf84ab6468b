"""Where in a course a finding stands: at which rank, on which screen, and how that is said."""

from __future__ import annotations

from collections.abc import Iterator

from studio.course.blocks import Block
from studio.course.change import name_of
from studio.course.model import Course
from studio.course.references import block_references
from studio.messages import Param, message


class Places:
    """The places of a course's nodes. The course itself has the id "".

    What a bank holds stands where a learner meets it first: a question below its quiz, a media
    file below the block that shows it.
    """

    def __init__(self, course: Course) -> None:
        self._course = course
        self._above: dict[str, str | None] = {"": None}
        self._above.update(dict.fromkeys(course.objectives))
        self._enter_outline()
        for bank in (course.questions, course.recordings, course.clips, course.media):
            for id_ in bank:
                self._above.setdefault(id_, None)
        self._ranks = {id_: rank for rank, id_ in enumerate(self._above)}

    def rank(self, node: str) -> int:
        """Return the position of a node among all, as a learner meets them."""
        return self._ranks[node]

    def is_met(self, node: str) -> bool:
        """Return whether a learner meets the node: it is no entry of a bank that is not in use."""
        return not node or self._above[node] is not None

    def screen_of(self, node: str) -> str | None:
        """Return the id of the screen that a node is or stands on, None where there is none."""
        return next((id_ for id_ in self._upwards(node) if id_ in self._course.screens), None)

    def said(self, node: str) -> Param:
        """Return the place in words: module, lesson, screen and question, or the course's title."""
        place: Param | None = None
        for id_ in reversed(list(self._upwards(node))):
            name = self._name(id_)
            if name is not None:
                place = name if place is None else message("review.within", place=place, name=name)
        return name_of(self._course) if place is None else place

    def _enter_outline(self) -> None:
        course = self._course
        for module in course.order:
            self._above[module] = ""
            for lesson in course.modules[module].lessons:
                self._above[lesson] = module
                for screen in course.lessons[lesson].screens:
                    self._above[screen] = lesson
                    for block in course.screens[screen].blocks:
                        self._above[block.id] = screen
                        self._enter_shown(block)

    def _enter_shown(self, block: Block) -> None:
        for reference in block_references(block):
            self._above.setdefault(reference.target, block.id)
            if reference.field == "clips":
                recording = self._course.recordings[self._course.clips[reference.target].recording]
                self._above.setdefault(recording.id, block.id)
                self._above.setdefault(recording.media, block.id)

    def _upwards(self, node: str) -> Iterator[str]:
        at: str | None = node
        while at:
            yield at
            at = self._above[at]

    def _name(self, id_: str) -> Param | None:
        """Return the name of what makes a place; blocks and media are named in the sentences."""
        course = self._course
        for nodes in (course.modules, course.lessons, course.screens):
            if id_ in nodes:
                return name_of(nodes[id_])
        for bank in (course.questions, course.objectives):
            if id_ in bank:
                return name_of(bank[id_])
        return None
