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
    """The name of a stored file whose study is there, or can't be made."""

    def __init__(self, document: Document, working: Working) -> None:
        super().__init__(document)
        self._document = document
        self._working = working
        self._known: dict[str, Study | StudioError] = {}
        self._jobs: dict[str, Job[Any]] = {}
        self._missing: set[str] = set()
        """Files that were not there: they are studied once they are."""

    def of(self, recording: str) -> Study | StudioError | None:
        """Return the study of a recording, or why there is none; None while it is made."""
        course, store = self._document.course, self._document.session.project.media
        file = course.media[course.recordings[recording].media].file
        if file in self._missing and store.has(file):
            self._missing.discard(file)
            self._known.pop(file, None)
        if file not in self._known:
            self._start(recording, file)
        return self._known.get(file)

    def _start(self, recording: str, file: str) -> None:
        earlier = self._jobs.get(file)
        if earlier is not None and not earlier.ended:
            return
        project, course = self._document.session.project, self._document.course
        if not project.media.has(file):
            self._missing.add(file)

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
            f"{project.folder} {file}", title, work, lambda found: self._take(file, found)
        )
        if job is not None:
            self._jobs[file] = job

    def _take(self, file: str, found: Study | StudioError) -> None:
        while len(self._known) >= _KEPT:
            del self._known[next(iter(self._known))]
        self._known[file] = found
        self.ready.emit(file)
