"""Answers that are typed: a number, a few words, or a long text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit

from studio.course.excerpts import plain
from studio.course.grading import Grade, right_answer, right_range
from studio.course.questions import LongAnswer, Numeric, Question
from studio.course.readings import numbers
from studio.i18n import number
from studio.ui.questions.trying_views import AnswerView, Learner, MarkedRow
from studio.ui.rich_text.shown import ShownText

_LONGEST = 4000
"""Characters of a long answer, as on the page."""
_LONG_HEIGHT = 140


class TypedView(AnswerView):
    """A number with its unit, or a few words."""

    def __init__(self, question: Question, learner: Learner) -> None:
        super().__init__(question, learner)
        numeric = isinstance(question, Numeric)
        said = learner.say("your_number" if numeric else "your_answer")
        label = QLabel(said)
        label.setProperty("field", True)
        self.field = QLineEdit()
        self.field.setAccessibleName(said)
        label.setBuddy(self.field)
        self.row = MarkedRow(learner)
        self.row.line.addWidget(self.field, 1)
        if isinstance(question, Numeric) and question.unit:
            self.row.line.addWidget(QLabel(question.unit))
        self.column.addWidget(label)
        self.column.addWidget(self.row)
        self.field.textChanged.connect(lambda _text: self.changed.emit())
        self.field.returnPressed.connect(self.check_wanted)

    def response(self) -> list[str]:
        """Return what was typed, without spaces around it."""
        text = self.field.text().strip()
        return [text] if text else []

    def problem(self) -> str:
        """Say where no number is that should be one."""
        if not isinstance(self.question, Numeric):
            return ""
        return "" if numbers(self.field.text(), self.question.unit) else "no_number"

    def fill(self, response: Sequence[str]) -> None:
        """Type it again."""
        self.field.setText(next(iter(response), ""))

    def lock(self, grade: Grade) -> None:
        """Mark the field."""
        self.field.setEnabled(False)
        self.row.mark("right" if grade.right else "wrong")

    def open(self) -> None:
        """Type another one in its place."""
        self.field.setEnabled(True)
        self.field.selectAll()
        self.row.mark("")

    def answer(self) -> str:
        """Return the right answer; of a range, both ends."""
        if not isinstance(self.question, Numeric):
            return next(iter(right_answer(self.question)), "")
        value, ends = self.question.value, right_range(self.question)
        if value is None or ends is None:
            return ""
        shown = ends if self.question.upper is not None else (value,)
        said = " \u2013 ".join(number(end, self.learner.language) for end in shown)
        return f"{said} {self.question.unit}".strip()


class LongAnswerView(AnswerView):
    """A text that is compared with a model answer."""

    def __init__(self, question: LongAnswer, learner: Learner) -> None:
        super().__init__(question, learner)
        self._long = question
        said = learner.say("your_answer")
        label = QLabel(said)
        label.setProperty("field", True)
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(said)
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(_LONG_HEIGHT)
        label.setBuddy(self.field)
        self.column.addWidget(label)
        self.column.addWidget(self.field)
        self.how("long_how")
        self._told = 0
        self.field.textChanged.connect(self.changed)

    def response(self) -> list[str]:
        """Return the text, without spaces around it."""
        text = self.field.toPlainText().strip()[:_LONGEST]
        return [text] if text else []

    def fill(self, response: Sequence[str]) -> None:
        """Write it again."""
        self.field.setPlainText(next(iter(response), ""))

    def lock(self, grade: Grade) -> None:
        """Show the model answer, and the criteria to be ticked."""
        del grade
        self.field.setReadOnly(True)
        if self._told:
            return
        self._told = self.column.count()
        if self._long.model_answer:
            self._add_head("model_answer")
            self.column.addWidget(ShownText(self.learner.voice, self._long.model_answer))
        if self._long.criteria:
            self._add_head("criteria")
        for criterion in self._long.criteria:
            self.column.addWidget(QCheckBox(plain(criterion)))

    def open(self) -> None:
        """Write on; what it was compared with is put away."""
        self.field.setReadOnly(False)
        while self._told and self.column.count() > self._told:
            item = self.column.takeAt(self._told)
            if (widget := item.widget() if item else None) is not None:
                widget.hide()
                widget.deleteLater()
        self._told = 0

    def _add_head(self, id_: str) -> None:
        head = QLabel(self.learner.say(id_))
        head.setProperty("strong", True)
        self.column.addWidget(head)
