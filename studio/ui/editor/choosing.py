"""Choosing what a block shows: a picture, a file, a clip of a lecture, a question of the bank."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QWidget

from studio.course.change import name_of
from studio.course.model import Clip, Course
from studio.i18n import Voice, duration
from studio.ui.document import Document
from studio.ui.shell.finder import Finder, Found

Take = Callable[[str], None]


class MediaChooser(Protocol):
    """Lets the author choose a media entry of one of some kinds, or bring a new file in."""

    def __call__(self, kinds: tuple[str, ...], taken: Take) -> object:
        """Ask; `taken` is given the id of the entry. No kinds: any file will do."""


class Choosing:
    """Asks for one of the things that the course has; nothing happens when the author cancels."""

    def __init__(
        self, document: Document, voice: Voice, window: QWidget, choose_media: MediaChooser
    ) -> None:
        self._document = document
        self._voice = voice
        self._window = window
        self._choose_media = choose_media

    def picture(self, taken: Take) -> None:
        """Ask for a picture; `taken` is given the id of its entry."""
        self._choose_media(("image",), taken)

    def file(self, taken: Take) -> None:
        """Ask for a file of any kind."""
        self._choose_media((), taken)

    def sound(self, taken: Take) -> None:
        """Ask for a recording to listen to."""
        self._choose_media(("recording",), taken)

    def clip(self, taken: Take) -> None:
        """Ask for a clip of a lecture."""
        course = self._document.course
        clips = sorted(course.clips.values(), key=lambda clip: (clip.recording, clip.start_s))
        found = [
            Found(
                self._voice.words(name_of(clip)), self._from(course, clip), partial(taken, clip.id)
            )
            for clip in clips
        ]
        self.one_of(found, "ui.no_clips")

    def question(self, taken: Take) -> None:
        """Ask for a question of the bank."""
        kind = self._voice.text("ui.found.question")
        found = [
            Found(self._voice.words(name_of(each)), kind, partial(taken, id_))
            for id_, each in self._document.course.questions.items()
        ]
        self.one_of(found, "ui.no_questions")

    def one_of(self, found: list[Found], nothing: str) -> None:
        """Let the author choose by typing; `nothing` says what to do where there is nothing."""
        if not found:
            found = [Found(self._voice.text(nothing), "", lambda: None)]
        Finder(self._voice, found, self._window).open_over(self._window)

    def _from(self, course: Course, clip: Clip) -> str:
        recording = course.recordings[clip.recording].title
        return f"{recording} \u00b7 {duration(clip.duration_s)}"
