"""The open course: top bar, rail, notice, and the room that the author is in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.course.model import Course
from studio.i18n import Voice
from studio.ui.document import Document
from studio.ui.plan.room import PlanRoom
from studio.ui.review.reviewing import Reviewing
from studio.ui.review.room import ReviewRoom
from studio.ui.shell.actions import ROOMS
from studio.ui.shell.notice import NoticeBar
from studio.ui.shell.rail import Rail
from studio.ui.storyboard.room import StoryboardRoom


class Workspace(QWidget):
    """Shows a course in rooms."""

    room_changed = Signal(str)

    def __init__(self, document: Document, voice: Voice, publish_menu: QMenu) -> None:
        super().__init__()
        self._voice = voice
        self.notice = NoticeBar()
        self.title, self.state = QLabel(), QLabel()
        self.title.setObjectName("title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setObjectName("state")
        self.publish_button = QPushButton(voice.text("ui.publish"))
        self.publish_button.setProperty("main", True)
        self.publish_button.setMenu(publish_menu)
        self.storyboard = StoryboardRoom(document, voice)
        self.plan = PlanRoom(document, voice)
        self.reviewing = Reviewing(document)
        self.review = ReviewRoom(document, voice, self.reviewing)
        self.rail = Rail(ROOMS, voice)
        self.rooms = QStackedWidget()
        self.screens = QStackedWidget()
        """The storyboard, and the screen editor in its place."""
        self.screens.addWidget(self.storyboard)
        self._by_name: dict[str, QWidget] = {
            "plan": self.plan,
            "storyboard": self.screens,
            "review": self.review,
        }
        for name in ROOMS:
            self.rooms.addWidget(self._by_name[name])
        self.rail.chosen.connect(self.go)
        self.reviewing.changed.connect(lambda: self.storyboard.flag(self.reviewing.by_screen()))
        self._lay_out()
        self.go("storyboard")

    @property
    def room(self) -> str:
        """The name of the room that is shown."""
        return ROOMS[self.rooms.currentIndex()]

    def go(self, name: str) -> None:
        """Show a room."""
        self.rooms.setCurrentWidget(self._by_name[name])
        self.rail.show_room(name)
        self.room_changed.emit(name)

    def show_course(self, course: Course, *, editable: bool, anew: bool) -> None:
        """Show a course, or what it has become."""
        self.title.setText(course.title)
        self.storyboard.show_course(course, editable=editable, anew=anew)
        self.plan.show_course(course)

    def close(self) -> bool:
        """Stop the work beside the window's."""
        self.storyboard.close_pictures()
        self.reviewing.close()
        return super().close()

    def add_to_top(self, action: QAction) -> QToolButton:
        """Put an action into the top bar."""
        button = QToolButton()
        button.setDefaultAction(action)
        button.setAutoRaise(True)
        self._top.insertWidget(self._top.count() - 1, button)
        return button

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setObjectName("top")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._top = QHBoxLayout(bar)
        self._top.setContentsMargins(16, 8, 16, 8)
        self._top.addWidget(self.title)
        self._top.addWidget(self.state)
        self._top.addStretch(1)
        self._top.addWidget(self.publish_button)
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
        column.addWidget(bar)
        column.addLayout(below, 1)
