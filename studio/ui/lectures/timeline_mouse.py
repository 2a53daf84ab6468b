"""The mouse on a timeline: seeking, boundaries, stretches and the overview."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent

from studio.ui.lectures.timeline_clips import grip_place
from studio.ui.lectures.timeline_content import Edge, Span
from studio.ui.lectures.timeline_ground import Scene
from studio.ui.lectures.timeline_painting import overview_window

if TYPE_CHECKING:
    from studio.ui.lectures.timeline import Timeline

SNAP_PX = 10.0
"""How far a boundary jumps to a place that suits it."""
_HOLD_PX = 6.0
_HOLD_SHARE = 0.25
"""A handle takes no more than this of a clip: the rest is for clicks on the clip."""
_DRAG_PX = 3.0
_NOTCH, _NOTCH_PX, _NOTCH_ZOOM = 120.0, 90.0, 1.25
_CURSOR = Qt.CursorShape


class _Does(Enum):
    NOTHING = auto()
    SEEKS = auto()
    MOVES = auto()
    STRETCHES = auto()
    SCROLLS = auto()


class TimelineMouse:
    """Turns presses, moves and the wheel into what the timeline does."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._does = _Does.NOTHING
        self._pressed = QPointF()
        self._edge: Edge | None = None
        self._anchor_s = 0.0
        self._offset = 0.0

    def press(self, event: QMouseEvent) -> None:
        """Begin what the place that is pressed is for."""
        scene, point = self._timeline.scene, event.position()
        if scene is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = point
        self._edge = self.edge_at(point)
        if scene.rows.overview.adjusted(0, -4, 0, 4).contains(point):
            self._take_overview(scene, point)
        elif point.y() > scene.rows.body.bottom():
            self._does = _Does.NOTHING
        elif self._edge is not None:
            self._does = _Does.MOVES
            self._offset = scene.view.x_of(self._edge.at_s) - point.x()
            self._timeline.choose_boundary(self._edge.boundary)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._timeline.editable:
            self._does = _Does.STRETCHES
            self._anchor_s = self._snapped(event)
            self._timeline.choose_stretch(None)
        else:
            self._does = _Does.SEEKS
            self._seek(point)

    def move(self, event: QMouseEvent) -> None:
        """Go on with what was begun; without a button, show what could be begun."""
        scene, point = self._timeline.scene, event.position()
        if scene is None:
            return
        match self._does:
            case _Does.SEEKS:
                self._timeline.seek(scene.view.at(point.x()))
            case _Does.MOVES if self._edge is not None:
                far = abs(point.x() - self._pressed.x()) >= _DRAG_PX
                if far or self._timeline.moving is not None:
                    self._timeline.hold(self._edge, self._snapped(event))
            case _Does.STRETCHES:
                ends = sorted((self._anchor_s, self._snapped(event)))
                self._timeline.choose_stretch((ends[0], ends[1]))
            case _Does.SCROLLS:
                self._scroll_to(scene, point.x())
            case _:
                self._show_cursor(scene, event)

    def release(self, event: QMouseEvent) -> None:
        """Finish what was begun."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._does is _Does.MOVES and self._edge is not None:
            if self._timeline.moving is None:
                self._timeline.seek(self._edge.at_s)
            self._timeline.let_go()
        self.cancel()

    def cancel(self) -> None:
        """Do no more until the next press."""
        self._does = _Does.NOTHING
        self._edge = None

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without; where all is in view, what is around may scroll."""
        pixels, angle = event.pixelDelta(), event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = _NOTCH_ZOOM ** ((angle.y() or angle.x()) / _NOTCH)
            self._timeline.zoom(factor, event.position().x())
            return
        scene = self._timeline.scene
        if scene is None or scene.view.is_whole:
            event.ignore()
            return
        if not pixels.isNull():
            by = float(pixels.x() if abs(pixels.x()) > abs(pixels.y()) else pixels.y())
        else:
            by = (angle.x() or angle.y()) / _NOTCH * _NOTCH_PX
        self._timeline.scroll_by(-by)

    def edge_at(self, point: QPointF) -> Edge | None:
        """Return the boundary that can be taken hold of at a point."""
        scene = self._timeline.scene
        if scene is None or not self._timeline.editable:
            return None
        body = scene.rows.body
        if not body.top() <= point.y() <= scene.rows.wave.bottom():
            return None
        shown = [edge for edge in self._timeline.edges if scene.view.shows(edge.at_s)]
        near = min(shown, key=lambda edge: _distance(scene, edge, point.x()), default=None)
        if near is None or _distance(scene, near, point.x()) > _hold(scene, near):
            return None
        return near

    def span_at(self, point: QPointF) -> Span | None:
        """Return the clip at a point."""
        scene = self._timeline.scene
        if scene is None or not scene.rows.body.contains(point):
            return None
        at_s = scene.view.at(point.x())
        spans = self._timeline.spans
        return next((span for span in spans if span.start_s <= at_s < span.end_s), None)

    def _seek(self, point: QPointF) -> None:
        scene, span = self._timeline.scene, self.span_at(point)
        if scene is None:
            return
        self._timeline.choose_stretch(None)
        if span is not None and span.id != self._timeline.current:
            self._timeline.chosen.emit(span.id)
        self._timeline.seek(scene.view.at(point.x()))

    def _snapped(self, event: QMouseEvent) -> float:
        """Return where a cut would lie at the pointer; with Alt, on the nearest frame."""
        scene = self._timeline.scene
        if scene is None:
            return 0.0
        free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        offset = self._offset if self._does is _Does.MOVES else 0.0
        at_s = scene.view.at(event.position().x() + offset)
        return self._timeline.snap(at_s, 0.0 if free else SNAP_PX * scene.view.s_per_px)

    def _take_overview(self, scene: Scene, point: QPointF) -> None:
        """Hold the visible part; one that is elsewhere comes to the pointer first."""
        self._does = _Does.SCROLLS
        window = overview_window(scene)
        inside = window.left() <= point.x() <= window.right()
        self._offset = point.x() - window.left() if inside else window.width() / 2
        self._scroll_to(scene, point.x())
        self._timeline.setCursor(_CURSOR.ClosedHandCursor)

    def _scroll_to(self, scene: Scene, x: float) -> None:
        bar, window = scene.rows.overview, overview_window(scene)
        free_px = bar.width() - window.width()
        share = (x - self._offset - bar.left()) / free_px if free_px > 0.0 else 0.0
        view = scene.view
        self._timeline.show_view(view.starting(share * (view.whole_s - view.length_s)))

    def _show_cursor(self, scene: Scene, event: QMouseEvent) -> None:
        point = event.position()
        shape = _CURSOR.ArrowCursor
        if self.edge_at(point) is not None:
            shape = _CURSOR.SplitHCursor
        elif scene.rows.overview.contains(point):
            shape = _CURSOR.OpenHandCursor
        elif scene.rows.body.contains(point) and self._timeline.editable:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            shape = _CURSOR.CrossCursor if shift else shape
        self._timeline.setCursor(shape)


def _distance(scene: Scene, edge: Edge, x: float) -> float:
    place = grip_place(scene, edge)
    return abs(x - place.center().x())


def _hold(scene: Scene, edge: Edge) -> float:
    """Return how near a pointer has to be to a boundary."""
    lengths = [span.length_s for span in (edge.before, edge.after) if span is not None]
    narrowest = min(lengths, default=0.0) / scene.view.s_per_px
    return min(_HOLD_PX, max(narrowest * _HOLD_SHARE, 2.0))
