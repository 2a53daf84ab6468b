"""The questions: the bank, the one that is written, and how the learner sees it; the coverage."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QKeyCombination, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.course import bank_edits
from studio.course.change import name_of
from studio.course.edits import insert
from studio.course.model import Course
from studio.course.question_types import new_question
from studio.messages import message
from studio.ui import icons
from studio.ui.editor.tools import Tools
from studio.ui.pieces import head, quiet, scrolling
from studio.ui.questions.bank_filter import BankFilter
from studio.ui.questions.bank_panel import BankPanel
from studio.ui.questions.bulk import BulkCard
from studio.ui.questions.coverage_table import CoveragePage
from studio.ui.questions.placing import PlacingSheet
from studio.ui.questions.pooling import PoolDialog
from studio.ui.questions.question_card import CardForm, QuestionCard
from studio.ui.questions.trying import TryPane
from studio.ui.questions.views import ViewSwitch

_BANK_WIDTH, _FORM_WIDTH, _TRY_WIDTH = 400, 600, 380
_WIDE = 1200
"""A window at least so wide has room for the learner's view beside the other two."""

_NOTHING, _ONE, _BULK = range(3)
"""The pages beside the bank: no question, one of them, several."""
_DELETE = QKeyCombination(Qt.Key.Key_Delete).toCombined()
_DUPLICATE = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_D).toCombined()
_OWN_KEYS = (_DELETE, _DUPLICATE)


