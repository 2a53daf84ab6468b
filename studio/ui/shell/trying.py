"""Packages that were just made, tried in the test LMS: in the system's browser."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from studio.cli_preview import package_server
from studio.course.model import Course
from studio.messages import StudioError, error
from studio.ui.document import Document
from studio.ui.shell.previewing import Previewing


class Trying(QObject):
    """Keeps the test LMS of each package until the course is left or the window closed."""

    failed = Signal(object)
    """A `StudioError` to be shown."""

    def __init__(self, document: Document, previewing: Previewing, window: QWidget) -> None:
        super().__init__(window)
        self._previewing = previewing
        self._servers = ExitStack()
        document.changed.connect(self._leave)

    def open(self, path: Path) -> None:
        """Open the browser at the test LMS with a package. One made anew gets a server anew."""
        try:
            address = self._servers.enter_context(package_server(path)).url
        except OSError as problem:
            self.failed.emit(error("ui.try_failed", file=str(path), reason=problem.strerror or ""))
            return
        except StudioError as problem:
            self.failed.emit(problem)
            return
        if not QDesktopServices.openUrl(QUrl(address)):
            self._previewing.tell(address)

    def close(self) -> None:
        """End all servers. May be called twice."""
        self._servers.close()

    def _leave(self, before: Course | None, _course: Course) -> None:
        """End them where another course is shown."""
        if before is None:
            self.close()
