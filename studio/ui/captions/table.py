"""Captions as rows: start, end, text, and what makes them hard to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from studio.i18n import Voice
from studio.media.caption_quality import Mark, marks
from studio.media.cues import Cue
from studio.ui.captions.times import written

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
SIGN = "\u25b2"
"""Stands beside what needs a look, so that it is not said by a colour alone."""
_ROLE = Qt.ItemDataRole


class Column(IntEnum):
    """The columns of the table."""

    START = 0
    END = 1
    TEXT = 2
    MARKS = 3


class CueTable(QAbstractTableModel):
    """The rows. What is typed into one is told, and shown when the course has it."""

    typed = Signal(int, int, str)
    """The row, the column and the text that was typed."""

    def __init__(self, voice: Voice, parent: QWidget) -> None:
        super().__init__(parent)
        self._voice = voice
        self._marks: Mapping[int, Sequence[Mark]] = {}
        self.cues: tuple[Cue, ...] = ()
        self.editable = False
        self.signs_only = False
        """Whether marks have no words in the table."""
        self.current = -1
        """The row of the caption that the player shows; -1 for none."""

    @property
    def marked(self) -> int:
        """How many captions have something wrong with them."""
        return len(self._marks)

    def show_cues(self, cues: tuple[Cue, ...]) -> None:
        """Show captions; rows that stay keep their place and their selection."""
        if cues is self.cues:
            return
        before, self.current = self.cues, -1
        first = _alike(before, cues)
        last = _alike(before[first:][::-1], cues[first:][::-1])
        old, new = len(before) - first - last, len(cues) - first - last
        kept = first + min(old, new)
        if new > old:
            self.beginInsertRows(_NOWHERE, kept, first + new - 1)
            self._take(cues)
            self.endInsertRows()
        elif old > new:
            self.beginRemoveRows(_NOWHERE, kept, first + old - 1)
            self._take(cues)
            self.endRemoveRows()
        else:
            self._take(cues)
        if cues:
            # The mark of the row above depends on where this one begins.
            here, there = max(first - 1, 0), min(max(kept, first), len(cues) - 1)
            self.dataChanged.emit(self.index(here, 0), self.index(there, Column.MARKS))

    def show_current(self, row: int) -> None:
        """Show which caption is on the screen."""
        before, self.current = self.current, row
        for each in {before, row} - {-1}:
            self.dataChanged.emit(self.index(each, 0), self.index(each, Column.MARKS))

    def is_marked(self, row: int) -> bool:
        """Return whether something is wrong with a caption."""
        return row in self._marks

    def said_marks(self, row: int) -> list[str]:
        """Return what is wrong with a caption, in sentences."""
        return [self._voice.say(mark.said) for mark in self._marks.get(row, ())]

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802  # Qt's name
        """Return the number of captions."""
        return 0 if parent.isValid() else len(self.cues)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802  # Qt's name
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a cell shows."""
        row, column = index.row(), Column(index.column())
        match role:
            case _ROLE.DisplayRole | _ROLE.EditRole:
                return self._text(row, column)
            case _ROLE.ToolTipRole | _ROLE.AccessibleDescriptionRole:
                return "\n".join([self.cues[row].text, *self.said_marks(row)])
            case _ROLE.AccessibleTextRole if column is Column.MARKS:
                return ". ".join(self.said_marks(row)) or self._voice.text("ui.captions.no_marks")
            case _ROLE.BackgroundRole if row == self.current:
                return QApplication.palette().brush(QPalette.ColorRole.Midlight)
            case _ROLE.FontRole if row == self.current:
                font = QApplication.font()
                font.setBold(True)
                return font
        return None

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:  # noqa: ANN401, N802
        """Tell what was typed."""
        if role != _ROLE.EditRole or value == self._text(index.row(), Column(index.column())):
            return False
        self.typed.emit(index.row(), index.column(), value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        may = self.editable and index.column() != Column.MARKS
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if may else Qt.ItemFlag(0))

    def headerData(  # noqa: N802  # Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Return the title of a column."""
        if role == _ROLE.DisplayRole and orientation is Qt.Orientation.Horizontal:
            if self.signs_only and section == Column.MARKS:
                return SIGN
            return self._voice.text(f"ui.captions.column.{Column(section).name.lower()}")
        return None

    def _text(self, row: int, column: Column) -> str:
        cue = self.cues[row]
        match column:
            case Column.START:
                return written(cue.start_s)
            case Column.END:
                return written(cue.end_s)
            case Column.TEXT:
                return cue.text
            case Column.MARKS:
                return self._said_faults(row) if row in self._marks else ""

    def _said_faults(self, row: int) -> str:
        if self.signs_only:
            return SIGN
        faults = (mark.fault.value for mark in self._marks[row])
        words = (self._voice.text(f"ui.captions.fault.{each}") for each in faults)
        return f"{SIGN} {', '.join(words)}"

    def _take(self, cues: tuple[Cue, ...]) -> None:
        self.cues = cues
        found: dict[int, list[Mark]] = {}
        for mark in marks(cues):
            found.setdefault(mark.place, []).append(mark)
        self._marks = found


class CueFilter(QSortFilterProxyModel):
    """Leaves out the captions that are sound, or those without some words."""

    def __init__(self, table: CueTable) -> None:
        super().__init__(table)
        self._table = table
        self._only_marked, self._wanted = False, ""
        self.setSourceModel(table)

    def want(self, words: str, *, only_marked: bool) -> None:
        """Show the captions with these words, whatever their letters' case."""
        self.beginFilterChange()
        self._wanted, self._only_marked = words.casefold().strip(), only_marked
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: ARG002, N802
        """Return whether a row is shown."""
        if self._only_marked and not self._table.is_marked(source_row):
            return False
        text = " ".join(self._table.cues[source_row].text.casefold().split())
        return not self._wanted or self._wanted in text


def _alike(one: Sequence[Cue], other: Sequence[Cue]) -> int:
    """Return how many captions two sequences begin with that are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
