"""A quiz: its questions one below the other, one of them open to be written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace as changed
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
)

from studio.course.blocks import Block, QuizBlock
from studio.course.copying import duplicate
from studio.course.edits import insert, replace
from studio.course.model import Course
from studio.course.nodes import find
from studio.course.question_types import new_question
from studio.messages import message
from studio.ui import icons
from studio.ui.editor.form import BlockForm
from studio.ui.editor.question_row import QuestionRow, question_menu
from studio.ui.editor.quiz_settings import QuizSettings
from studio.ui.editor.tools import Tools
from studio.ui.kept_rows import laid_out

Questions = Callable[[tuple[str, ...]], tuple[str, ...]]


class QuizForm(BlockForm):
    """The questions of a quiz, and whether it counts."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        say = tools.voice.text
        self.rows: dict[str, QuestionRow] = {}
        self._open = ""
        self.settings = QuizSettings(id_, tools)
        self.add_button = QPushButton(icons.icon("add"), say("ui.add_question"))
        self.add_button.setMenu(question_menu(self, tools, self.add_question, self._put))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        self.column.addLayout(self._list)
        self.column.addLayout(foot)
        self.column.addWidget(self.settings)

    def show_block(self, course: Course, block: Block, *, editable: bool) -> None:
        """Show a quiz."""
        if not isinstance(block, QuizBlock):
            return
        first = not self.rows
        self._lay_out(block.questions)
        if first and len(block.questions) == 1:
            self.open(block.questions[0])
        for number, id_ in enumerate(block.questions, 1):
            self.rows[id_].show_question(course, course.questions[id_], number, editable=editable)
        self.setFocusProxy(next((row.head for row in self.rows.values()), self.add_button))
        self.settings.show_quiz(course, block, editable=editable)
        self.add_button.setEnabled(editable)

    def open(self, id_: str) -> None:
        """Open one question to be written, and close the others; "" closes all."""
        self._open = id_
        for each, row in self.rows.items():
            row.unfold(shown=each == id_)
        if id_ in self.rows:
            course = self.tools.document.course
            self.rows[id_].show_form(course, course.questions[id_])

    def add_question(self, tag: str) -> None:
        """Add a new question of a type, and open it."""
        question = new_question(tag)
        self._put(question.id, lambda now: insert(now, question))

    def _put(self, id_: str, before: Callable[[Course], Course] = lambda now: now) -> None:
        def edit(now: Course) -> Course:
            return self._with(before(now), lambda ids: (*ids, id_))

        self.tools.document.edit(message("undo.add_question"), edit)
        self._go_to(id_)

    def _go_to(self, id_: str) -> None:
        if id_ in self.rows:
            self.open(id_)
            self.rows[id_].setFocus()

    def _change_questions(self, change: Questions) -> None:
        self.tools.document.edit(message("undo.content"), lambda now: self._with(now, change))

    def _with(self, now: Course, change: Questions) -> Course:
        quiz = find(now, self.id)
        if not isinstance(quiz, QuizBlock):
            return now
        return replace(now, changed(quiz, questions=change(quiz.questions)))

    def _duplicate(self, id_: str) -> None:
        made: list[str] = []

        def edit(now: Course) -> Course:
            now, copy = duplicate(now, id_)
            made.append(copy)
            return self._with(now, lambda ids: _behind(ids, id_, copy))

        self.tools.document.edit(message("undo.content"), edit)
        for copy in made:
            self._go_to(copy)

    def _lay_out(self, wanted: tuple[str, ...]) -> None:
        if list(wanted) == list(self.rows):
            return
        self.rows = laid_out(self._list, self.rows, wanted, self._row)

    def _row(self, id_: str) -> QuestionRow:
        row = QuestionRow(id_, self.tools)
        row.toggled.connect(lambda shown: self.open(id_ if shown else ""))
        row.moved.connect(lambda by: self._change_questions(partial(_moved, id_=id_, by=by)))
        row.duplicate_wanted.connect(lambda: self._duplicate(id_))
        row.removed.connect(
            lambda: self._change_questions(lambda ids: tuple(each for each in ids if each != id_))
        )
        return row


def _behind(ids: tuple[str, ...], here: str, new: str) -> tuple[str, ...]:
    at = ids.index(here) + 1
    return (*ids[:at], new, *ids[at:])


def _moved(ids: tuple[str, ...], id_: str, by: int) -> tuple[str, ...]:
    left = [each for each in ids if each != id_]
    at = max(0, min(len(left), ids.index(id_) + by))
    return (*left[:at], id_, *left[at:])
