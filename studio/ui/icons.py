"""Our icons: line drawings in the colour of the text beside them, sharp at every scale."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from studio.resources import asset

_names: dict[int, str] = {}
"""The icons that were given out, by Qt's key, so that they can be drawn anew."""
_SIZES = (16, 20, 24, 32, 48)


def icon(name: str) -> QIcon:
    """Return an icon of `assets/icons` in the colours of the application's palette."""
    palette = QApplication.palette()
    made = QIcon()
    for mode, group in (
        (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
        (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
    ):
        colour = palette.color(group, QPalette.ColorRole.ButtonText).name()
        for size in _SIZES:
            made.addPixmap(picture(name, colour, size), mode)
    _names[made.cacheKey()] = name
    return made


def recolour(root: QWidget) -> None:
    """Draw the icons of all buttons and actions below `root` in the palette's present colours."""
    drawn: dict[str, QIcon] = {}
    for each in (*root.findChildren(QAbstractButton), *root.findChildren(QAction)):
        name = _names.get(each.icon().cacheKey())
        if name is not None:
            each.setIcon(drawn.setdefault(name, icon(name)))


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
