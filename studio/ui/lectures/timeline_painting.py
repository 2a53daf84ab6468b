"""What lies on top of a timeline or below it: playhead, stretch, bubble, legend and overview."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from studio.ui.lectures.timeline_content import Span
from studio.ui.lectures.timeline_ground import TRIANGLE, Scene, draw_triangle, small
from studio.ui.lectures.timeline_tints import Tints

HEAD = 6.0
"""Half the width of the playhead's head."""
_LEAST_WINDOW = 14.0
_BUBBLE_HEIGHT = 24.0
_BAND = 18.0
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def draw_card(painter: QPainter, place: QRectF, tints: Tints) -> None:
    """Draw the ground and its frame."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(tints.line)
    painter.setBrush(tints.base)
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def draw_nothing(painter: QPainter, place: QRectF, tints: Tints, words: str) -> None:
    """Say that there is nothing to show."""
    painter.setPen(tints.quiet)
    painter.drawText(place, _CENTRE, words)


def draw_focus(painter: QPainter, place: QRectF, tints: Tints) -> None:
    """Frame what takes the keys."""
    painter.setPen(QPen(tints.accent, 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 8, 8)


def draw_playhead(painter: QPainter, scene: Scene, at_s: float) -> None:
    """Draw where the player is."""
    if not scene.view.shows(at_s):
        return
    x, body, ruler = scene.view.x_of(at_s), scene.rows.body, scene.rows.ruler
    colour = scene.tints.playhead
    painter.fillRect(QRectF(x - 0.75, ruler.bottom(), 1.5, body.bottom() - ruler.bottom()), colour)
    painter.setPen(QPen(scene.tints.base, 1.0))
    painter.setBrush(colour)
    top, bottom = ruler.bottom() - 8, ruler.bottom() + 2
    corners = ((x - HEAD, top), (x + HEAD, top), (x + HEAD, top + 4), (x, bottom))
    head = [QPointF(*corner) for corner in (*corners, (x - HEAD, top + 4))]
    painter.drawPolygon(QPolygonF(head))


def draw_stretch(painter: QPainter, scene: Scene, stretch: tuple[float, float]) -> None:
    """Draw the stretch that is chosen."""
    body, tints = scene.rows.body, scene.tints
    left = max(scene.view.x_of(stretch[0]), body.left())
    right = min(scene.view.x_of(stretch[1]), body.right())
    if right <= left:
        return
    place = QRectF(left, body.top() - 2, right - left, body.height() + 2)
    shade = QColor(tints.accent)
    shade.setAlpha(60)
    painter.fillRect(place, shade)
    painter.setPen(QPen(tints.accent, 1.5, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)


def draw_bubble(painter: QPainter, scene: Scene, at_s: float, words: str) -> None:
    """Say at a place of the timeline what happens there."""
    small(painter, bold=True, pixels=12)
    width = painter.fontMetrics().horizontalAdvance(words) + 20
    room = scene.rows.ruler
    left = scene.view.x_of(at_s) - width / 2
    left = max(min(left, room.right() - width), room.left())
    place = QRectF(left, scene.rows.clips.bottom() + 3, width, _BUBBLE_HEIGHT)
    painter.setPen(QPen(scene.tints.base, 1.0))
    painter.setBrush(scene.tints.ink)
    painter.drawRoundedRect(place, 6, 6)
    painter.setPen(scene.tints.base)
    painter.drawText(place, _CENTRE, words)


def draw_legend(painter: QPainter, scene: Scene, words: Sequence[str], right: float) -> None:
    """Say what triangles and grey bands are, as far as there is room."""
    small(painter)
    row = scene.rows.legend
    middle = row.center().y()
    slide, pause = words
    draw_triangle(painter, row.left() + TRIANGLE / 2, middle - TRIANGLE / 2, scene.tints.slide)
    x = _write(painter, scene, slide, row.left() + TRIANGLE + 6, right)
    band = QRectF(x + 18, middle - 5, _BAND, 10)
    if band.right() > right:
        return
    painter.fillRect(band, scene.tints.pause)
    painter.fillRect(band, scene.tints.pause)
    _write(painter, scene, pause, band.right() + 6, right)


def overview_window(scene: Scene) -> QRectF:
    """Return where the visible part lies in the overview."""
    bar, view = scene.rows.overview, scene.view
    width = max(bar.width() * view.length_s / view.whole_s, _LEAST_WINDOW)
    free = view.whole_s - view.length_s
    share = view.start_s / free if free > 0.0 else 0.0
    return QRectF(bar.left() + share * (bar.width() - width), bar.top(), width, bar.height())


def draw_overview(painter: QPainter, scene: Scene, spans: Sequence[Span], current: str) -> None:
    """Draw the whole recording small, with its clips and the part that is visible."""
    bar, tints = scene.rows.overview, scene.tints
    track = bar.adjusted(0, 3, 0, -3)
    painter.fillRect(track, tints.empty)
    scale = bar.width() / scene.view.whole_s
    for span in spans:
        width = max(span.length_s * scale - 1.0, 1.0)
        place = QRectF(bar.left() + span.start_s * scale, track.top(), width, track.height())
        colour = tints.warn if span.too_long else tints.clip
        painter.fillRect(place, tints.accent if span.id == current else colour)
    shade = QColor(tints.accent)
    shade.setAlpha(40)
    painter.setPen(QPen(tints.accent, 1.5))
    painter.setBrush(shade)
    painter.drawRoundedRect(overview_window(scene).adjusted(1, 0.75, -1, -0.75), 4, 4)


def draw_overview_playhead(painter: QPainter, scene: Scene, at_s: float) -> None:
    """Draw where the player is in the whole recording."""
    bar = scene.rows.overview
    x = bar.left() + bar.width() * at_s / scene.view.whole_s
    painter.fillRect(QRectF(x - 0.75, bar.top(), 1.5, bar.height()), scene.tints.playhead)


def _write(painter: QPainter, scene: Scene, words: str, left: float, right: float) -> float:
    """Write quiet words, elided before `right`; return where they end."""
    row, metrics = scene.rows.legend, painter.fontMetrics()
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(max(right - left, 0)))
    place = QRectF(left, row.top(), max(right - left, 0.0), row.height())
    painter.setPen(scene.tints.quiet)
    painter.drawText(place, _LEFT, shown)
    return left + metrics.horizontalAdvance(shown)
