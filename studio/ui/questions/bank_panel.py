"""The left column of the questions: the bank, searched and filtered, and the ways to add to it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.course.model import Course
from studio.course.question_types import QUESTION_TYPES
from studio.i18n import Voice
from studio.ui import icons
from studio.ui.pieces import quiet
from studio.ui.questions.bank_chips import FilterBar
from studio.ui.questions.bank_filter import BankFilter
from studio.ui.questions.bank_model import BankModel
from studio.ui.questions.bank_view import BankView

_QUIET_MS = 120
"""How long somebody who searches pauses before a long list is made anew."""
_MANY = 500


class BankPanel(QWidget):
    """Lists the questions that are wanted."""

    new_wanted = Signal(str)
    """The tag of a type of which a question is to be made."""
    chosen = Signal()
    """Another question is the current one, or others are selected."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self._course: Course | None = None
        say = voice.text
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line = QLineEdit()
        self.line.setAccessibleName(say("ui.questions_search"))
        self.line.setClearButtonEnabled(True)
        self.line.addAction(icons.icon("find"), QLineEdit.ActionPosition.LeadingPosition)
        self.filters = FilterBar(voice)
        self.model = BankModel(voice)
        self.list = BankView(self.model, voice)
        self.found = quiet()
        self.import_button = QToolButton()
        self.import_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.import_button.setObjectName("framed")
        self.import_button.hide()
        self.add_button = QPushButton(icons.icon("add", on_accent=True), say("ui.question_new"))
        self.add_button.setAccessibleName(say("ui.add_question"))
        self.add_button.setProperty("main", True)
        self.add_button.setMenu(self._menu())
        self._later = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._later.timeout.connect(self._search)
        self.line.textChanged.connect(self._search_soon)
        self.line.returnPressed.connect(self.list.setFocus)
        self.filters.changed.connect(self._fill)
        self._filling = False
        self.list.chosen.connect(self._choose)
        self._lay_out()

    def show_course(self, course: Course, *, editable: bool) -> None:
        """Show the bank of a course, or what an edit has made of it."""
        self._course = course
        self.add_button.setEnabled(editable)
        self.import_button.setEnabled(editable)
        count = len(course.questions)
        self.line.setPlaceholderText(self._voice.text("ui.questions_search_n", n=count))
        self.filters.show_course(course)
        self._fill()

    def use(self, wanted: BankFilter) -> None:
        """List what is wanted, and nothing else."""
        self.line.blockSignals(True)  # the words come with the rest
        self.line.setText(wanted.words)
        self.line.blockSignals(False)
        self.filters.use(wanted)

    def offer(self, action: QAction) -> None:
        """Put an action that brings questions in beside the one that makes new ones."""
        self.import_button.setDefaultAction(action)
        self.import_button.show()

    def _search_soon(self) -> None:
        if self._course is not None and len(self._course.questions) > _MANY:
            self._later.start()
        else:
            self._search()

    def _search(self) -> None:
        self.filters.use(replace(self.filters.filter, words=self.line.text().strip()))

    def _fill(self) -> None:
        course = self._course
        if course is None:
            return
        selected, here = self.list.selected_ids(), self.list.current_id()
        before = self.model.ids
        self._filling = True  # what is shown is no choice of the author's
        self.model.show(course, self.filters.filter, self.filters.chosen_order())
        ids = self.model.ids
        if ids != before:
            left = [id_ for id_ in selected if id_ in set(ids)]
            first = [here] if here in left else []
            self.list.choose(*first, *(id_ for id_ in left if id_ != here))
            if not left and ids:
                self.list.choose(_beside(here, before, ids))
        self._filling = False
        self._tell(len(ids), len(course.questions))
        self.chosen.emit()

    def _choose(self) -> None:
        if not self._filling:
            self.chosen.emit()

    def _tell(self, listed: int, held: int) -> None:
        """Say how many are listed, where not all are."""
        self.found.setVisible(listed < held)
        self.found.setText(self._voice.text("ui.bank_found", n=listed, total=held))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for tag in QUESTION_TYPES:
            action = menu.addAction(icons.icon(tag), self._voice.text(f"ui.question.{tag}"))
            action.triggered.connect(lambda _checked, tag=tag: self.new_wanted.emit(tag))
        return menu

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.import_button)
        row.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 14, 12, 8)
        self.column.setSpacing(8)
        self.column.addLayout(row)
        for widget in (self.line, self.filters, self.found):
            self.column.addWidget(widget)
        self.column.addWidget(self.list, 1)


def _beside(gone: str, before: list[str], after: list[str]) -> str:
    """Return what is to be current in place of a question that is not listed any more."""
    known = set(after)
    at = before.index(gone) if gone in before else 0
    behind = (id_ for id_ in (*before[at:], *reversed(before[:at])) if id_ in known)
    return next(behind, after[0])
