"""The keys of a timeline: zoom, boundaries and stretches. Plain arrows are the player's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from studio.ui.lectures.timeline_canvas import STEP

if TYPE_CHECKING:
    from studio.ui.lectures.timeline import Timeline

_KEY, _MODIFIER = Qt.Key, Qt.KeyboardModifier
_CTRL, _ALT, _SHIFT = (
    _MODIFIER.ControlModifier,
    _MODIFIER.AltModifier,
    _MODIFIER.ShiftModifier,
)
_ARROWS = {_KEY.Key_Left: -1, _KEY.Key_Right: 1}
_TURNS = {
    _KEY.Key_BracketLeft: -1,
    _KEY.Key_BracketRight: 1,
    _KEY.Key_PageUp: -1,
    _KEY.Key_PageDown: 1,
}
_ZOOMS = {_KEY.Key_Plus: STEP, _KEY.Key_Equal: STEP, _KEY.Key_Minus: 1 / STEP}


def action_of(timeline: Timeline, event: QKeyEvent) -> Callable[[], object] | None:
    """Return what a key does in a timeline, if anything.

    Brackets count whatever is held: on many keyboards they are typed with AltGr.
    """
    key = Qt.Key(event.key())
    held = event.modifiers() & (_CTRL | _ALT | _SHIFT)
    if key in _TURNS:
        return partial(timeline.turn_boundary, _TURNS[key])
    if key in _ARROWS:
        return _arrow(timeline, _ARROWS[key], held)
    if held & (_CTRL | _ALT):
        return None
    if key in _ZOOMS:
        return partial(timeline.zoom, _ZOOMS[key])
    if key == _KEY.Key_0:
        return timeline.zoom_whole
    if key == _KEY.Key_Escape and timeline.can_leave:
        return timeline.leave
    return None


def _arrow(timeline: Timeline, way: int, held: Qt.KeyboardModifier) -> Callable[[], object] | None:
    by_frame = bool(held & _ALT)
    if held & ~_ALT == _CTRL:
        return partial(timeline.step_boundary, way, by_frame=by_frame)
    if held & ~_ALT == _SHIFT:
        return partial(timeline.step_stretch, way, by_frame=by_frame)
    return None
