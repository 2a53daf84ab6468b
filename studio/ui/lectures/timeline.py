"""A recording on a line of time: pictures, sound, pauses, slides, clips and where they meet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip

from studio.i18n import Voice
from studio.ui.lectures.timeline_canvas import Moving, TimelineCanvas
from studio.ui.lectures.timeline_content import Boundary, Edge, Heard, Span, room
from studio.ui.lectures.timeline_keys import action_of
from studio.ui.lectures.timeline_mouse import TimelineMouse

__all__ = ["Boundary", "Heard", "Span", "Timeline"]


class Timeline(TimelineCanvas):
    """Shows a recording; the author seeks in it, moves boundaries and chooses stretches.

    It changes nothing itself: it tells what is wanted, and shows what it is given then.
    """

    seek_wanted = Signal(float)
    """A moment in seconds."""
    chosen = Signal(str)
    """The id of a clip."""
    boundary_moving = Signal(float)
    """Where the boundary that is held would land, in seconds; where it lay when it is let go."""
    boundary_moved = Signal(str, bool, float)
    """The id of a clip, whether it is its end or else its beginning, and where that is to be."""
    stretch_chosen = Signal(object)
    """Beginning and end in seconds, or None."""

    def __init__(self, voice: Voice) -> None:
        super().__init__(voice)
        self.snap: Callable[[float, float], float] = lambda at_s, _reach_s: at_s
        """Gives where a cut would lie that is wanted at a moment, at most a reach away from it.

        A reach of 0 asks for the nearest frame.
        """
        self._mouse = TimelineMouse(self)
        self._anchor_s: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def can_leave(self) -> bool:
        """Whether something is held or chosen."""
        return self.moving is not None or self.stretch is not None or self.boundary is not None

    def seek(self, at_s: float) -> None:
        """Have the player go to a moment."""
        self.show_playhead(at_s)
        self.seek_wanted.emit(at_s)

    def choose_boundary(self, boundary: Boundary | None) -> None:
        """Have a boundary that keys move."""
        self.boundary = boundary
        self._tell()
        self.update()

    def turn_boundary(self, way: int) -> None:
        """Choose the next boundary (`way` 1) or the one before (-1), and go there."""
        chosen = self.chosen_edge
        here = self.playhead_s if chosen is None else chosen.at_s
        ways = self.edges if way > 0 else self.edges[::-1]
        after = (edge for edge in ways if (edge.at_s - here) * way > 0.0)
        found = next(after, None)
        if found is not None:
            self.choose_boundary(found.boundary)
            self.reveal(found.at_s)
            self.seek(found.at_s)

    def step_boundary(self, way: int, *, by_frame: bool) -> None:
        """Move the chosen boundary to the next place for a cut, or by one frame."""
        edge = self.chosen_edge
        if edge is None or self.scene is None or not self.editable:
            return
        low, high = room(edge, self.spans, self.scene.heard)
        at_s = self._step(edge.at_s, way, by_frame=by_frame)
        if at_s is not None and low <= at_s <= high:
            self.boundary_moved.emit(*edge.boundary, at_s)
            self.reveal(at_s)
            self.seek(at_s)

    def step_stretch(self, way: int, *, by_frame: bool) -> None:
        """Have the stretch reach from where the playhead was to the next place, or frame."""
        if self.scene is None or not self.editable:
            return
        if self.stretch is None or self._anchor_s is None:
            self._anchor_s = self.playhead_s
        at_s = self._step(self.playhead_s, way, by_frame=by_frame)
        if at_s is None:
            at_s = self.scene.heard.duration_s if way > 0 else 0.0
        anchor_s = self._anchor_s
        self.choose_stretch((min(anchor_s, at_s), max(anchor_s, at_s)))
        self._anchor_s = anchor_s
        self.reveal(at_s)
        self.seek(at_s)

    def choose_stretch(self, stretch: tuple[float, float] | None) -> None:
        """Choose what could be dropped; a stretch without length is none."""
        self._anchor_s = None
        if stretch is not None and stretch[1] <= stretch[0]:
            stretch = None
        if stretch != self._stretch:
            self._stretch = stretch
            self._tell()
            self.update()
            self.stretch_chosen.emit(stretch)

    def hold(self, edge: Edge, at_s: float) -> None:
        """Show a boundary where it would land; one that is gone meanwhile is not held."""
        if self.scene is None or edge not in self.edges:
            return
        low, high = room(edge, self.spans, self.scene.heard)
        at_s = min(max(at_s, low), high)
        if self.moving is None or self.moving.at_s != at_s:
            self.moving = Moving(edge, at_s)
            self.boundary_moving.emit(at_s)
            self.update()

    def let_go(self) -> None:
        """Have the boundary that is held stay where it is."""
        moving, self.moving = self.moving, None
        self.update()
        if moving is not None and moving.at_s != moving.edge.at_s:
            self.boundary_moved.emit(*moving.edge.boundary, moving.at_s)

    def leave(self) -> None:
        """Put back what is held; else choose nothing."""
        moving, self.moving = self.moving, None
        if moving is not None:
            self._mouse.cancel()
            self.boundary_moving.emit(moving.edge.at_s)
        elif self.stretch is not None:
            self.choose_stretch(None)
        else:
            self.choose_boundary(None)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Seek, or take hold."""
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Move what is held."""
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Let go."""
        self._mouse.release(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  # Qt's name
        """Zoom or scroll."""
        self._mouse.wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Do what a key is for; the player's keys go on to it."""
        action = action_of(self, event)
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        """Draw the frame that shows where keys go."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        """Draw it no more."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Take own keys before the window's shortcuts; zoom by pinching; give tips."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if action_of(self, event) is not None:
                event.accept()
                return True
        elif isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1.0 + event.value(), event.position().x())
                return True
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def _step(self, at_s: float, way: int, *, by_frame: bool) -> float | None:
        """Return where a cut would lie next in a direction, if there is such a place."""
        if self.scene is None:
            return None
        frame_s = self.scene.view.least_frame_s
        if by_frame:
            return self.snap(at_s + way * frame_s, 0.0)
        marks = self.scene.marks
        for place in marks.places_from(at_s, way):
            landed = self.snap(place, marks.reach_s(place))
            if (landed - at_s) * way > frame_s / 2:
                return landed
        return None

    def _tip(self, point: QPointF) -> str:
        edge, span = self._mouse.edge_at(point), self._mouse.span_at(point)
        if edge is not None:
            return self.words.edge(edge)
        return self.words.clip(span) if span is not None else ""
