"""What is found out about the recordings that the author looks at, on other threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from studio.jobs import Job, Progress
from studio.messages import StudioError, message
from studio.settings import chosen_ffmpeg
from studio.ui.document import Document
from studio.ui.shell.working import Working

if TYPE_CHECKING:
    from studio.media.study import Study

_KEPT = 4
"""The study of an eight-hour recording takes a few tens of megabytes."""


class Studies(QObject):
    """Gives the study of a recording; one that is not there yet is made and then told."""

    ready = Signal(str)
    """The id of a media file whose study is there, or can't be made."""

    def __init__(self, document: Document, working: Working) -> None:
        super().__init__(document)
        self._document = document
        self._working = working
        self._known: dict[str, Study | StudioError] = {}
        self._jobs: dict[str, Job[Any]] = {}

    def of(self, recording: str) -> Study | StudioError | None:
        """Return the study of a recording, or why there is none; None while it is made."""
        media = self._document.course.recordings[recording].media
        if media not in self._known:
            self._start(recording, media)
        return self._known.get(media)

    def _start(self, recording: str, media: str) -> None:
        earlier = self._jobs.get(media)
        if earlier is not None and not earlier.ended:
            return
        project, course = self._document.session.project, self._document.course

        def work(progress: Progress) -> Study | StudioError:
            from studio.imports.lecture import study_of

            try:
                found = study_of(project, course, recording, chosen_ffmpeg(), progress)
            except StudioError as problem:
                return problem
            found.snapped(0.0, 1.0)  # what the first drag would otherwise wait for
            return found

        title = message("ui.analysing", title=course.recordings[recording].title)
        job = self._working.start(
            f"{project.folder} {media}", title, work, lambda found: self._take(media, found)
        )
        if job is not None:
            self._jobs[media] = job

    def _take(self, media: str, found: Study | StudioError) -> None:
        while len(self._known) >= _KEPT:
            del self._known[next(iter(self._known))]
        self._known[media] = found
        self.ready.emit(media)
