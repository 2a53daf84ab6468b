"""Lists of questions taken into the bank of the open course."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt

from studio.course.model import Course
from studio.i18n import Voice
from studio.messages import message
from studio.ui.document import Document
from studio.ui.shell.actions import Slots
from studio.ui.shell.asking import Asking
from studio.ui.shell.working import Working
from studio.ui.shell.workspace import Workspace


class QuestionTaking(QObject):
    """Opens the dialog, and shows what was taken."""

    def __init__(
        self,
        document: Document,
        voice: Voice,
        work: Workspace,
        asking: Asking,
        working: Working,
    ) -> None:
        super().__init__(document)
        self._document = document
        self._voice = voice
        self._work = work
        self._asking = asking
        self._working = working

    def slots(self) -> Slots:
        """Return what this does, by the names of the actions."""
        return {"import_questions": self.open}

    def open(self, file: Path | None = None) -> None:
        """Let the author paste a list, or read the one of a file."""
        from studio.ui.questions.taking import TakeQuestions

        course = self._document.course
        dialog = TakeQuestions(course, self._voice, self._asking, self._working)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._take)
        if file is not None:
            dialog.open_file(file)
        dialog.open()

    def _take(self, edit: Callable[[Course], Course], count: int, first: str) -> None:
        if self._document.edit(message("undo.take_questions", n=count), edit):
            self._work.go("questions")
            self._work.questions.select(first)
