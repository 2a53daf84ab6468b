"""The widget in which a text of the course is written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from studio.i18n import Voice
from studio.ui.fields import is_undo


class RichText(QTextEdit):
    """Rich text whose content is Markdown and whose undo is the course's."""

    typed = Signal(str, str)
    """The Markdown before and after."""
    slash_typed = Signal()
    """A slash was typed into an empty paragraph; it is not inserted."""
    pictures_given = Signal(object)
    """Pictures were dropped or pasted: a list of `Path` or `QImage`."""
    left_upwards = Signal()
    """The cursor wants to go above the first line."""
    left_downwards = Signal()
    """The cursor wants to go below the last line."""
    entered = Signal()
    """The text has got the focus."""

    def __init__(
        self,
        name: str,
        voice: Voice,
        parent: QWidget | None = None,
        *,
        compact: bool = False,
        grows: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.compact = compact
        self.grows = grows
        self._voice = voice
        self._markdown = ""
        self.textChanged.connect(self._tell)

    def show_text(self, markdown: str) -> None:
        """Show what the course says; the cursor stays where it is."""
        if markdown == self._markdown:
            return
        self._markdown = markdown
        at = self.textCursor().position()
        self.blockSignals(True)  # Qt's own
        self.setPlainText(markdown)
        self.blockSignals(False)
        cursor = self.textCursor()
        cursor.setPosition(min(at, len(self.toPlainText())))
        self.setTextCursor(cursor)

    def markdown(self) -> str:
        """Return the text as Markdown."""
        return self._markdown

    def insert_text(self, text: str) -> None:
        """Insert plain text at the cursor."""
        self.textCursor().insertText(text)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        return False if is_undo(event) else super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Say that this text is written now."""
        super().focusInEvent(event)
        self.entered.emit()

    def _tell(self) -> None:
        text = self.toPlainText()
        if text != self._markdown:
            before, self._markdown = self._markdown, text
            self.typed.emit(before, text)
