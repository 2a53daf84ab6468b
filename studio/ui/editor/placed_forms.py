"""Answers that learners put in their place: in order, in pairs, in categories."""

from __future__ import annotations

from functools import partial
from typing import Any

from msgspec.structs import replace as changed
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.course.edits import replace
from studio.course.ids import new_id
from studio.course.model import Course
from studio.course.parts import with_part
from studio.course.questions import (
    Categorise,
    Category,
    Item,
    Matching,
    Ordering,
    Pair,
    Question,
    Wording,
)
from studio.messages import message
from studio.ui.editor.answers import AnswersForm
from studio.ui.editor.part_rows import Change, PartRow, PartRows
from studio.ui.editor.tools import Tools
from studio.ui.undo import Typing

_INDENT = 28


class PartsForm(AnswersForm):
    """What all forms of questions with parts share: an edit of one of their lists."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def edit(self, field: str, change: Change, typing: Typing | None = None) -> None:
        """Have a list of parts changed."""

        def edit(now: Course) -> Course:
            question: Any = now.questions[self.id]
            return replace(now, changed(question, **{field: change(getattr(question, field))}))

        self.tools.document.edit(message("undo.content"), edit, typing)

    def items(self, field: str, word: str, add_label: str) -> PartRows:
        """Return rows for a list of items."""
        return PartRows(
            self.tools,
            {"text": word},
            add_label,
            partial(self.edit, field),
            lambda: Item(id=new_id(), text=""),
        )


class OrderingForm(PartsForm):
    """Items in their right order."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        self.rows = self.items("items", "ui.field.item", "ui.add_item")
        self.column.addWidget(self.note("ui.order_note"))
        self.column.addWidget(self.rows)
        self.setFocusProxy(self.rows)

    def show_answers(self, course: Course, question: Question, *, editable: bool) -> None:
        """Show the items."""
        if isinstance(question, Ordering):
            self.rows.show_parts(question.items, course, editable=editable)


class MatchingForm(PartsForm):
    """Pairs, and what belongs to nothing."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        self.pairs = PartRows(
            tools,
            {"text": "ui.field.pair_text", "match": "ui.field.pair_match"},
            "ui.add_pair",
            partial(self.edit, "pairs"),
            lambda: Pair(id=new_id(), text=""),
        )
        self.distractors = PartRows(
            tools,
            {"text": "ui.add_distractor"},
            "ui.add_distractor",
            partial(self.edit, "distractors"),
            lambda: Wording(id=new_id(), text=""),
        )
        self.column.addWidget(self.pairs)
        self.column.addWidget(tools.labelled("distractors", self.distractors))
        self.column.addWidget(self.distractors)
        self.setFocusProxy(self.pairs)

    def show_answers(self, course: Course, question: Question, *, editable: bool) -> None:
        """Show the pairs."""
        if isinstance(question, Matching):
            for rows, parts in (
                (self.pairs, question.pairs),
                (self.distractors, question.distractors),
            ):
                rows.show_parts(parts, course, editable=editable)


class CategoriseForm(PartsForm):
    """Categories, each with its items below it."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        self.categories = _CategoryRows(self)
        self.column.addWidget(self.categories)
        self.setFocusProxy(self.categories)

    def show_answers(self, course: Course, question: Question, *, editable: bool) -> None:
        """Show the categories."""
        if isinstance(question, Categorise):
            self.categories.show_parts(question.categories, course, editable=editable)


class _CategoryRows(PartRows):
    def __init__(self, form: CategoriseForm) -> None:
        self._form = form
        super().__init__(
            form.tools,
            {"text": "ui.field.category"},
            "ui.add_category",
            partial(form.edit, "categories"),
            lambda: Category(id=new_id(), text=""),
        )

    def make_row(self, id_: str) -> PartRow:
        """Return the row of a category, with rows for its items."""
        return _CategoryRow(self._form, id_)


class _CategoryRow(PartRow):
    def __init__(self, form: CategoriseForm, id_: str) -> None:
        super().__init__(form.tools, {"text": "ui.field.category"})
        self.items = PartRows(
            form.tools,
            {"text": "ui.field.item"},
            "ui.add_item",
            lambda change, typing: form.edit("categories", partial(_within, id_, change), typing),
            lambda: Item(id=new_id(), text=""),
        )
        below = QWidget()
        inner = QVBoxLayout(below)
        inner.setContentsMargins(_INDENT, 0, 0, 8)
        inner.addWidget(self.items)
        self.column.addWidget(below)

    def show_part(self, part: Any, number: int, course: Course, *, editable: bool) -> None:  # noqa: ANN401
        """Show a category and its items."""
        super().show_part(part, number, course, editable=editable)
        self.items.show_parts(part.items, course, editable=editable)


def _within(category: str, change: Change, categories: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the categories with the items of one changed."""
    items = next(each.items for each in categories if each.id == category)
    return with_part(categories, category, items=change(items))
