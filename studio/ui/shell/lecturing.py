"""The room of the lectures from the window: its actions, and what is brought in meanwhile."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.ui.document import Document
from studio.ui.shell.actions import ENTRIES, SEPARATOR, Slots
from studio.ui.shell.media import Media
from studio.ui.shell.workspace import Workspace

if TYPE_CHECKING:
    from studio.ui.lectures.room import LecturesRoom


class Lecturing(QObject):
    """Carries out the actions of the menu of lectures, in their room."""

    def __init__(self, document: Document, work: Workspace, media: Media) -> None:
        super().__init__(document)
        self._work = work
        self._media = media

    def slots(self) -> Slots:
        """Return what this does, by the names of the actions."""
        names = [each.name for each in ENTRIES if each.menu == "lecture"]
        return {name: partial(self._do, name) for name in names if name != SEPARATOR}

    def take(self, room: LecturesRoom) -> None:
        """Let the room, which was made just now, bring recordings in and show those that come."""
        room.add_wanted.connect(self._media.add_lecture)
        room.replace_wanted.connect(self._media.replace_recording)
        self._media.coming_changed.connect(
            lambda: room.recordings.show_coming(self._media.coming())
        )
        self._media.brought_in.connect(room.select)
        room.recordings.show_coming(self._media.coming())

    def _do(self, name: str) -> None:
        self._work.lectures.commands[name]()
