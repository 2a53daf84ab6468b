"""The review, done again beside the window's work whenever the author pauses."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from studio.course.model import Course
from studio.project.project import Project
from studio.review.figures import Figures, figures
from studio.review.findings import Finding, Level
from studio.ui.document import Document

_PAUSE_MS = 400

log = logging.getLogger(__name__)


class Reviewing(QObject):
    """Keeps the findings on the open course up to date."""

    changed = Signal()
    _done = Signal(object, object, object)

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self.findings: list[Finding] = []
        self.course: Course | None = None
        """The course that the findings are about."""
        self.figures: Figures | None = None
        """That course in figures."""
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="review")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._begin)
        self._done.connect(self._take, Qt.ConnectionType.QueuedConnection)
        document.changed.connect(lambda *_: self._timer.start())

    def by_screen(self) -> dict[str, list[Finding]]:
        """Return the errors and warnings of each screen that has any, by its id."""
        from studio.review.places import Places

        found: dict[str, list[Finding]] = {}
        if self.course is None:
            return found
        places = Places(self.course)
        for each in self.findings:
            screen = places.screen_of(each.node) if each.level is not Level.HINT else None
            if screen is not None:
                found.setdefault(screen, []).append(each)
        return found

    def close(self) -> None:
        """Stop reviewing."""
        self._timer.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _begin(self) -> None:
        if self._document.is_open:
            session = self._document.session
            self._pool.submit(self._review, session.course, session.project)

    def _review(self, course: Course, project: Project) -> None:
        from studio.review.review import review

        try:
            try:
                found = review(course, project)
            except OSError:
                found = review(course)
            counted = figures(course)
        except Exception:
            log.exception("the review failed")
            raise
        self._done.emit(course, found, counted)

    def _take(self, course: Course, findings: list[Finding], counted: Figures) -> None:
        if self._document.is_open and self._document.course is course:
            self.course, self.findings, self.figures = course, findings, counted
            self.changed.emit()
