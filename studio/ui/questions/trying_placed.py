"""Answers that are put in their place: in order, or beside their other half."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QComboBox, QLabel, QToolButton

from exporters.question_data import targets_of
from studio.course.excerpts import plain
from studio.course.grading import Grade, right_answer
from studio.course.parts import items_of
from studio.course.questions import Categorise, Item, Matching, Ordering
from studio.ui import icons
from studio.ui.questions.trying_views import (
    AnswerView,
    Learner,
    MarkedRow,
    Sign,
    name_of_item,
    shown_item,
)

_GRIP_SIZE = 16


class OrderingView(AnswerView):
    """Rows that are dragged by their grip, or moved by their arrows."""

    def __init__(self, question: Ordering, learner: Learner) -> None:
        super().__init__(question, learner)
        self.rows: dict[str, OrderRow] = {}
        self._right = list(right_answer(question))
        for item in question.items:
            self.rows[item.id] = row = OrderRow(item, learner)
            row.stepped.connect(partial(self.step, item.id))
        self.order = self._mixed()
        self._lay_out()
        self.how("order_how")

    def response(self) -> list[str]:
        """Return the ids in the order in which they stand."""
        return list(self.order)

    def fill(self, response: Sequence[str]) -> None:
        """Put them into an order again; what is new stands at the end."""
        known = [id_ for id_ in response if id_ in self.rows]
        self.order = [*dict.fromkeys(known), *(id_ for id_ in self.order if id_ not in known)]
        self._lay_out()

    def step(self, id_: str, by: int) -> None:
        """Move an item past its neighbour; the button that was pressed keeps the focus."""
        at = self.order.index(id_)
        to = at + by
        if 0 <= to < len(self.order):
            self.order[at], self.order[to] = self.order[to], self.order[at]
            self._lay_out()
            self.changed.emit()

    def lock(self, grade: Grade) -> None:
        """Mark those that follow the one that they should follow."""
        del grade
        wanted = {*pairwise(self._right), *(("", id_) for id_ in self._right[:1])}
        for before, id_ in pairwise(["", *self.order]):
            self.rows[id_].lock(locked=True)
            self.rows[id_].mark("right" if (before, id_) in wanted else "wrong")

    def open(self) -> None:
        """Put them in order anew, from where they stand."""
        for row in self.rows.values():
            row.lock(locked=False)
            row.mark("")

    def answer(self) -> str:
        """Return the right order."""
        return " \u00b7 ".join(name_of_item(item) for item in items_of(self.question))

    def _mixed(self) -> list[str]:
        """Return any order but the right one."""
        dealt = self.learner.dealt(self._right)
        return dealt if dealt != self._right else [*dealt[1:], *dealt[:1]]

    def _lay_out(self) -> None:
        """Put the rows into their places. Those that stay are left alone: one keeps the focus."""
        first = self.column.count() - len(self.order) if self.column.count() else 0
        for place, id_ in enumerate(self.order, max(0, first)):
            if self.column.indexOf(self.rows[id_]) != place:
                self.column.insertWidget(place, self.rows[id_])
        for place, id_ in enumerate(self.order):
            self.rows[id_].show_place(place, len(self.order))


class OrderRow(MarkedRow):
    """An item with its grip and its arrows."""

    stepped = Signal(int)
    """Up (-1) or down (1)."""

    def __init__(self, item: Item, learner: Learner) -> None:
        super().__init__(learner)
        self._name, self._say = name_of_item(item), learner.say
        self._locked = False
        self._grip = QLabel()
        self._grip.setPixmap(icons.icon("drag").pixmap(_GRIP_SIZE))
        self._grip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.up, self.down = self._arrow("up", -1), self._arrow("down", 1)
        self.line.addWidget(self._grip)
        self.line.addWidget(shown_item(item, learner), 1)
        for widget in (self.up, self.down):
            self.line.addWidget(widget)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_place(self, place: int, total: int) -> None:
        """Say where the row stands."""
        said = self._say("moved_to", item=self._name, n=place + 1, total=total)
        for widget in (self.up, self.down):
            widget.setAccessibleDescription(said)

    def lock(self, *, locked: bool) -> None:
        """Let the row be moved, or not."""
        self._locked = locked
        for widget in (self._grip, self.up, self.down):
            widget.setVisible(not locked)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Go past a neighbour once the mouse is beyond this row."""
        y = event.position().y()
        if not self._locked and not 0 <= y <= self.height():
            self.stepped.emit(-1 if y < 0 else 1)

    def _arrow(self, name: str, by: int) -> QToolButton:
        made = QToolButton()
        made.setIcon(icons.icon(name))
        made.setAccessibleName(self._say(f"move_{name}", item=self._name))
        made.clicked.connect(lambda _checked: self.stepped.emit(by))
        return made


class PairsView(AnswerView):
    """Each item beside a list of what may belong to it: its other half, or its category."""

    def __init__(self, question: Matching | Categorise, learner: Learner) -> None:
        super().__init__(question, learner)
        self.lists: dict[str, QComboBox] = {}
        self.rows: dict[str, MarkedRow] = {}
        self._targets = dict(targets_of(question, learner.language))
        matching = isinstance(question, Matching)
        offered = learner.dealt(self._targets) if matching else list(self._targets)
        self._items = {item.id: item for item in items_of(question)}
        for id_ in learner.dealt(self._items):
            self._add(self._items[id_], offered)
        self.how("matching_how" if matching else "categorise_how")

    def response(self) -> list[str]:
        """Return each item with what it was put to; nothing before all have something."""
        held = {id_: str(self.lists[id_].currentData()) for id_ in self._items}
        return [f"{id_}.{to}" for id_, to in held.items()] if all(held.values()) else []

    def fill(self, response: Sequence[str]) -> None:
        """Put them to the same again."""
        for pair in response:
            id_, _, target = pair.partition(".")
            if id_ in self.lists:
                self.lists[id_].setCurrentIndex(max(0, self.lists[id_].findData(target)))

    def lock(self, grade: Grade) -> None:
        """Mark each pair."""
        del grade
        right = right_answer(self.question)
        for id_, field in self.lists.items():
            field.setEnabled(False)
            sign: Sign = "right" if f"{id_}.{field.currentData()}" in right else "wrong"
            self.rows[id_].mark(sign)

    def open(self) -> None:
        """Choose anew: what was chosen stays."""
        for id_, field in self.lists.items():
            field.setEnabled(True)
            self.rows[id_].mark("")

    def answer(self) -> str:
        """Return each item with what belongs to it."""
        return " \u00b7 ".join(self._pairs())

    def _pairs(self) -> Iterator[str]:
        for pair in right_answer(self.question):
            id_, _, target = pair.partition(".")
            yield f"{name_of_item(self._items[id_])} \u2013 {plain(self._targets.get(target, ''))}"

    def _add(self, item: Item, offered: Sequence[str]) -> None:
        field = QComboBox()
        field.setAccessibleName(name_of_item(item))
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(12)
        field.addItem(self.learner.say("choose"), "")
        for id_ in offered:
            field.addItem(plain(self._targets[id_]), id_)
        field.currentIndexChanged.connect(lambda _at: self.changed.emit())
        row = MarkedRow(self.learner)
        row.line.addWidget(shown_item(item, self.learner), 1)
        row.line.addWidget(field, 1)
        self.lists[item.id], self.rows[item.id] = field, row
        self.column.addWidget(row)
