"""The answers of a question: which are right, their words, and what is said to who takes them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from studio.course.choices import (
    ChoiceQuestion,
    with_choice,
    with_choice_moved,
    with_new_choice,
    with_right,
    without_choice,
)
from studio.course.edits import replace
from studio.course.model import Course
from studio.course.questions import Choice, MultipleChoice, Question, SingleChoice
from studio.messages import message
from studio.ui.editor.answers import AnswersForm
from studio.ui.editor.question_extras import PictureField, icon_button
from studio.ui.editor.tools import Tools
from studio.ui.kept_rows import laid_out, rows_column
from studio.ui.pieces import button
from studio.ui.rich_text import RichText
from studio.ui.undo import Typing

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier
Change = Callable[[ChoiceQuestion], ChoiceQuestion]


class ChoiceRows(AnswersForm):
    """One row an answer, with a way to add another."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        self._single = False
        self.rows: dict[str, ChoiceRow] = {}
        self._group = QButtonGroup(self)
        add = tools.voice.text("ui.add_choice")
        self.add_button = button(add, self.add, kind="link", icon="add")
        self._rows = rows_column(self, self.add_button)

    def show_answers(self, course: Course, question: Question, *, editable: bool) -> None:
        """Show the answers of a question, or what an edit has made of them."""
        if not isinstance(question, (SingleChoice, MultipleChoice)):
            return
        single = isinstance(question, SingleChoice)
        wanted = [choice.id for choice in question.choices]
        if single != self._single or wanted != list(self.rows):
            self._single = single
            self._lay_out(wanted)
        for number, choice in enumerate(question.choices, 1):
            self.rows[choice.id].show_choice(course, choice, number, editable=editable)
        self.add_button.setVisible(editable)

    def add(self, behind: str = "") -> None:
        """Add an answer and go to it."""
        made: list[str] = []

        def change(question: ChoiceQuestion) -> ChoiceQuestion:
            new, id_ = with_new_choice(question, behind)
            made.append(id_)
            return new

        self._edit(change)
        for id_ in made:
            self.rows[id_].text.setFocus()

    def _edit(self, change: Change, typing: Typing | None = None) -> None:
        def edit(now: Course) -> Course:
            question = now.questions[self.id]
            return replace(now, change(question))  # type: ignore[arg-type]  # it has answers

        self.tools.document.edit(message("undo.content"), edit, typing)

    def _lay_out(self, wanted: list[str]) -> None:
        """Have a row for each answer, each with the button of the question's type."""
        self.rows = laid_out(self._rows, self.rows, wanted, self._row)
        self._group.setExclusive(self._single)
        for row in self.rows.values():
            self._mark(row)

    def _row(self, id_: str) -> ChoiceRow:
        row = ChoiceRow(id_, self.tools)
        row.text.typed.connect(partial(self._type, id_, "text"))
        row.feedback.typed.connect(partial(self._type, id_, "feedback"))
        row.picture.chosen.connect(
            lambda media: self._edit(lambda question: with_choice(question, id_, picture=media))
        )
        row.picture.described.connect(partial(self._type, id_, "picture_text"))
        row.text.submitted.connect(partial(self.add, id_))
        row.remove_button.clicked.connect(lambda _: self._edit(lambda q: without_choice(q, id_)))
        row.text.moved.connect(lambda by: self._edit(lambda q: with_choice_moved(q, id_, by)))
        return row

    def _mark(self, row: ChoiceRow) -> None:
        """Have a row say whether it is right by the button of the question's type."""
        kind = QRadioButton if self._single else QCheckBox
        if isinstance(row.marker, kind):
            return
        marker = kind()
        self._group.addButton(marker)
        marker.clicked.connect(lambda on: self._edit(lambda q: with_right(q, row.id, right=on)))
        row.take_marker(marker)

    def _type(self, id_: str, field: str, before: str, after: str) -> None:
        typing = Typing(id_, field, before, after)
        self._edit(lambda question: with_choice(question, id_, **{field: after}), typing)


class ChoiceText(RichText):
    """The words of an answer: Enter begins the next one, Alt and an arrow move this one."""

    submitted = Signal()
    moved = Signal(int)
    """By -1 (up) or 1 (down)."""

    def event(self, event: QEvent) -> bool:
        """Keep Alt and the arrows from moving the whole block."""
        if event.type() == QEvent.Type.ShortcutOverride and _step(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Take the keys that are ours."""
        plain = event.modifiers() in (_NO_MODIFIER, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif step := _step(event):
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)


class ChoiceRow(QWidget):
    """One answer."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__()
        self.id = id_
        self._tools = tools
        self.marker: QAbstractButton | None = None
        say = tools.voice.text
        self.text = ChoiceText(say("ui.field.choice"), tools.voice, compact=True)
        self.feedback = RichText(say("ui.field.choice_feedback"), tools.voice, compact=True)
        self.feedback.setPlaceholderText(say("ui.field.choice_feedback"))
        self.feedback_button = icon_button(tools, "comment", "ui.choice_feedback")
        self.feedback_button.setCheckable(True)
        self.picture = PictureField(tools)
        self.picture_button = icon_button(tools, "image", "ui.choose_picture")
        self.picture_button.clicked.connect(lambda _checked: self.picture.choose())
        self.remove_button = icon_button(tools, "close", "ui.remove_choice")
        self._line = QHBoxLayout()
        for widget in (
            self.text,
            self.picture_button,
            self.feedback_button,
            self.remove_button,
        ):
            self._line.addWidget(widget, int(widget is self.text))
        below = QVBoxLayout()
        below.setContentsMargins(28, 0, 0, 0)
        below.addWidget(self.picture)
        below.addWidget(self.feedback)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._line)
        column.addLayout(below)
        self.setFocusProxy(self.text)
        self.picture.hide()
        self.feedback.hide()
        self.feedback_button.toggled.connect(self.feedback.setVisible)

    def show_choice(self, course: Course, choice: Choice, number: int, *, editable: bool) -> None:
        """Show the answer as it is now."""
        say = self._tools.voice.text
        if self.marker is not None:
            self.marker.setChecked(choice.correct)
            self.marker.setAccessibleName(say("ui.choice_is_right", n=number))
            self.marker.setToolTip(say("ui.choice_is_right", n=number))
            self.marker.setEnabled(editable)
        self.text.setPlaceholderText(say("ui.choice_number", n=number))
        for field, text in ((self.text, choice.text), (self.feedback, choice.feedback)):
            field.show_text(text)
            field.setReadOnly(not editable)
            self._tools.spell(field, course.language)
        self.picture.show_picture(course, choice.picture, choice.picture_text, editable=editable)
        self.picture.setVisible(choice.picture is not None)
        self.picture_button.setEnabled(editable)
        if choice.feedback:
            self.feedback_button.setChecked(True)
        self.remove_button.setEnabled(editable)

    def take_marker(self, marker: QAbstractButton) -> None:
        """Take a button that says whether the answer is right, in place of an earlier one."""
        if self.marker is not None:
            self.marker.hide()
            self.marker.deleteLater()
        self.marker = marker
        self._line.insertWidget(0, marker)
        self.setTabOrder(marker, self.text)


def _step(event: QEvent) -> int:
    """Return -1 for Alt and arrow up, 1 for Alt and arrow down, 0 for anything else."""
    if not isinstance(event, QKeyEvent) or event.modifiers() != Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
