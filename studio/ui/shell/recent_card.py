"""How a course of the first page is drawn: its picture, its title, and how it stands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter, QPainterPath, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from studio.i18n import Voice
from studio.ui import icons
from studio.ui.look import is_dark
from studio.ui.shell.recent_model import RECENT, Recent

GAP = 16
"""The space behind and below a card, in pixels."""
PICTURE_HEIGHT = 124
HEIGHT = PICTURE_HEIGHT + 60 + GAP
_RADIUS = 8.0
_PAD = 14
_TINTS = (("#3a5a70", "#6c86a0"), ("#7b5169", "#b186a0"), ("#5f6f38", "#9ca56a"))
"""The colours of a picture's place from one corner to the other; a course keeps its own."""
_AMBER_LIGHT, _AMBER_DARK = QColor("#7a5300"), QColor("#ffcf6b")


class RecentDelegate(QStyledItemDelegate):
    """Draws the cards of a `RecentModel`."""

    def __init__(self, voice: Voice, view: QListView) -> None:
        super().__init__(view)
        self._voice = voice
        self._view = view

    def sizeHint(  # noqa: N802  # Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a card with the space around it."""
        del option, index
        return self._view.gridSize()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one card into the rectangle of `option`."""
        recent: Recent = index.data(RECENT)
        place: QRect = option.rect
        card = QRectF(place).adjusted(1, 1, -GAP, -GAP)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        _paint_picture(painter, recent, card, option.palette)
        _paint_frame(painter, option.palette, card, strong=hovered or focused, wide=focused)
        self._paint_words(painter, option, recent, card)
        if hovered or recent.problem:
            _paint_remove(painter, remove_place(place))
        painter.restore()

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, recent: Recent, card: QRectF
    ) -> None:
        line = QRectF(card.left() + _PAD, card.top() + PICTURE_HEIGHT + 10, 0, 20)
        line.setRight(card.right() - _PAD)
        font = QFont(option.font)
        font.setBold(True)
        ink = option.palette.color(QPalette.ColorRole.Text)
        _write(painter, line, font, ink, recent.title)
        line.translate(0, 20)
        if recent.problem:
            ink = _AMBER_DARK if is_dark(option.palette) else _AMBER_LIGHT
            icons.paint(painter, "warning", ink, QRectF(line.left(), line.top() + 2, 16, 16))
            line.setLeft(line.left() + 22)
        else:
            ink.setAlpha(180)
        font = QFont(option.font)
        font.setPixelSize(12)
        _write(painter, line, font, ink, recent.state(self._voice))


def remove_place(place: QRect) -> QRect:
    """Return where in the place of a card the cross is that takes it out of the list."""
    return QRect(place.right() - GAP - 32, place.top() + 8, 24, 24)


def _write(painter: QPainter, line: QRectF, font: QFont, ink: QColor, text: str) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
    where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(line, where, shown)


def _paint_frame(
    painter: QPainter, palette: QPalette, card: QRectF, *, strong: bool, wide: bool
) -> None:
    line = palette.color(QPalette.ColorRole.Highlight if strong else QPalette.ColorRole.Text)
    if not strong:
        line.setAlpha(50)
    pen = painter.pen()
    pen.setColor(line)
    pen.setWidthF(2.5 if wide else 1.0)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(card, _RADIUS, _RADIUS)


def _paint_picture(painter: QPainter, recent: Recent, card: QRectF, palette: QPalette) -> None:
    """Fill the card: its picture above, the ground for the words below."""
    shape = QPainterPath()
    shape.addRoundedRect(card, _RADIUS, _RADIUS)
    painter.fillPath(shape, palette.color(QPalette.ColorRole.Base))
    painter.save()
    painter.setClipPath(shape)
    top = QRectF(card.left(), card.top(), card.width(), PICTURE_HEIGHT)
    if recent.picture is not None:
        painter.drawImage(top, recent.picture, _middle(recent.picture, top))
    else:
        _paint_tint(painter, recent, top)
    line = palette.color(QPalette.ColorRole.Text)
    line.setAlpha(30)
    painter.fillRect(QRectF(top.left(), top.bottom(), top.width(), 1), line)
    painter.restore()


def _paint_tint(painter: QPainter, recent: Recent, top: QRectF) -> None:
    from_, to = _TINTS[sum(recent.folder.name.encode()) % len(_TINTS)]
    ground = QLinearGradient(top.topLeft(), top.bottomRight())
    ground.setColorAt(0, QColor(from_))
    ground.setColorAt(1, QColor(to))
    painter.fillRect(top, ground)
    place = QRectF(0, 0, 40, 40)
    place.moveCenter(top.center())
    icons.paint(painter, "lesson", QColor(255, 255, 255, 200), place)


def _middle(picture: QImage, place: QRectF) -> QRectF:
    """Return the part of a picture that fills a place without being stretched."""
    scale = max(place.width() / picture.width(), place.height() / picture.height())
    part = QRectF(0, 0, place.width() / scale, place.height() / scale)
    part.moveCenter(QPointF(picture.width() / 2, picture.height() / 2))
    return part


def _paint_remove(painter: QPainter, place: QRect) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(20, 20, 20, 190))
    painter.drawRoundedRect(QRectF(place), 6, 6)
    icons.paint(painter, "close", QColor("#ffffff"), QRectF(place).adjusted(5, 5, -5, -5))
