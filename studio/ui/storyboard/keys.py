"""What keys mean on the board."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

_MOVES = QAbstractItemView.CursorAction
CURSOR = {
    Qt.Key.Key_Left: _MOVES.MoveLeft,
    Qt.Key.Key_Right: _MOVES.MoveRight,
    Qt.Key.Key_Up: _MOVES.MoveUp,
    Qt.Key.Key_Down: _MOVES.MoveDown,
    Qt.Key.Key_Home: _MOVES.MoveHome,
    Qt.Key.Key_End: _MOVES.MoveEnd,
    Qt.Key.Key_PageUp: _MOVES.MovePageUp,
    Qt.Key.Key_PageDown: _MOVES.MovePageDown,
}
_ALT_MOVES = {
    Qt.Key.Key_Left: (-1, False),
    Qt.Key.Key_Right: (1, False),
    Qt.Key.Key_Up: (-1, True),
    Qt.Key.Key_Down: (1, True),
}


def alt_move(event: QKeyEvent) -> tuple[int, bool] | None:
    """Return by how many places a key moves cards, and whether from lesson to lesson."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
        return None
    return _ALT_MOVES.get(Qt.Key(event.key()))


def zoom_steps(event: QKeyEvent) -> int | None:
    """Return by how many steps a key zooms; 0: back to the usual size."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return None
    keys = Qt.Key
    return {keys.Key_Equal: 1, keys.Key_Plus: 1, keys.Key_Minus: -1, keys.Key_0: 0}.get(
        Qt.Key(event.key())
    )


def is_ours(event: QKeyEvent) -> bool:
    """Return whether the board wants a key for itself that a menu may have, too."""
    return alt_move(event) is not None or zoom_steps(event) is not None
