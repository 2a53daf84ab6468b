"""Errors in the window: a sentence, and details to copy. One box, however many errors come."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from studio.i18n import Voice
from studio.messages import StudioError


class Problems(QObject):
    """Shows what went wrong. What comes while a box is open is added to its details."""

    def __init__(self, voice: Voice, window: QWidget) -> None:
        super().__init__(window)
        self._voice = voice
        self._window = window
        self._box: QMessageBox | None = None
        self._told: list[str] = []

    def show(self, problem: StudioError) -> None:
        """Show an error as its sentence, with what is technical to be copied."""
        sentence = self._voice.say(problem.message)
        self._told.append(f"{sentence}\n\n{problem.details}".strip())
        if self._box is None:
            self._box = self._opened(sentence, problem.details)
        else:
            others = len(self._told) - 1
            self._box.setInformativeText(self._voice.text("ui.more_errors", n=others))

    def details(self) -> str:
        """Return all that can be copied of what the box tells."""
        return "\n\n".join(self._told)

    def _opened(self, sentence: str, details: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(sentence)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addButton(QMessageBox.StandardButton.Ok)
        box.setEscapeButton(QMessageBox.StandardButton.Ok)
        if details:
            self._offer_details(box, details)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self._closed)
        box.open()
        return box

    def _offer_details(self, box: QMessageBox, details: str) -> None:
        box.setDetailedText(details)
        said = self._voice.text("ui.copy_details")
        copy = box.addButton(said, QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()  # the box stays open
        copy.clicked.connect(lambda _checked: self._copy())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details())

    def _closed(self, _: int) -> None:
        self._box = None
        self._told.clear()
