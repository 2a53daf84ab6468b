"""A narration for the screen that the author is at: recorded, trimmed, and put on the screen."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from studio.course.edits import insert
from studio.course.ids import new_id
from studio.course.model import Course
from studio.course.shown_blocks import AudioBlock
from studio.i18n import Voice
from studio.imports.files import BroughtIn, bring_in_files, entered
from studio.jobs import Progress, os_error
from studio.media.take import Take, place_of
from studio.messages import message
from studio.project.project import Project
from studio.settings import chosen_ffmpeg
from studio.ui.document import Document
from studio.ui.outline import Outline
from studio.ui.shell.actions import Slots
from studio.ui.shell.working import Working

if TYPE_CHECKING:
    from studio.ui.narration.microphone import Microphone

_FOLDER = "narration"


class Narrating(QObject):
    """Opens the dialog, and makes an audio block of the take that is kept."""

    def __init__(
        self,
        document: Document,
        voice: Voice,
        working: Working,
        outline: Outline,
        window: QWidget,
        microphone: Microphone | None = None,
    ) -> None:
        super().__init__(document)
        self._document = document
        self._voice = voice
        self._working = working
        self._outline = outline
        self._window = window
        self.microphone = microphone

    def slots(self) -> Slots:
        """Return what this does, by the names of the actions."""
        return {"record_narration": self.open}

    def open(self) -> None:
        """Record a narration for the screen that the author is at."""
        from studio.ui.narration.dialog import NarrationDialog
        from studio.ui.narration.microphone import QtMicrophone

        screen = self._document.course.screens.get(self._outline.current_id())
        if screen is None:
            self._working.say(self._voice.text("ui.narration.no_screen"))
            return
        try:
            folder = self._document.session.project.cache(_FOLDER)
        except OSError as problem:
            self._document.failed.emit(os_error(problem))
            return
        file = place_of(folder, screen.id)
        microphone = self.microphone or QtMicrophone(self)
        dialog = NarrationDialog(self._voice, microphone, file, screen.script, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.kept.connect(lambda take: self._keep(take, screen.id))
        dialog.open()

    def _keep(self, take: Take, screen: str) -> None:
        """Trim a take and put it on its screen; until then it stays where it is."""
        session = self._document.session
        title = session.course.screens[screen].title or self._voice.text("ui.untitled")

        def done(found: BroughtIn) -> None:
            for problem in found.problems:
                self._working.failed.emit(problem)
            is_open = self._document.is_open and self._document.session is session
            # A take whose screen was deleted meanwhile stays where it is: undo brings both back.
            if found.entries and is_open and screen in session.course.screens:
                self._document.edit(
                    message("undo.add_narration", title=title),
                    lambda now: _with_narration(now, screen, found),
                )
                take.path.unlink(missing_ok=True)

        self._working.start(
            f"{session.project.folder} {take.path.name}",
            message("ui.narration.trimming", title=title),
            lambda progress: _trimmed(session.project, take, title, progress),
            done,
        )


def _trimmed(project: Project, take: Take, title: str, progress: Progress) -> BroughtIn:
    """Trim a take and bring it into the course's folder, under the name of its screen."""
    from studio.media.ffmpeg import find_ffmpeg
    from studio.media.narration import trim
    from studio.media.probe import probe
    from studio.system import portable_name

    ffmpeg = find_ffmpeg(chosen_ffmpeg())
    with TemporaryDirectory(prefix="keep-", dir=take.path.parent) as folder:
        target = Path(folder) / f"{portable_name(title, 'narration')}.m4a"
        trim(probe(take.path), target, ffmpeg=ffmpeg, progress=progress.part(0.0, 0.9))
        return bring_in_files(project, [target], progress.part(0.9, 1.0))


def _with_narration(now: Course, screen: str, found: BroughtIn) -> Course:
    """Return the course with a narration at the head of a screen; its script is the transcript."""
    now, [entry] = entered(now, found.entries)
    script = now.screens[screen].script
    block = AudioBlock(id=new_id(), media=entry.id, transcript=script)
    return insert(now, block, screen, 0)
