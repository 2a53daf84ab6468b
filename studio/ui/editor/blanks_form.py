"""A text with blanks: words are marked in it, and learners fill them in."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout

from studio.course.model import Course
from studio.course.questions import FillBlanks, Question
from studio.ui import icons
from studio.ui.editor.answers import AnswersForm
from studio.ui.editor.blank_marks import BlankMarks
from studio.ui.editor.tools import Tools
from studio.ui.editor.typed_forms import LeniencyBoxes
from studio.ui.fields import TextField


class BlanksForm(AnswersForm):
    """The text, how its blanks are filled, and how leniently what is typed is read."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        say = tools.voice.text
        self.text = TextField(say("ui.field.blanks_text"))
        self.text.setFixedHeight(120)
        self.marks = BlankMarks(self.text)
        self.blank_button = QPushButton(icons.icon("fill-blanks"), say("ui.make_blank"))
        self.choose = QCheckBox(say("ui.field.choose"))
        self.lenient = LeniencyBoxes(id_, tools)
        row = QHBoxLayout()
        row.addWidget(self.blank_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(tools.labelled("blanks_text", self.text))
        column.addWidget(self.text)
        column.addLayout(row)
        column.addWidget(self.note("ui.blanks_note"))
        column.addWidget(self.choose)
        column.addWidget(self.lenient)
        self.setFocusProxy(self.text)
        self.text.typed.connect(partial(tools.type, id_, "text"))
        self.choose.clicked.connect(lambda on: self.change(choose=on))
        self.blank_button.clicked.connect(lambda _checked: self.make_blank())

    def show_answers(self, course: Course, question: Question, *, editable: bool) -> None:
        """Show the text."""
        if not isinstance(question, FillBlanks):
            return
        self.text.show_text(question.text)
        self.text.setReadOnly(not editable)
        self.choose.setChecked(question.choose)
        for widget in (self.choose, self.blank_button):
            widget.setEnabled(editable)
        self.lenient.setVisible(not question.choose)
        self.lenient.show_answers(course, question, editable=editable)

    def make_blank(self) -> None:
        """Make a blank of the words that are selected, or an empty one where the cursor is."""
        cursor = self.text.textCursor()
        words = cursor.selectedText().strip()
        cursor.insertText(f"[[{words}]]")
        if not words:
            cursor.setPosition(cursor.position() - 2)
        self.text.setTextCursor(cursor)
        self.text.setFocus()
