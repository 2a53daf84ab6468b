"""The language of the window: the system's, or one that the user prefers."""

from __future__ import annotations

from msgspec.structs import replace as changed
from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from studio.i18n import LANGUAGES, Voice
from studio.jobs import in_words
from studio.settings import present_settings, save_settings

LANGUAGE_NAMES = {"en": "English", "fr": "Fran\u00e7ais"}
"""Each in its own language: who can't read the others finds it."""


class LanguageMenu(QMenu):
    """Chooses the language; the window speaks it from the next start on."""

    chosen = Signal()
    failed = Signal(object)
    """A `StudioError` to be shown."""

    def __init__(self, voice: Voice, parent: QWidget) -> None:
        super().__init__(parent)
        self._group = QActionGroup(self)
        self._add("", voice.text("ui.language_system"))
        for language in LANGUAGES:
            self._add(language, LANGUAGE_NAMES[language])
        self.aboutToShow.connect(self._show_present)

    def _add(self, language: str, text: str) -> None:
        action = self.addAction(text)
        action.setCheckable(True)
        action.setData(language)
        action.triggered.connect(lambda _checked: self._choose(language))
        self._group.addAction(action)

    def _show_present(self) -> None:
        present = present_settings().language
        for action in self._actions():
            action.setChecked(action.data() == present)

    def _actions(self) -> list[QAction]:
        return self._group.actions()

    def _choose(self, language: str) -> None:
        try:
            save_settings(changed(present_settings(), language=language))
        except OSError as problem:
            self.failed.emit(in_words(problem))
        else:
            self.chosen.emit()