class QuestionsRoom(QWidget):
    """Lists the questions; the one that is chosen is written, and tried beside."""

    go_wanted = Signal(str)
    """The id of a screen that asks the question."""
    preview_wanted = Signal(str)
    """The id of a question that is to be seen in the browser."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.bank = BankPanel(tools.voice)
        self.line, self.list = self.bank.line, self.bank.list
        self.card = QuestionCard(tools)
        self.bulk = BulkCard(tools)
        self.trying = TryPane(tools)
        self.coverage = CoveragePage(tools.voice)
        self.switches = (ViewSwitch(tools.voice), ViewSwitch(tools.voice))
        self.try_button = QToolButton()
        self.pages, self.views = QStackedWidget(), QStackedWidget()
        self._wide = False  # until the window has said how wide it is
        self._shows_try = {True: True, False: False}
        """Whether the learner's view is wanted, in a wide window and in a narrow one."""
        self._lay_out()
        self._connect()

    @property
    def form(self) -> CardForm | None:
        """The form of the question that is written."""
        return self.card.form

    def show_course(self, course: Course) -> None:
        """Show a course, or what an edit has made of it."""
        self.bank.show_course(course, editable=self._editable)
        if self.views.currentIndex() == 1:
            self.coverage.show_course(course)

    def current_id(self) -> str:
        """Return the id of the question that is chosen; "" for none."""
        return self.list.current_id()

    def select(self, id_: str) -> None:
        """Go to a question, whatever was searched for."""
        self.show_view("bank")
        if self.bank.model.place_of(id_) < 0:
            self.bank.use(BankFilter())
        self.list.choose(id_)

    def offer_import(self, action: QAction) -> None:
        """Put an action that brings questions in into the header of the bank."""
        self.bank.offer(action)

    def show_view(self, name: str) -> None:
        """Show the `bank` or the `coverage`."""
        self.views.setCurrentIndex(("bank", "coverage").index(name))
        for switch in self.switches:
            switch.show_view(name)
        if name == "coverage":
            self.coverage.show_course(self._tools.document.course)

    def show_only(self, wanted: BankFilter) -> None:
        """Show the bank with the questions that are wanted, where it had no place, too."""
        if not self._wide:
            self.show_try(shown=False)
        self.show_view("bank")
        self.bank.use(wanted)
        self.list.setFocus()

    def add(self, tag: str) -> None:
        """Add a new question of a type to the bank, and write it."""
        question = new_question(tag)
        label = message("undo.add_question")
        if self._tools.document.edit(label, partial(insert, node=question)):
            self.select(question.id)
            if self.form is not None:
                self.form.setFocus()

    def duplicate(self) -> None:
        """Put a copy of each selected question behind it, and choose the copies."""
        made: list[str] = []
        ids = self.list.selected_ids()

        def edit(now: Course) -> Course:
            now, copies = bank_edits.duplicated(now, ids)
            made.extend(copies)
            return now

        if ids and self._tools.document.edit(message("undo.copy_questions", n=len(ids)), edit):
            self.select(made[0])
            self.list.choose(*made)

    def delete(self) -> None:
        """Take the selected questions out of the course and of all that asks them."""
        ids = self.list.selected_ids()
        if not ids:
            return
        label = message("undo.delete_questions", n=len(ids))
        if len(ids) == 1:
            name = name_of(self._tools.document.course.questions[ids[0]])
            label = message("undo.delete", title=name)
        self._tools.document.edit(label, partial(bank_edits.without, ids=ids))

    def ask_in_video(self, block: str = "") -> None:
        """Ask at which moment of which clip the question is asked."""
        if self.current_id():
            PlacingSheet(self.current_id(), self._tools, self, block).open()

    def ask_in_quiz(self, *, draws: bool = False) -> None:
        """Ask which quiz takes the selected questions, all of them or some that it draws."""
        ids = self.list.selected_ids()
        uses = [use for id_ in ids for use in self.bank.model.uses_of(id_)]
        here = uses[0].screen.id if uses else ""
        if ids:
            PoolDialog(ids, self._tools, self, draws=draws, here=here).open()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Give the learner's view its place, or take it, as the window has room."""
        super().resizeEvent(event)
        wide = self.window().width() >= _WIDE
        if wide != self._wide:
            self._wide = wide
            self._show_sides()

    def event(self, event: QEvent) -> bool:
        """Keep the window from doing to screens what is meant for questions here."""
        if event.type() == QEvent.Type.ShortcutOverride and _key(event) in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Delete and duplicate by the keys that do so to screens elsewhere."""
        key = _key(event)
        if key == _DUPLICATE:
            self.duplicate()
        elif key == _DELETE and self.list.hasFocus():
            self.delete()
        else:
            super().keyPressEvent(event)

    @property
    def _editable(self) -> bool:
        return not self._tools.document.session.read_only

    def _show_chosen(self) -> None:
        course, ids = self._tools.document.course, self.list.selected_ids()
        question = course.questions.get(ids[0]) if len(ids) == 1 else None
        self.pages.setCurrentIndex(_ONE if question else _BULK if ids else _NOTHING)
        self._side.setEnabled(question is not None)
        if question is not None:
            uses = self.bank.model.uses_of(question.id)
            self.card.show_question(course, question, uses, editable=self._editable)
            self.trying.show_question(course, question)
        elif ids:
            self.bulk.show_questions(course, ids, editable=self._editable)

    def _do(self, name: str) -> None:
        """Do what a menu or a button of the cards wants."""
        works: dict[str, Callable[[], object]] = {
            "video": self.ask_in_video,
            "quiz": self.ask_in_quiz,
            "draw": partial(self.ask_in_quiz, draws=True),
            "duplicate": self.duplicate,
            "delete": self.delete,
        }
        works[name]()

    def show_try(self, *, shown: bool) -> None:
        """Show the question as learners see it, or fold that away."""
        self._shows_try[self._wide] = shown
        self._show_sides()

    def _show_sides(self) -> None:
        """Show the learner's view where it is wanted; a narrow window has no room for all three."""
        shown = self._shows_try[self._wide]
        self.try_button.setChecked(shown)
        if shown and self._side.isHidden():
            self.splitter.setSizes([_BANK_WIDTH, _FORM_WIDTH, _TRY_WIDTH])
        self._side.setVisible(shown)
        self.bank.setVisible(self._wide or not shown)

    def _connect(self) -> None:
        self.bank.new_wanted.connect(self.add)
        self.bank.chosen.connect(self._show_chosen)
        for card in (self.card, self.bulk):
            card.wanted.connect(self._do)
        self.list.customContextMenuRequested.connect(self._offer_actions)
        self.card.go_wanted.connect(self.go_wanted)
        self.card.move_wanted.connect(self.ask_in_video)
        self.trying.preview_wanted.connect(self.preview_wanted)
        self.coverage.table.wanted.connect(self.show_only)
        self.try_button.clicked.connect(lambda on: self.show_try(shown=on))
        for switch in self.switches:
            switch.chosen.connect(self.show_view)
        self._tools.pictures.ready.connect(self._show_pictures)

    def _offer_actions(self, at: QPoint) -> None:
        """Offer what can be done with the selected questions."""
        card = self.bulk if self.pages.currentIndex() == _BULK else self.card
        if self._editable and self.list.selected_ids():
            card.menu.popup(self.list.viewport().mapToGlobal(at))

    def _show_pictures(self) -> None:
        """Show pictures of the question that were just made."""
        if self.isVisible() and self.pages.currentIndex() == _ONE:
            self._show_chosen()

    def _lay_out(self) -> None:
        self.bank.column.insertWidget(0, self.switches[0], 0, Qt.AlignmentFlag.AlignLeft)
        self.bank.setMinimumWidth(320)
        self.pages.addWidget(self._nothing())
        for card in (self.card, self.bulk):
            self.pages.addWidget(scrolling(card))
        self._side = self._try_side()
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        for widget in (self.bank, self._middle(), self._side):
            self.splitter.addWidget(widget)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([_BANK_WIDTH, _FORM_WIDTH, _TRY_WIDTH])
        self._side.hide()
        self.views.addWidget(self.splitter)
        self.views.addWidget(self._coverage_view())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.views)

    def _middle(self) -> QWidget:
        """Return the column of the form, with the button that shows the learner's view."""
        say = self._tools.voice.text
        self.try_button.setText(say("ui.try_head"))
        self.try_button.setIcon(icons.icon("preview"))
        self.try_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.try_button.setCheckable(True)
        self.try_button.setProperty("view", True)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setContentsMargins(20, 0, 20, 0)
        line.addStretch(1)
        line.addWidget(self.try_button)
        column.addLayout(line)
        column.addWidget(self.pages, 1)
        held.setMinimumWidth(400)
        return held

    def _try_side(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(12, 16, 12, 8)
        column.addWidget(quiet(self._tools.voice.text("ui.try_head")))
        column.addWidget(self.trying, 1)
        held.setMinimumWidth(320)
        return held

    def _coverage_view(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 14, 0, 0)
        line = QVBoxLayout()
        line.setContentsMargins(20, 0, 20, 0)
        line.addWidget(self.switches[1], 0, Qt.AlignmentFlag.AlignLeft)
        line.addWidget(head(self._tools.voice.text("ui.coverage_head")))
        column.addLayout(line)
        column.addWidget(self.coverage, 1)
        return held

    def _nothing(self) -> QWidget:
        say = self._tools.voice.text
        nothing = QWidget()
        empty = QVBoxLayout(nothing)
        empty.setContentsMargins(48, 48, 48, 48)
        empty.addWidget(head(say("ui.no_questions_head")))
        empty.addWidget(quiet(say("ui.no_questions_hint")))
        empty.addStretch(1)
        return nothing


def _key(event: QEvent) -> int:
    return event.keyCombination().toCombined() if isinstance(event, QKeyEvent) else 0
