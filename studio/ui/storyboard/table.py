"""The storyboard as a table: one row a screen, for those who think in spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from studio.course.model import Screen, ScreenStatus
from studio.i18n import Voice, duration
from studio.ui.course_model import CourseModel
from studio.ui.kinds import kind_of
from studio.ui.rows import Row

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_EDITED = ("title", "status", "script", "notes", "on_screen")


class _Line(NamedTuple):
    number: int
    row: Row
    screen: Screen


class _Column(NamedTuple):
    name: str
    text: Callable[[_Line], str]


class ScreenTable(QAbstractTableModel):
    """Rows of screens in the learner's order.

    What is typed changes nothing here: it is told by a signal, and comes back with the course.
    """

    edited = Signal(str, str, object)
    """The id of a screen, the name of a field, and its new value."""

    def __init__(self, source: CourseModel, voice: Voice) -> None:
        super().__init__(source)
        self._source = source
        self._voice = voice
        self._hidden: frozenset[str] = frozenset()
        self._stale = True
        self._rows: list[Row] = []
        self._numbers: list[int] = []
        self._at: dict[str, int] = {}
        self.columns: tuple[_Column, ...] = (
            _Column("number", lambda line: str(line.number)),
            _Column("module", lambda line: _title(line.row.above and line.row.above.above)),
            _Column("lesson", lambda line: _title(line.row.above)),
            _Column("title", lambda line: line.screen.title),
            _Column("kind", lambda line: voice.text(f"ui.kind.{kind_of(line.screen)}")),
            _Column("length", lambda line: duration(line.row.length_s)),
            _Column("status", lambda line: voice.text(f"ui.status.{line.screen.status.value}")),
            _Column("script", lambda line: line.screen.script),
            _Column("on_screen", lambda line: line.screen.on_screen),
            _Column("notes", lambda line: line.screen.notes),
        )
        source.dataChanged.connect(self._tell)
        for signal in (
            source.modelReset,
            source.rowsInserted,
            source.rowsRemoved,
            source.rowsMoved,
        ):
            signal.connect(self._read_later)

    def read(self) -> None:
        """Take the rows from the course as it is now."""
        self._stale = False
        self.beginResetModel()
        lines = [row for row in self._source.root.walk() if isinstance(row.node, Screen)]
        shown = [(at, row) for at, row in enumerate(lines, 1) if row.node.id not in self._hidden]
        self._rows = [row for _, row in shown]
        self._numbers = [at for at, _ in shown]
        self._at = {row.node.id: at for at, row in enumerate(self._rows)}
        self.endResetModel()

    def refresh(self) -> None:
        """Take the rows if others have come, gone or moved since they were read."""
        if self._stale:
            self.read()

    def hide_screens(self, ids: frozenset[str]) -> None:
        """Leave screens out, as a filter wants it."""
        if ids != self._hidden:
            self._hidden = ids
            self.read()

    def id_at(self, row: int) -> str:
        """Return the id of the screen in a row; "" outside."""
        return self._rows[row].node.id if 0 <= row < len(self._rows) else ""

    def row_of(self, id_: str) -> int:
        """Return the row of a screen; -1 if it is not shown."""
        return self._at.get(id_, -1)

    def column_of(self, name: str) -> int:
        """Return the number of a column by its name."""
        return next(at for at, column in enumerate(self.columns) if column.name == name)

    def text_of(self, ids: Iterable[str]) -> str:
        """Return the rows of screens as a spreadsheet takes them: cells between tabs."""
        self.refresh()
        rows = [self._at[id_] for id_ in ids if id_ in self._at]
        lines = [[_cell(column.text(self._line(row))) for column in self.columns] for row in rows]
        return "\n".join("\t".join(cells) for cells in lines)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802  # Qt's name
        """Return the number of screens."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802  # Qt's name
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the text of a cell; for the editor of a cell its value."""
        if not index.isValid():
            return None
        line, column = self._line(index.row()), self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.EditRole if column.name in _EDITED:
                return getattr(line.screen, column.name)
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(column.text(line).split())
            case Qt.ItemDataRole.ToolTipRole:
                return column.text(line)
        return None

    def setData(  # noqa: N802  # Qt's name
        self,
        index: _Index,
        value: Any,  # noqa: ANN401
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Tell what was typed or chosen."""
        name = self.columns[index.column()].name if index.isValid() else ""
        if role != Qt.ItemDataRole.EditRole or name not in _EDITED:
            return False
        self.edited.emit(self.id_at(index.row()), name, value)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        flags = super().flags(index)
        is_edited = index.isValid() and self.columns[index.column()].name in _EDITED
        can_edit = is_edited and self._source.editable
        return flags | Qt.ItemFlag.ItemIsEditable if can_edit else flags

    def headerData(  # noqa: N802  # Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401
        """Return the title of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._voice.text(f"ui.field.{self.columns[section].name}")

    def _line(self, row: int) -> _Line:
        line = self._rows[row]
        if not isinstance(line.node, Screen):
            raise TypeError(f"{line.node.id} is no screen")
        return _Line(self._numbers[row], line, line.node)

    def _read_later(self) -> None:
        self._stale = True

    def _tell(self, top_left: QModelIndex, _: QModelIndex, __: Sequence[int] = ()) -> None:
        at = -1 if self._stale else self.row_of(self._source.id_at(top_left))
        if at >= 0:
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))


def _title(row: Row | None) -> str:
    return row.node.title if row is not None else ""


def _cell(text: str) -> str:
    """Return a text as one cell: in quotation marks where it has tabs, lines or such marks."""
    if any(mark in text for mark in '\t\n"'):
        return '"' + text.replace('"', '""') + '"'
    return text


STATUSES = tuple(ScreenStatus)
