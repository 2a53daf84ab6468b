"""The open course: top bar, rail, notice, and the room that the author is in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from studio.course.model import Course
from studio.i18n import Voice
from studio.ui.document import Document
from studio.ui.plan.room import PlanRoom
from studio.ui.review.reviewing import Reviewing
from studio.ui.review.room import ReviewRoom
from studio.ui.shell.actions import ROOMS
from studio.ui.shell.asking import Asking
from studio.ui.shell.notice import NoticeBar
from studio.ui.shell.publishing import Publishing
from studio.ui.shell.rail import Rail
from studio.ui.shell.top_bar import TopBar
from studio.ui.shell.working import Working
from studio.ui.storyboard.room import StoryboardRoom

if TYPE_CHECKING:
    from studio.ui.editor.tools import Tools
    from studio.ui.lectures.room import LecturesRoom
    from studio.ui.publish.room import PublishRoom
    from studio.ui.questions.room import QuestionsRoom


class Workspace(QWidget):
    """Shows a course in rooms. A room that is not seen shows an edit when it is gone to.

    Lectures, questions and publishing are made when the author first goes there.
    """

    room_changed = Signal(str)
    made = Signal(str)
    """The name of a room that was made just now."""

    def __init__(
        self,
        document: Document,
        voice: Voice,
        working: Working,
        asking: Asking,
        publishing: Publishing,
    ) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        self._working = working
        self._asking = asking
        self._publishing = publishing
        self.make_tools: Callable[[], Tools] | None = None
        """Gives the tools that questions are written with."""
        self.notice = NoticeBar()
        self.top = TopBar(voice)
        self.title, self.state = self.top.title, self.top.state
        self.publish_button = self.top.publish_button
        self.storyboard = StoryboardRoom(document, voice)
        self.reviewing = Reviewing(document)
        self.plan = PlanRoom(document, voice)
        self.review = ReviewRoom(document, voice, self.reviewing)
        self.rail = Rail(ROOMS, voice)
        self.rooms = QStackedWidget()
        self.screens = QStackedWidget()
        """The storyboard, and the screen editor in its place."""
        self.screens.addWidget(self.storyboard)
        self._name_rooms()
        self._behind: set[str] = set()
        self.room = "storyboard"
        """The name of the room that is shown."""
        self.rail.chosen.connect(self.go)
        self.publish_button.clicked.connect(lambda _checked: self.go("publish"))
        self.reviewing.changed.connect(lambda: self.storyboard.flag(self.reviewing.by_screen()))
        self._lay_out()
        self.go("storyboard")

    def go(self, name: str) -> None:
        """Show a room."""
        widget = self.room_of(name)
        if name in self._behind and self._document.is_open:
            self._show_in(name, self._document.course)
        self.room = name
        self.rooms.setCurrentWidget(widget)
        self.rail.show_room(name)
        self.room_changed.emit(name)

    def room_of(self, name: str) -> QWidget:
        """Return a room, made now if it was not needed before."""
        if name not in self._by_name:
            self._by_name[name] = self._makers[name]()
            self.rooms.addWidget(self._by_name[name])
            self._behind.add(name)
            self.made.emit(name)
        return self._by_name[name]

    @property
    def lectures(self) -> LecturesRoom:
        """The room of the lectures."""
        return self.room_of("lectures")  # type: ignore[return-value]  # it is

    @property
    def questions(self) -> QuestionsRoom:
        """The room of the questions."""
        return self.room_of("questions")  # type: ignore[return-value]  # it is

    @property
    def publish(self) -> PublishRoom:
        """The room of publishing."""
        return self.room_of("publish")  # type: ignore[return-value]  # it is

    def show_course(self, course: Course, *, editable: bool, anew: bool) -> None:
        """Show a course, or what it has become."""
        self.title.setText(course.title)
        self.storyboard.show_course(course, editable=editable, anew=anew)
        self._behind = set(self._by_name) - {"storyboard", "review"}
        if self.room in self._behind:
            self._show_in(self.room, course)

    def close(self) -> bool:
        """Stop the work beside the window's."""
        self.storyboard.close_pictures()
        self.reviewing.close()
        return super().close()

    def add_to_top(self, action: QAction) -> QToolButton:
        """Put an action into the top bar."""
        return self.top.add(action)

    def _show_in(self, name: str, course: Course) -> None:
        self._behind.discard(name)
        room: PlanRoom | LecturesRoom | QuestionsRoom | PublishRoom = self._by_name[name]  # type: ignore[assignment]  # all but the storyboard and the review
        room.show_course(course)

    def _name_rooms(self) -> None:
        """Say which rooms there are from the beginning, and how the others are made."""
        self._makers: Mapping[str, Callable[[], QWidget]] = {
            "lectures": self._lectures,
            "questions": self._questions,
            "publish": self._publish,
        }
        self._by_name: dict[str, QWidget] = {
            "plan": self.plan,
            "storyboard": self.screens,
            "review": self.review,
        }
        for widget in self._by_name.values():
            self.rooms.addWidget(widget)

    def _lectures(self) -> LecturesRoom:
        from studio.ui.lectures.room import LecturesRoom

        pictures = self.storyboard.pictures
        return LecturesRoom(self._document, self._voice, self._working, self._asking, pictures)

    def _questions(self) -> QuestionsRoom:
        from studio.ui.questions.room import QuestionsRoom

        if self.make_tools is None:
            raise RuntimeError("the window gives the tools before the author goes anywhere")
        return QuestionsRoom(self.make_tools())

    def _publish(self) -> PublishRoom:
        from studio.ui.publish.room import PublishRoom

        return PublishRoom(self._document, self._voice, self.reviewing, self._publishing)

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
