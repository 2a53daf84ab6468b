"""The captions in one language, as a card: how many there are, and how many need a look."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
)

from studio.i18n import Voice
from studio.ui import icons
from studio.ui.captions.table import SIGN
from studio.ui.languages import language_name
from studio.ui.pieces import button, said


class LanguageCard(QFrame):
    """Two lines, a button to edit, and a menu for the rest."""

    edit_wanted = Signal()
    export_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, voice: Voice, tag: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._voice = voice
        self._name = language_name(voice, tag)
        self.file = ""
        """The file of the captions that are shown."""
        self.title = said()
        self.note = QLabel()
        self.note.setProperty("note", True)
        self.note.setWordWrap(True)
        say = voice.text
        self.edit_button = button(say("ui.captions.edit"), self.edit_wanted.emit)
        self.edit_button.setAccessibleName(say("ui.captions.edit_language", language=self._name))
        self.menu = QMenu(self)
        self.export_action = QAction(icons.icon("export"), say("ui.captions.export"), self)
        self.remove_action = QAction(icons.icon("delete"), say("ui.captions.remove_all"), self)
        self.export_action.triggered.connect(lambda _checked: self.export_wanted.emit())
        self.remove_action.triggered.connect(lambda _checked: self.remove_wanted.emit())
        self.menu.addActions([self.export_action, self.remove_action])
        self.more = QToolButton()
        self.more.setIcon(icons.icon("more"))
        self.more.setMenu(self.menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setAccessibleName(say("ui.captions.more", language=self._name))
        self.more.setToolTip(self.more.accessibleName())
        self._lay_out()

    def show_counts(self, file: str, cues: int, marked: int) -> None:
        """Show how many captions a file has, and how many of them need a look."""
        count = self._voice.text("ui.captions.count", n=cues)
        self._show(file, f"{self._name} \u00b7 {count}")
        if marked:
            self._note(f"{SIGN} {self._voice.text('ui.captions.marked', n=marked)}", warns=True)
        else:
            self._note(f"\u2713 {self._voice.text('ui.captions.sound')}", warns=False)

    def show_problem(self, file: str, sentence: str) -> None:
        """Show why the captions can't be read."""
        self._show(file, self._name)
        self._note(f"{SIGN} {sentence}", warns=True)

    def _show(self, file: str, title: str) -> None:
        self.file = file
        self.title.setText(title)

    def _note(self, text: str, *, warns: bool) -> None:
        self.note.setText(text)
        self.note.setProperty("warns", warns)
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.title, 1)
        above.addWidget(self.more)
        below.addWidget(self.note, 1)
        below.addWidget(self.edit_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 8, 8)
        column.setSpacing(4)
        column.addLayout(above)
        column.addLayout(below)
