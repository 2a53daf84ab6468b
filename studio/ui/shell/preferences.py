"""The preferences: what the user has chosen for the program, on one page."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace as changed
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.i18n import LANGUAGES, Voice
from studio.jobs import in_words
from studio.settings import Settings, author, present_settings, save_settings
from studio.ui.length_field import LengthField
from studio.ui.shell.asking import Asking
from studio.ui.shell.language import LANGUAGE_NAMES

_THEMES = ("system", "light", "dark")


class Preferences(QDialog):
    """Shows the settings; OK keeps them."""

    saved = Signal(object)
    """The `Settings` that are kept now."""
    failed = Signal(object)
    """A `StudioError` to be shown."""

    def __init__(self, voice: Voice, asking: Asking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._asking = asking
        self._settings = present_settings()
        self.setWindowTitle(voice.text("ui.preferences_title"))
        self.setMinimumWidth(640)
        self.language, self.theme = QComboBox(), QComboBox()
        self.author, self.ffmpeg = QLineEdit(), QLineEdit()
        self.spelling = QCheckBox(voice.text("ui.preference.spelling"))
        self.limit = LengthField(voice.text("ui.preference.clip_limit"))
        self._lay_out()
        self._show(self._settings)

    def chosen(self) -> Settings:
        """Return the settings as they stand in the fields."""
        return changed(
            self._settings,
            language=self.language.currentData(),
            theme=self.theme.currentData(),
            author=self.author.text().strip(),
            spelling=self.spelling.isChecked(),
            clip_limit_s=self.limit.length_s() or self._settings.clip_limit_s,
            ffmpeg=self.ffmpeg.text().strip(),
        )

    def accept(self) -> None:
        """Keep the settings."""
        settings = self.chosen()
        try:
            save_settings(settings)
        except OSError as problem:
            self.failed.emit(in_words(problem))
            return
        self.saved.emit(settings)
        super().accept()

    def _lay_out(self) -> None:
        say = self._voice.text
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in (
            ("language", self.language),
            ("theme", self.theme),
            ("author", self.author),
            ("clip_limit", self.limit),
        ):
            form.addRow(say(f"ui.preference.{name}"), field)
            field.setAccessibleName(say(f"ui.preference.{name}"))
        form.addRow(self.spelling)
        form.addRow(say("ui.preference.ffmpeg"), self._ffmpeg_row())
        note = QLabel(say("ui.preferences_note"))
        note.setProperty("field", True)
        note.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(note)
        column.addWidget(buttons)

    def _ffmpeg_row(self) -> QHBoxLayout:
        say = self._voice.text
        self.ffmpeg.setAccessibleName(say("ui.preference.ffmpeg"))
        self.ffmpeg.setPlaceholderText(say("ui.preference.ffmpeg_default"))
        choose = QPushButton(say("ui.choose"))
        choose.setAutoDefault(False)
        choose.clicked.connect(lambda _checked: self._choose_ffmpeg())
        row = QHBoxLayout()
        row.addWidget(self.ffmpeg, 1)
        row.addWidget(choose)
        return row

    def _choose_ffmpeg(self) -> None:
        chosen: Path | None = self._asking.file(self._voice.text("ui.preference.ffmpeg"))
        if chosen:
            self.ffmpeg.setText(str(chosen))

    def _show(self, settings: Settings) -> None:
        say = self._voice.text
        self.language.addItem(say("ui.language_system"), "")
        for language in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[language], language)
        for theme in _THEMES:
            self.theme.addItem(say(f"ui.theme.{theme}"), theme)
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.author.setText(settings.author)
        self.author.setPlaceholderText(author(settings))
        self.spelling.setChecked(settings.spelling)
        self.limit.show_length(settings.clip_limit_s)
        self.ffmpeg.setText(settings.ffmpeg)
