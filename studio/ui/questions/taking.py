"""A list of questions that somebody has already: pasted or dropped, understood, then taken."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

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
from studio.imports.questions.read import SUFFIXES, format_named
from studio.imports.questions.table import Table
from studio.imports.questions.taking import taken
from studio.jobs import Job
from studio.messages import StudioError, message
from studio.ui.pieces import button, head, quiet
from studio.ui.questions.column_mapping import ColumnMapping
from studio.ui.questions.taking_list import FoundList
from studio.ui.questions.understanding import Asked, Understood, opened, top_of, understood
from studio.ui.shell.asking import Asking
from studio.ui.shell.working import Working

T = TypeVar("T")

_PAUSE_MS = 300
_LARGE = 200_000
"""Characters or bytes that are read on another thread."""
_MANY_ROWS = 2_000
_NUMBERS = count()
"""Tell the readings apart: a new one begins while one that is cancelled still runs."""
_LINE = Qt.ItemDataRole.UserRole


class TakeQuestions(QDialog):
    """Shows what was understood of a list before any of it is taken."""

    wanted = Signal(object, int, str)
    """An edit that takes the questions, how many they are, and the id of the first one."""

    def __init__(self, course: Course, voice: Voice, asking: Asking, working: Working) -> None:
        super().__init__(asking.window)
        self._course = course
        self._voice = voice
        self._asking = asking
        self._working = working
        self._job: Job[Any] | None = None
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
        large = file.is_file() and file.stat().st_size > _LARGE
        self._do(lambda: (file, opened(file)), self._show_file, large=large)

    def read(self) -> None:
        """Read the list anew, and show what was understood; nothing is taken until then."""
        self._later.stop()
        self.take_button.setEnabled(False)
        text, format_ = self.text.toPlainText(), self.format.currentData()
        mapping = self.columns.mapping
        asked = Asked(self._course, text, format_, self._sheet, self._head, mapping)
        rows = len(self._sheet.rows) if self._sheet else 0
        large = len(text) > _LARGE or rows > _MANY_ROWS
        self._do(lambda: understood(asked), self._show, large=large)

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

    def _do(self, work: Callable[[], T], done: Callable[[T], None], *, large: bool) -> None:
        """Do short work at once and long work on another thread; the newest work counts."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if not large:
            done(work())
            return
        self.counts.setText(self._voice.text("ui.taking.reading"))
        self.take_button.setEnabled(False)
        title, target = message("ui.taking.reading"), f"list of questions {next(_NUMBERS)}"
        self._job = self._working.start(target, title, lambda _progress: work(), done)

    def _show_file(self, read: tuple[Path, tuple[Table | None, str] | StudioError]) -> None:
        file, content = read
        if isinstance(content, StudioError):
            self.trouble.setText(self._voice.say(content.message))
            self.trouble.show()
            self.read()  # large work on what is there was given up for the file
            return
        self._sheet, text = content
        named = "" if self._sheet else format_named(file)
        self.format.setCurrentIndex(self.format.findData(named))
        self.text.blockSignals(True)  # what is shown is nothing that was typed
        self.text.setPlainText(text)
        self.text.blockSignals(False)
        self.text.setEnabled(self._sheet is None)
        self._head = ()
        self.read()

    def _show(self, now: Understood) -> None:
        self.found = now.found
        self.columns.setVisible(now.table is not None)
        if now.table is not None and (top_of(now.table) != self._head or not self.columns.mapping):
            self._head = top_of(now.table)
            self.columns.show_table(now.table, now.mapping)
        self.list.show_found(now.found, now.known, now.told)
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
        end = QTextCursor.MoveOperation.EndOfBlock
        cursor.movePosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.centerCursor()

    def _wait(self) -> None:
        """Take nothing of a list that is not the one that is shown."""
        self.take_button.setEnabled(False)
        self._later.start()

    def _leave(self, _result: int) -> None:
        self._later.stop()
        if self._job is not None:
            self._job.cancel()

    def _choose(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        pattern = self._voice.text("ui.taking.files", patterns=patterns)
        file = self._asking.file(self._voice.text("ui.taking.choose"), pattern)
        if file is not None:
            self.open_file(file)

    def _connect(self) -> None:
        self._later.timeout.connect(self.read)
        self.text.textChanged.connect(self._wait)
        self.finished.connect(self._leave)
        self.format.activated.connect(lambda _at: self.read())
        self.columns.chosen.connect(self.read)
        self.list.ticks_changed.connect(self._count)
        self.problems.currentItemChanged.connect(lambda item, _: self._go_to_line(item))
        self.problems.itemClicked.connect(self._go_to_line)
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
