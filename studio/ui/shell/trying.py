"""Packages that were just made, tried in the test LMS: in the system's browser."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from studio.course.model import Course
from studio.i18n import Voice
from studio.jobs import Cancelled, Progress
from studio.messages import message
from studio.ui.document import Document
from studio.ui.shell.previewing import Previewing
from studio.ui.shell.working import Working

if TYPE_CHECKING:
    from studio.preview.test_lms import TestLms


class Trying(QObject):
    """Keeps the test LMS of each package until the course is left or the window closed."""

    def __init__(
        self,
        document: Document,
        voice: Voice,
        working: Working,
        previewing: Previewing,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._voice = voice
        self._working = working
        self._previewing = previewing
        self._servers = ExitStack()
        self.opened: TestLms | None = None
        """The test LMS that was opened last."""
        document.changed.connect(self._leave)

    def open(self, path: Path) -> None:
        """Open the browser at the test LMS with a package. One made anew gets a server anew."""

        def work(progress: Progress) -> TestLms:
            from studio.preview.test_lms import TestLms

            lms = TestLms(path, self._voice)
            if progress.cancelled:
                lms.close()
                raise Cancelled
            return lms

        title = message("ui.opening_package", name=path.name)
        self._working.start(f"{path} test", title, work, self._show)

    def close(self) -> None:
        """End all servers. May be called twice."""
        self._servers.close()
        self.opened = None

    def _show(self, lms: TestLms) -> None:
        self.opened = self._servers.enter_context(lms)
        if not QDesktopServices.openUrl(QUrl(lms.url)):
            self._previewing.tell(lms.url)

    def _leave(self, before: Course | None, _course: Course) -> None:
        """End them where another course is shown."""
        if before is None:
            self.close()
