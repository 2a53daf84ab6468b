"""The picture of an image with points: they are set and moved on it."""

from __future__ import annotations

from functools import partial
from typing import Any

from msgspec.structs import replace as changed
from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QColor

from studio.course.ids import new_id
from studio.course.items import with_item, with_item_changed, without_item
from studio.course.model import Course
from studio.course.shown_blocks import Point
from studio.ui.editor.marked_picture import Mark, MarkedPicture
from studio.ui.editor.parts import PictureView
from studio.ui.editor.place import Place
from studio.ui.editor.tools import Tools
from studio.ui.pieces import quiet

_COLOR = QColor("#14606b")
_DIGITS = 4


class PointCanvas(MarkedPicture):
    """Shows the points. A click beside them sets another."""

    placed = Signal(float, float)
    """Where a new point is to be, in shares of the picture."""

    def show_points(self, points: tuple[Point, ...]) -> None:
        """Show the points as they are now."""
        self.show_marks([self._mark(point, number) for number, point in enumerate(points, 1)])

    def beside(self, begun: QPointF, end: QPointF) -> None:
        """Tell of a click; who presses beside a point and drags ends where the point is to be."""
        del begun
        self.placed.emit(end.x(), end.y())

    def _mark(self, point: Point, number: int) -> Mark:
        name = point.title or self._voice.text("ui.item.points", n=number)
        return Mark(point.id, name, QRectF(point.x, point.y, 0, 0), _COLOR)


class PointsPictureView(PictureView):
    """The picture, and its points on it."""

    def __init__(self, field: str, tools: Tools, place: Place) -> None:
        self.canvas = PointCanvas(tools.voice)
        super().__init__(field, tools, place, self.canvas)
        self._place = place
        self.column.insertWidget(1, quiet(tools.voice.text("ui.points_note")))
        self.canvas.placed.connect(self._add)
        self.canvas.moved.connect(self._move)
        self.canvas.removed.connect(self._remove)

    def show(self, course: Course, held: Any, *, editable: bool) -> None:  # noqa: ANN401
        """Show the picture and the points."""
        super().show(course, held, editable=editable)
        self.canvas.show_points(held.points)
        self.canvas.setEnabled(editable)

    def _add(self, x: float, y: float) -> None:
        point = Point(id=new_id(), x=round(x, _DIGITS), y=round(y, _DIGITS))
        self._place.edit(lambda held: with_item(held, "points", point))
        self.canvas.choose(point.id)

    def _move(self, id_: str, x: float, y: float) -> None:
        self._place.edit(partial(_moved, id_, round(x, _DIGITS), round(y, _DIGITS)))

    def _remove(self, id_: str) -> None:
        self._place.edit(lambda held: without_item(held, "points", id_))


def _moved(id_: str, x: float, y: float, held: Any) -> Any:  # noqa: ANN401  # a block or an item
    point = next((each for each in held.points if each.id == id_), None)
    return held if point is None else with_item_changed(held, "points", changed(point, x=x, y=y))
