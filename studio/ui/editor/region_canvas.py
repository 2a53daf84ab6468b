"""A picture with the regions that learners are to point at: drawn and moved with the mouse."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen

from studio.course.questions import Region, Shape
from studio.ui.editor.still import StillView

_RIGHT, _WRONG = QColor("#1e6b3a"), QColor("#9a4a00")
_LEAST = 0.02
"""What is drawn smaller than this share of the picture was only a click."""


class RegionCanvas(StillView):
    """Shows the regions. Dragging one moves it; dragging beside them draws another."""

    drawn = Signal(float, float, float, float)
    """Left, top, width and height of a new region, in shares of the picture."""
    moved = Signal(str, float, float)
    """A region, and where its upper left corner is now."""

    def __init__(self) -> None:
        super().__init__("image")
        self._regions: tuple[Region, ...] = ()
        self._from: QPointF | None = None
        self._to = QPointF()
        self._held: Region | None = None

    def show_regions(self, regions: tuple[Region, ...]) -> None:
        """Show the regions as they are now."""
        self._regions = regions
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw the picture, and the regions on it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, region in enumerate(self._regions, 1):
            self._paint(painter, self._shown(region), region, str(number))
        if self._from is not None and self._held is None:
            painter.setPen(QPen(_RIGHT, 2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._on_screen(QRectF(self._from, self._to).normalized()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Take hold of a region, or begin another."""
        at = self._share(event.position())
        inside = (each for each in reversed(self._regions) if _box(each).contains(at))
        self._held = next(inside, None)
        self._from = self._to = at

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Follow the mouse."""
        self._to = self._share(event.position())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Tell what was drawn or moved."""
        held, begun, end = self._held, self._from, self._share(event.position())
        self._held = self._from = None
        self.update()
        if begun is None or begun == end or not self.isEnabled():
            return
        if held is not None:
            self._to = end
            box = _moved(held, end - begun)
            self.moved.emit(held.id, box.x(), box.y())
            return
        box = QRectF(begun, end).normalized()
        if min(box.width(), box.height()) >= _LEAST:
            self.drawn.emit(box.x(), box.y(), box.width(), box.height())

    def _paint(self, painter: QPainter, box: QRectF, region: Region, number: str) -> None:
        color = _RIGHT if region.correct else _WRONG
        fill = QColor(color)
        fill.setAlpha(60)
        painter.setPen(QPen(color, 2))
        painter.setBrush(fill)
        place = self._on_screen(box)
        if region.shape is Shape.ELLIPSE:
            painter.drawEllipse(place)
        else:
            painter.drawRect(place)
        label = QRectF(place.center() - QPointF(11, 11), place.center() + QPointF(11, 11))
        painter.setBrush(color)
        painter.drawEllipse(label)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, number)

    def _shown(self, region: Region) -> QRectF:
        if region is self._held and self._from is not None:
            return _moved(region, self._to - self._from)
        return _box(region)

    def _share(self, position: QPointF) -> QPointF:
        place = self._place()
        across = (position.x() - place.left()) / max(1.0, place.width())
        down = (position.y() - place.top()) / max(1.0, place.height())
        return QPointF(min(1.0, max(0.0, across)), min(1.0, max(0.0, down)))

    def _on_screen(self, box: QRectF) -> QRectF:
        place = self._place()
        corner = QPointF(
            place.left() + box.x() * place.width(), place.top() + box.y() * place.height()
        )
        size = QPointF(box.width() * place.width(), box.height() * place.height())
        return QRectF(corner, corner + size)


def _box(region: Region) -> QRectF:
    return QRectF(region.x, region.y, region.width, region.height)


def _moved(region: Region, by: QPointF) -> QRectF:
    """Return where a region goes, kept on the picture."""
    x = min(max(0.0, region.x + by.x()), max(0.0, 1.0 - region.width))
    y = min(max(0.0, region.y + by.y()), max(0.0, 1.0 - region.height))
    return QRectF(x, y, region.width, region.height)
