"""Dragging on the board: what lands where, the mark that shows it, and scrolling at the edges."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QMimeData, QPoint, QRect, QTimer
from PySide6.QtWidgets import QAbstractItemView

from studio.course.model import Screen
from studio.ui.course_model import CLIPS, NODES
from studio.ui.media.importing import sources_of
from studio.ui.rows import Row
from studio.ui.storyboard.layout import Place

_EDGE = 36
"""So near to an edge, in pixels, the board scrolls."""
_SCROLL_MS = 16
_MIDDLE = 0.5
"""Share of a card's width on which files are dropped on the card, not beside it."""


class EdgeScroll:
    """Scrolls a view as long as something is held near its upper or lower edge."""

    def __init__(self, view: QAbstractItemView) -> None:
        self._view = view
        self._by = 0
        self._timer = QTimer(view)
        self._timer.setInterval(_SCROLL_MS)
        self._timer.timeout.connect(self._scroll)

    def held_at(self, point: QPoint) -> None:
        """Take where something is held."""
        below = point.y() - (self._view.viewport().height() - _EDGE)
        above = _EDGE - point.y()
        self._by = max(below, 0) // 2 - max(above, 0) // 2
        if self._by:
            self._timer.start()
        else:
            self._timer.stop()

    def stop(self) -> None:
        """Take that nothing is held any more."""
        self._timer.stop()

    def _scroll(self) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + self._by)


class Landing(NamedTuple):
    """Where something would land: a line (None: outside), a place in it (-1: on it), its mark."""

    row: Row | None
    place: int
    mark: QRect | None


def can_land(data: QMimeData) -> bool:
    """Return whether the board takes what is dragged: nodes, clips, files or a picture."""
    return data.hasFormat(NODES) or data.hasFormat(CLIPS) or bool(sources_of(data))


def landing(place: Place | None, point: QPoint, data: QMimeData) -> Landing:
    """Return where something that is held at a point would land: files also on a card."""
    if place is None:
        return Landing(None, -1, None)
    rect = place.rect
    if place.adds:
        return Landing(place.row, -1, QRect(rect.left() - 6, rect.top(), 3, rect.height()))
    are_files = not (data.hasFormat(NODES) or data.hasFormat(CLIPS))
    on_it = are_files and abs(point.x() - rect.center().x()) < rect.width() * _MIDDLE / 2
    if not isinstance(place.row.node, Screen) or place.row.above is None or on_it:
        return Landing(place.row, -1, QRect(rect.left(), rect.bottom(), rect.width(), 3))
    behind = point.x() > rect.center().x()
    edge = rect.right() + 4 if behind else rect.left() - 6
    at = place.row.place + int(behind)
    return Landing(place.row.above, at, QRect(edge, rect.top(), 3, rect.height()))
