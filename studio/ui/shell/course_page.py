"""The page of the open course: its title, its outline, and the notice above them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from studio.course.model import Course
from studio.i18n import Voice, duration
from studio.ui.shell.notice import NoticeBar
from studio.ui.shell.outline import Outline


class CoursePage(QWidget):
    """Shows a course."""

    def __init__(self, voice: Voice, publish_menu: QMenu) -> None:
        super().__init__()
        self._voice = voice
        self.notice = NoticeBar()
        self.title, self.summary, self.state = QLabel(), QLabel(), QLabel()
        self.title.setObjectName("title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.state.setObjectName("state")
        self.publish_button = QPushButton(voice.text("ui.publish"))
        self.publish_button.setProperty("main", True)
        self.publish_button.setMenu(publish_menu)
        self.outline = Outline(voice)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.state)
        head.addWidget(self.publish_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 12)
        layout.addWidget(self.notice)
        layout.addLayout(head)
        layout.addWidget(self.summary)
        layout.addWidget(self.outline, 1)

    def show_course(self, course: Course, *, editable: bool, anew: bool) -> None:
        """Show a course, or what it has become."""
        self.title.setText(course.title)
        self.outline.show_course(course, editable=editable, anew=anew)
        count = len(course.screens_in_order())
        length = duration(self.outline.length_s)
        self.summary.setText(self._voice.text("ui.summary", n=count, length=length))
