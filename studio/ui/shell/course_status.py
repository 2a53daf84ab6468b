"""What the status bar says of the open course: its size, the learner's time, what to review."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStatusBar

from studio.course.model import Course
from studio.i18n import Voice
from studio.review.findings import Level
from studio.ui import icons
from studio.ui.review.reviewing import Reviewing


class CourseStatus(QObject):
    """Shows counts and findings; a click on the findings leads to them."""

    review_wanted = Signal()

    def __init__(self, voice: Voice, bar: QStatusBar, reviewing: Reviewing) -> None:
        super().__init__(bar)
        self._voice = voice
        self._reviewing = reviewing
        self.counts = QLabel()
        self.findings = QPushButton(voice.text("ui.to_review", n=0))
        self.findings.setProperty("warns", True)
        self.findings.setIcon(icons.icon("warning"))
        self.findings.clicked.connect(lambda _checked: self.review_wanted.emit())
        bar.addWidget(self.counts)
        bar.addWidget(self.findings)
        self.clear()
        reviewing.changed.connect(self._count)

    def show_course(self, course: Course, length_s: float) -> None:
        """Say how much there is, and how long it takes."""
        say = self._voice.text
        parts = [
            say("ui.modules", n=len(course.modules)),
            say("ui.lessons", n=len(course.lessons)),
            say("ui.screens", n=len(course.screens)),
        ]
        time = say("ui.learner_time", length=length_s)
        self.counts.setText(" \u00b7 ".join(parts) + f"     {time}")

    def clear(self) -> None:
        """Say nothing: no course is open."""
        self.counts.clear()
        self.findings.hide()

    def _count(self) -> None:
        found = self._reviewing.findings
        serious = [each for each in found if each.level is not Level.HINT]
        self.findings.setText(self._voice.text("ui.to_review", n=len(serious)))
        self.findings.setVisible(bool(serious))
