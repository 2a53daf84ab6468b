"""What is asked without being graded: opinions on a scale, and long texts."""

from __future__ import annotations

from functools import partial

from studio.course.model import Course
from studio.course.questions import Likert, LongAnswer, Question
from studio.ui.editor.placed_forms import PartsForm
from studio.ui.editor.tools import Tools
from studio.ui.editor.typed_forms import LinesField, lines_of
from studio.ui.rich_text import RichText
from studio.ui.undo import Typing

_LINES_HEIGHT = 84


class LinesForm(PartsForm):
    """A form that has a list of short texts, one a line."""

    def lines(self, field: str) -> LinesField:
        """Return the field of such a list, put below the others."""
        widget = LinesField(self.tools.voice.text(f"ui.field.{field}"))
        widget.setFixedHeight(_LINES_HEIGHT)
        self.column.addWidget(self.tools.labelled(field, widget))
        self.column.addWidget(widget)
        widget.typed.connect(partial(self._type, field))
        return widget

    def _type(self, field: str, before: str, after: str) -> None:
        typing = Typing(self.id, field, before, after)
        self.tools.change(self.id, typing, **{field: lines_of(after)})


class LikertForm(LinesForm):
    """Statements, and the degrees of the scale."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        self.statements = self.items("statements", "ui.field.statement", "ui.add_statement")
        self.column.addWidget(self.note("ui.likert_note"))
        self.column.addWidget(self.statements)
        self.scale = self.lines("scale")
        self.setFocusProxy(self.statements)

    def show_answers(self, course: Course, question: Question, *, editable: bool) -> None:
        """Show the statements and the scale."""
        if isinstance(question, Likert):
            self.statements.show_parts(question.statements, course, editable=editable)
            self.scale.show_lines(question.scale)
            self.scale.setReadOnly(not editable)


class LongAnswerForm(LinesForm):
    """A model answer, and what learners check their own by."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        self.model = RichText(tools.voice.text("ui.field.model_answer"), tools.voice)
        self.column.addWidget(self.note("ui.long_note"))
        self.column.addWidget(tools.labelled("model_answer", self.model))
        self.column.addWidget(self.model)
        self.criteria = self.lines("criteria")
        self.setFocusProxy(self.model)
        self.model.typed.connect(partial(tools.type, id_, "model_answer"))

    def show_answers(self, course: Course, question: Question, *, editable: bool) -> None:
        """Show the model answer and the criteria."""
        if isinstance(question, LongAnswer):
            self.model.show_text(question.model_answer)
            self.model.setReadOnly(not editable)
            self.tools.spell(self.model, course.language)
            self.criteria.show_lines(question.criteria)
            self.criteria.setReadOnly(not editable)
