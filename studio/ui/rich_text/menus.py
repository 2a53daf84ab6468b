"""What the menus of a text offer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from studio.course.prose.model import Alignment
from studio.ui.rich_text import commands

if TYPE_CHECKING:
    from studio.ui.rich_text.field import RichText

_CHANGES = (
    "row_above",
    "row_below",
    "column_before",
    "column_behind",
    "",
    "no_row",
    "no_column",
    "no_table",
)
_ALIGNMENTS: dict[str, Alignment] = {
    "align_none": "",
    "align_left": "left",
    "align_center": "center",
    "align_right": "right",
}


def add_table_actions(menu: QMenu, field: RichText) -> None:
    """Add what can be done to the table at the cursor."""
    for what in _CHANGES:
        if what:
            action = menu.addAction(field.voice.text(f"ui.rich.{what}"))
            action.triggered.connect(partial(_change, field, what))
        else:
            menu.addSeparator()
    menu.addSeparator()
    for name, alignment in _ALIGNMENTS.items():
        action = menu.addAction(field.voice.text(f"ui.rich.{name}"))
        action.triggered.connect(partial(_align, field, alignment))


def add_heading_actions(menu: QMenu, field: RichText) -> None:
    """Add the levels of headings."""
    for level in range(4):
        action = menu.addAction(field.voice.text(f"ui.rich.heading_{level}"))
        action.triggered.connect(partial(_head, field, level))


def _change(field: RichText, what: str) -> None:
    cursor = field.textCursor()
    commands.change_table(cursor, what)
    field.setTextCursor(cursor)


def _align(field: RichText, alignment: Alignment) -> None:
    commands.align_column(field.textCursor(), alignment)


def _head(field: RichText, level: int) -> None:
    commands.set_heading(field.textCursor(), level)
    field.setFocus()
