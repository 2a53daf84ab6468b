"""The glossary of the course: each term with its definition."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace as changed
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.course.edits import insert, remove, replace
from studio.course.ids import new_id
from studio.course.model import Course, Term
from studio.i18n import Voice
from studio.messages import message
from studio.ui.document import Document
from studio.ui.fields import LineField
from studio.ui.kept_rows import rows_column, without_gone
from studio.ui.pieces import button
from studio.ui.undo import Typing

_TERM_WIDTH = 220


class GlossaryForm(QWidget):
    """A row for each term; new ones come last, the others in the order of the letters."""

    def __init__(self, document: Document, voice: Voice) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        self.rows: dict[str, _TermRow] = {}
        self.add_button = button(voice.text("ui.add_term"), self._add, icon="add")
        self._column = rows_column(self, self.add_button, spacing=-1)

    def show_course(self, course: Course) -> None:
        """Show the glossary of a course."""
        self.rows = without_gone(self._column, self.rows, course.glossary)
        for term in sorted(course.glossary.values(), key=lambda term: term.term.casefold()):
            if term.id not in self.rows:
                self.rows[term.id] = _TermRow(term.id, self._document, self._voice)
                self._column.addWidget(self.rows[term.id])
            self.rows[term.id].show_term(term)

    def _add(self) -> None:
        term = Term(id=new_id(), term="")
        if self._document.edit(message("undo.add_term"), partial(insert, node=term)):
            self.rows[term.id].term.setFocus()


class _TermRow(QWidget):
    """One term, what it means, and a way to remove it."""

    def __init__(self, id_: str, document: Document, voice: Voice) -> None:
        super().__init__()
        self._id = id_
        self._document = document
        self.term = LineField(voice.text("ui.field.term"))
        self.term.setPlaceholderText(voice.text("ui.field.term"))
        self.term.setFixedWidth(_TERM_WIDTH)
        self.definition = LineField(voice.text("ui.field.definition"))
        self.definition.setPlaceholderText(voice.text("ui.field.definition"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.term)
        row.addWidget(self.definition, 1)
        row.addWidget(button(voice.text("ui.remove_term"), self._remove, kind="link"))
        self.term.typed.connect(partial(self._type, "term"))
        self.definition.typed.connect(partial(self._type, "definition"))

    def show_term(self, term: Term) -> None:
        """Show the term as it is now."""
        self.term.show_text(term.term)
        self.definition.show_text(term.definition)

    def _type(self, field: str, before: str, after: str) -> None:
        term = self._document.course.glossary[self._id]
        new = changed(term, **{field: after})
        label = message("undo.change", title=term.term)
        typing = Typing(self._id, field, before, after)
        self._document.edit(label, partial(replace, node=new), typing)

    def _remove(self) -> None:
        title = self._document.course.glossary[self._id].term
        self._document.edit(message("undo.delete", title=title), partial(remove, id_=self._id))
