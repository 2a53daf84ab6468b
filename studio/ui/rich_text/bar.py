"""The small tool bar of the text that has the focus."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from studio.i18n import Voice
from studio.ui.rich_text.field import RichText


class FormatBar(QWidget):
    """Buttons that act on one text and show how it is at the cursor."""

    def __init__(self, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._field: RichText | None = None

    def follow(self, field: RichText | None) -> None:
        """Act on this text from now on; on none where there is none."""
        self._field = field
        self.setEnabled(field is not None and not field.isReadOnly())
