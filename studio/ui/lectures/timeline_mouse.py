"""The mouse on a timeline: seeking, boundaries, stretches and the overview."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent

from studio.ui.lectures.timeline_clips import grip_place
from studio.ui.lectures.timeline_content import Edge, Span
from studio.ui.lectures.timeline_ground import Scene
from studio.ui.lectures.timeline_painting import overview_window

if TYPE_CHECKING:
    from studio.ui.lectures.timeline import Timeline

_SNAP_PX = 10.0
"""How far a boundary jumps to a place that suits it."""
_HOLD_PX = 6.0
_HOLD_SHARE = 0.25
"""A handle takes no more than this of a clip: the rest is for clicks on the clip."""
_DRAG_PX = 3.0
_NOTCH, _NOTCH_PX, _NOTCH_ZOOM = 120.0, 90.0, 1.25
_TURN_MS, _TURN_SHARE = 30, 0.2
"""How often, and by how much of its distance, a pointer outside scrolls what is dragged."""
_NO_KEY, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
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
        self._pressed = self._point = QPointF()
        self._held = _NO_KEY
        self._edge: Edge | None = None
        self._anchor_s = 0.0
        self._offset = 0.0
        self._turning = QTimer(timeline, interval=_TURN_MS)
        self._turning.timeout.connect(self._turn)

    def press(self, event: QMouseEvent) -> None:
        """Begin what the place that is pressed is for."""
        scene = self._timeline.scene
        if scene is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = self._point = point = event.position()
        self._held = event.modifiers()
        self._edge = self.edge_at(point)
        if scene.rows.overview.adjusted(0, -4, 0, 4).contains(point):
            self._take_overview(scene, point.x())
        elif point.y() > scene.rows.body.bottom():
            self._does = _Does.NOTHING
        elif self._edge is not None:
            self._does = _Does.MOVES
            self._offset = scene.view.x_of(self._edge.at_s) - point.x()
            self._timeline.choose_boundary(self._edge.boundary)
        elif self._held & _SHIFT and self._timeline.editable:
            self._does = _Does.STRETCHES
            self._anchor_s = self._snapped(scene)
            self._timeline.choose_stretch(None)
        else:
            self._does = _Does.SEEKS
            self._choose(scene, point)

    def move(self, event: QMouseEvent) -> None:
        """Go on with what was begun; without a button, show what could be begun."""
        scene = self._timeline.scene
        if scene is None:
            return
        self._point, self._held = event.position(), event.modifiers()
        if self._does is _Does.NOTHING:
            self._show_cursor(scene)
            return
        self._go_on(scene)
        if self._does is not _Does.SCROLLS and self._beyond(scene):
            self._turning.start()
        else:
            self._turning.stop()

    def release(self, event: QMouseEvent) -> None:
        """Finish what was begun."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._does is _Does.MOVES and self._edge is not None:
            if self._timeline.moving is None and not self._is_far:
                self._timeline.seek(self._edge.at_s)
            self._timeline.let_go()
        self.cancel()

    def cancel(self) -> None:
        """Do no more until the next press."""
        self._does = _Does.NOTHING
        self._edge = None
        self._turning.stop()

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

    @property
    def _is_far(self) -> bool:
        """Whether the pointer has left the place of the press."""
        return abs(self._point.x() - self._pressed.x()) >= _DRAG_PX

    def _go_on(self, scene: Scene) -> None:
        match self._does:
            case _Does.SEEKS:
                self._timeline.seek(self._at_s(scene))
            case _Does.MOVES if self._edge is not None:
                if self._is_far or self._timeline.moving is not None:
                    self._timeline.hold(self._edge, self._snapped(scene))
            case _Does.STRETCHES:
                start_s, end_s = sorted((self._anchor_s, self._snapped(scene)))
                self._timeline.choose_stretch((start_s, end_s))
            case _Does.SCROLLS:
                self._scroll_to(scene, self._point.x())

    def _choose(self, scene: Scene, point: QPointF) -> None:
        """Go to a point, and to its clip."""
        self._timeline.choose_stretch(None)
        span = self.span_at(point)
        if span is not None and span.id != self._timeline.current:
            self._timeline.chosen.emit(span.id)
        self._timeline.seek(self._at_s(scene))

    def _at_s(self, scene: Scene, offset: float = 0.0) -> float:
        """Return the moment at the pointer, or at the edge of the view that it has left."""
        left, right = scene.view.left, scene.view.left + scene.view.width
        return scene.view.at(min(max(self._point.x() + offset, left), right))

    def _snapped(self, scene: Scene) -> float:
        """Return where a cut would lie at the pointer; with Alt, on the nearest frame."""
        free = bool(self._held & Qt.KeyboardModifier.AltModifier)
        at_s = self._at_s(scene, self._offset if self._does is _Does.MOVES else 0.0)
        return self._timeline.snap(at_s, 0.0 if free else _SNAP_PX * scene.view.s_per_px)

    def _beyond(self, scene: Scene) -> float:
        """Return how far the pointer is outside of the view, before it below 0."""
        left, right = scene.view.left, scene.view.left + scene.view.width
        return min(self._point.x() - left, 0.0) or max(self._point.x() - right, 0.0)

    def _turn(self) -> None:
        """Scroll towards a pointer that is outside, and go on there."""
        scene = self._timeline.scene
        if scene is not None:
            self._timeline.scroll_by(self._beyond(scene) * _TURN_SHARE)
            self._go_on(self._timeline.scene or scene)

    def _take_overview(self, scene: Scene, x: float) -> None:
        """Hold the visible part; one that is elsewhere comes to the pointer first."""
        self._does = _Does.SCROLLS
        window = overview_window(scene)
        inside = window.left() <= x <= window.right()
        self._offset = x - window.left() if inside else window.width() / 2
        self._scroll_to(scene, x)
        self._timeline.setCursor(_CURSOR.ClosedHandCursor)

    def _scroll_to(self, scene: Scene, x: float) -> None:
        bar, window = scene.rows.overview, overview_window(scene)
        free_px = bar.width() - window.width()
        share = (x - self._offset - bar.left()) / free_px if free_px > 0.0 else 0.0
        view = scene.view
        self._timeline.show_view(view.starting(share * (view.whole_s - view.length_s)))

    def _show_cursor(self, scene: Scene) -> None:
        shape = _CURSOR.ArrowCursor
        if self.edge_at(self._point) is not None:
            shape = _CURSOR.SplitHCursor
        elif scene.rows.overview.contains(self._point):
            shape = _CURSOR.OpenHandCursor
        elif scene.rows.body.contains(self._point) and self._held & _SHIFT:
            shape = _CURSOR.CrossCursor if self._timeline.editable else shape
        self._timeline.setCursor(shape)


def _distance(scene: Scene, edge: Edge, x: float) -> float:
    return abs(x - grip_place(scene, edge).center().x())


def _hold(scene: Scene, edge: Edge) -> float:
    """Return how near a pointer has to be to a boundary."""
    lengths = [span.length_s for span in (edge.before, edge.after) if span is not None]
    narrowest = min(lengths, default=0.0) / scene.view.s_per_px
    return min(_HOLD_PX, max(narrowest * _HOLD_SHARE, 2.0))
