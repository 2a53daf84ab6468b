"""Colours of the review, on light and on dark ground; words say the same as each of them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from studio.review.findings import Level
from studio.ui.look import is_dark


class Tint(NamedTuple):
    """A ground, and the letters or the edge on it."""

    ground: str
    ink: str


_LIGHT = {
    Level.ERROR: Tint("#fbe1e1", "#9b1c1c"),
    Level.WARNING: Tint("#fdf0d0", "#7a4b00"),
    Level.HINT: Tint("#e1eff1", "#14606b"),
}
_DARK = {
    Level.ERROR: Tint("#5a2226", "#ffc2bc"),
    Level.WARNING: Tint("#4d3a10", "#ffe6ad"),
    Level.HINT: Tint("#23464b", "#a9e1e9"),
}
_BARS_LIGHT = {
    "video": Tint("#38566b", "#38566b"),
    "reading": Tint("#e4c98a", "#96742a"),
    "practice": Tint("#7bb09d", "#3f7c68"),
}
_BARS_DARK = {
    "video": Tint("#86aecb", "#86aecb"),
    "reading": Tint("#d9b96a", "#d9b96a"),
    "practice": Tint("#6fae97", "#6fae97"),
}


def level_tint(level: Level, palette: QPalette) -> Tint:
    """Return the colours of a badge."""
    return (_DARK if is_dark(palette) else _LIGHT)[level]


def bar_tints(palette: QPalette) -> dict[str, Tint]:
    """Return the colours of video, reading and practice, in the order in which they are piled."""
    return _BARS_DARK if is_dark(palette) else _BARS_LIGHT


def limit_colour(palette: QPalette) -> QColor:
    """Return the colour of the line at a limit."""
    return QColor("#ffb45c" if is_dark(palette) else "#b4561d")


def line_colour(palette: QPalette) -> QColor:
    """Return the colour of the edge of a card, as the style sheet has it."""
    return QColor("#56565b" if is_dark(palette) else "#c4c4c0")


def draw_badge(painter: QPainter, place: QRectF, text: str, tint: Tint) -> None:
    """Draw words on a ground of their own."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tint.ground))
    painter.drawRoundedRect(place, 4, 4)
    painter.setPen(QColor(tint.ink))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


class Badge(QLabel):
    """How many findings there are of a level; it follows the window when that goes dark."""

    def __init__(self, level: Level, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = level
        self.setContentsMargins(8, 3, 8, 3)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        """Draw it."""
        painter = QPainter(self)
        tint = level_tint(self._level, self.palette())
        draw_badge(painter, QRectF(self.rect()), self.text(), tint)
