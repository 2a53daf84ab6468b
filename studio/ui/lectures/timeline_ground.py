"""The layers of a timeline that change only with its view: ruler, pictures, sound and slides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap, QPolygonF

from studio.ui.lectures.timeline_content import Heard, Marks
from studio.ui.lectures.timeline_film import Film
from studio.ui.lectures.timeline_rows import Rows
from studio.ui.lectures.timeline_sound import draw_pauses, draw_wave
from studio.ui.lectures.timeline_tints import Tints
from studio.ui.lectures.timeline_view import View

SMALL_PX = 11
TRIANGLE = 9.0
_TRIANGLE_SPACE = 5.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """All that painting has to know of a recording and of its place.

    Another view is another scene; none equals another, so that they can be told apart in a blink.
    """

    heard: Heard
    marks: Marks
    view: View
    rows: Rows
    tints: Tints
    point: str
    """The decimal sign."""


def small(painter: QPainter, *, bold: bool = False, pixels: int = SMALL_PX) -> None:
    """Write small from now on."""
    font = QFont(painter.font())
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    painter.setFont(font)


def draw_ground(painter: QPainter, scene: Scene, film: Film) -> None:
    """Draw what lies beneath clips and boundaries."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    _draw_ruler(painter, scene)
    film.draw(painter, scene.view, scene.rows.film, scene.marks, scene.tints)
    wave = scene.rows.wave
    if wave.height() > 4.0:
        draw_pauses(painter, scene.view, wave, scene.marks, scene.tints.pause)
    if scene.heard.peaks is not None:
        draw_wave(painter, scene.view, wave, scene.heard.peaks, scene.tints.wave)
    _draw_slides(painter, scene)


def draw_triangle(painter: QPainter, middle_x: float, top: float, colour: QColor) -> None:
    """Draw the sign of a slide change."""
    stamp = _triangle(colour.rgba(), painter.device().devicePixelRatioF())
    painter.drawPixmap(QPointF(middle_x - TRIANGLE / 2, top), stamp)


def _draw_ruler(painter: QPainter, scene: Scene) -> None:
    ruler, view = scene.rows.ruler, scene.view
    small(painter)
    large: list[QLineF] = []
    little: list[QLineF] = []
    painter.setPen(scene.tints.quiet)
    for tick in view.ticks(scene.point):
        x = round(view.x_of(tick.at_s)) + 0.5
        top = ruler.top() + 2 if tick.label else ruler.bottom() - 5
        (large if tick.label else little).append(QLineF(x, top, x, ruler.bottom()))
        place = QRectF(x + 4, ruler.top(), ruler.right() - x - 4, ruler.height() - 4)
        if tick.label and place.width() > painter.fontMetrics().horizontalAdvance(tick.label):
            painter.drawText(place, _LEFT, tick.label)
    painter.setPen(scene.tints.line)
    painter.drawLines([*little, *large])
    painter.drawLine(QLineF(ruler.left(), ruler.bottom(), ruler.right(), ruler.bottom()))


def _draw_slides(painter: QPainter, scene: Scene) -> None:
    view, place = scene.view, scene.rows.slides
    slides = scene.marks.slides
    first, end = np.searchsorted(slides, (view.start_s, view.end_s + 1e-9))
    # Where slides stand closer than this, one triangle stands for several.
    slots = np.unique(np.floor(slides[first:end] / (view.s_per_px * _TRIANGLE_SPACE)), True)[1]
    for at_s in slides[first:end][slots]:
        draw_triangle(painter, view.x_of(float(at_s)), place.top() + 1, scene.tints.slide)


@cache
def _triangle(rgba: int, ratio: float) -> QPixmap:
    side = round(TRIANGLE * ratio)
    stamp = QPixmap(side, side)
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromRgba(rgba))
    corners = (TRIANGLE / 2, 0.5), (TRIANGLE, TRIANGLE - 0.5), (0.0, TRIANGLE - 0.5)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    painter.end()
    return stamp
