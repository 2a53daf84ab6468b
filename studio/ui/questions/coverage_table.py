"""How the questions are spread over the objectives and Bloom's levels, as a table."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from studio.course.coverage import LEVELS, Coverage, Level, Line, Tally, coverage
from studio.course.model import Course
from studio.i18n import Voice, number
from studio.review.findings import Level as Found
from studio.ui.pieces import quiet, show_warning
from studio.ui.questions.bank_filter import NONE, BankFilter
from studio.ui.review.tints import level_tint

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROW_HEIGHT = 44
_FIRST_WIDTHS = (180, 320)
"""The least and the greatest width of the column of objectives, in pixels."""
_FIRST_SHARE = 0.24
_AROUND = 10
_ALL = object()
"""The column of the sums of a line."""
COLUMNS: tuple[object, ...] = (*LEVELS, _ALL)


class _Row(NamedTuple):
    line: Line
    sums: bool
    """Whether it is the line of the course's sums."""


class CoverageModel(QAbstractTableModel):
    """A row for each objective, one for the questions without any, and one of sums."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self._course: Course | None = None
        self._shown: Coverage | None = None
        self._rows: list[_Row] = []

    def show(self, course: Course) -> None:
        """Count the questions of a course."""
        shown = coverage(course)
        if shown == self._shown and self._course is not None:
            same = self._course.objectives == course.objectives
            if same:
                return
        self.beginResetModel()
        self._course, self._shown = course, shown
        self._rows = [_Row(line, sums=False) for line in shown.lines]
        self._rows.append(_Row(shown.total, sums=True))
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return one for each level, and one for the sums."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802  # Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Return the names of levels and objectives."""
        if orientation is Qt.Orientation.Horizontal:
            return self._level_name(COLUMNS[section]) if role == _Role.DisplayRole else None
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return self._line_name(section)
        return None

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a cell says."""
        row, column = index.row(), COLUMNS[index.column()]
        tally = self._tally(row, column)
        if role == _Role.DisplayRole:
            return self._said(row, column, tally)
        if role in (_Role.ToolTipRole, _Role.AccessibleTextRole):
            parts = (self._line_name(row), self._level_name(column), self._long(tally))
            return ", ".join(parts)
        if role == _Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role in (_Role.ForegroundRole, _Role.BackgroundRole) and self.lacks(row):
            tint = level_tint(Found.WARNING, QGuiApplication.palette())
            return QColor(tint.ink if role == _Role.ForegroundRole else tint.ground)
        if role == _Role.FontRole and (column is _ALL or self._rows[row].sums):
            font = QFont()
            font.setBold(True)
            return font
        return None

    def lacks(self, row: int) -> bool:
        """Return whether an objective has no question."""
        line, sums = self._rows[row]
        return not sums and line.objective is not None and not line.total.questions

    def wanted(self, index: _Index) -> BankFilter:
        """Return the filter that lists the questions of a cell."""
        (line, sums), column = self._rows[index.row()], COLUMNS[index.column()]
        objective = frozenset() if sums else frozenset({line.objective or NONE})
        level = frozenset() if column is _ALL else frozenset({getattr(column, "value", NONE)})
        return BankFilter(objective=objective, level=level)

    def _tally(self, row: int, column: object) -> Tally:
        line = self._rows[row].line
        return line.total if column is _ALL else line.levels[column]  # type: ignore[index]  # a level

    def _said(self, row: int, column: object, tally: Tally) -> str:
        if not tally.questions:
            lacks = column is _ALL and self.lacks(row)
            return self._voice.text("ui.coverage_none") if lacks else "\u2013"
        points = number(tally.points, self._voice.language)
        return self._voice.text("ui.coverage_cell", n=tally.questions, points=points) + (
            "\n" + self._voice.text("ui.coverage_bank", n=tally.only_in_bank)
            if tally.only_in_bank
            else ""
        )

    def _long(self, tally: Tally) -> str:
        say, points = self._voice.text, number(tally.points, self._voice.language)
        if not tally.questions:
            return say("ui.coverage_none")
        said = say("ui.coverage_cell", n=tally.questions, points=points)
        return f"{said}, {say('ui.coverage_bank', n=tally.only_in_bank)}"

    def _line_name(self, row: int) -> str:
        line, sums = self._rows[row]
        if sums:
            return self._voice.text("ui.coverage_total")
        if line.objective is None or self._course is None:
            return self._voice.text("ui.filter_no_objective")
        return f"{row + 1}. {self._course.objectives[line.objective].text}"

    def _level_name(self, column: object) -> str:
        if column is _ALL:
            return self._voice.text("ui.coverage_total")
        level: Level = column  # type: ignore[assignment]  # all others are levels
        return self._voice.text(f"ui.bloom.{level.value if level else 'none'}")


class CoverageTable(QTableView):
    """Shows the table; a cell that is clicked, or entered by key, lists its questions."""

    wanted = Signal(object)
    """A `BankFilter`."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self.counts = CoverageModel(voice)
        self.setModel(self.counts)
        self.setObjectName("coverage")
        self.setAccessibleName(voice.text("ui.coverage_head"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setMinimumSectionSize(self._widest_level() + _AROUND)
        down.setDefaultSectionSize(_ROW_HEIGHT)
        down.setTextElideMode(Qt.TextElideMode.ElideRight)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for header in (across, down):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
        self.clicked.connect(self._want)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """List the questions of the current cell with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._want(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Leave the objectives their share of the width."""
        least, most = _FIRST_WIDTHS
        self.verticalHeader().setFixedWidth(
            round(max(least, min(most, self.width() * _FIRST_SHARE)))
        )
        super().resizeEvent(event)

    def _widest_level(self) -> int:
        horizontal = Qt.Orientation.Horizontal
        names = (str(self.counts.headerData(at, horizontal)) for at in range(len(COLUMNS)))
        return max(map(self.fontMetrics().horizontalAdvance, names))

    def _want(self, index: _Index) -> None:
        self.wanted.emit(self.counts.wanted(index))


class CoveragePage(QWidget):
    """The table with what it says in a sentence."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.table = CoverageTable(voice)
        self.said = quiet()
        self.said.setProperty("note", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 20)
        column.setSpacing(10)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)

    def show_course(self, course: Course) -> None:
        """Count the questions of a course."""
        self.table.counts.show(course)
        model = self.table.counts
        lacking = sum(model.lacks(row) for row in range(model.rowCount()))
        say = self._voice.text
        if not course.objectives:
            self.said.setText(say("ui.coverage_no_objectives"))
        elif lacking:
            self.said.setText(say("ui.coverage_lacking", n=lacking))
        else:
            self.said.setText(say("ui.coverage_hint"))
        show_warning(self.said, warns=bool(lacking))
