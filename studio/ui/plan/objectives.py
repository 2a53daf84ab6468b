"""The objectives of the course: what learners can do at its end."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace as changed
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from studio.course.edits import insert, remove, replace
from studio.course.ids import new_id
from studio.course.model import Course, Objective
from studio.i18n import Voice
from studio.messages import message
from studio.ui.document import Document
from studio.ui.fields import LineField
from studio.ui.kept_rows import rows_column, without_gone
from studio.ui.objectives import bloom_field
from studio.ui.pieces import button
from studio.ui.undo import Typing


class ObjectivesForm(QWidget):
    """A row for each objective, and a way to add another."""

    def __init__(self, document: Document, voice: Voice) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        self.rows: dict[str, _ObjectiveRow] = {}
        self.add_button = button(voice.text("ui.add_objective"), self._add, icon="add")
        self._column = rows_column(self, self.add_button, spacing=-1)

    def show_course(self, course: Course) -> None:
        """Show the objectives of a course."""
        self.rows = without_gone(self._column, self.rows, course.objectives)
        for objective in course.objectives.values():
            if objective.id not in self.rows:
                self.rows[objective.id] = _ObjectiveRow(objective.id, self._document, self._voice)
                self._column.addWidget(self.rows[objective.id])
            self.rows[objective.id].show_objective(objective, course)

    def _add(self) -> None:
        objective = Objective(id=new_id(), text="")
        if self._document.edit(message("undo.add_objective"), partial(insert, node=objective)):
            self.rows[objective.id].text.setFocus()


class _ObjectiveRow(QWidget):
    """One objective: its level, its words, where it is taught and asked, and a way to remove it."""

    def __init__(self, id_: str, document: Document, voice: Voice) -> None:
        super().__init__()
        self._id = id_
        self._document = document
        self._voice = voice
        self.bloom = bloom_field(voice)
        self.text = LineField(voice.text("ui.field.objective"))
        self.text.setPlaceholderText(voice.text("ui.objective_example"))
        self.used = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.bloom)
        row.addWidget(self.text, 1)
        row.addWidget(self.used)
        row.addWidget(button(voice.text("ui.remove_objective"), self._remove, kind="link"))
        self.bloom.activated.connect(lambda at: self._change(bloom=self.bloom.itemData(at)))
        self.text.typed.connect(self._type)

    def show_objective(self, objective: Objective, course: Course) -> None:
        """Show the objective as it is now."""
        self.bloom.setCurrentIndex(self.bloom.findData(objective.bloom))
        self.text.show_text(objective.text)
        screens = sum(self._id in screen.objectives for screen in course.screens.values())
        questions = sum(self._id in each.objectives for each in course.questions.values())
        taught = self._voice.text("ui.screens", n=screens)
        asked = self._voice.text("ui.card_questions", n=questions)
        self.used.setText(f"{taught} \u00b7 {asked}")

    def _type(self, before: str, after: str) -> None:
        self._change(Typing(self._id, "text", before, after), text=after)

    def _change(self, typing: Typing | None = None, **fields: object) -> None:
        objective = self._document.course.objectives[self._id]
        label = message("undo.change", title=objective.text)
        new = changed(objective, **fields)
        self._document.edit(label, partial(replace, node=new), typing)

    def _remove(self) -> None:
        title = self._document.course.objectives[self._id].text
        self._document.edit(message("undo.delete", title=title), partial(remove, id_=self._id))
