"""What a player shows: the picture, captions over it, or a calm place where there is only sound."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui import icons
from studio.ui.words import is_right_to_left

_RADIUS = 8.0
_GROUND = QColor("#20252c")
_BAND = QColor(10, 12, 16, 200)
_INK = QColor("#ffffff")
_QUIET = QColor("#aeb7c0")
_SOUND_ICON = 64.0
_CAPTION_SHARE = 0.82
"""How much of the width captions take at most."""
_FOOT = 12.0
_LEAST_PX, _MOST_PX = 13, 26
_WRAPPED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class PlayerScreen(QWidget):
    """Paints a frame at its own shape, and the caption at its foot."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        """The frame that is seen."""
        self.caption = ""
        self._title = ""
        self.setMinimumSize(240, 135)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage | None) -> None:
        """Show a frame; None for none."""
        self.image = image
        self.update()

    def show_caption(self, text: str) -> None:
        """Show a caption; "" for none."""
        if text != self.caption:
            self.caption = text
            self.setAccessibleDescription(text)
            self.update()

    def show_title(self, title: str) -> None:
        """Show what is heard instead of a picture, with the icon of sound; "" for nothing."""
        self._title = title
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return a usual size."""
        return QSize(800, 450)

    def picture_place(self) -> QRectF:
        """Return where the frame is drawn: all of it, in the middle."""
        if self.image is None or self.image.isNull():
            return QRectF(self.rect())
        size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw the ground, the frame and the caption."""
        del event
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), _GROUND)
        if self.image is not None:
            painter.drawImage(self.picture_place(), self.image)
        elif self._title:
            self._paint_title(painter)
        if self.caption:
            self._paint_caption(painter)

    def _paint_title(self, painter: QPainter) -> None:
        middle = QRectF(self.rect()).center()
        half = _SOUND_ICON / 2
        place = QRectF(middle.x() - half, middle.y() - _SOUND_ICON, _SOUND_ICON, _SOUND_ICON)
        icons.paint(painter, "voice", _QUIET, place)
        painter.setPen(_QUIET)
        words = QRectF(24, place.bottom() + 8, self.width() - 48, self.height() / 3)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | _WRAPPED, self._title)

    def _paint_caption(self, painter: QPainter) -> None:
        font = self.font()
        font.setPixelSize(min(_MOST_PX, max(_LEAST_PX, self.height() // 22)))
        painter.setFont(font)
        if is_right_to_left(self.caption):
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        room = QRectF(0, 0, self.width() * _CAPTION_SHARE, self.height() * 0.9)
        words = painter.boundingRect(room, _WRAPPED, self.caption)
        words.moveCenter(QRectF(self.rect()).center())
        words.moveBottom(self.height() - _FOOT - 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_BAND)
        painter.drawRoundedRect(words.adjusted(-12, -5, 12, 5), 4, 4)
        painter.setPen(_INK)
        painter.drawText(words.adjusted(-2, 0, 2, 0), _WRAPPED, self.caption)
