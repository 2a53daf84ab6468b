"""What is dropped on the window from the file manager: courses, packs and recordings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from studio.imports.questions.read import SUFFIXES
from studio.names import PACK_SUFFIX
from studio.project.project import COURSE_FILE
from studio.ui.document import Document
from studio.ui.shell.courses import Courses
from studio.ui.shell.media import Media
from studio.ui.shell.question_taking import QuestionTaking


class Dropping:
    """Opens courses and packs, reads lists of questions; the rest is taken as recordings."""

    def __init__(
        self, document: Document, courses: Courses, media: Media, questions: QuestionTaking
    ) -> None:
        self._document = document
        self._courses = courses
        self._media = media
        self._questions = questions

    def take(self, paths: Sequence[Path]) -> None:
        """Open the first path, or bring all recordings into the course, or into a new one."""
        first = paths[0]
        if first.is_dir() or first.suffix == PACK_SUFFIX or first.name == COURSE_FILE:
            self._courses.open(first)
        elif self._document.is_open and not self._document.session.read_only:
            if first.suffix.lower() in SUFFIXES:
                self._questions.open(first)
                return
            for recording in paths:
                self._media.add_recording(recording)
        else:
            self._media.begin_with(first)
