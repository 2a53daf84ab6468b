"""Help and preferences: the list of shortcuts, what the program is, and what the user prefers."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from studio import __version__
from studio.i18n import Voice
from studio.system import log_folder
from studio.ui.shell.actions import Actions, Slots
from studio.ui.shell.asking import Asking
from studio.ui.shell.preferences import Preferences
from studio.ui.shell.shortcuts import Shortcuts


class Helping(QObject):
    """Opens the dialogs that are about the program, not about a course."""

    preferred = Signal(object)
    """The `Settings` that the user has just chosen."""
    failed = Signal(object)
    """A `StudioError` to be shown."""

    def __init__(self, voice: Voice, asking: Asking, window: QWidget) -> None:
        super().__init__(window)
        self._voice = voice
        self._asking = asking
        self._window = window
        self.actions: Actions | None = None
        """What the list of shortcuts is made of."""

    def slots(self) -> Slots:
        """Return what this does, by the names of the actions."""
        return {
            "preferences": self.show_preferences,
            "shortcuts": self.show_shortcuts,
            "logs": self.open_logs,
            "about": self.show_about,
        }

    def show_preferences(self) -> None:
        """Show what the user prefers."""
        dialog = Preferences(self._voice, self._asking, self._window)
        dialog.saved.connect(self.preferred)
        dialog.failed.connect(self.failed)
        _open(dialog)

    def show_shortcuts(self) -> None:
        """Show all shortcuts."""
        if self.actions:
            _open(Shortcuts(self.actions, self._voice, self._window))

    def open_logs(self) -> None:
        """Show the folder of the logs in the file manager."""
        folder = log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def show_about(self) -> None:
        """Say which program this is, and under which terms it and the courses stand."""
        say = self._voice.text
        box = QMessageBox(self._window)
        box.setWindowTitle(say("ui.about").replace("&", ""))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(say("ui.about_version", version=__version__))
        box.setInformativeText(say("ui.about_text", folder=str(log_folder())))
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        _open(box)


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
