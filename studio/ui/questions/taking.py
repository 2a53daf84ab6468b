"""A list of questions that somebody has already: pasted or dropped, understood, then taken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from studio.course.model import Course
from studio.i18n import Voice
from studio.imports.questions.found import FORMATS, Found
from studio.imports.questions.read import (
    SUFFIXES,
    guessed_format,
    read_questions,
    table_of,
    text_of,
)
from studio.imports.questions.table import Table, guessed_mapping, read_table
from studio.imports.questions.table_files import csv_table
from studio.imports.questions.taking import in_bank, remarks, taken
from studio.jobs import in_words
from studio.messages import StudioError
from studio.ui.pieces import button, head, quiet
from studio.ui.questions.column_mapping import ColumnMapping
from studio.ui.questions.taking_list import FoundList
from studio.ui.shell.asking import Asking

_PAUSE_MS = 300
_LINE = Qt.ItemDataRole.UserRole


class TakeQuestions(QDialog):
    """Shows what was understood of a list before any of it is taken."""

    wanted = Signal(object, int, str)
    """An edit that takes the questions, how many they are, and the id of the first one."""

    def __init__(self, course: Course, voice: Voice, asking: Asking, parent: QWidget) -> None:
        super().__init__(parent)
        self._course = course
        self._voice = voice
        self._asking = asking
        self._sheet: Table | None = None
        self._head: tuple[str, ...] = ()
        self.found = Found((), (), "text")
        say = voice.text
        self.setWindowTitle(say("ui.taking.title"))
        self.setAcceptDrops(True)
        self.resize(1000, 660)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(say("ui.taking.text"))
        self.text.setPlaceholderText(say("ui.taking.hint"))
        self.text.setTabChangesFocus(True)
        self.text.setAcceptDrops(False)
        self.format = QComboBox()
        self.format.setAccessibleName(say("ui.taking.format"))
        for name in ("", *FORMATS):
            self.format.addItem(say(f"ui.taking.format.{name or 'guess'}"), name)
        self.columns = ColumnMapping(voice)
        self.list = FoundList(voice)
        self.problems = QListWidget()
        self.problems.setAccessibleName(say("ui.taking.problems"))
        self.problems.setWordWrap(True)
        self.counts = quiet()
        self.trouble = quiet()
        self.take_button = QPushButton()
        self.take_button.setProperty("main", True)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()
        self.read()
        self.text.setFocus()

    def open_file(self, file: Path) -> None:
        """Read a file in the place of what is there."""
        self.trouble.hide()
        try:
            self._sheet = table_of(file)
            text = "" if self._sheet else text_of(file)
        except (StudioError, OSError) as problem:
            self.trouble.setText(self._voice.say(in_words(problem).message))
            self.trouble.show()
            return
        self.format.setCurrentIndex(0)
        self.text.blockSignals(True)  # what is shown is nothing that was typed
        self.text.setPlainText(text)
        self.text.blockSignals(False)
        self.text.setEnabled(self._sheet is None)
        self._head = ()
        self.read()

    def read(self) -> None:
        """Read the list anew, and show what was understood."""
        text, name = self.text.toPlainText(), self.format.currentData()
        table = self._sheet
        if table is None and (name or guessed_format(text)) == "table" and text.strip():
            table = csv_table(text)
        self.columns.setVisible(table is not None)
        if table is not None:
            self._show_columns(table)
            self.found = read_table(table, self.columns.mapping)
        else:
            self.found = read_questions(text, name)
        self._show()

    def accept(self) -> None:
        """Have the questions taken that are ticked."""
        places = self.list.ticked()
        if places:
            first = self.found.questions[places[0]].question.id
            self.wanted.emit(taken(self.found, places), len(places), first)
            super().accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Take files and text."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        """Read what was dropped."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.open_file(files[0])
        else:
            self.text.insertPlainText(event.mimeData().text())

    def _show_columns(self, table: Table) -> None:
        """Show the columns; what the author said of them holds while their heads are the same."""
        top = table.rows[0].cells if table.rows else ()
        if top != self._head or not self.columns.mapping:
            self._head = top
            self.columns.show_table(table, guessed_mapping(table))

    def _show(self) -> None:
        known, told = in_bank(self._course, self.found), remarks(self._course, self.found)
        self.list.show_found(self.found, known, told)
        self.problems.clear()
        for problem in self.found.problems:
            line, said = problem.line, self._voice.say(problem.said)
            text = self._voice.text("ui.taking.problem", line=line, text=said)
            item = QListWidgetItem(text, self.problems)
            item.setData(_LINE, problem.line)
        self.problems.setVisible(bool(self.found.problems))
        self._problems_head.setVisible(bool(self.found.problems))
        self._count()

    def _count(self) -> None:
        n = len(self.list.ticked())
        self.counts.setText(self._voice.text("ui.taking.understood", n=len(self.found.questions)))
        self.take_button.setText(self._voice.text("ui.taking.take", n=n))
        self.take_button.setEnabled(n > 0)

    def _go_to_line(self, item: QListWidgetItem | None) -> None:
        """Select the line that a problem is about."""
        if item is None or self._sheet is not None:
            return
        block = self.text.document().findBlockByNumber(item.data(_LINE) - 1)
        cursor = QTextCursor(block)
        cursor.select(QTextCursor.SelectionType.LineUnderCursor)
        self.text.setTextCursor(cursor)
        self.text.centerCursor()

    def _choose(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        pattern = self._voice.text("ui.taking.files", patterns=patterns)
        file = self._asking.file(self._voice.text("ui.taking.choose"), pattern)
        if file is not None:
            self.open_file(file)

    def _connect(self) -> None:
        self._later.timeout.connect(self.read)
        self.text.textChanged.connect(self._later.start)
        self.format.activated.connect(lambda _at: self.read())
        self.columns.chosen.connect(self.read)
        self.list.ticks_changed.connect(self._count)
        self.problems.currentItemChanged.connect(lambda item, _: self._go_to_line(item))
        self.take_button.clicked.connect(lambda _checked: self.accept())

    def _lay_out(self) -> None:
        say = self._voice.text
        above = QHBoxLayout()
        self.choose_button = _quiet_default(button(say("ui.taking.choose"), self._choose))
        above.addWidget(self.choose_button)
        above.addStretch(1)
        above.addWidget(self.format)
        source = _column([above, self.text, self.trouble, self.columns])
        self.trouble.hide()
        self._problems_head = quiet(say("ui.taking.problems"))
        understood = _column(
            [head(say("ui.taking.found")), self.counts, self.list, self._problems_head]
        )
        understood.layout().addWidget(self.problems)  # type: ignore[union-attr]  # it has one
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        for part in (source, understood):
            split.addWidget(part)
        split.setSizes([500, 500])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.take_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(split, 1)
        column.addWidget(buttons)


def _quiet_default(made: QPushButton) -> QPushButton:
    """Return a button that Enter does not press."""
    made.setAutoDefault(False)
    return made


def _column(parts: list[QWidget | QHBoxLayout]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for part in parts:
        if isinstance(part, QHBoxLayout):
            column.addLayout(part)
        else:
            column.addWidget(part, int(isinstance(part, (QPlainTextEdit, QListWidget))))
    return made
