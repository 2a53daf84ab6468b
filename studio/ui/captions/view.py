"""The table of captions as it is seen: rows of one height, so that 5,000 of them stay smooth."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from studio.i18n import Voice
from studio.ui.captions.cells import CueCells
from studio.ui.captions.table import Column, CueFilter, CueTable
from studio.ui.captions.times import written

NARROW = 560
"""Pixels below which the marks have their sign alone; the words stand below the table."""


class CueView(QTableView):
    """Walks by rows; Return types in the text, Delete takes captions out."""

    remove_wanted = Signal()

    def __init__(self, voice: Voice, table: CueTable, rows: CueFilter, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self.cells = CueCells(voice, self)
        self.setModel(rows)
        self.setItemDelegate(self.cells)
        self.setAccessibleName(voice.text("ui.field.captions"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setMinimumHeight(120)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)
        self.lay_out()

    def type_text(self, row: int) -> None:
        """Begin to type the text in a row."""
        index = self.model().index(row, Column.TEXT)
        self.setCurrentIndex(index)
        self.edit(index)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Give the text the room that there is."""
        super().resizeEvent(event)
        self.lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Type in the row, or take rows out."""
        typing = self.state() is QAbstractItemView.State.EditingState
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and not typing and event.key() == Qt.Key.Key_Return:
            self.type_text(self.currentIndex().row())
        elif plain and not typing and event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def lay_out(self) -> None:
        """Give times and marks what they need, and the text the rest."""
        narrow = self.width() < NARROW
        self._table.signs_only = narrow
        metrics = self.fontMetrics()
        latest = written(max((cue.end_s for cue in self._table.cues[-1:]), default=0.0))
        time = metrics.horizontalAdvance(max(latest, "00:00.000", key=len)) + 14
        for column in (Column.START, Column.END):
            self.setColumnWidth(column, time)
        self.setColumnWidth(Column.MARKS, 32 if narrow else 150)
        lines = 3 if narrow else 2
        self.verticalHeader().setDefaultSectionSize(lines * metrics.lineSpacing() + 10)
