"""The picker of new things: each with its icon, its name and what it is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from studio.i18n import Voice
from studio.ui import icons


class Choice(NamedTuple):
    """Something that can be put onto the storyboard; `pick` does it."""

    icon: str
    name: str
    words: str
    pick: Callable[[], object]


class Picker(QDialog):
    """A line to type in, and what can be had; arrows go through it, Enter takes."""

    def __init__(self, voice: Voice, choices: Sequence[Choice], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(voice.text("ui.pick"))
        self.line = QLineEdit()
        self.line.setAccessibleName(voice.text("ui.pick"))
        self.line.setPlaceholderText(voice.text("ui.pick"))
        self.line.textChanged.connect(self._fill)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(voice.text("ui.pick_list"))
        self.list.setIconSize(QSize(24, 24))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.setFocusProxy(self.line)
        self.resize(400, 470)
        self.offer(choices)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer other things."""
        self._choices = choices
        self.line.clear()
        self._fill("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Let arrows and Enter in the line work on the list below it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                row = self.list.currentRow() + step
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        words = text.casefold().split()
        self.list.clear()
        for choice in self._choices:
            said = f"{choice.name}\n{choice.words}".strip()
            if all(word in said.casefold() for word in words):
                item = QListWidgetItem(icons.icon(choice.icon), said, self.list)
                item.setData(Qt.ItemDataRole.UserRole, choice)
        self.list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(Qt.ItemDataRole.UserRole).pick() is not self:
            self.accept()
