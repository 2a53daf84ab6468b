"""Rows for the parts of a question that have an order: items, pairs, statements..."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.course.model import Course
from studio.course.parts import with_new_part, with_part, with_part_moved, without_part
from studio.course.questions import Item, Part
from studio.ui.editor.choice_rows import ChoiceText
from studio.ui.editor.question_extras import PictureField, icon_button
from studio.ui.editor.tools import Tools
from studio.ui.kept_rows import laid_out, rows_column
from studio.ui.pieces import button
from studio.ui.undo import Typing

Parts = tuple[Any, ...]
Change = Callable[[Parts], Parts]
Edit = Callable[[Change, Typing | None], None]


class PartRows(QWidget):
    """One row a part, with a field for each of its texts, and a way to add another.

    `fields` are the names of the texts, with the ids of the words for them; `edit` carries out a
    change of the parts; `make` makes a new one.
    """

    def __init__(
        self,
        tools: Tools,
        fields: dict[str, str],
        add_label: str,
        edit: Edit,
        make: Callable[[], Part],
    ) -> None:
        super().__init__()
        self._tools, self._fields = tools, fields
        self._edit, self._make = edit, make
        self.rows: dict[str, PartRow] = {}
        self.add_button = button(tools.voice.text(add_label), self.add, kind="link", icon="add")
        self._rows = rows_column(self, self.add_button)

    def show_parts(self, parts: Parts, course: Course, *, editable: bool) -> None:
        """Show the parts, or what an edit has made of them."""
        wanted = [part.id for part in parts]
        if wanted != list(self.rows):
            self.rows = laid_out(self._rows, self.rows, wanted, self._row)
        for number, part in enumerate(parts, 1):
            self.rows[part.id].show_part(part, number, course, editable=editable)
        self.add_button.setVisible(editable)
        first = next(iter(self.rows.values()), None)
        self.setFocusProxy(first or self.add_button)

    def add(self, behind: str = "") -> None:
        """Add a part and go to it."""
        new = self._make()
        self._edit(lambda parts: with_new_part(parts, new, behind), None)
        if new.id in self.rows:
            self.rows[new.id].setFocus()

    def make_row(self, id_: str) -> PartRow:  # noqa: ARG002  # for rows that need it
        """Return a row for a part."""
        return PartRow(self._tools, self._fields)

    def _row(self, id_: str) -> PartRow:
        row = self.make_row(id_)
        row.typed.connect(partial(self._type, id_))
        row.picture.chosen.connect(
            lambda media: self._edit(lambda all_: with_part(all_, id_, picture=media), None)
        )
        row.picture.described.connect(partial(self._type, id_, "picture_text"))
        row.submitted.connect(partial(self.add, id_))
        row.moved.connect(lambda by: self._edit(lambda all_: with_part_moved(all_, id_, by), None))
        row.removed.connect(lambda: self._edit(lambda all_: without_part(all_, id_), None))
        return row

    def _type(self, id_: str, field: str, before: str, after: str) -> None:
        typing = Typing(id_, field, before, after)
        self._edit(lambda parts: with_part(parts, id_, **{field: after}), typing)


class PartRow(QWidget):
    """One part."""

    typed = Signal(str, str, str)
    """The field, its text before and after."""
    submitted = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, tools: Tools, fields: dict[str, str]) -> None:
        super().__init__()
        self._tools = tools
        say = tools.voice.text
        self._labels = {name: say(said) for name, said in fields.items()}
        self.fields = {
            name: ChoiceText(said, tools.voice, compact=True) for name, said in self._labels.items()
        }
        self.picture = PictureField(tools)
        self.picture_button = icon_button(tools, "image", "ui.choose_picture")
        self.picture_button.clicked.connect(lambda _checked: self.picture.choose())
        self.remove_button = icon_button(tools, "close", "ui.remove_part")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        self.column.addLayout(line)
        for name, field in self.fields.items():
            line.addWidget(field, 1)
            field.typed.connect(partial(self.typed.emit, name))
            field.submitted.connect(self.submitted)
            field.moved.connect(self.moved)
        line.addWidget(self.picture_button)
        line.addWidget(self.remove_button)
        self.column.addWidget(self.picture)
        self.setFocusProxy(next(iter(self.fields.values())))
        self.remove_button.clicked.connect(lambda _checked: self.removed.emit())

    def show_part(self, part: Part, number: int, course: Course, *, editable: bool) -> None:
        """Show a part as it is now; the number says where it stands."""
        self._show_picture(part, course, editable=editable)
        for name, field in self.fields.items():
            said = f"{self._labels[name]} {number}"
            field.setPlaceholderText(said)
            field.setAccessibleName(said)
            field.show_text(getattr(part, name))
            field.setReadOnly(not editable)
            self._tools.spell(field, course.language)
        self.remove_button.setEnabled(editable)

    def _show_picture(self, part: Part, course: Course, *, editable: bool) -> None:
        pictured = isinstance(part, Item)
        self.picture_button.setVisible(pictured)
        self.picture_button.setEnabled(editable)
        self.picture.setVisible(isinstance(part, Item) and part.picture is not None)
        if isinstance(part, Item):
            text = part.picture_text
            self.picture.show_picture(course, part.picture, text, editable=editable)
