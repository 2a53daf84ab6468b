"""The outline of a course for Qt's views: modules, lessons and screens, with their learner time."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from studio.course.model import Course, Lesson, Module, Screen
from studio.course.timing import block_s
from studio.i18n import Voice, duration

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class _Row:
    """One line of the outline; a course is a value, so its lines never change."""

    def __init__(self, id_: str, title: str, above: _Row | None, place: int) -> None:
        self.id = id_
        self.title = title
        self.above = above
        self.place = place
        self.below: list[_Row] = []
        self.length_s = 0.0


class OutlineModel(QAbstractItemModel):
    """A tree with two columns: the title and the learner time.

    A title that is typed in changes nothing here: `retitled` tells it, and the course that comes
    of it is shown by another model.
    """

    retitled = Signal(str, str)
    """The id of a node, and its new title."""

    def __init__(
        self, course: Course, voice: Voice, parent: QObject | None = None, *, editable: bool = False
    ) -> None:
        super().__init__(parent)
        self._voice = voice
        self._root = _rows(course)
        self._editable = editable

    @property
    def length_s(self) -> float:
        """Learner time of the whole course, in seconds."""
        return self._root.length_s

    def index(self, row: int, column: int, parent: _Index = _NOWHERE) -> QModelIndex:
        """Return the index of a line below `parent`."""
        below = self._row(parent).below
        inside = 0 <= row < len(below) and 0 <= column < self.columnCount()
        return self.createIndex(row, column, below[row]) if inside else QModelIndex()

    def parent(self, child: _Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # QObject.parent() too
        """Return the index of the line above."""
        above = self._row(child).above if child.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.place, 0, above)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802  # Qt's name
        """Return how many lines are below `parent`."""
        return len(self._row(parent).below) if parent.column() <= 0 else 0

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: ARG002, N802  # Qt's name
        """Return the number of columns."""
        return 2

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the text of a cell."""
        if not index.isValid():
            return None
        row = self._row(index)
        if role == Qt.ItemDataRole.EditRole and index.column() == 0:
            return row.title
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if index.column() == 0 else duration(row.length_s)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}, {duration(row.length_s)}"
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(  # noqa: N802  # Qt's name
        self,
        index: _Index,
        value: Any,  # noqa: ANN401
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Tell the title that was typed."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.retitled.emit(self.id_at(index), str(value).strip())
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        flags = super().flags(index)
        can_be_typed = self._editable and index.isValid() and index.column() == 0
        return flags | Qt.ItemFlag.ItemIsEditable if can_be_typed else flags

    def id_at(self, index: _Index) -> str:
        """Return the id of the node on a line; "" outside."""
        return self._row(index).id

    def index_of(self, id_: str) -> QModelIndex:
        """Return where the node with this id is; an invalid index if it is not there."""
        row = _find(self._root, id_)
        if row is None or row is self._root:
            return QModelIndex()
        return self.createIndex(row.place, 0, row)

    def headerData(  # noqa: N802  # Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401
        """Return the title of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._voice.text("ui.column_title" if section == 0 else "ui.column_time")

    def _row(self, index: _Index) -> _Row:
        row = index.internalPointer() if index.isValid() else None
        return row if isinstance(row, _Row) else self._root


def _rows(course: Course) -> _Row:
    root = _Row("", "", None, 0)
    for module in (course.modules[id_] for id_ in course.order):
        module_row = _added(root, module)
        for lesson in (course.lessons[id_] for id_ in module.lessons):
            lesson_row = _added(module_row, lesson)
            for screen in (course.screens[id_] for id_ in lesson.screens):
                row = _added(lesson_row, screen)
                row.length_s = sum(block_s(course, block) for block in screen.blocks)
    _add_up(root)
    return root


def _added(above: _Row, node: Module | Lesson | Screen) -> _Row:
    row = _Row(node.id, node.title, above, len(above.below))
    above.below.append(row)
    return row


def _find(row: _Row, id_: str) -> _Row | None:
    if row.id == id_:
        return row
    return next((found for each in row.below if (found := _find(each, id_))), None)


def _add_up(row: _Row) -> float:
    if row.below:
        row.length_s = sum(_add_up(each) for each in row.below)
    return row.length_s
