"""A picture at its own shape, as wide as the column of blocks, with words on it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui import icons

_HEIGHT = 300
_LOWEST = 24
_RADIUS = 8.0
_GROUND = QColor("#20252c")


class StillView(QWidget):
    """Shows an image, or a dark place with an icon until there is one."""

    clicked = Signal()

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._image: QImage | None = None
        self._said = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_image(self, image: QImage | None, said: str = "", icon: str = "") -> None:
        """Show an image with words at its foot, and an icon in its middle."""
        shape_before = self._shape()
        self._image, self._said, self._icon = image, said, icon
        if self._shape() != shape_before:
            self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        """Return the height that shows the whole image, up to a limit."""
        highest = self._image.height() if self._image is not None else _HEIGHT
        return max(_LOWEST, min(_HEIGHT, highest, round(width / self._shape())))

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return a usual size."""
        return QSize(480, self.heightForWidth(480))

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        """Say that the height follows the width."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw the image, the icon and the words."""
        del event
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        place = self._place()
        shape = QPainterPath()
        shape.addRoundedRect(place, _RADIUS, _RADIUS)
        painter.setClipPath(shape)
        if self._image is None:
            painter.fillRect(place, _GROUND)
        else:
            painter.drawImage(place, self._image)
        if self._icon:
            _paint_icon(painter, self._icon, place)
        if self._said:
            self._paint_words(painter, place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Tell of a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def _shape(self) -> float:
        """Return how many times wider than high the image is."""
        if self._image is None or not self._image.height():
            return 16 / 9
        return max(0.5, self._image.width() / self._image.height())

    def _place(self) -> QRectF:
        """Return where the image is drawn: all of it, at the start of the line."""
        width = min(float(self.width()), self.height() * self._shape())
        if self._image is not None:
            width = min(width, float(self._image.width()))
        left = self.width() - width if self.isRightToLeft() else 0.0
        return QRectF(left, 0.0, width, width / self._shape())

    def _paint_words(self, painter: QPainter, place: QRectF) -> None:
        foot = QRectF(place.left(), place.bottom() - 30, place.width(), 30)
        painter.fillRect(foot, QColor(10, 12, 16, 190))
        painter.setPen(QColor("#ffffff"))
        inner = foot.adjusted(12, 0, -12, 0)
        shown = painter.fontMetrics().elidedText(
            self._said, Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_icon(painter: QPainter, name: str, place: QRectF) -> None:
    middle = place.center()
    disc = QRectF(middle.x() - 30, middle.y() - 30, 60, 60)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(10, 12, 16, 150))
    painter.drawEllipse(disc)
    icons.paint(painter, name, QColor("#ffffff"), disc.adjusted(15, 15, -15, -15))
