"""The answer to a statement: it is true, or it is false."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QRadioButton

from studio.course.model import Course
from studio.course.questions import Question, TrueFalse
from studio.ui.editor.answers import AnswersForm
from studio.ui.editor.tools import Tools


class TruthForm(AnswersForm):
    """Says whether a statement is true or false."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        self.true = QRadioButton(tools.voice.text("ui.answer_true"))
        self.false = QRadioButton(tools.voice.text("ui.answer_false"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.true)
        row.addWidget(self.false)
        row.addStretch(1)
        self.true.clicked.connect(lambda _checked: self.change(answer=True))
        self.false.clicked.connect(lambda _checked: self.change(answer=False))

    def show_answers(self, course: Course, question: Question, *, editable: bool) -> None:  # noqa: ARG002
        """Show which of the two is right."""
        if isinstance(question, TrueFalse):
            (self.true if question.answer else self.false).setChecked(True)
        self.setEnabled(editable)
