"""Files and pictures from other programs into the open course: one job, and one step to undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QMimeData, QObject
from PySide6.QtGui import QImage, QPixmap

from studio.course.ids import new_id
from studio.course.model import Course, MediaFile
from studio.i18n import Voice
from studio.imports.files import BroughtIn, Pasted, Source, bring_in_files, entered
from studio.jobs import Progress
from studio.messages import Message, StudioError, error, message
from studio.ui.document import Document
from studio.ui.shell.working import Working


class MediaImport(QObject):
    """Brings media in beside the window's work."""

    def __init__(self, document: Document, voice: Voice, working: Working) -> None:
        super().__init__(document)
        self._document = document
        self._voice = voice
        self._working = working

    def bring_in(
        self,
        sources: Sequence[Path | QImage],
        edit: Callable[[Course, list[MediaFile]], Course],
        label: Message,
        done: Callable[[], None] = lambda: None,
        *,
        as_they_are: bool = False,
    ) -> None:
        """Bring files and pictures in; then put them into the course and apply `edit` to it.

        `edit` is given the course with the entries in it, in the order of `sources`. What can't
        be brought in is left out and told; if nothing can, nothing is edited. `done` comes after
        the edit. `as_they_are` is for files to download: their pictures are not converted.
        """
        session = self._document.session
        if session.read_only or not sources:
            return
        name = self._voice.text("ui.pasted_picture")

        def work(progress: Progress) -> BroughtIn:
            given = [_source(each, name) for each in sources]
            return bring_in_files(session.project, given, progress, as_they_are=as_they_are)

        def finish(found: BroughtIn) -> None:
            if found.entries and self._document.is_open and self._document.session is session:
                self._document.edit(label, lambda now: edit(*entered(now, found.entries)))
                done()
            if found.problems:
                self._working.failed.emit(self._told(found.problems))

        first = sources[0]
        title = message(
            "ui.bringing_in_media",
            n=len(sources),
            name=first.name if isinstance(first, Path) else name,
        )
        self._working.start(f"{session.project.folder} {new_id()}", title, work, finish)

    def _told(self, problems: Sequence[StudioError]) -> StudioError:
        """Return what is wrong with files as one error; the details tell of each."""
        if len(problems) == 1:
            return problems[0]
        details = "\n".join(self._voice.say(problem.message) for problem in problems)
        return error("ui.not_brought_in", n=len(problems), details=details)


def sources_of(data: QMimeData) -> list[Path | QImage]:
    """Return the files of this machine, or else the picture, that were dropped or copied.

    Addresses elsewhere are never fetched.
    """
    files: list[Path | QImage] = [
        Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()
    ]
    if files or not data.hasImage():
        return files
    held = data.imageData()
    image = held.toImage() if isinstance(held, QPixmap) else held
    return [image] if isinstance(image, QImage) and not image.isNull() else []


def _source(given: Path | QImage, name: str) -> Source:
    if isinstance(given, Path):
        return given
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    given.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes
    return Pasted(bytes(buffer.data().data()), f"{name}.png")
