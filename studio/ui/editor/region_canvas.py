"""A picture with the regions that learners are to point at: drawn and moved on it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from studio.course.questions import Region, Shape
from studio.ui.editor.marked_picture import Mark, MarkedPicture

_RIGHT, _WRONG = QColor("#1e6b3a"), QColor("#9a4a00")
_LEAST = 0.02
"""What is drawn smaller than this share of the picture was only a click."""


class RegionCanvas(MarkedPicture):
    """Shows the regions. Dragging beside them draws another."""

    drawn = Signal(float, float, float, float)
    """Left, top, width and height of a new region, in shares of the picture."""

    def show_regions(self, regions: tuple[Region, ...]) -> None:
        """Show the regions as they are now."""
        self.show_marks([self._mark(region, number) for number, region in enumerate(regions, 1)])

    def paint_marks(self, painter: QPainter) -> None:
        """Draw the regions, and the one that is being drawn."""
        super().paint_marks(painter)
        if (box := self.drawn_box()) is not None:
            painter.setPen(QPen(_RIGHT, 2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.on_screen(box))

    def beside(self, begun: QPointF, end: QPointF) -> None:
        """Tell of a region that was drawn."""
        box = QRectF(begun, end).normalized()
        if min(box.width(), box.height()) >= _LEAST:
            self.drawn.emit(box.x(), box.y(), box.width(), box.height())

    def _mark(self, region: Region, number: int) -> Mark:
        name = region.name or self._voice.text("ui.field.region", n=number)
        box = QRectF(region.x, region.y, region.width, region.height)
        color = _RIGHT if region.correct else _WRONG
        return Mark(region.id, name, box, color, round=region.shape is Shape.ELLIPSE)
