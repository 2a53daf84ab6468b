"""The clips of a timeline, what is in none of them, and the handles of their boundaries."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen

from studio.i18n import duration
from studio.ui import icons
from studio.ui.lectures.timeline_content import Boundary, Edge, Span, gaps
from studio.ui.lectures.timeline_ground import Scene, small

GRIP = QRectF(-4.5, -9.0, 9.0, 18.0)
"""A handle around the point where it is taken hold of."""
_TEXT_PX = 12
_INSET = 7.0
_LEAST_TITLE = 26
_BETWEEN = 8
_SIGN, _NARROW = 13.0, 5.0
_PIN = 15.0
_DENSE = 11.0
"""Handles that stand closer than this are lines without a grip."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


def draw_clips(painter: QPainter, scene: Scene, spans: Sequence[Span], current: str) -> None:
    """Draw the clips in view, and hatch what is in none."""
    small(painter, pixels=_TEXT_PX)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if spans:
        for start_s, end_s in gaps(spans, scene.heard.duration_s):
            _draw_gap(painter, scene, start_s, end_s)
    for span in spans:
        place = clip_place(scene, span)
        if place.width() > 0.0:
            _draw_clip(painter, scene, span, place, is_current=span.id == current)


def clip_place(scene: Scene, span: Span) -> QRectF:
    """Return where a clip is drawn; it has no width outside of the view."""
    row = scene.rows.clips
    left = max(scene.view.x_of(span.start_s) + 0.5, row.left())
    right = min(scene.view.x_of(span.end_s) - 0.5, row.right())
    return QRectF(left, row.top(), max(right - left, 0.0), row.height())


def fitted(metrics: QFontMetrics, span: Span, width: int) -> tuple[str, str]:
    """Return number and title, and the length of a clip, or of these what there is room for."""
    length, number = duration(span.length_s), str(span.number)
    length_px = metrics.horizontalAdvance(length) + _BETWEEN
    if width < length_px + _LEAST_TITLE:
        length, length_px = "", 0
    if width - length_px < metrics.horizontalAdvance(number):
        return "", length
    title = f"{number} {span.title}"
    words = metrics.elidedText(title, Qt.TextElideMode.ElideRight, width - length_px)
    return (words if words.startswith(number) else number), length


def draw_edges(
    painter: QPainter, scene: Scene, found: Sequence[Edge], chosen: Boundary | None
) -> None:
    """Draw the boundaries in view."""
    shown = [edge for edge in found if scene.view.shows(edge.at_s)]
    dense = _are_dense(scene, shown)
    for edge in shown:
        is_chosen = edge.boundary == chosen
        _draw_line(painter, scene, edge, 3.0 if is_chosen else 1.0 if dense else 2.0)
        if is_chosen or not dense:
            _draw_grip(painter, scene, edge, is_chosen=is_chosen)
        if edge.pinned and not dense:
            _draw_pin(painter, scene, edge)


def grip_place(scene: Scene, edge: Edge) -> QRectF:
    """Return the grip of a boundary: at a gap, on the side of its clip."""
    place = GRIP.translated(scene.view.x_of(edge.at_s), _grip_y(scene))
    if edge.after is None:
        place.setRight(place.center().x() + 1)
    elif edge.before is None:
        place.setLeft(place.center().x() - 1)
    return place


def _are_dense(scene: Scene, shown: Sequence[Edge]) -> bool:
    """Return whether grips would lie on each other; at a gap they stand on its two sides."""
    return any(
        (b.at_s - a.at_s) / scene.view.s_per_px < _DENSE
        for a, b in pairwise(shown)
        if a.after is not None or b.before is not None
    )


def _grip_y(scene: Scene) -> float:
    rows = scene.rows
    wave, film = rows.wave, rows.film
    if film.height() > 4.0 and wave.height() > 4.0:
        return (film.bottom() + wave.top()) / 2
    return (wave if wave.height() > 4.0 else film).center().y()


def _draw_gap(painter: QPainter, scene: Scene, start_s: float, end_s: float) -> None:
    row, body, tints = scene.rows.clips, scene.rows.body, scene.tints
    left = max(scene.view.x_of(start_s), row.left())
    right = min(scene.view.x_of(end_s), row.right())
    if right <= left:
        return
    place = QRectF(left, body.top(), right - left, scene.rows.wave.bottom() - body.top())
    painter.fillRect(place, tints.veil)
    painter.fillRect(place, QBrush(tints.line, Qt.BrushStyle.BDiagPattern))


