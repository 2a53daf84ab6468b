"""The course's outline for Qt's views: modules, lessons and screens in one tree.

The tree of the storyboard, its board of cards and its table show this one model, so that they
share one selection. An edit of the course is told row by row where it changed no structure.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from studio.course.model import Course, Lesson, Module, Screen
from studio.course.timing import block_s
from studio.i18n import Voice, duration
from studio.ui.media.importing import sources_of

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
NODES = "application/x-coursewright-nodes"
"""Ids of nodes that are dragged, as JSON."""


_KINDS = Qt.ItemFlag
_NONE, _DROPPABLE = _KINDS.NoItemFlags, _KINDS.ItemIsDropEnabled
# Views ask for flags a thousand times an edit, and putting flags together is slow.
_FLAGS = {
    (editable, title, childless): _KINDS.ItemIsSelectable
    | _KINDS.ItemIsEnabled
    | (_KINDS.ItemIsDragEnabled | _KINDS.ItemIsDropEnabled if editable else _NONE)
    | (_KINDS.ItemIsEditable if editable and title else _NONE)
    | (_KINDS.ItemNeverHasChildren if childless else _NONE)
    for editable in (False, True)
    for title in (False, True)
    for childless in (False, True)
}


class Column(IntEnum):
    """The columns of the model."""

    TITLE = 0
    TIME = 1


class Row:
    """One line of the outline: a node, its lines below, and its learner time in seconds."""

    def __init__(self, node: Module | Lesson | Screen | Course, above: Row | None) -> None:
        self.node = node
        self.above = above
        self.place = len(above.below) if above else 0
        self.below: list[Row] = []
        self.length_s = 0.0
        if above:
            above.below.append(self)

    def walk(self) -> Iterator[Row]:
        """Yield this line and all below it, from top to bottom."""
        todo = [self]
        while todo:
            row = todo.pop()
            yield row
            todo += reversed(row.below)

    def put(self, at: int, rows: list[Row]) -> None:
        """Put lines of another tree below this one."""
        self.below[at:at] = rows
        self._number()

    def take(self, at: int, end: int) -> None:
        """Take lines below this one out."""
        del self.below[at:end]
        self._number()

    def _number(self) -> None:
        for place, row in enumerate(self.below):
            row.above, row.place = self, place


class CourseModel(QAbstractItemModel):
    """A tree with two columns: the title and the learner time.

    What is typed or dropped changes nothing here: it is told by a signal, and the course that
    comes of it is shown by `show_course`.
    """

    retitled = Signal(str, str)
    """The id of a node, and its new title."""
    nodes_dropped = Signal(list, str, int)
    """Ids of nodes, the id of the parent that they were dropped in, and the place there."""
    files_dropped = Signal(list, str, int)
    """Paths of files or a picture, the id of the node that they were dropped in (the course: ""),
    and the place there (-1: on it)."""

    def __init__(self, voice: Voice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self.course = Course(id="empty000", title="")
        self.editable = False
        self._root = Row(self.course, None)
        self._rows: dict[str, Row] = {}
        """All lines by id, from top to bottom."""

    @property
    def length_s(self) -> float:
        """Learner time of the whole course, in seconds."""
        return self._root.length_s

    @property
    def root(self) -> Row:
        """The line of the course itself, which no view shows."""
        return self._root

    def show_course(self, course: Course, *, editable: bool) -> None:
        """Show a course, or what an edit has made of it."""
        self.editable = editable
        new = _rows(course)
        if not (self._same_lines(new) or self._graft(new)):
            self.beginResetModel()
            self._root = new
            self._read_lines()
            self.endResetModel()
        self._take(course, new)

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a line below `parent`."""
        below = self.row_at(parent).below
        inside = 0 <= row < len(below) and 0 <= column < len(Column)
        return self.createIndex(row, column, below[row]) if inside else _NOWHERE

    def parent(self, child: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # QObject.parent() too
        """Return the index of the line above."""
        above = self.row_at(child).above
        if above is None or above is self._root:
            return _NOWHERE
        return self.createIndex(above.place, 0, above)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802  # Qt's name
        """Return how many lines are below `parent`."""
        return len(self.row_at(parent).below) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002, N802  # Qt's name
        """Return the number of columns."""
        return len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the text of a cell."""
        if not index.isValid():
            return None
        row, title = self.row_at(index), index.column() == Column.TITLE
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole if title:
                return row.node.title
            case Qt.ItemDataRole.EditRole if title:
                return row.node.title
            case Qt.ItemDataRole.DisplayRole:
                return duration(row.length_s)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.node.title}, {duration(row.length_s)}"
            case Qt.ItemDataRole.TextAlignmentRole if not title:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(  # noqa: N802  # Qt's name
        self,
        index: Index,
        value: Any,  # noqa: ANN401
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Tell the title that was typed."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.retitled.emit(self.id_at(index), str(value).strip())
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        if not index.isValid():
            return _DROPPABLE if self.editable else _NONE
        childless = isinstance(self.row_at(index).node, Screen)
        return _FLAGS[self.editable, index.column() == 0, childless]

    def headerData(  # noqa: N802  # Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401
        """Return the title of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._voice.text("ui.column_title" if section == Column.TITLE else "ui.column_time")

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802  # Qt's name
        """Return how things can be dropped: moved, or copied in from outside."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:  # noqa: N802  # Qt's name
        """Return what can be dropped: our nodes, and files."""
        return [NODES, "text/uri-list", "application/x-qt-image"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802  # Qt's name
        """Return the nodes that are dragged."""
        ids = list(dict.fromkeys(self.id_at(index) for index in indexes))
        data = QMimeData()
        data.setData(NODES, json.dumps(ids).encode())
        return data

    def dropMimeData(  # noqa: N802  # Qt's name
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell what was dropped where; the views must not take the lines away themselves."""
        del action, column
        if data.hasFormat(NODES):
            ids = json.loads(bytes(data.data(NODES).data()).decode())
            self.drop(ids, self.row_at(parent), row)
        elif sources := sources_of(data):
            self.files_dropped.emit(sources, self.id_at(parent), row)
        return False

    def drop(self, ids: list[str], target: Row, place: int) -> None:
        """Tell that nodes were dropped in `target` at `place` (-1: on it).

        On a line of their own kind they come behind it; in one that holds their kind, at its end.
        """
        rows = [self._rows[id_] for id_ in ids if id_ in self._rows]
        if not rows or len({type(row.node) for row in rows}) > 1:
            return
        depth, at = _depth(rows[0]), target
        while _depth(at) >= depth and at.above is not None:
            place, at = at.place + 1, at.above
        if _depth(at) != depth - 1:
            return
        place = len(at.below) if place < 0 else place
        before = sum(1 for row in at.below[:place] if row in rows)
        self.nodes_dropped.emit([row.node.id for row in rows], at.node.id, place - before)

    def row_at(self, index: Index) -> Row:
        """Return the line of an index; the course's own outside."""
        return index.internalPointer() or self._root if index.isValid() else self._root

    def id_at(self, index: Index) -> str:
        """Return the id of the node on a line; "" outside."""
        row = self.row_at(index)
        return "" if row is self._root else row.node.id

    def index_of(self, id_: str) -> QModelIndex:
        """Return where the node with this id is; an invalid index if it is not there."""
        row = self._rows.get(id_)
        if row is None or row is self._root:
            return QModelIndex()
        return self.createIndex(row.place, 0, row)

    def _same_lines(self, new: Row) -> bool:
        lines = list(new.walk())
        return len(lines) == len(self._rows) and all(
            id_ == line.node.id and len(row.below) == len(line.below)
            for (id_, row), line in zip(self._rows.items(), lines, strict=True)
        )

    def _graft(self, new: Row) -> bool:
        """Put in or take out lines that stand together at one place; return whether that is all."""
        news = {line.node.id: line for line in new.walk()}
        differing = [
            row
            for id_, row in self._rows.items()
            if id_ in news and _ids(row.below) != _ids(news[id_].below)
        ]
        if len(differing) != 1:
            return False
        [row] = differing
        wanted = news[row.node.id].below
        at, old_end, new_end = _difference(_ids(row.below), _ids(wanted))
        parent = QModelIndex() if row is self._root else self.index_of(row.node.id)
        if old_end == at:
            self.beginInsertRows(parent, at, new_end - 1)
            row.put(at, wanted[at:new_end])
            self._read_lines()
            self.endInsertRows()
        elif new_end == at:
            self.beginRemoveRows(parent, at, old_end - 1)
            row.take(at, old_end)
            self._read_lines()
            self.endRemoveRows()
        else:
            return False
        return True

    def _read_lines(self) -> None:
        self._rows = {row.node.id: row for row in self._root.walk()}

    def _take(self, course: Course, new: Row) -> None:
        """Take the nodes of a course whose outline has the same lines, and tell what differs."""
        self.course = course
        for row, line in zip(self._rows.values(), new.walk(), strict=True):
            if row.node is not line.node or row.length_s != line.length_s:
                row.node, row.length_s = line.node, line.length_s
                if row is not self._root:
                    first = self.createIndex(row.place, 0, row)
                    self.dataChanged.emit(first, first.siblingAtColumn(Column.TIME))


def _ids(rows: Sequence[Row]) -> list[str]:
    return [row.node.id for row in rows]


def _difference(old: list[str], new: list[str]) -> tuple[int, int, int]:
    """Return where two lists begin to differ, and where that ends in the old and in the new one."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, len(old) - end, len(new) - end


def _depth(row: Row) -> int:
    return 0 if row.above is None else 1 + _depth(row.above)


def _rows(course: Course) -> Row:
    root = Row(course, None)
    for module in (course.modules[id_] for id_ in course.order):
        module_row = Row(module, root)
        for lesson in (course.lessons[id_] for id_ in module.lessons):
            lesson_row = Row(lesson, module_row)
            for screen in (course.screens[id_] for id_ in lesson.screens):
                row = Row(screen, lesson_row)
                row.length_s = sum(block_s(course, block) for block in screen.blocks)
    _add_up(root)
    return root


def _add_up(row: Row) -> float:
    if row.below:
        row.length_s = sum(_add_up(each) for each in row.below)
    return row.length_s
