"""The list of items that many blocks hold: sections, steps, cards, points, scenes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from studio.course.block_base import Item
from studio.course.ids import new_id
from studio.course.items import with_item, with_item_moved, without_item
from studio.course.model import Course
from studio.ui import icons
from studio.ui.editor.parts import FieldsView, Part, PartView
from studio.ui.editor.place import ItemPlace, Place
from studio.ui.editor.tools import Tools
from studio.ui.kept_rows import laid_out, rows_column
from studio.ui.pieces import button


class ItemsView:
    """One row an item, each of the same parts, with a way to add another.

    Its words are `ui.item.` and the field's name (with `{n}`), and `ui.add_item.` and that name.
    """

    names_itself = True

    def __init__(
        self, kind: type[Item], parts: Sequence[Part], field: str, tools: Tools, place: Place
    ) -> None:
        self._kind = kind
        self._parts = parts
        self._field = field
        self.tools = tools
        self._place = place
        self.rows: dict[str, ItemRow] = {}
        add = tools.voice.text(f"ui.add_item.{field}")
        self.add_button = button(add, self.add, kind="link", icon="add")
        self.widget = Widget()
        self._rows = rows_column(self.widget, self.add_button, spacing=8)

    def show(self, course: Course, held: Any, *, editable: bool) -> None:  # noqa: ANN401
        """Show the items of a block or of another item."""
        items = getattr(held, self._field)
        if [item.id for item in items] != list(self.rows):
            self._lay_out([item.id for item in items])
        for number, item in enumerate(items, 1):
            name = self.tools.voice.text(f"ui.item.{self._field}", n=number)
            self.rows[item.id].show_item(
                course, item, name, first=number == 1, last=number == len(items), editable=editable
            )
        self.add_button.setVisible(editable)
        first = next(iter(self.rows.values()), None)
        self.widget.setFocusProxy(self.add_button if first is None else first.fields)

    def add(self) -> None:
        """Add an item at the end, and go to it."""
        item = self._kind(id=new_id())
        self._place.edit(lambda held: with_item(held, self._field, item))
        self.go_to(item.id)

    def go_to(self, id_: str) -> None:
        """Go to the first field of an item, if there is such an item."""
        if id_ in self.rows:
            self.rows[id_].fields.setFocus()

    def remove(self, id_: str) -> None:
        """Take an item out, and go to its neighbour."""
        ids = list(self.rows)
        at = ids.index(id_)
        self._place.edit(lambda held: without_item(held, self._field, id_))
        near = (ids[:at] + ids[at + 1 :])[max(0, at - 1) :]
        target = self.rows.get(near[0]) if near else None
        (self.add_button if target is None else target.fields).setFocus()

    def move(self, id_: str, by: int) -> None:
        """Move an item up (-1) or down (1); the focus stays with it."""
        self._place.edit(lambda held: with_item_moved(held, self._field, id_, by))
        self.rows[id_].focus_on(by)

    def _lay_out(self, wanted: list[str]) -> None:
        """Have a row for each item, in their order; rows that are there already are kept."""
        self.rows = laid_out(self._rows, self.rows, wanted, self._connected)
        for above, below in pairwise([*self.rows.values(), self.add_button]):
            Widget.setTabOrder(above, below)

    def make_row(self, id_: str) -> ItemRow:
        """Return the row of an item."""
        return ItemRow(self.fields_of(id_), self.tools)

    def fields_of(self, id_: str) -> FieldsView:
        """Return the fields of an item."""
        place = ItemPlace(self._place, self._field, id_)
        return FieldsView(self._parts, self.tools, place, labels=False)

    def _connected(self, id_: str) -> ItemRow:
        row = self.make_row(id_)
        row.buttons["up"].clicked.connect(lambda _: self.move(id_, -1))
        row.buttons["down"].clicked.connect(lambda _: self.move(id_, 1))
        row.buttons["close"].clicked.connect(lambda _: self.remove(id_))
        return row


class ItemRow(QFrame):
    """One item: its number, what can be done with it, and its fields."""

    def __init__(self, fields: FieldsView | FoldedFields, tools: Tools) -> None:
        super().__init__()
        self.setObjectName("item")
        self.fields = fields
        self._tools = tools
        self.name = QLabel()
        self.name.setProperty("field", True)
        self.buttons = {icon: self._button(icon) for icon in ("up", "down", "close")}
        self.head = QHBoxLayout()
        self.head.addWidget(self.name)
        self.head.addStretch(1)
        for each in self.buttons.values():
            self.head.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 8)
        column.setSpacing(2)
        column.addLayout(self.head)
        column.addWidget(fields)

    def show_item(
        self, course: Course, item: Item, name: str, *, first: bool, last: bool, editable: bool
    ) -> None:
        """Show the item as it is now."""
        self.name.setText(name)
        for icon, each in self.buttons.items():
            said = self._tools.voice.text(f"ui.item_{icon}", name=name)
            each.setToolTip(said)
            each.setAccessibleName(said)
        self.buttons["up"].setEnabled(editable and not first)
        self.buttons["down"].setEnabled(editable and not last)
        self.buttons["close"].setEnabled(editable)
        self.fields.show_fields(course, item, editable=editable)

    def focus_on(self, by: int) -> None:
        """Keep the focus on the button that has moved the item, while it can go on."""
        mover = self.buttons["up" if by < 0 else "down"]
        (mover if mover.isEnabled() else self.fields).setFocus()

    def _button(self, icon: str) -> QToolButton:
        made = QToolButton()
        made.setIcon(icons.icon(icon))
        made.setAutoRaise(True)
        return made


class FoldedFields(Widget):
    """The fields of an item that are made when they are first needed."""

    def __init__(self, make: Callable[[], FieldsView]) -> None:
        super().__init__()
        self._make = make
        self._fields: FieldsView | None = None
        self._shown: tuple[Course, Any, bool] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def views(self) -> dict[str, PartView]:
        """Return what edits each field; nothing before they are unfolded."""
        return {} if self._fields is None else self._fields.views

    def show_fields(self, course: Course, held: Any, *, editable: bool) -> None:  # noqa: ANN401
        """Show an item as it is now, if its fields are unfolded."""
        self._shown = course, held, editable
        if self._fields is not None and not self.isHidden():
            self._fields.show_fields(course, held, editable=editable)

    def unfold(self, *, shown: bool) -> None:
        """Show the fields, or hide them."""
        self.setVisible(shown)
        if shown and self._fields is None:
            self._fields = self._make()
            self._column.addWidget(self._fields)
        if self._shown is not None:
            course, held, editable = self._shown
            self.show_fields(course, held, editable=editable)


def items(kind: type[Item], *parts: Part) -> partial[ItemsView]:
    """Return what makes the list of items of a kind, for a `Part`."""
    return partial(ItemsView, kind, parts)
