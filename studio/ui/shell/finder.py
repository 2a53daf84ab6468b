"""Ctrl+K: go to any screen, question, clip, objective or command by its name."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from studio.course.blocks import ClipBlock, QuizBlock, TextBlock
from studio.course.model import Course
from studio.i18n import Voice

_MOST = 60


class Found(NamedTuple):
    """Something to go to: its words, what kind of thing it is, and how to go there."""

    text: str
    kind: str
    go: Callable[[], object]


class Finder(QDialog):
    """A line to type in, and what fits."""

    def __init__(self, voice: Voice, all_: Sequence[Found], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._voice = voice
        self._all = [(searchable(each.text), each) for each in all_]
        self.line = QLineEdit()
        self.line.setAccessibleName(voice.text("ui.find"))
        self.line.setPlaceholderText(voice.text("ui.find_hint"))
        self.line.textChanged.connect(self._fill)
        self.line.installEventFilter(self)
        self.found = QListWidget()
        self.found.setAccessibleName(voice.text("ui.found"))
        self.found.itemActivated.connect(self._take)
        self.found.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.line)
        column.addWidget(self.found)
        self.resize(560, 420)
        self._fill("")

    def open_over(self, window: QWidget) -> None:
        """Open near the top of a window, with the cursor in the line."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + 80)
        self.show()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Let arrows and Enter in the line work on the list below it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                row = self.found.currentRow() + step
                self.found.setCurrentRow(max(0, min(self.found.count() - 1, row)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.found.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        words = searchable(text).split()
        fitting = [each for plain, each in self._all if all(word in plain for word in words)]
        self.found.clear()
        for each in fitting[:_MOST]:
            item = QListWidgetItem(f"{each.text}\n{each.kind}")
            item.setData(Qt.ItemDataRole.UserRole, each)
            self.found.addItem(item)
        self.found.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.accept()
            item.data(Qt.ItemDataRole.UserRole).go()


def places(course: Course, voice: Voice, go: Callable[[str], object]) -> list[Found]:
    """Return all that has a name in a course; `go` is given the id of a place in the outline."""
    kinds = {name: voice.text(f"ui.found.{name}") for name in ("module", "lesson", "screen")}
    found = [
        Found(node.title, kinds[kind], partial(go, node.id))
        for kind, nodes in (
            ("module", course.modules.values()),
            ("lesson", course.lessons.values()),
            ("screen", course.screens_in_order()),
        )
        for node in nodes
    ]
    for screen in course.screens_in_order():
        for block in screen.blocks:
            for text, kind in _words_of(course, block):
                found.append(Found(text, voice.text(f"ui.found.{kind}"), partial(go, screen.id)))
    return found


def commands(actions: Iterable[QAction], voice: Voice) -> list[Found]:
    """Return the actions that are possible now."""
    kind = voice.text("ui.found.command")
    return [
        Found(action.text().replace("&", ""), _with_shortcut(kind, action), action.trigger)
        for action in actions
        if action.isEnabled() and action.menu() is None
    ]


def _words_of(course: Course, block: object) -> list[tuple[str, str]]:
    match block:
        case TextBlock():
            return [(block.text.strip().split("\n")[0][:80], "text")] if block.text.strip() else []
        case ClipBlock():
            return [(course.clips[block.clip].title, "clip")]
        case QuizBlock():
            return [(course.questions[id_].stem, "question") for id_ in block.questions]
        case _:
            return []


def _with_shortcut(kind: str, action: QAction) -> str:
    shortcut = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
    return f"{kind}  {shortcut}" if shortcut else kind


def searchable(text: str) -> str:
    """Return a text without accents and capitals: who types `ecran` finds `Écran`."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
