"""The first page: begin, open, or go on with one of the last courses."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from studio.i18n import Voice
from studio.ui import icons
from studio.ui.look import ACCENT
from studio.ui.shell.language import LANGUAGE_NAMES
from studio.ui.shell.recent_card import GAP
from studio.ui.shell.recent_list import RecentList

_BEGINNINGS = (
    ("new", "add"),
    ("open", "open"),
    ("from_recording", "lectures"),
    ("sample", "sample"),
    ("open_pack", "file"),
)
"""Actions in the order of the panel, the main one first, and their icons."""
_LINKS = ("shortcuts", "help", "about")
_QUIET = "#d9e8ea"
_MARGIN = 48


class Welcome(QWidget):
    """Shows what can be done first."""

    chosen = Signal(str)
    """The name of an action: one of those it begins with, or of those it was told to offer."""
    open_wanted = Signal(Path)

    def __init__(self, voice: Voice, languages: QMenu) -> None:
        super().__init__()
        self._voice = voice
        self.buttons: dict[str, QPushButton] = {}
        self.recent = RecentList(voice)
        self.recent.open_wanted.connect(self.open_wanted)
        self.recent.recent.rowsRemoved.connect(self._show_whether_any)
        self.nothing = QLabel(voice.text("ui.nothing_recent"))
        self.nothing.setObjectName("nothing")
        self.nothing.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side(languages))
        layout.addWidget(self._page(), 1)

    def show_recent(self) -> None:
        """List the courses that were open lately; their pictures follow."""
        self.recent.fill()
        self._show_whether_any()

    def offer(self, names: Container[str]) -> None:
        """Show the links of those actions that there are."""
        for name in _LINKS:
            self.buttons[name].setVisible(name in names)

    def stop(self) -> None:
        """Stop what runs beside the window."""
        self.recent.recent.close()

    def _show_whether_any(self) -> None:
        any_ = self.recent.recent.rowCount() > 0
        self.recent.setVisible(any_)
        self.nothing.setVisible(not any_)

    def _side(self, languages: QMenu) -> QWidget:
        side = QFrame()
        side.setObjectName("welcome")
        side.setFixedWidth(320)
        column = QVBoxLayout(side)
        column.setContentsMargins(32, 44, 32, 24)
        column.setSpacing(10)
        name, said = QLabel("Coursewright"), QLabel(self._voice.text("ui.welcome"))
        name.setObjectName("name")
        said.setWordWrap(True)
        column.addWidget(name)
        column.addWidget(said)
        column.addSpacing(24)
        for action, icon in _BEGINNINGS:
            button = self._button(action)
            main = action == _BEGINNINGS[0][0]
            button.setProperty("welcome", "main" if main else "other")
            button.setIcon(QIcon(icons.picture(icon, ACCENT if main else "#ffffff", 20)))
            column.addWidget(button)
        column.addStretch(1)
        column.addLayout(self._links(languages))
        return side

    def _links(self, languages: QMenu) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        language = QPushButton(LANGUAGE_NAMES[self._voice.language])
        language.setAccessibleName(self._voice.text("ui.language"))
        language.setMenu(languages)
        language.setIcon(QIcon(icons.picture("expand", _QUIET, 16)))
        language.setIconSize(QSize(12, 12))
        language.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        language.setProperty("welcome", "link")
        row.addWidget(language)
        self.buttons["language"] = language
        for action in _LINKS:
            link = self._button(action)
            link.setProperty("welcome", "link")
            link.hide()
            row.addWidget(link)
        row.addStretch(1)
        return row

    def _button(self, action: str) -> QPushButton:
        button = QPushButton(self._voice.text(f"ui.welcome.{action}"))
        button.clicked.connect(lambda _checked: self.chosen.emit(action))
        self.buttons[action] = button
        return button

    def _page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, 44, _MARGIN - GAP, 32)
        column.setSpacing(16)
        head = QLabel(self._voice.text("ui.recent_head"))
        head.setProperty("head", True)
        below = QVBoxLayout()
        below.setContentsMargins(0, 0, GAP, 0)
        below.setSpacing(16)
        below.addWidget(self.nothing)
        below.addWidget(self._drop())
        column.addWidget(head)
        column.addWidget(self.recent, 1000)
        column.addLayout(below)
        column.addStretch(1)
        return page

    def _drop(self) -> QWidget:
        drop = QFrame()
        drop.setObjectName("drop")
        drop.setFixedHeight(132)
        column = QVBoxLayout(drop)
        column.addStretch(1)
        for id_ in ("ui.drop_here", "ui.drop_hint"):
            label = QLabel(self._voice.text(id_))
            label.setObjectName(id_.removeprefix("ui.").replace("_", "-"))
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(1)
        return drop
