"""Answers that are places on a picture: by the mouse, or by a crosshair that the arrows move.

No place is offered, so that nothing is given away.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel

from studio.course.grading import Grade, right_answer
from studio.course.questions import Hotspot
from studio.course.regions import contains
from studio.ui.editor.still import StillView
from studio.ui.questions.trying_views import AnswerView, Learner

_STEP, _LARGE_STEP = 0.02, 0.1
_REACH = 11.0
_COLOURS = {"": QColor("#14606b"), "right": QColor("#1e6b3a"), "wrong": QColor("#9a3412")}
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_SETS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class HotspotView(AnswerView):
    """The picture of the question, with the places that were shown on it."""

    def __init__(self, question: Hotspot, learner: Learner) -> None:
        super().__init__(question, learner)
        self._hotspot = question
        self.places: list[str] = []
        self._right = right_answer(question)
        name = question.picture_text or learner.say("hotspot_picture")
        self.surface = PlacePicture(name)
        image = learner.picture(question.picture) if question.picture else None
        self.surface.show_image(image, icon="" if image is not None else "image")
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.state.setProperty("field", True)
        self.column.addWidget(self.surface)
        self.column.addWidget(self.state)
        if question.find_all:
            self.how("hotspot_count", n=len(self._right))
        self.how("hotspot_how")
        self.surface.shown.connect(self.toggle)
        self.surface.moved.connect(lambda place: self._tell("hotspot_at", place))

    def toggle(self, place: str) -> None:
        """Set a mark, or take it away; where there are as many as may be, the oldest goes."""
        gone = place in self.places
        left = [each for each in self.places if each != place]
        most = len(self._right) if self._hotspot.find_all else 1
        self.places = left if gone else [*left, place][-max(1, most) :]
        self._tell("hotspot_gone" if gone else "hotspot_set", place)
        self.surface.show_places(dict.fromkeys(self.places, ""))
        self.changed.emit()

    def response(self) -> list[str]:
        """Return the places that were shown."""
        return list(self.places)

    def fill(self, response: Sequence[str]) -> None:
        """Show the places again."""
        self.places = list(response)
        self.surface.show_places(dict.fromkeys(self.places, ""))

    def lock(self, grade: Grade) -> None:
        """Mark each place."""
        del grade
        right = [region for region in self._hotspot.regions if region.correct]
        hits = {place: any(contains(each, place) for each in right) for place in self.places}
        self.surface.setEnabled(False)
        self.surface.show_places(
            {place: "right" if hit else "wrong" for place, hit in hits.items()}
        )

    def open(self) -> None:
        """Show places anew."""
        self.surface.setEnabled(True)
        self.fill(())

    def said(self) -> list[str]:
        """Return what is said to those who point there."""
        hit = (r for r in self._hotspot.regions if any(contains(r, p) for p in self.places))
        return [region.feedback for region in hit if region.feedback]

    def answer(self) -> str:
        """Return the names of the right regions."""
        names = (each.name for each in self._hotspot.regions if each.correct)
        return " \u00b7 ".join(filter(None, names))

    def _tell(self, id_: str, place: str) -> None:
        x, y = (f"{float(each):.0%}" for each in place.split(","))
        self.state.setText(self.learner.say(id_, x=x, y=y))


class PlacePicture(StillView):
    """A picture on which places are shown."""

    shown = Signal(str)
    """A place, as responses name it (`0.2500,0.5000`)."""
    moved = Signal(str)
    """Where the crosshair is now."""

    def __init__(self, name: str) -> None:
        super().__init__("image")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._places: dict[str, str] = {}
        self._cross = QPointF(0.5, 0.5)

    def show_places(self, places: dict[str, str]) -> None:
        """Show places, with whether each is right (`right`, `wrong` or "")."""
        self._places = places
        self.update()

    def spot(self, x: float, y: float) -> QPointF:
        """Return where a place of the picture is on this widget, in pixels."""
        box = self._place()
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Show a place, or take back the one under the mouse."""
        if event.button() != Qt.MouseButton.LeftButton or not self.isEnabled():
            return
        at, box = event.position(), self._place()
        for place in self._places:
            away = self.spot(*map(float, place.split(","))) - at
            if max(abs(away.x()), abs(away.y())) <= _REACH:
                self.shown.emit(place)
                return
        across = (at.x() - box.left()) / max(1.0, box.width())
        down = (at.y() - box.top()) / max(1.0, box.height())
        if 0 <= across <= 1 and 0 <= down <= 1:
            self.shown.emit(_named(across, down))

    def event(self, event: QEvent) -> bool:
        """Keep the window's shortcuts from taking the keys that are ours."""
        ours = isinstance(event, QKeyEvent) and (event.key() in _ARROWS or event.key() in _SETS)
        if event.type() == QEvent.Type.ShortcutOverride and ours:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Move the crosshair, or show the place under it."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            large = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            step = _LARGE_STEP if large else _STEP
            across, down = _ARROWS[key]
            x, y = self._cross.x() + across * step, self._cross.y() + down * step
            self._cross = QPointF(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))
            self.moved.emit(_named(self._cross.x(), self._cross.y()))
            self.update()
        elif key in _SETS:
            self.shown.emit(_named(self._cross.x(), self._cross.y()))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        """Hide the crosshair."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw the picture, the places and the crosshair."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, sign in self._places.items():
            painter.setPen(QPen(QColor("#ffffff"), 2))
            painter.setBrush(_COLOURS[sign])
            middle = self.spot(*map(float, place.split(",")))
            painter.drawEllipse(middle, _REACH, _REACH)
            letter = {"right": "\u2713", "wrong": "\u2717"}.get(sign, "")
            painter.drawText(middle + QPointF(-4, 5), letter)
        if self.hasFocus():
            self._paint_cross(painter)

    def _paint_cross(self, painter: QPainter) -> None:
        middle = self.spot(self._cross.x(), self._cross.y())
        for colour, width in ((QColor("#ffffff"), 4), (_COLOURS[""], 2)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(middle - QPointF(14, 0), middle + QPointF(14, 0))
            painter.drawLine(middle - QPointF(0, 14), middle + QPointF(0, 14))


def _named(x: float, y: float) -> str:
    """Return a place as responses name it."""
    return f"{x:.4f},{y:.4f}"
