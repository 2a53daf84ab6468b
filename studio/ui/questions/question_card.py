"""The chosen question as it is written: its form on a card, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.course.model import Course
from studio.course.question_uses import QuestionUse
from studio.course.questions import UNCOUNTED, Question
from studio.ui import icons
from studio.ui.editor.question_extras import icon_button
from studio.ui.editor.question_form import QuestionForm
from studio.ui.editor.tools import Tools
from studio.ui.pieces import card
from studio.ui.questions.used_where import UsedWhere
from studio.ui.rich_text import FormatBar, RichText

ACTIONS = (
    ("video", "clip"),
    ("quiz", "quiz"),
    ("duplicate", "duplicate"),
    ("delete", "delete"),
)
"""What can be done with a question, and the icons for it."""
_MORE_GAP = 14
_OBJECTIVE_HEIGHT, _MOST_HEIGHT = 30, 128


class CardForm(QuestionForm):
    """The form of a question with all of its fields in sight."""

    def lay_out(self) -> None:
        """Put the fields below each other, as learners meet them; numbers beside each other."""
        self._labels: dict[str, QLabel] = {}
        self.bar = FormatBar(self._tools.voice, self)
        self.more.hide()
        self.head = QHBoxLayout()
        self.head.addWidget(self.type)
        self.head.addStretch(1)
        self.head.addWidget(self._label("points", self.points))
        self.head.addWidget(self.points)
        self.column.addLayout(self.head)
        over_stem = QHBoxLayout()
        over_stem.addWidget(self._label("stem", self.stem))
        over_stem.addStretch(1)
        over_stem.addWidget(self.bar)
        self.column.addLayout(over_stem)
        self.column.addWidget(self.stem)
        answers = QLabel(self._tools.voice.text("ui.answers_head"))
        answers.setProperty("field", True)
        self.column.addWidget(answers)
        self.column.addWidget(self.more)
        self.column.addSpacing(_MORE_GAP)
        self.column.addWidget(self.details)
        self._lay_out_texts()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def show_question(self, course: Course, question: Question, *, editable: bool) -> None:
        """Show the question as it is now; what doesn't count has no points to be set."""
        super().show_question(course, question, editable=editable)
        count = max(1, len(course.objectives))
        self.objectives.list.setFixedHeight(min(_MOST_HEIGHT, count * _OBJECTIVE_HEIGHT + 8))
        self.points.setVisible(not isinstance(question, UNCOUNTED))
        self._labels["points"].setVisible(not isinstance(question, UNCOUNTED))

    def show_picture_row(self, *, shown: bool) -> None:
        """Show the field of the question's picture, or not."""
        self.picture.setVisible(shown)
        self._labels["picture"].setVisible(shown)

    def _lay_out_texts(self) -> None:
        grid = QGridLayout(self.details)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for column, name in enumerate(("feedback_right", "feedback_wrong")):
            grid.addWidget(self._label(name, self.texts[name]), 0, column)
            grid.addWidget(self.texts[name], 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
        self._add_wide(grid, "hint", self.texts["hint"])
        ticks = QVBoxLayout()
        for box in (self.shuffle, self.partial_credit, self.rule):
            ticks.addWidget(box)
        grid.addLayout(ticks, grid.rowCount(), 0, 1, 2)
        row = grid.rowCount()
        for column, (name, field) in enumerate((("tries", self.tries), ("bloom", self.bloom))):
            grid.addWidget(self._label(name, field), row, column)
            grid.addWidget(field, row + 1, column)
        for name in ("objectives", "tags", "picture", "watch"):
            self._add_wide(grid, name, getattr(self, name))

    def _add_wide(self, grid: QGridLayout, name: str, field: QWidget) -> None:
        row = grid.rowCount()
        grid.addWidget(self._label(name, field), row, 0, 1, 2)
        grid.addWidget(field, row + 1, 0, 1, 2)

    def _label(self, name: str, field: QWidget) -> QLabel:
        self._labels[name] = label = self._tools.labelled(name, field)
        return label

    def _follow(self, _before: QObject | None, now: QObject | None) -> None:
        """Have the bar act on the text of this form that is written in."""
        if isinstance(now, RichText) and self.isAncestorOf(now):
            self.bar.follow(now)


class QuestionCard(QWidget):
    """One question: its form, the menu of what can be done with it, and where it is asked."""

    wanted = Signal(str)
    """One of `ACTIONS` is to be done with the question."""
    go_wanted = Signal(str)
    """The id of a screen that asks the question."""
    move_wanted = Signal(str)
    """The id of a clip's block, in which the question is to be asked at another moment."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.form: CardForm | None = None
        self.more_button = icon_button(tools, "more", "ui.question_actions")
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = self._menu()
        self.more_button.setMenu(self.menu)
        self.used = UsedWhere(tools)
        self.used.go_wanted.connect(self.go_wanted)
        self.used.move_wanted.connect(self.move_wanted)
        self.used.ask_wanted.connect(self.wanted)
        paper, self._paper = card()
        self._paper.setContentsMargins(20, 16, 20, 18)
        places, inside = card()
        inside.addWidget(self.used)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 20)
        column.setSpacing(12)
        column.addWidget(paper)
        column.addWidget(places)
        column.addStretch(1)

    def show_question(
        self, course: Course, question: Question, uses: Sequence[QuestionUse], *, editable: bool
    ) -> None:
        """Show a question, or what an edit has made of it; `uses` is where it is asked."""
        if self.form is None or self.form.id != question.id:
            self._make_form(question.id)
        if self.form is not None:
            self.form.show_question(course, question, editable=editable)
        self.used.show_uses(course, uses, editable=editable)
        self.more_button.setEnabled(editable)

    def _make_form(self, id_: str) -> None:
        if self.form is not None:
            self._paper.removeWidget(self.form)
            self.more_button.setParent(self)
            self.form.hide()
            self.form.deleteLater()
        self.form = CardForm(id_, self._tools)
        self.form.head.addWidget(self.more_button)
        self._paper.addWidget(self.form)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for name, icon in ACTIONS:
            action = menu.addAction(icons.icon(icon), self._tools.voice.text(f"ui.question_{name}"))
            action.triggered.connect(lambda _checked, name=name: self.wanted.emit(name))
        return menu
