"""How the window was left: its size and place, its splitters, the room that it showed."""

from __future__ import annotations

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMainWindow

from studio.system import config_folder
from studio.ui.shell.workspace import Workspace

_SIZE = (1280, 800)


class WindowMemory:
    """Keeps the shape of the window from one start to the next."""

    def __init__(self, window: QMainWindow, work: Workspace) -> None:
        self._window = window
        self._work = work
        self._kept = QSettings(str(config_folder() / "window.ini"), QSettings.Format.IniFormat)

    def bring_back(self) -> None:
        """Give the window the shape that it had last."""
        self._window.resize(*_SIZE)
        geometry, splitter = self._kept.value("geometry"), self._kept.value("splitter")
        if geometry is not None:
            self._window.restoreGeometry(geometry)
        if splitter is not None:
            self._work.storyboard.splitter.restoreState(splitter)

    def keep(self) -> None:
        """Remember the shape."""
        self._kept.setValue("geometry", self._window.saveGeometry())
        self._kept.setValue("splitter", self._work.storyboard.splitter.saveState())
