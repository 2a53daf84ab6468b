"""A bar above the page: what to look at, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget


class Choice(NamedTuple):
    """Something that can be done: the words of its button, and what it does."""

    text: str
    do: Callable[[], object]


class NoticeBar(QFrame):
    """Shows one notice with its choices; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 8, 12, 8)
        self._row.addWidget(self.label, 1)
        self.buttons: list[QPushButton] = []
        self.hide()

    def tell(self, text: str, choices: tuple[Choice, ...] = ()) -> None:
        """Show `text` and a button for each choice."""
        if text != self.label.text():
            self._clear()
            self.label.setText(text)
            self.buttons = [self._button(choice) for choice in choices]
        self.show()

    def clear(self) -> None:
        """Show nothing."""
        self.hide()
        self._clear()

    def _clear(self) -> None:
        self.label.clear()
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []

    def _button(self, choice: Choice) -> QPushButton:
        button = QPushButton(choice.text)
        button.clicked.connect(lambda _checked: choice.do())
        self._row.addWidget(button)
        return button
