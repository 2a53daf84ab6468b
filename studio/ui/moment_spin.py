"""A field for a moment of a clip: minutes, seconds and tenths."""

from __future__ import annotations

import re

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox

_WRITTEN = re.compile(r"(?:(\d+):)?([0-5]?\d)(?:[.,](\d))?")
_BEGUN = re.compile(r"[\d:.,]*")


class MomentSpin(QDoubleSpinBox):
    """Takes 1:23.4; its value is in seconds. What stands alone are seconds."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDecimals(1)
        self.setKeyboardTracking(False)  # 1:23 is no way through 1 and 12
        self.setRange(0.0, 24 * 3600.0)

    def show_moment(self, seconds: float, most: float) -> None:
        """Show a moment between 0 and `most` seconds; one behind that stays as it is."""
        self.blockSignals(True)  # what is shown is no choice of the author's
        self.setRange(0.0, max(most, seconds))
        self.setValue(seconds)
        self.blockSignals(False)

    def textFromValue(self, value: float) -> str:  # noqa: N802  # Qt's name
        """Return `1:23.4`, with the decimal sign of the language."""
        tenths = round(value * 10)
        sign = self.locale().decimalPoint()
        return f"{tenths // 600}:{tenths // 10 % 60:02}{sign}{tenths % 10}"

    def valueFromText(self, text: str) -> float:  # noqa: N802  # Qt's name
        """Return the seconds of a text."""
        found = _WRITTEN.fullmatch(text.strip())
        if found is None:
            return self.value()
        minutes, seconds, tenth = (int(group or 0) for group in found.groups())
        return minutes * 60 + seconds + tenth / 10

    def validate(self, text: str, pos: int) -> tuple[QValidator.State, str, int]:
        """Say whether a text is a moment, or can become one."""
        if _WRITTEN.fullmatch(text.strip()):
            return QValidator.State.Acceptable, text, pos
        begun = _BEGUN.fullmatch(text.strip())
        return (
            QValidator.State.Intermediate if begun else QValidator.State.Invalid,
            text,
            pos,
        )
