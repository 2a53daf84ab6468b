"""The storyboard as a table: one row a screen, for those who think in spreadsheets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from studio.course.model import Lesson, Module, Screen
from studio.i18n import Voice, duration
from studio.ui.course_model import CourseModel
from studio.ui.rows import Row
from studio.ui.storyboard.cards import kind_of

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class _Line(NamedTuple):
    number: int
    module: Module
    lesson: Lesson
    screen: Screen
    length_s: float


class ScreenTable(QAbstractTableModel):
    """Rows of screens in the learner's order."""

    def __init__(self, source: CourseModel, voice: Voice) -> None:
        super().__init__(source)
        self._source = source
        self._voice = voice
        self._hidden: frozenset[str] = frozenset()
        self._stale = True
        self._lines: list[_Line] = []
        self._columns: tuple[tuple[str, Callable[[_Line], str]], ...] = (
            ("number", lambda line: str(line.number)),
            ("module", lambda line: line.module.title),
            ("lesson", lambda line: line.lesson.title),
            ("title", lambda line: line.screen.title),
            ("kind", lambda line: voice.text(f"ui.kind.{kind_of(line.screen)}")),
            ("length", lambda line: duration(line.length_s)),
            ("status", lambda line: voice.text(f"ui.status.{line.screen.status.value}")),
            ("script", lambda line: line.screen.script),
            ("notes", lambda line: line.screen.notes),
        )
        for signal in (
            source.modelReset,
            source.dataChanged,
            source.rowsInserted,
            source.rowsRemoved,
        ):
            signal.connect(self._read_later)

    def read(self) -> None:
        """Take the rows from the course as it is now."""
        self._stale = False
        self.beginResetModel()
        lines = [row for row in self._source.root.walk() if isinstance(row.node, Screen)]
        self._lines = [
            _line(number, row)
            for number, row in enumerate(lines, 1)
            if row.node.id not in self._hidden
        ]
        self.endResetModel()

    def refresh(self) -> None:
        """Take the rows if they have changed since they were read."""
        if self._stale:
            self.read()

    def _read_later(self) -> None:
        self._stale = True

    def hide_screens(self, ids: frozenset[str]) -> None:
        """Leave screens out, as a filter wants it."""
        if ids != self._hidden:
            self._hidden = ids
            self.read()

    def id_at(self, row: int) -> str:
        """Return the id of the screen in a row; "" outside."""
        return self._lines[row].screen.id if 0 <= row < len(self._lines) else ""

    def row_of(self, id_: str) -> int:
        """Return the row of a screen; -1 if it is not shown."""
        return next((at for at, line in enumerate(self._lines) if line.screen.id == id_), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802  # Qt's name
        """Return the number of screens."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802  # Qt's name
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the text of a cell."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        return self._columns[index.column()][1](self._lines[index.row()])

    def headerData(  # noqa: N802  # Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401
        """Return the title of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._voice.text(f"ui.field.{self._columns[section][0]}")


class TableView(QTableView):
    """Shows the table; going to a row goes to its screen everywhere."""

    def __init__(
        self, table: ScreenTable, voice: Voice, go: Callable[[str], None], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._go = go
        self.setModel(table)
        self.setAccessibleName(voice.text("ui.table"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((40, 140, 140, 220, 80, 60, 90, 260, 200)):
            self.setColumnWidth(column, width)

    def show_screen(self, id_: str) -> None:
        """Go to the row of a screen."""
        row = self._table.row_of(id_)
        if row >= 0 and row != self.currentIndex().row():
            self.selectRow(row)

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802  # Qt's name
        """Tell the screen that the author went to."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self._go(self._table.id_at(current.row()))


def _line(number: int, row: Row) -> _Line:
    lesson = row.above
    module = lesson.above if lesson else None
    if (
        not isinstance(row.node, Screen)
        or lesson is None
        or not isinstance(lesson.node, Lesson)
        or module is None
        or not isinstance(module.node, Module)
    ):
        raise TypeError(f"{row.node.id} is no screen of a lesson")
    return _Line(number, module.node, lesson.node, row.node, row.length_s)
