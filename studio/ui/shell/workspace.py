"""The open course: top bar, rail, notice, and the room that the author is in."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from studio.course.model import Course
from studio.i18n import Voice
from studio.ui.document import Document
from studio.ui.lectures.room import LecturesRoom
from studio.ui.plan.room import PlanRoom
from studio.ui.publish.room import PublishRoom
from studio.ui.questions.room import QuestionsRoom
from studio.ui.review.reviewing import Reviewing
from studio.ui.review.room import ReviewRoom
from studio.ui.shell.actions import ROOMS
from studio.ui.shell.notice import NoticeBar
from studio.ui.shell.publishing import Publishing
from studio.ui.shell.rail import Rail
from studio.ui.shell.top_bar import TopBar
from studio.ui.storyboard.room import StoryboardRoom


class Room(Protocol):
    """A room that shows the course when the author is in it."""

    def show_course(self, course: Course) -> None:
        """Show a course, or what an edit has made of it."""
        ...


class Workspace(QWidget):
    """Shows a course in rooms. A room that is not seen shows an edit when it is gone to."""

    room_changed = Signal(str)

    def __init__(
        self, document: Document, voice: Voice, add_menu: QMenu, publishing: Publishing
    ) -> None:
        super().__init__()
        self._document = document
        self.notice = NoticeBar()
        self.top = TopBar(voice)
        self.title, self.state = self.top.title, self.top.state
        self.publish_button = self.top.publish_button
        self.storyboard = StoryboardRoom(document, voice, add_menu)
        self.reviewing = Reviewing(document)
        self.plan = PlanRoom(document, voice)
        self.lectures = LecturesRoom(document, voice)
        self.questions = QuestionsRoom(document, voice)
        self.review = ReviewRoom(document, voice, self.reviewing)
        self.publish = PublishRoom(document, voice, self.reviewing, publishing)
        self.rail = Rail(ROOMS, voice)
        self.rooms = QStackedWidget()
        self._lazy: dict[str, Room] = {
            "plan": self.plan,
            "lectures": self.lectures,
            "questions": self.questions,
            "review": self.review,
            "publish": self.publish,
        }
        self._behind: set[str] = set()
        for name in ROOMS:
            self.rooms.addWidget(self._room(name))
        self.rail.chosen.connect(self.go)
        self.publish_button.clicked.connect(lambda _checked: self.go("publish"))
        self.reviewing.changed.connect(lambda: self.storyboard.flag(self.reviewing.screens()))
        self._lay_out()
        self.go("storyboard")

    @property
    def room(self) -> str:
        """The name of the room that is shown."""
        return ROOMS[self.rooms.currentIndex()]

    def go(self, name: str) -> None:
        """Show a room."""
        if name in self._behind and self._document.is_open:
            self._behind.discard(name)
            self._lazy[name].show_course(self._document.course)
        self.rooms.setCurrentWidget(self._room(name))
        self.rail.show_room(name)
        self.room_changed.emit(name)

    def show_course(self, course: Course, *, editable: bool, anew: bool) -> None:
        """Show a course, or what it has become."""
        self.title.setText(course.title)
        self.storyboard.show_course(course, editable=editable, anew=anew)
        self._behind = set(self._lazy)
        if self.room in self._behind:
            self._behind.discard(self.room)
            self._lazy[self.room].show_course(course)

    def close(self) -> bool:
        """Stop the work beside the window's."""
        self.storyboard.close_pictures()
        self.reviewing.close()
        return super().close()

    def add_to_top(self, action: QAction) -> QToolButton:
        """Put an action into the top bar."""
        return self.top.add(action)

    def _room(self, name: str) -> QWidget:
        room: QWidget = getattr(self, name)
        return room

    def _lay_out(self) -> None:
        notice = QHBoxLayout()
        notice.setContentsMargins(16, 8, 16, 0)
        notice.addWidget(self.notice)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(notice)
        right.addWidget(self.rooms, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.rail)
        below.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(below, 1)
