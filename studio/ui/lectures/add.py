"""The form for a lecture that is to be brought in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.i18n import Voice
from studio.media.captions_beside import captions_beside
from studio.ui.length_field import LengthField
from studio.ui.pieces import button, quiet
from studio.ui.shell.asking import Asking

RECORDINGS = "*.mp4 *.mov *.mkv *.webm *.m4v *.avi *.mpg *.mts *.mp3 *.m4a *.wav *.flac *.ogg"
CAPTIONS = "*.vtt *.srt"


class AddLecture(QDialog):
    """Asks for the recording, its captions if there are any, and the longest clip."""

    wanted = Signal(object, object, object, bool)
    """The recording, its captions or None, the limit in seconds, and whether clips get screens."""

    def __init__(self, voice: Voice, asking: Asking, limit_s: float, parent: QWidget) -> None:
        super().__init__(parent)
        self._voice = voice
        self._asking = asking
        say = voice.text
        self.setWindowTitle(say("ui.lecture_add_title"))
        self.setMinimumWidth(560)
        self.recording, self.captions = QLineEdit(), QLineEdit()
        self.limit = LengthField(say("ui.field.clip_limit"))
        self.limit.show_length(limit_s)
        self.on_screens = QCheckBox(say("ui.field.on_screens"))
        self.hint = quiet()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add_button = QPushButton(say("ui.lecture_add_now"))
        self.add_button.setProperty("main", True)
        self._lay_out()
        self.recording.textChanged.connect(self._propose_captions)
        for field in (self.recording, self.captions, self.limit):
            field.textChanged.connect(lambda _: self._show())
        self._show()

    def choose_recording(self) -> None:
        """Ask for the recording."""
        pattern = self._voice.text("ui.recordings", patterns=RECORDINGS)
        self._take(self.recording, "ui.choose_recording", pattern)

    def accept(self) -> None:
        """Have the lecture brought in."""
        captions = self.captions.text().strip()
        self.wanted.emit(
            Path(self.recording.text().strip()),
            Path(captions) if captions else None,
            self.limit.length_s(),
            self.on_screens.isChecked(),
        )
        super().accept()

    def _lay_out(self) -> None:
        say = self._voice.text
        pattern = say("ui.caption_files", patterns=CAPTIONS)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(
            say("ui.field.recording"), self._row(self.recording, "recording", self.choose_recording)
        )
        form.addRow(
            say("ui.field.captions"),
            self._row(
                self.captions,
                "captions",
                lambda: self._take(self.captions, "ui.choose_captions", pattern),
            ),
        )
        form.addRow(say("ui.field.clip_limit"), self.limit)
        form.addRow("", self.on_screens)
        self.captions.setPlaceholderText(say("ui.captions_optional"))
        self._buttons.addButton(self.add_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(self.hint)
        column.addWidget(self._buttons)

    def _row(self, field: QLineEdit, name: str, choose: object) -> QHBoxLayout:
        field.setAccessibleName(self._voice.text(f"ui.field.{name}"))
        made = button(self._voice.text("ui.choose"), choose)  # type: ignore[arg-type]  # a callable
        made.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(field, 1)
        row.addWidget(made)
        return row

    def _take(self, field: QLineEdit, title: str, pattern: str) -> None:
        chosen = self._asking.file(self._voice.text(title), pattern)
        if chosen:
            field.setText(str(chosen))

    def _propose_captions(self, text: str) -> None:
        beside = captions_beside(Path(text)) if text else None
        self.captions.setText(str(beside) if beside else "")

    def _show(self) -> None:
        is_there = Path(self.recording.text().strip()).is_file()
        limit = self.limit.length_s()
        self.add_button.setEnabled(is_there and limit is not None)
        if limit is None:
            self.hint.setText(self._voice.text("ui.limit_unclear"))
        else:
            self.hint.setText(self._voice.text("ui.lecture_add_hint", limit=limit))
