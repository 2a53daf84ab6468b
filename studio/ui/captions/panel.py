"""The captions of a recording in its column: a card for each language, and ways to get more."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.course.model import Course, Recording
from studio.i18n import Voice
from studio.imports.captions import cues_of
from studio.media.caption_quality import count_marked
from studio.media.transcribe import is_installed
from studio.messages import StudioError
from studio.ui.captions.bringing import CaptionBringing
from studio.ui.captions.language_card import LanguageCard
from studio.ui.document import Document
from studio.ui.pieces import button, quiet
from studio.ui.shell.asking import Asking
from studio.ui.shell.working import Working


class CaptionsPanel(QWidget):
    """Lists the languages; brings captions in, has them made, writes them out, takes them away."""

    edit_wanted = Signal(str)
    """The language whose captions are to be edited."""

    def __init__(self, document: Document, voice: Voice, working: Working, asking: Asking) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        self._recording = ""
        self._bringing = CaptionBringing(document, voice, working, asking)
        self.cards: dict[str, LanguageCard] = {}
        self.nothing = quiet(voice.text("ui.recording_no_captions"))
        self.attach_button = button(voice.text("ui.captions.attach"), self.attach)
        self.transcribe_button = button(voice.text("ui.captions.transcribe"), self.transcribe)
        self.no_transcribing = quiet(voice.text("ui.captions.no_transcribing"))
        self.no_transcribing.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.transcribe_button.setVisible(is_installed())
        self.no_transcribing.setVisible(not is_installed())
        self._languages = QVBoxLayout()
        self._lay_out()
        document.changed.connect(self._refresh)

    def show_recording(self, course: Course, recording: str) -> None:
        """Show the captions of a recording, or what an edit has made of them."""
        shown = course.recordings.get(recording)
        captions = shown.captions if shown else {}
        tags = sorted(captions, key=lambda tag: (tag != course.language, tag))
        if recording != self._recording or tags != list(self.cards):
            self._recording = recording
            self._deal(tags)
        editable = shown is not None and not self._document.session.read_only
        for tag, card in self.cards.items():
            if shown is not None and card.file != captions[tag]:
                self._fill(card, shown, tag)
            card.remove_action.setEnabled(editable)
        self.nothing.setVisible(not captions)
        self.attach_button.setEnabled(editable)
        self.transcribe_button.setEnabled(editable)

    def attach(self, file: Path | None = None) -> None:
        """Attach captions to the recording: those of a file, or of one that the author chooses."""
        self._bringing.attach(self._recording, file)

    def transcribe(self) -> None:
        """Have captions made from what is said in the recording."""
        self._bringing.ask_to_transcribe(self._recording)

    def _deal(self, tags: list[str]) -> None:
        """Make the cards anew, as others or in another order."""
        for card in self.cards.values():
            card.deleteLater()
            card.hide()
            self._languages.removeWidget(card)
        self.cards = {tag: LanguageCard(self._voice, tag) for tag in tags}
        for tag, card in self.cards.items():
            card.edit_wanted.connect(partial(self.edit_wanted.emit, tag))
            card.export_wanted.connect(partial(self._export, tag))
            card.remove_wanted.connect(partial(self._remove, tag))
            self._languages.addWidget(card)

    def _fill(self, card: LanguageCard, recording: Recording, tag: str) -> None:
        try:
            cues = cues_of(self._document.session.project, recording, tag)
        except StudioError as problem:
            card.show_problem(recording.captions[tag], self._voice.say(problem.message))
        else:
            card.show_counts(recording.captions[tag], len(cues), count_marked(cues))

    def _export(self, tag: str) -> None:
        self._bringing.export(self._recording, tag)

    def _remove(self, tag: str) -> None:
        self._bringing.remove(self._recording, tag)

    def _refresh(self, _: object, course: Course) -> None:
        if self._recording:
            self.show_recording(course, self._recording)

    def _lay_out(self) -> None:
        self._languages.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(quiet(self._voice.text("ui.field.captions")))
        column.addWidget(self.nothing)
        column.addLayout(self._languages)
        for widget in (self.attach_button, self.transcribe_button, self.no_transcribing):
            column.addWidget(widget)
        column.addStretch(1)
