"""Text fields whose undo is the course's: every letter is an edit, merged by words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


class LineField(QLineEdit):
    """A line of text."""

    typed = Signal(str, str)
    """The text before and after."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._shown = ""
        self.textEdited.connect(self._tell)

    def show_text(self, text: str) -> None:
        """Show what the course says; the cursor stays where it is."""
        self._shown = text
        if text != self.text():
            at = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(at, len(text)))

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        return False if is_undo(event) else super().event(event)

    def _tell(self, text: str) -> None:
        before, self._shown = self._shown, text
        self.typed.emit(before, text)


class TextField(QPlainTextEdit):
    """Several lines of text."""

    typed = Signal(str, str)
    """The text before and after."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self._shown = ""
        self.textChanged.connect(self._tell)

    def show_text(self, text: str) -> None:
        """Show what the course says; the cursor stays where it is."""
        self._shown = text
        if text == self.toPlainText():
            return
        at = self.textCursor().position()
        self.blockSignals(True)  # Qt's own
        self.setPlainText(text)
        self.blockSignals(False)
        cursor = self.textCursor()
        cursor.setPosition(min(at, len(text)))
        self.setTextCursor(cursor)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        return False if is_undo(event) else super().event(event)

    def _tell(self) -> None:
        text = self.toPlainText()
        if text != self._shown:
            before, self._shown = self._shown, text
            self.typed.emit(before, text)


def is_undo(event: QEvent) -> bool:
    """Return whether a field asks to have Ctrl+Z or Ctrl+Y for itself."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    if event.matches(keys.Undo) or event.matches(keys.Redo):
        event.ignore()
        return True
    return False
