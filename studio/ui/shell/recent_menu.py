"""The menu of the courses that were open lately."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from studio.i18n import Voice
from studio.project.recent import recent_courses


class RecentMenu(QMenu):
    """Lists them anew each time it is opened."""

    open_wanted = Signal(Path)

    def __init__(self, voice: Voice, parent: QWidget) -> None:
        super().__init__(parent)
        self._voice = voice
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List the courses that are there."""
        self.clear()
        for folder in recent_courses():
            name = f"{folder.stem}  \u2013  {folder.parent}".replace("&", "&&")
            action = self.addAction(name)
            action.triggered.connect(lambda _checked, folder=folder: self.open_wanted.emit(folder))
        if self.isEmpty():
            self.addAction(self._voice.text("ui.no_recent")).setEnabled(False)
