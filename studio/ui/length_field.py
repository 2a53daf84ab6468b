"""A field for a length as m:ss or h:mm:ss."""

from __future__ import annotations

import re

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.i18n import duration


class LengthField(QLineEdit):
    """Takes minutes, or minutes and seconds: 7, 7:00, 1:02:03."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMaximumWidth(120)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9:]{0,8}"), self))

    def show_length(self, seconds: float) -> None:
        """Show a length in seconds."""
        self.setText(duration(seconds))

    def length_s(self) -> float | None:
        """Return the length in seconds; None for what is no length, or none at all."""
        return parsed(self.text())


def parsed(text: str) -> float | None:
    """Return the seconds of `7` (minutes), `7:30` or `1:02:03`; None for anything else."""
    if not re.fullmatch(r"\d{1,3}(:[0-5]?\d){0,2}", text.strip()):
        return None
    parts = [int(part) for part in text.strip().split(":")]
    parts = [*parts, 0] if len(parts) == 1 else parts
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + part
    return float(seconds) or None
