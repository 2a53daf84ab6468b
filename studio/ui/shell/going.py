"""Going places: the rooms, the finder, and any node of the course by its id."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.i18n import Voice
from studio.ui.document import Document
from studio.ui.shell.actions import ROOMS, Actions, Slots
from studio.ui.shell.finder import Finder, commands, places
from studio.ui.shell.workspace import Workspace


class Going(QObject):
    """Takes the author to rooms, places and commands."""

    def __init__(self, document: Document, voice: Voice, work: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._voice = voice
        self._work = work
        self._window = window
        self.actions: Actions | None = None
        """What Ctrl+K offers beside places."""
        work.review.go_wanted.connect(self.go_to_finding)

    def slots(self) -> Slots:
        """Return what this does, by the names of the actions."""
        rooms = {f"room.{name}": partial(self._work.go, name) for name in ROOMS}
        return {"find": self.show_finder, **rooms}

    def show_finder(self) -> None:
        """Let the author go anywhere by its name."""
        found = commands(self.actions.all(), self._voice) if self.actions else []
        if self._document.is_open:
            found = [*places(self._document.course, self._voice, self.go_to), *found]
        Finder(self._voice, found, self._window).open_over(self._window)

    def go_to(self, id_: str) -> None:
        """Go to a module, lesson or screen of the storyboard."""
        storyboard = self._work.storyboard
        self._work.go("storyboard")
        storyboard.outline.select(id_)
        storyboard.board.scrollTo(storyboard.outline.course_model.index_of(id_))

    def go_to_finding(self, id_: str) -> None:
        """Go to what a finding is about; "" is the course as a whole."""
        if id_:
            self.go_to(id_)
        else:
            self._work.go("plan")
