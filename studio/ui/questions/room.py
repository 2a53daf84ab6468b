"""The question bank: every question of the course, found, written, and where it is asked."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.course.asking import asked_on
from studio.course.change import name_of
from studio.course.copying import duplicate
from studio.course.edits import insert, remove
from studio.course.model import Course
from studio.course.question_types import QUESTION_TYPES, new_question, tag_of
from studio.course.questions import Question
from studio.messages import message
from studio.ui import icons
from studio.ui.editor.question_form import QuestionForm
from studio.ui.editor.tools import Tools
from studio.ui.pieces import button, head, quiet, scrolling
from studio.ui.shell.finder_ranking import folded

_ID = Qt.ItemDataRole.UserRole


class _Line(NamedTuple):
    id: str
    text: str
    icon: str


class QuestionsRoom(QWidget):
    """Lists the questions; the one that is chosen is written at the right."""

    go_wanted = Signal(str)
    """The id of a screen that asks the question."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._lines: list[_Line] = []
        self._asked: dict[str, list[str]] = {}
        """The screens that ask each question, by its id."""
        say = tools.voice.text
        self.line = QLineEdit()
        self.line.setAccessibleName(say("ui.questions_search"))
        self.line.setPlaceholderText(say("ui.questions_search"))
        self.line.setClearButtonEnabled(True)
        self.unused = QCheckBox(say("ui.questions_unused"))
        self.list = QListWidget()
        self.list.setAccessibleName(say("ui.questions_head"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add_button = QPushButton(icons.icon("add", on_accent=True), say("ui.add_question"))
        self.add_button.setProperty("main", True)
        self.add_button.setMenu(self._menu())
        self.form: QuestionForm | None = None
        self.used = quiet()
        self.go_button = button(say("ui.question_go"), self._go, kind="link")
        self.copy_button = button(say("ui.question_copy"), self.duplicate)
        self.delete_button = button(say("ui.question_delete"), self.delete)
        self.pages = QStackedWidget()
        self._lay_out()
        self.line.textChanged.connect(lambda _: self._fill())
        self.unused.toggled.connect(lambda _: self._fill())
        self.list.currentItemChanged.connect(lambda *_: self._show_current())

    def show_course(self, course: Course) -> None:
        """Show a course, or what an edit has made of it."""
        self._asked = _screens_by_question(course)
        self.add_button.setEnabled(self._editable)
        self._fill()
        self._show_current()

    def current_id(self) -> str:
        """Return the id of the question that is chosen; "" for none."""
        item: QListWidgetItem | None = self.list.currentItem()
        return "" if item is None else str(item.data(_ID))

    def select(self, id_: str) -> None:
        """Go to a question, whatever was searched for."""
        self.line.clear()
        self.unused.setChecked(False)
        for row, line in enumerate(self._lines):
            if line.id == id_:
                self.list.setCurrentRow(row)

    def add(self, tag: str) -> None:
        """Add a new question of a type to the bank, and write it."""
        question = new_question(tag)
        label = message("undo.add_question")
        if self._tools.document.edit(label, partial(insert, node=question)):
            self._go_to(question.id)

    def duplicate(self) -> None:
        """Put a copy of the question into the bank, and write it."""
        here, made = self.current_id(), [""]

        def edit(now: Course) -> Course:
            now, made[0] = duplicate(now, here)
            return now

        if here and self._tools.document.edit(message("undo.add_question"), edit):
            self._go_to(made[0])

    def delete(self) -> None:
        """Take the question out of the course and of the quizzes that ask it."""
        here = self.current_id()
        if here:
            name = name_of(self._tools.document.course.questions[here])
            self._tools.document.edit(message("undo.delete", title=name), partial(remove, id_=here))

    @property
    def _editable(self) -> bool:
        return not self._tools.document.session.read_only

    def _go_to(self, id_: str) -> None:
        self.select(id_)
        if self.form is not None:
            self.form.setFocus()

    def _fill(self) -> None:
        course, here = self._tools.document.course, self.current_id()
        words = folded(self.line.text()).split()
        lines = [
            self._line(question)
            for question in course.questions.values()
            if not (self.unused.isChecked() and self._asked.get(question.id))
            and all(word in folded(_text_of(question)) for word in words)
        ]
        if lines == self._lines:
            return
        self._lines = lines
        self.list.blockSignals(True)  # what is shown is no choice of the author's
        self.list.clear()
        for line in lines:
            item = QListWidgetItem(icons.icon(line.icon), line.text, self.list)
            item.setData(_ID, line.id)
        ids = [line.id for line in lines]
        self.list.setCurrentRow(ids.index(here) if here in ids else 0)
        self.list.blockSignals(False)
        self._show_current()

    def _line(self, question: Question) -> _Line:
        say = self._tools.voice.text
        used = say("ui.question_uses", n=len(self._asked.get(question.id, ())))
        points = say("ui.points", n=question.points)
        name = self._tools.voice.words(name_of(question))
        return _Line(question.id, f"{name}\n{points} \u00b7 {used}", tag_of(question))

    def _show_current(self) -> None:
        course = self._tools.document.course
        question = course.questions.get(self.current_id())
        self.pages.setCurrentIndex(0 if question is None else 1)
        if question is None:
            return
        if self.form is None or self.form.id != question.id:
            self._make_form(question.id)
        if self.form is not None:
            self.form.show_question(course, question, editable=self._editable)
        screens = [course.screens[id_].title for id_ in self._asked.get(question.id, ())]
        said = ", ".join(title or self._tools.voice.text("ui.untitled") for title in screens)
        id_ = "ui.question_asked" if said else "ui.asked_nowhere"
        self.used.setText(self._tools.voice.text(id_, screens=said))
        self.go_button.setVisible(bool(screens))
        for each in (self.copy_button, self.delete_button):
            each.setEnabled(self._editable)

    def _make_form(self, id_: str) -> None:
        if self.form is not None:
            self._column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.form = QuestionForm(id_, self._tools)
        self._column.insertWidget(0, self.form)

    def _go(self) -> None:
        for screen in self._asked.get(self.current_id(), ())[:1]:
            self.go_wanted.emit(screen)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for tag in QUESTION_TYPES:
            action = menu.addAction(icons.icon(tag), self._tools.voice.text(f"ui.question.{tag}"))
            action.triggered.connect(lambda _checked, tag=tag: self.add(tag))
        return menu

    def _lay_out(self) -> None:
        say = self._tools.voice.text
        side = QWidget()
        side.setObjectName("side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(300)
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 16, 12, 16)
        column.setSpacing(8)
        column.addWidget(head(say("ui.questions_head")))
        for widget in (self.line, self.unused, self.list, self.add_button):
            column.addWidget(widget, int(widget is self.list))
        nothing = QWidget()
        empty = QVBoxLayout(nothing)
        empty.setContentsMargins(48, 48, 48, 48)
        empty.addWidget(head(say("ui.no_questions_head")))
        empty.addWidget(quiet(say("ui.no_questions_hint")))
        empty.addStretch(1)
        self.pages.addWidget(nothing)
        self.pages.addWidget(scrolling(self._detail()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self.pages, 1)

    def _detail(self) -> QWidget:
        inner = QWidget()
        inner.setMaximumWidth(780)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(24, 16, 24, 16)
        self._column.setSpacing(12)
        where = QHBoxLayout()
        where.addWidget(self.used, 1)
        where.addWidget(self.go_button)
        buttons = QHBoxLayout()
        for each in (self.copy_button, self.delete_button):
            buttons.addWidget(each)
        buttons.addStretch(1)
        self._column.addLayout(where)
        self._column.addLayout(buttons)
        self._column.addStretch(1)
        return inner


def _screens_by_question(course: Course) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for screen in course.screens_in_order():
        for _, id_ in asked_on(course, screen):
            found.setdefault(id_, []).append(screen.id)
    return found


def _text_of(question: Question) -> str:
    """Return all that can be searched for in a question."""
    choices = getattr(question, "choices", ())
    return " ".join((question.stem, *(choice.text for choice in choices)))
