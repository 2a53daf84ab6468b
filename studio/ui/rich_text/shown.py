"""A text of the course to be read, not to be written in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from studio.i18n import Voice
from studio.ui.rich_text.field import RichText


class ShownText(RichText):
    """Shows Markdown as it looks; mouse and keys belong to what it stands on."""

    def __init__(self, voice: Voice, markdown: str = "") -> None:
        super().__init__("", voice, compact=True)
        self.setProperty("shown", True)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.viewport().setAutoFillBackground(False)
        self.show_text(markdown)

    def show_text(self, markdown: str) -> None:
        """Show a text; screen readers are told it without its marks."""
        super().show_text(markdown)
        self.setAccessibleName(self.toPlainText())
