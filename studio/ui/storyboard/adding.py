"""What the picker of the storyboard offers, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from studio.i18n import Voice, duration
from studio.ui.document import Document
from studio.ui.shell.editing import OutlineEditing
from studio.ui.storyboard.picker import Choice, Picker


class Adding:
    """Opens the picker. Others may offer more by `offers`."""

    def __init__(
        self, document: Document, editing: OutlineEditing, voice: Voice, room: QWidget
    ) -> None:
        self._document = document
        self._editing = editing
        self._voice = voice
        self._room = room
        self._picker: Picker | None = None
        self.offers: list[tuple[str, str, Callable[[], object]]] = [
            ("text", "text", partial(editing.add_screen, "text")),
            ("clip", "clip", self._offer_clips),
            ("quiz", "quiz", editing.add_quiz),
            ("empty", "empty", partial(editing.add_screen, "empty")),
            ("storyboard", "lesson", editing.add_lesson),
            ("plan", "module", editing.add_module),
        ]
        """Icons, the ends of the names' ids in the catalogue, and what is done."""

    def show(self, point: QPoint) -> None:
        """Open the picker at a point of the screen."""
        picker = Picker(
            self._voice, [self._choice(*offer) for offer in self._possible()], self._room
        )
        self._picker = picker
        picker.move(point)
        picker.show()
        picker.line.setFocus()

    def _possible(self) -> list[tuple[str, str, Callable[[], object]]]:
        has_clips = bool(self._document.course.clips)
        return [offer for offer in self.offers if has_clips or offer[1] != "clip"]

    def _choice(self, icon: str, name: str, do: Callable[[], object]) -> Choice:
        say = self._voice.text
        return Choice(icon, say(f"ui.pick.{name}"), say(f"ui.pick_words.{name}"), do)

    def _offer_clips(self) -> Picker | None:
        """Let the picker offer the clips of the course next, and stay open."""
        if self._picker is not None:
            self._picker.offer(
                [
                    Choice(
                        "clip",
                        clip.title or self._voice.text("ui.untitled"),
                        duration(clip.duration_s),
                        partial(self._editing.add_clips, [clip.id]),
                    )
                    for clip in self._document.course.clips.values()
                ]
            )
        return self._picker
