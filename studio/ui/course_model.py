"""The course's outline for Qt's views: modules, lessons and screens in one tree.

The tree of the storyboard, its board of cards and its table show this one model, so that they
share one selection. An edit of the course is told row by row where it changed no structure.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from enum import IntEnum
from itertools import takewhile
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
from PySide6.QtGui import QBrush, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from studio.course.model import Course, Module, Screen
from studio.i18n import Voice, duration
from studio.ui import icons
from studio.ui.kinds import kind_of
from studio.ui.media.importing import sources_of
from studio.ui.rows import Row, held_by, node_of, refreshed, rows_of
from studio.ui.words import NodeWords

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
NODES = "application/x-coursewright-nodes"
"""Ids of nodes that are dragged, as JSON."""
CLIPS = "application/x-coursewright-clips"
"""Ids of clips that are dragged, as JSON."""
_SCREEN_DEPTH = 3
_AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


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


class CourseModel(QAbstractItemModel):
    """A tree with two columns: the title and the learner time.

    What is typed or dropped changes nothing here: it is told by a signal, and the course that
    comes of it is shown by `show_course`.
    """

    retitled = Signal(str, str)
    """The id of a node, and its new title."""
    nodes_dropped = Signal(list, str, int)
    """Ids of nodes, the id of the parent that they were dropped in, and the place there."""
    copies_dropped = Signal(list, str, int)
    """The same for nodes that are to be copied there."""
    clips_dropped = Signal(list, str, int)
    """Ids of clips, the id of the lesson that they were dropped in, and the place there."""
    files_dropped = Signal(list, str, int)
    """Paths of files or a picture, the id of the node that they were dropped in (the course: ""),
    and the place there (-1: on it)."""

    def __init__(self, voice: Voice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self.course = Course(id="empty000", title="")
        self.editable = False
        self._root = Row(self.course, None)
        self.words = NodeWords(voice)
        self._dimmed: frozenset[str] = frozenset()
        self._icons: dict[str, QIcon] = {}
        self._rows: dict[str, Row] = {}
        """All lines by id."""
        roles = Qt.ItemDataRole
        # A view asks for a dozen roles a line whenever it draws: most have no answer.
        self._answers: dict[int, Callable[[Row, bool], Any]] = {
            roles.DisplayRole: self._shown,
            roles.EditRole: lambda row, title: row.node.title if title else None,
            roles.DecorationRole: self._icon,
            roles.ForegroundRole: self._ink,
            roles.ToolTipRole: lambda row, _: self.words.tip(row),
            roles.AccessibleTextRole: lambda row, _: self.words.aloud(row),
            roles.FontRole: _font,
            roles.TextAlignmentRole: lambda _, title: None if title else _AT_RIGHT,
        }

    @property
    def length_s(self) -> float:
        """Learner time of the whole course, in seconds."""
        return self._root.length_s

    @property
    def root(self) -> Row:
        """The line of the course itself, which no view shows."""
        return self._root

    def show_course(self, course: Course, *, editable: bool, anew: bool) -> None:
        """Show another course (`anew`), or what an edit has made of the one that is shown."""
        self.editable = editable
        if anew or course.id != self.course.id or not self._mend(course):
            self.beginResetModel()
            self._root = rows_of(course)
            self._rows = {row.node.id: row for row in self._root.walk()}
            self.course = course
            self.endResetModel()
            return
        differing = refreshed(self._root, self.course, course)
        self.course = course
        for row in differing:
            first = self.createIndex(row.place, 0, row)
            self.dataChanged.emit(first, first.siblingAtColumn(Column.TIME))

    def dim(self, ids: frozenset[str]) -> bool:
        """Write the titles of these screens in grey; return whether others were before."""
        before, self._dimmed = self._dimmed, ids
        return before != ids

    def forget_icons(self) -> None:
        """Draw the icons again in the colours that the application has now."""
        self._icons.clear()

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a line below `parent`."""
        below = (parent.internalPointer() or self._root).below
        inside = 0 <= row < len(below) and 0 <= column <= Column.TIME
        return self.createIndex(row, column, below[row]) if inside else _NOWHERE

    def parent(self, child: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # QObject.parent() too
        """Return the index of the line above."""
        row = child.internalPointer()
        above = None if row is None else row.above
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
        """Return what a cell shows or says."""
        answer = self._answers.get(role)
        row = index.internalPointer()
        if answer is None or row is None:
            return None
        return answer(row, index.column() == 0)

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
        row = index.internalPointer()
        if row is None:
            return _DROPPABLE if self.editable else _NONE
        return _FLAGS[self.editable, index.column() == 0, isinstance(row.node, Screen)]

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
        """Return what can be dropped: our nodes, clips, and files."""
        return [NODES, CLIPS, "text/uri-list", "application/x-qt-image"]

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
        del column
        for form, drop in ((NODES, self.drop), (CLIPS, self.drop_clips)):
            if data.hasFormat(form):
                ids = json.loads(bytes(data.data(form).data()).decode())
                drop(ids, self.row_at(parent), row, copied=action == Qt.DropAction.CopyAction)
                return False
        if sources := sources_of(data):
            self.files_dropped.emit(sources, self.id_at(parent), row)
        return False

    def drop(self, ids: list[str], target: Row, place: int, *, copied: bool = False) -> None:
        """Tell that nodes were dropped in `target` at `place` (-1: on it).

        On a line of their own kind they come behind it; in one that holds their kind, at its end.
        """
        rows = [self._rows[id_] for id_ in ids if id_ in self._rows]
        landing = _landing(rows[0].depth, target, place) if rows else None
        if landing is None or len({row.depth for row in rows}) > 1:
            return
        parent, at = landing
        if not copied:
            at -= sum(1 for row in parent.below[:at] if row in rows)
        dropped = self.copies_dropped if copied else self.nodes_dropped
        dropped.emit([row.node.id for row in rows], parent.node.id, at)

    def drop_clips(self, ids: list[str], target: Row, place: int, *, copied: bool = True) -> None:
        """Tell that clips were dropped, each of which becomes a screen."""
        del copied
        landing = _landing(_SCREEN_DEPTH, target, place)
        if landing is not None:
            parent, at = landing
            self.clips_dropped.emit(ids, parent.node.id, at)

    def row_at(self, index: Index) -> Row:
        """Return the line of an index; the course's own outside."""
        return index.internalPointer() or self._root

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

    def row_of(self, id_: str) -> Row | None:
        """Return the line of a node; None if it is not there."""
        return self._rows.get(id_)

    def in_order(self, ids: set[str]) -> list[str]:
        """Return the ids of those nodes that have a line, from top to bottom."""
        rows = [self._rows[id_] for id_ in ids if id_ in self._rows]
        return [row.node.id for row in sorted(rows, key=lambda row: row.path)]

    def _mend(self, course: Course) -> bool:
        """Take out, put in and move lines until they stand as in `course`.

        Returns False if that can't be: a node that stands in two places has one line only.
        """
        held = list(held_by(course))
        if all(self._holds(parent.id, ids) for parent, ids in held):
            return True
        wanted = {course.id, *(id_ for _, ids in held for id_ in ids)}
        if len(wanted) <= sum(len(ids) for _, ids in held):
            return False
        self._take_out(wanted)
        for parent, ids in held:
            self._arrange(self._rows[parent.id], ids, course)
        self._take_out(wanted)
        return True

    def _holds(self, id_: str, ids: Sequence[str]) -> bool:
        row = self._rows.get(id_)
        return (
            row is not None
            and len(row.below) == len(ids)
            and all(line.node.id == id_ for line, id_ in zip(row.below, ids, strict=True))
        )

    def _take_out(self, wanted: set[str]) -> None:
        """Take out the lines below which nothing is wanted."""
        gone = [row for id_, row in self._rows.items() if id_ not in wanted]
        for row in sorted(gone, key=lambda row: row.path):
            above = row.above if self._rows.get(row.node.id) is row else None
            if above is not None and _has_none(row, wanted):
                siblings = above.below[row.place :]
                run = list(takewhile(lambda line: _has_none(line, wanted), siblings))
                self._remove(above, row.place, row.place + len(run))

    def _remove(self, row: Row, at: int, end: int) -> None:
        self.beginRemoveRows(self._index_of(row), at, end - 1)
        for taken in row.take(at, end):
            for line in taken.walk():
                del self._rows[line.node.id]
        self.endRemoveRows()

    def _arrange(self, row: Row, ids: Sequence[str], course: Course) -> None:
        """Put lines in or move them until those below `row` begin as `ids` say."""
        at = 0
        while at < len(ids):
            if at < len(row.below) and row.below[at].node.id == ids[at]:
                at += 1
                continue
            there = self._rows.get(ids[at])
            if there is None:
                new = list(takewhile(lambda id_: id_ not in self._rows, ids[at:]))
                self._insert(row, at, new, course)
                at += len(new)
            else:
                at += self._move(there, row, at, ids)

    def _insert(self, row: Row, at: int, ids: Sequence[str], course: Course) -> None:
        self.beginInsertRows(self._index_of(row), at, at + len(ids) - 1)
        new = [Row(node_of(course, id_), None) for id_ in ids]
        row.put(at, new)
        self._rows.update({line.node.id: line for line in new})
        self.endInsertRows()

    def _move(self, first: Row, target: Row, at: int, ids: Sequence[str]) -> int:
        """Move a line, and those behind it that follow in `ids`, too; return how many."""
        source, start = first.above, first.place
        if source is None:
            raise ValueError("the course has no place in itself")
        pairs = zip(source.below[start:], ids[at:], strict=False)
        count = len(list(takewhile(lambda pair: pair[0].node.id == pair[1], pairs)))
        end = start + count
        self.beginMoveRows(self._index_of(source), start, end - 1, self._index_of(target), at)
        target.put(at, source.take(start, end))
        self.endMoveRows()
        return count

    def _index_of(self, row: Row) -> QModelIndex:
        return QModelIndex() if row is self._root else self.createIndex(row.place, 0, row)

    def _shown(self, row: Row, title: bool) -> str:  # noqa: FBT001  # a column's
        return self.words.title(row) if title else duration(row.length_s)

    def _ink(self, row: Row, _: bool) -> QBrush | None:  # noqa: FBT001  # a column's
        if row.node.id not in self._dimmed:
            return None
        return QApplication.palette().brush(QPalette.ColorRole.PlaceholderText)

    def _icon(self, row: Row, title: bool) -> QIcon | None:  # noqa: FBT001  # a column's
        if not title or not isinstance(row.node, Screen):
            return None
        kind = kind_of(row.node)
        if kind not in self._icons:
            self._icons[kind] = icons.icon(kind)
        return self._icons[kind]


def _font(row: Row, title: bool) -> QFont | None:  # noqa: FBT001  # a column's
    if not title or not isinstance(row.node, Module):
        return None
    font = QApplication.font()
    font.setBold(True)
    return font


def _has_none(row: Row, wanted: set[str]) -> bool:
    return wanted.isdisjoint(line.node.id for line in row.walk())


def _landing(depth: int, target: Row, place: int) -> tuple[Row, int] | None:
    """Return the line that lines of a depth land in, and the place there, if there is one."""
    at = target
    while at.depth >= depth and at.above is not None:
        place, at = at.place + 1, at.above
    if at.depth != depth - 1:
        return None
    return at, len(at.below) if place < 0 else place
