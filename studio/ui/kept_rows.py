"""Rows that stand for values by their ids: what an edit leaves keeps its row, and so its focus."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

Row = TypeVar("Row", bound=QWidget)


def rows_column(holder: QWidget, add_button: QWidget, spacing: int = 4) -> QVBoxLayout:
    """Lay out a widget as rows above the button that adds another; return where the rows go."""
    rows = QVBoxLayout()
    rows.setSpacing(spacing)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(rows)
    column.addWidget(add_button, alignment=Qt.AlignmentFlag.AlignLeft)
    return rows


def laid_out(
    column: QVBoxLayout, rows: dict[str, Row], wanted: Sequence[str], make: Callable[[str], Row]
) -> dict[str, Row]:
    """Return a row for each wanted id, in their order in the column; those that stand are kept."""
    kept = without_gone(column, rows, wanted)
    ordered = {id_: kept[id_] if id_ in kept else make(id_) for id_ in wanted}
    for at, row in enumerate(ordered.values()):
        column.insertWidget(at, row)
    return ordered


def without_gone(
    column: QVBoxLayout, rows: dict[str, Row], wanted: Collection[str]
) -> dict[str, Row]:
    """Take the rows out that nobody wants any more, and return the others."""
    for row in (row for id_, row in rows.items() if id_ not in wanted):
        column.removeWidget(row)
        row.hide()
        row.deleteLater()
    return {id_: row for id_, row in rows.items() if id_ in wanted}
