"""The media of the course: looked over, or one of them chosen for a block."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from studio.i18n import Voice
from studio.ui.document import Document
from studio.ui.shell.actions import Slots
from studio.ui.shell.working import Working

if TYPE_CHECKING:
    from studio.ui.media.picker import MediaPicker


class MediaPicking(QObject):
    """Opens the media picker; it goes with the course."""

    go_wanted = Signal(str)
    """The id of a screen on which a file is shown, or of the file that is the logo."""
    recording_replaced = Signal(str, object)
    """A recording, and the `Path` of the file that is to take its place."""

    def __init__(self, document: Document, voice: Voice, working: Working, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._voice = voice
        self._working = working
        self._window = window
        self._picker: MediaPicker | None = None

    def slots(self) -> Slots:
        """Return what this does, by the names of the actions."""
        return {"media": self.look_over}

    def look_over(self) -> None:
        """Show all media of the course."""
        picker = self._open(())
        picker.go_wanted.connect(self.go_wanted)
        picker.show()

    def choose(self, kinds: tuple[str, ...], taken: Callable[[str], None]) -> None:
        """Let the author choose a file of some kinds (none: of any); `taken` is given its id."""
        picker = self._open(kinds, choose=True)
        picker.chosen.connect(taken)
        picker.open()

    def close(self) -> None:
        """Close the picker: the course is left."""
        if self._picker is not None:
            self._picker.close()

    def _open(self, kinds: tuple[str, ...], *, choose: bool = False) -> MediaPicker:
        from studio.ui.media.picker import MediaPicker

        self.close()
        picker = MediaPicker(
            *(self._document, self._voice, self._working, self._window), kinds=kinds, choose=choose
        )
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.recording_replaced.connect(self.recording_replaced)
        picker.finished.connect(lambda _result: self._forget(picker))
        self._picker = picker
        return picker

    def _forget(self, closed: MediaPicker) -> None:
        """Forget a picker that was closed; another one may be open already."""
        if self._picker is closed:
            self._picker = None
