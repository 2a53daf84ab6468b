"""A picture with places marked on it, which the author takes hold of by mouse or by keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)

from studio.i18n import Voice
from studio.ui.editor.still import StillView

_LABEL = 12
"""Half the size of the disc with a mark's number: as large as what is pointed at has to be."""
_RING = 5
"""How far the ring around the current mark reaches beyond its disc."""
_STEP, _LONG_STEP = 0.01, 0.1
_NO_MODIFIER, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_WHITE = QColor("#ffffff")
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_OPEN, _REMOVE = (Qt.Key.Key_Return, Qt.Key.Key_Enter), (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Mark(NamedTuple):
    """A place on the picture; a point has a box without a size. Boxes are in shares of it."""

    id: str
    name: str
    box: QRectF
    color: QColor
    round: bool = False


class MarkedPicture(StillView):
    """Shows the marks. One is the current one: arrow keys move it, as dragging does.

    What lies beside the marks is the business of `beside`.
    """

    moved = Signal(str, float, float)
    """A mark, and where its upper left corner is now: once, when it is let go."""
    opened = Signal(str)
    """The author wants to write about this mark."""
    removed = Signal(str)
    """The author wants this mark to go."""

    def __init__(self, voice: Voice) -> None:
        super().__init__("image")
        self._voice = voice
        self.current = ""
        """The id of the mark that keys move; "" for none."""
        self._marks: dict[str, Mark] = {}
        self._from: QPointF | None = None
        self._by = QPointF()
        self._held = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(voice.text("ui.marked_picture"))

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show the marks as they are now."""
        self._marks = {mark.id: mark for mark in marks}
        if self.current not in self._marks:
            self.current = ""
        self._tell()

    def choose(self, id_: str) -> None:
        """Make a mark the current one, or none."""
        self.current = id_ if id_ in self._marks else ""
        self._tell()

    def beside(self, begun: QPointF, end: QPointF) -> None:
        """Take a click or a stretch drawn where no mark is."""

    def paint_marks(self, painter: QPainter) -> None:
        """Draw the marks; those who draw on the picture add what is being drawn."""
        for number, mark in enumerate(self._marks.values(), 1):
            self._paint(painter, mark, str(number))

    def drawn_box(self) -> QRectF | None:
        """Return the stretch that is being drawn beside the marks, if any."""
        if self._from is None or self._held:
            return None
        return QRectF(self._from, self._from + self._by).normalized()

    def on_screen(self, box: QRectF) -> QRectF:
        """Return where a box of the picture is shown."""
        place = self._place()
        corner = QPointF(
            place.left() + box.x() * place.width(), place.top() + box.y() * place.height()
        )
        size = QPointF(box.width() * place.width(), box.height() * place.height())
        return QRectF(corner, corner + size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw the picture, and what is on it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_marks(painter)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._place().adjusted(1, 1, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Take hold of a mark, or begin beside them."""
        if event.button() != Qt.MouseButton.LeftButton or self._image is None:
            return
        self._from, self._by = self._share(event.position()), QPointF()
        self._held = self._touched(event.position())
        self.choose(self._held)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Follow the mouse."""
        if self._from is not None:
            self._by = self._share(event.position()) - self._from
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Let go of what is held, or end what was begun beside it."""
        if self._from is None or event.button() != Qt.MouseButton.LeftButton:
            return
        begun, end, held = self._from, self._share(event.position()), self._held
        self._from, self._by = None, end - begun
        if held:
            self._let_go()
        else:
            self.beside(begun, end)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Open a mark."""
        if touched := self._touched(event.position()):
            self.opened.emit(touched)

    def event(self, event: QEvent) -> bool:
        """Keep the window's shortcuts from taking the keys that are ours."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Choose, move, open or take away a mark."""
        key = Qt.Key(event.key())
        if not _is_ours(event) or not self._marks:
            super().keyPressEvent(event)
        elif key in _TURNS:
            self._turn(_TURNS[key])
        elif key in _ARROWS:
            long = event.modifiers() == _SHIFT
            self._push(_ARROWS[key] * (_LONG_STEP if long else _STEP))
        elif self.current:
            (self.opened if key in _OPEN else self.removed).emit(self.current)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Have the mark stay where keys have moved it: one edit, however long they were held."""
        if not event.isAutoRepeat() and self._from is None:
            self._let_go()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        """Have a mark that keys can move."""
        super().focusInEvent(event)
        if not self.current and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.choose(next(iter(self._marks), ""))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        """Let go."""
        super().focusOutEvent(event)
        self._from = None
        self._let_go()

    def _turn(self, by: int) -> None:
        ids = list(self._marks)
        at = ids.index(self.current) + by if self.current else 0
        self.choose(ids[at % len(ids)])

    def _push(self, by: QPointF) -> None:
        if not self.current:
            self.choose(next(iter(self._marks)))
        mark, self._held = self._marks[self.current], self.current
        box = _kept(mark.box.translated(self._by + by))
        self._by = box.topLeft() - mark.box.topLeft()
        self._tell()

    def _let_go(self) -> None:
        """Tell where the held mark is now, if it has moved."""
        mark, self._held = self._marks.get(self._held), ""
        by, self._by = self._by, QPointF()
        if mark is None:
            return
        box = _kept(mark.box.translated(by))
        if box.topLeft() != mark.box.topLeft():
            self.moved.emit(mark.id, box.x(), box.y())

    def _tell(self) -> None:
        """Draw anew, and say which mark is the current one and where it is."""
        said = self._voice.text("ui.marked_picture_keys")
        if self.current:
            mark = self._marks[self.current]
            at = self._shown(mark).topLeft()
            said = self._voice.text("ui.mark_at", name=mark.name, x=at.x(), y=at.y())
        self.setAccessibleDescription(said)
        self.update()

    def _touched(self, position: QPointF) -> str:
        """Return the id of the mark that is there, the topmost of them; "" for none."""
        for mark in reversed(self._marks.values()):
            box = self.on_screen(mark.box)
            if box.contains(position) or _disc(box).contains(position):
                return mark.id
        return ""

    def _paint(self, painter: QPainter, mark: Mark, number: str) -> None:
        box = self.on_screen(self._shown(mark))
        current = mark.id == self.current and self.hasFocus()
        if not mark.box.isEmpty():
            fill = QColor(mark.color)
            fill.setAlpha(60)
            painter.setPen(QPen(mark.color, 4 if current else 2))
            painter.setBrush(fill)
            (painter.drawEllipse if mark.round else painter.drawRect)(box)
        if current:
            painter.setPen(QPen(mark.color, 2))
            painter.setBrush(_WHITE)
            painter.drawEllipse(_disc(box, _LABEL + _RING))
        painter.setBrush(mark.color)
        painter.setPen(QPen(_WHITE, 1.5))
        painter.drawEllipse(_disc(box))
        painter.setPen(_WHITE)
        painter.drawText(_disc(box), Qt.AlignmentFlag.AlignCenter, number)

    def _shown(self, mark: Mark) -> QRectF:
        """Return the box of a mark where it is held just now."""
        return _kept(mark.box.translated(self._by)) if mark.id == self._held else mark.box

    def _share(self, position: QPointF) -> QPointF:
        place = self._place()
        across = (position.x() - place.left()) / max(1.0, place.width())
        down = (position.y() - place.top()) / max(1.0, place.height())
        return QPointF(min(1.0, max(0.0, across)), min(1.0, max(0.0, down)))


def _disc(box: QRectF, half: int = _LABEL) -> QRectF:
    """Return where the number of a mark is: in the middle of its box on the screen."""
    reach = QPointF(half, half)
    return QRectF(box.center() - reach, box.center() + reach)


def _kept(box: QRectF) -> QRectF:
    """Return a box as near as it can be on the picture."""
    x = min(max(0.0, box.x()), max(0.0, 1.0 - box.width()))
    y = min(max(0.0, box.y()), max(0.0, 1.0 - box.height()))
    return QRectF(x, y, box.width(), box.height())


def _is_ours(event: QEvent) -> bool:
    """Return whether a key is one that marks are chosen, moved, opened or taken away by."""
    if not isinstance(event, QKeyEvent):
        return False
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in _ARROWS:
        return modifiers in (_NO_MODIFIER, _SHIFT)
    return modifiers == _NO_MODIFIER and (key in _TURNS or key in _OPEN or key in _REMOVE)