def _draw_clip(
    painter: QPainter, scene: Scene, span: Span, place: QRectF, *, is_current: bool
) -> None:
    tints = scene.tints
    ground, ink = (tints.clip, tints.ink)
    if span.too_long:
        ground, ink = tints.amber, tints.on_amber
    if is_current:
        ground, ink = tints.accent, tints.on_accent
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    rounded = min(4.0, place.width() / 3)
    painter.drawRoundedRect(place, rounded, rounded)
    inner = place.adjusted(_INSET, 0, -_INSET, 0)
    if span.too_long:
        inner = _draw_sign(painter, scene, place, inner)
    painter.setPen(ink)
    _write(painter, span, inner)


def _draw_sign(painter: QPainter, scene: Scene, place: QRectF, inner: QRectF) -> QRectF:
    """Draw an exclamation mark, on a disc if there is room; return what is left for words."""
    tints = scene.tints
    if place.width() < _SIGN + 2:
        _draw_narrow_sign(painter, place, tints.on_amber)
        return QRectF()
    left = min(inner.left() - 2, place.center().x() - _SIGN / 2)
    disc = QRectF(left, place.center().y() - _SIGN / 2, _SIGN, _SIGN)
    painter.setBrush(tints.on_amber)
    painter.drawEllipse(disc)
    _draw_mark(painter, disc, tints.amber)
    return inner.adjusted(_SIGN + 3, 0, 0, 0)


def _draw_narrow_sign(painter: QPainter, place: QRectF, colour: QColor) -> None:
    """Draw it without a disc; in a clip of a few pixels it is a bar along the lower edge."""
    if place.width() < _NARROW:
        painter.fillRect(place.adjusted(0, place.height() - 4, 0, 0), colour)
    else:
        middle = place.center().x()
        wide = QRectF(middle - _SIGN / 2, place.top(), _SIGN, place.height())
        _draw_mark(painter, wide, colour)


def _draw_mark(painter: QPainter, place: QRectF, colour: QColor) -> None:
    painter.save()
    small(painter, bold=True)
    painter.setPen(colour)
    painter.drawText(place, _CENTRE, "!")
    painter.restore()


def _write(painter: QPainter, span: Span, inner: QRectF) -> None:
    words, length = fitted(painter.fontMetrics(), span, int(inner.width()))
    painter.drawText(inner, _LEFT, words)
    painter.drawText(inner, _RIGHT, length)


def _draw_line(painter: QPainter, scene: Scene, edge: Edge, width: float) -> None:
    body, x = scene.rows.body, scene.view.x_of(edge.at_s)
    height = scene.rows.wave.bottom() - body.top() + 2
    painter.fillRect(QRectF(x - width / 2, body.top(), width, height), scene.tints.accent)


def _draw_grip(painter: QPainter, scene: Scene, edge: Edge, *, is_chosen: bool) -> None:
    place, tints = grip_place(scene, edge), scene.tints
    if is_chosen:
        painter.setPen(QPen(tints.accent, 2.0))
        painter.setBrush(tints.base)
        painter.drawRoundedRect(place.adjusted(-4, -4, 4, 4), 6, 6)
    painter.setPen(QPen(tints.base, 1.0))
    painter.setBrush(tints.accent)
    painter.drawRoundedRect(place, 3, 3)


def _draw_pin(painter: QPainter, scene: Scene, edge: Edge) -> None:
    tints, rows = scene.tints, scene.rows
    top = rows.film.top() if rows.film.height() > 4.0 else rows.wave.top()
    middle = QPointF(scene.view.x_of(edge.at_s), top + _PIN / 2 + 3)
    disc = QRectF(middle.x() - _PIN / 2, middle.y() - _PIN / 2, _PIN, _PIN)
    painter.setPen(QPen(tints.base, 1.0))
    painter.setBrush(tints.accent)
    painter.drawEllipse(disc)
    icons.paint(painter, "pin", QColor(tints.on_accent), disc.adjusted(2.5, 2.5, -2.5, -2.5))
