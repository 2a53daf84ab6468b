"""The picture of a timeline without what moves: kept until something in it changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget


class _Layer(NamedTuple):
    key: object
    picture: QPixmap


class Layers:
    """Keeps two pictures: the ground, and on a copy of it what changes more often."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._ground = self._top = _Layer(None, QPixmap())

    def forget(self) -> None:
        """Draw everything anew the next time."""
        self._ground = self._top = _Layer(None, QPixmap())

    def picture(
        self,
        ground: tuple[object, Callable[[QPainter], None]],
        top: tuple[object, Callable[[QPainter], None]],
    ) -> QPixmap:
        """Return the picture; each layer is a key and what draws it where the key has changed."""
        ratio = self._widget.devicePixelRatioF()
        ground_key = (ground[0], self._widget.size(), ratio)
        if self._ground.key != ground_key:
            self._ground = _Layer(ground_key, self._drawn(self._blank(ratio), ground[1]))
        top_key = (top[0], self._ground.picture.cacheKey())
        if self._top.key != top_key:
            self._top = _Layer(top_key, self._drawn(self._ground.picture.copy(), top[1]))
        return self._top.picture

    def _blank(self, ratio: float) -> QPixmap:
        size = QSizeF(self._widget.size()) * ratio
        made = QPixmap(size.toSize())
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        return made

    def _drawn(self, picture: QPixmap, draw: Callable[[QPainter], None]) -> QPixmap:
        painter = QPainter(picture)
        painter.setFont(self._widget.font())
        draw(painter)
        painter.end()
        return picture
