# SPDX-License-Identifier: MIT
"""The palette and the brush that every slide is drawn with."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

WIDTH, HEIGHT = 1280, 720
MARGIN = 88
FONT = "Inter"

TEAL = QColor("#14606B")
TEAL_DARK = QColor("#0E4851")
TEAL_MIDDLE = QColor("#5A98A0")
TEAL_PALE = QColor("#E2EFF0")
AMBER = QColor("#E4A93B")
AMBER_PALE = QColor("#FBEFD6")
PAPER = QColor("#FAF8F3")
WHITE = QColor("#FFFFFF")
LINE = QColor("#E4DFD3")
INK = QColor("#1E2A2D")
GREY = QColor("#5F6B6D")

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class Brush:
    """A painter that knows the house's type and shapes. Lengths are pixels."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def text(
        self,
        box: QRectF,
        text: str,
        size: int,
        colour: QColor = INK,
        *,
        bold: bool = False,
        align: int | Qt.AlignmentFlag = LEFT,
    ) -> None:
        """Write `text` inside `box`.

        Raises:
            ValueError: it does not fit.
        """
        font = QFont(FONT, weight=QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setPixelSize(size)
        room = QFontMetricsF(font).boundingRect(box, int(align), text)
        if room.width() > box.width() + 1 or room.height() > box.height() + 1:
            raise ValueError(f"does not fit on the slide: {text}")
        self.painter.setFont(font)
        self.painter.setPen(colour)
        self.painter.drawText(box, int(align), text)

    def card(
        self, box: QRectF, fill: QColor = WHITE, line: QColor | None = LINE, radius: float = 14
    ) -> None:
        """Draw a box with round corners."""
        self._use(fill, QPen(line, 1.5) if line else None)
        self.painter.drawRoundedRect(box, radius, radius)

    def disc(self, x: float, y: float, radius: float, fill: QColor) -> None:
        """Draw a filled circle around a point."""
        self._use(fill, None)
        self.painter.drawEllipse(QPointF(x, y), radius, radius)

    def arc(self, box: QRectF, start: float, share: float, pen: QPen) -> None:
        """Draw a share (0 to 1) of a circle, clockwise from `start` (a share too) after noon."""
        self._use(None, pen)
        self.painter.drawArc(box, round((0.25 - start) * 5760), round(-share * 5760))

    def shape(self, path: QPainterPath, fill: QColor | None, pen: QPen | None = None) -> None:
        """Draw any shape."""
        self._use(fill, pen)
        self.painter.drawPath(path)

    def _use(self, fill: QColor | None, pen: QPen | None) -> None:
        self.painter.setBrush(QBrush(fill) if fill else Qt.BrushStyle.NoBrush)
        self.painter.setPen(pen or QPen(Qt.PenStyle.NoPen))
