"""What every form of answers is: it shows those of a question and turns what is done into edits."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from studio.course.model import Course
from studio.course.questions import Question
from studio.ui.editor.tools import Tools


class AnswersForm(QWidget):
    """Edits the answers of one type of question, or of a few that are alike."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__()
        self.id = id_
        self.tools = tools

    def show_answers(self, course: Course, question: Question, *, editable: bool) -> None:
        """Show the answers of a question, or what an edit has made of them."""
        raise NotImplementedError

    def change(self, **fields: object) -> None:
        """Give fields of the question other values."""
        self.tools.change(self.id, None, **fields)

    def note(self, id_: str) -> QLabel:
        """Return a line that says how something is written."""
        label = QLabel(self.tools.voice.text(id_))
        label.setWordWrap(True)
        label.setProperty("quiet", True)
        return label
