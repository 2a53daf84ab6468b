"""Our icons: line drawings in the colour of the text beside them, sharp at every scale."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from studio.resources import asset

_SIZES = (16, 20, 24, 32, 48)


def icon(name: str) -> QIcon:
    """Return an icon of `assets/icons` in the colours of the application's palette."""
    palette = QApplication.palette()
    made = QIcon()
    groups, roles = QPalette.ColorGroup, QPalette.ColorRole
    for mode, group, role in (
        (QIcon.Mode.Normal, groups.Active, roles.ButtonText),
        (QIcon.Mode.Selected, groups.Active, roles.HighlightedText),
        (QIcon.Mode.Disabled, groups.Disabled, roles.ButtonText),
    ):
        colour = palette.color(group, role).name()
        for size in _SIZES:
            made.addPixmap(picture(name, colour, size), mode)
    return made


@cache
def picture(name: str, colour: str, size: int) -> QPixmap:
    """Return an icon as a picture of `size` pixels in one colour."""
    pixels = QPixmap(QSize(size, size))
    pixels.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixels)
    paint(painter, name, QColor(colour), QRectF(0, 0, size, size))
    painter.end()
    return pixels


def paint(painter: QPainter, name: str, colour: QColor, place: QRectF) -> None:
    """Draw an icon."""
    _renderer(name, colour.name()).render(painter, place)


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = asset("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(drawing.encode()))
