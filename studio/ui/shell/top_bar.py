"""The bar at the top: the course, how its saving stands, undo, redo, find, publish."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from studio.i18n import Voice
from studio.ui import icons
from studio.ui.shell.elided import ElidedLabel
from studio.ui.shell.mnemonics import plain

_ROOMY = 1180
"""Narrower than this, only icons stand for undo and redo, and the state of the saving is short."""


class TopBar(QWidget):
    """Shows the course's name and what an author needs everywhere."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title, self.state = ElidedLabel(), QLabel()
        self.title.setObjectName("title")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.state.setObjectName("state")
        self.find_button = QPushButton(voice.text("ui.find"))
        self.find_button.setProperty("find", True)
        self.find_button.setIcon(icons.icon("find"))
        self.publish_button = QPushButton(voice.text("ui.publish").replace("&", ""))
        self.publish_button.setProperty("main", True)
        self._tools: list[QToolButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 16, 8)
        self._row.addWidget(self.title, 1)
        self._row.addWidget(self.state)
        self._row.addStretch(1)
        self._row.addWidget(self.find_button)
        self._row.addWidget(self.publish_button)

    def add(self, action: QAction) -> QToolButton:
        """Put an action before the field to find things."""
        button = QToolButton()
        button.setDefaultAction(action)
        button.setAutoRaise(True)
        button.setIconSize(QSize(18, 18))
        self._tools.append(button)
        self._row.insertWidget(self._row.indexOf(self.find_button), button)
        self._fit()
        return button

    def take_preview(self, action: QAction) -> None:
        """Put the live preview between the field to find things and the main action."""
        text = plain(str(action.data()))
        button = QPushButton(icons.icon("preview"), text)
        button.setToolTip(action.toolTip())
        button.clicked.connect(lambda _checked: action.trigger())
        self._row.insertWidget(self._row.indexOf(self.publish_button), button)

    def take_find(self, action: QAction) -> None:
        """Have the field carry out an action, and show its shortcut."""
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.find_button.setText(f"{self._voice.text('ui.find')}    {keys}")
        self.find_button.setAccessibleName(self._voice.text("ui.find"))
        self.find_button.clicked.connect(lambda _checked: action.trigger())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Give way where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        style = (
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            if self.width() >= _ROOMY
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        for button in self._tools:
            button.setToolButtonStyle(style)
