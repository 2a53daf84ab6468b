"""Cut, copy and paste of modules, lessons, screens and blocks, also between two courses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from studio.messages import message
from studio.project.clipboard import MIME, paste
from studio.ui.document import Document
from studio.ui.shell.actions import Slots
from studio.ui.shell.screen_editing import ScreenEditing
from studio.ui.shell.working import Working


class Clipboard:
    """Carries nodes over the system's clipboard."""

    def __init__(
        self,
        document: Document,
        editing: ScreenEditing,
        working: Working,
        words: Callable[[], str],
    ) -> None:
        self._document = document
        self._editing = editing
        self._working = working
        self._words = words
        """Returns what is selected as other programs take it."""

    def slots(self) -> Slots:
        """Return what this does, by the names of the actions."""
        return {"cut": self.cut, "copy": self.copy, "paste": self.paste}

    def copy(self) -> bool:
        """Take the selected nodes; return whether there are any, of one kind."""
        data = self._editing.copied()
        if data is None:
            return False
        carried = QMimeData()
        carried.setData(MIME, data)
        carried.setText(self._words())
        QGuiApplication.clipboard().setMimeData(carried)
        return True

    def cut(self) -> None:
        """Take the selected nodes and delete them."""
        if self.copy():
            self._editing.delete()

    def paste(self) -> None:
        """Put what was taken behind the place where the author is."""
        carried = QGuiApplication.clipboard().mimeData()
        if not carried.hasFormat(MIME):
            return
        data = bytes(carried.data(MIME).data())
        project = self._document.session.project
        self._working.start(
            str(project.folder),
            message("ui.pasting"),
            lambda progress: paste(project, data, progress),
            self._editing.put,
        )
