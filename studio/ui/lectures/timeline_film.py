"""The film strip of a timeline: thumbnails, decoded when they are first drawn."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from studio.media.thumbnails import Thumbnail
from studio.ui.lectures.timeline_content import Marks
from studio.ui.lectures.timeline_tints import Tints
from studio.ui.lectures.timeline_view import View

KEPT = 400
"""Decoded thumbnails in memory: some 20 MB."""
_AT_ONCE = 5
"""Thumbnails decoded for one frame; the rest comes with the next ones, so that none is late."""
_ASPECT = 16 / 9
_SPACE = 2.0


class Film:
    """Draws the thumbnails of a recording, each for a stretch of time that depends on the zoom."""

    def __init__(self) -> None:
        self._thumbnails: Sequence[Thumbnail] = ()
        self._pictures: OrderedDict[int, QPixmap] = OrderedDict()
        self._budget = 0
        self.is_behind = False
        """Whether some were left out of the last frame."""

    def show_thumbnails(self, thumbnails: Sequence[Thumbnail]) -> None:
        """Take the thumbnails of another recording."""
        self._thumbnails = thumbnails
        self._pictures.clear()

    @property
    def kept(self) -> int:
        """How many thumbnails are decoded at present."""
        return len(self._pictures)

    def draw(
        self, painter: QPainter, view: View, place: QRectF, marks: Marks, tints: Tints
    ) -> None:
        """Draw the strip. Slots begin at multiples of their length: scrolling keeps pictures."""
        self._budget, self.is_behind = _AT_ONCE, False
        if not len(self._thumbnails) or place.height() < 4.0:
            return
        slot_px = place.height() * _ASPECT + _SPACE
        slot_s = slot_px * view.s_per_px
        first, last = int(view.start_s // slot_s), int(view.end_s // slot_s)
        starts = np.arange(first, last + 1) * slot_s
        shown = np.searchsorted(marks.pictures, starts + slot_s / 2, "right") - 1
        painter.save()
        painter.setClipRect(place)
        end = min(view.x_of(view.duration_s), place.right())
        for start_s, index in zip(starts, np.maximum(shown, 0), strict=True):
            slot = QRectF(view.x_of(float(start_s)), place.top(), slot_px - _SPACE, place.height())
            slot.setRight(min(slot.right(), end))
            self._draw_slot(painter, slot, int(index), tints)
        painter.restore()

    def _draw_slot(self, painter: QPainter, slot: QRectF, index: int, tints: Tints) -> None:
        picture = self._picture(index, slot.height() * painter.device().devicePixelRatioF())
        if picture is None:
            painter.fillRect(slot, tints.empty)
        else:
            painter.drawPixmap(slot, picture, _middle(picture, slot))
        painter.setPen(tints.line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(slot.adjusted(0.5, 0.5, -0.5, -0.5))

    def _picture(self, index: int, height: float) -> QPixmap | None:
        """Return a thumbnail at least `height` pixels high, if there is time to decode it."""
        found = self._pictures.get(index)
        if found is not None:
            self._pictures.move_to_end(index)
            return found
        if self._budget <= 0:
            self.is_behind = True
            return None
        self._budget -= 1
        self._pictures[index] = made = _decoded(self._thumbnails[index].jpeg, round(height))
        if len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        return made


def _decoded(jpeg: bytes, height: int) -> QPixmap:
    """Return a picture, a grey one for bytes that are none."""
    made = QPixmap()
    if not made.loadFromData(jpeg):
        made = QPixmap(QSize(16, 9))
        made.fill(Qt.GlobalColor.gray)
    if made.height() > 1.5 * height:  # drawn often, scaled once
        made = made.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation)
    return made


def _middle(picture: QPixmap, slot: QRectF) -> QRectF:
    """Return the part of a picture that fills a slot, from its middle."""
    scale = max(slot.width() / picture.width(), slot.height() / picture.height(), 1e-6)
    width, height = slot.width() / scale, slot.height() / scale
    return QRectF((picture.width() - width) / 2, (picture.height() - height) / 2, width, height)
