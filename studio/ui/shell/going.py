"""Going places: the rooms, the finder, and any node of the course by its id."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from studio.course.blocks import BlockBase
from studio.course.nodes import find, parent_of
from studio.i18n import Voice
from studio.ui.document import Document
from studio.ui.shell.actions import ROOMS, Actions, Slots
from studio.ui.shell.findable import commands, places
from studio.ui.shell.finder import Finder
from studio.ui.shell.workspace import Workspace

_RECENT = 20


class Going(QObject):
    """Takes the author to rooms, places and commands."""

    block_wanted = Signal(str, str)
    """A screen, and a block of it that is to be edited."""

    def __init__(self, document: Document, voice: Voice, work: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._voice = voice
        self._work = work
        self._window = window
        self._recent: list[str] = []
        """What was gone to lately, the latest first."""
        self.actions: Actions | None = None
        """What Ctrl+K offers beside places."""
        work.review.go_wanted.connect(self.go_to_finding)

    def slots(self) -> Slots:
        """Return what this does, by the names of the actions."""
        rooms = {f"room.{name}": partial(self._work.go, name) for name in ROOMS}
        return {"find": self.show_finder, **rooms}

    def show_finder(self) -> None:
        """Let the author go anywhere by its name."""
        found = list(commands(self.actions)) if self.actions else []
        if self._document.is_open:
            found = [*places(self._document.course, self._voice, self.go_to), *found]
        finder = Finder(self._voice, found, self._window, self._recent, self._remember)
        finder.open_over(self._window)

    def go_to(self, id_: str) -> None:
        """Go to what has this id, where it is edited: in the storyboard, a bank or the plan."""
        course = self._document.course
        if id_ in course.objectives or id_ in course.glossary or id_ == course.look.logo:
            self._work.go("plan")
            self._work.plan.go_to(id_)
        elif id_ in course.recordings or id_ in course.clips:
            self._go_to_recording(id_)
        elif id_ in course.questions:
            self._work.go("questions")
            self._work.questions.select(id_)
        else:
            self._go_to_place(id_)

    def _go_to_recording(self, id_: str) -> None:
        clip = self._document.course.clips.get(id_)
        self._work.go("lectures")
        self._work.lectures.select(clip.recording if clip else id_, id_ if clip else "")

    def _go_to_place(self, id_: str) -> None:
        """Go to a module, a lesson or a screen; to a block by way of its screen."""
        place = id_
        if isinstance(find(self._document.course, id_), BlockBase):
            screen = parent_of(self._document.course, id_)
            place = screen.id if screen else ""
        storyboard = self._work.storyboard
        self._work.go("storyboard")
        storyboard.outline.select(place)
        storyboard.board.scrollTo(storyboard.outline.course_model.index_of(place))
        if place != id_:
            self.block_wanted.emit(place, id_)

    def _remember(self, key: str) -> None:
        self._recent = [key, *(each for each in self._recent if each != key)][:_RECENT]

    def go_to_finding(self, id_: str) -> None:
        """Go to what a finding is about; "" is the course as a whole."""
        if id_:
            self.go_to(id_)
        else:
            self._work.go("plan")
