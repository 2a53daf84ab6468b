"""What the columns of a table hold: a choice above each, and the first lines below."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem

from studio.i18n import Voice
from studio.imports.questions.labels import FIELDS
from studio.imports.questions.table import Mapping, Table

_LINES = 4
_MOST_COLUMNS = 40


class ColumnMapping(QTableWidget):
    """Lets the author say what each column is; the first line holds the choices."""

    chosen = Signal()

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self._boxes: list[QComboBox] = []
        self.setAccessibleName(voice.text("ui.taking.columns"))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.setMaximumHeight(190)

    @property
    def mapping(self) -> Mapping:
        """What each column holds now."""
        return tuple(box.currentData() for box in self._boxes)

    def show_table(self, table: Table, mapping: Mapping) -> None:
        """Show the first lines of a table, and what its columns seem to hold."""
        width = min(len(mapping), _MOST_COLUMNS)
        lines = table.rows[:_LINES]
        self.clear()
        self.setColumnCount(width)
        self.setRowCount(len(lines) + 1)
        self._boxes = [self._box(column, field) for column, field in enumerate(mapping[:width])]
        for column, box in enumerate(self._boxes):
            self.setCellWidget(0, column, box)
            for at, row in enumerate(lines, 1):
                cell = row.cells[column] if column < len(row.cells) else ""
                self.setItem(at, column, QTableWidgetItem(" ".join(cell.split())[:80]))
        self.horizontalHeader().setDefaultSectionSize(150)
        self.verticalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)

    def _box(self, column: int, field: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self._voice.text("ui.taking.column", n=column + 1))
        for name in ("", *FIELDS):
            box.addItem(self._voice.text(f"ui.taking.field.{name or 'none'}"), name)
        box.setCurrentIndex(max(0, box.findData(field)))
        box.activated.connect(partial(self._choose))
        return box

    def _choose(self, _at: int) -> None:
        self.chosen.emit()
