"""A text whose blanks are filled by typing, or from lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from studio.course.blanks import blanks, offered, pieces
from studio.course.grading import Grade, right_answer
from studio.course.prose.model import Run
from studio.course.prose.read import read_inline
from studio.course.questions import FillBlanks
from studio.course.readings import accepts
from studio.ui.flow import FlowLayout
from studio.ui.questions.trying_views import AnswerView, Learner, MarkedRow

_FIELD_WIDTH = 130


class BlanksView(AnswerView):
    """Words with fields among them."""

    def __init__(self, question: FillBlanks, learner: Learner) -> None:
        super().__init__(question, learner)
        self._written = question
        self.fields: list[QLineEdit | QComboBox] = []
        self.rows: list[MarkedRow] = []
        self._lists = offered(question.text) if question.choose else ()
        total = len(blanks(question.text))
        for n, piece in enumerate(pieces(question.text)):
            self._add_words(piece)
            if n < total:
                self._add_field(n, total)

    def response(self) -> list[str]:
        """Return what is in the blanks; nothing before all are filled."""
        texts = [_text(field).strip() for field in self.fields]
        return texts if all(texts) else []

    def fill(self, response: Sequence[str]) -> None:
        """Fill the blanks again."""
        for field, text in zip(self.fields, response, strict=False):
            if isinstance(field, QComboBox):
                field.setCurrentIndex(max(0, field.findData(text)))
            else:
                field.setText(text)

    def lock(self, grade: Grade) -> None:
        """Mark each blank."""
        del grade
        wanted = blanks(self._written.text)
        for field, row, ways in zip(self.fields, self.rows, wanted, strict=True):
            field.setEnabled(False)
            row.mark("right" if self._is_right(ways, _text(field).strip()) else "wrong")

    def open(self) -> None:
        """Fill them anew: what is in them stays."""
        for field, row in zip(self.fields, self.rows, strict=True):
            field.setEnabled(True)
            row.mark("")

    def answer(self) -> str:
        """Return what belongs into the blanks."""
        return " \u00b7 ".join(right_answer(self._written))

    def _is_right(self, ways: tuple[str, ...], given: str) -> bool:
        if self._written.choose:
            return given in ways[:1]
        return any(accepts(self._written, way, given) for way in ways)

    def _add_words(self, piece: str) -> None:
        for number, line in enumerate(piece.split("\n")):
            if number or not self.column.count():
                self._begin_line()
            for word in _words(line):
                self._line.addWidget(word)

    def _begin_line(self) -> None:
        self._line = FlowLayout(across=4)
        self.column.addLayout(self._line)

    def _add_field(self, n: int, total: int) -> None:
        field = self._list(self._lists[n]) if self._lists else self._typed()
        field.setAccessibleName(self.learner.say("blank_of", n=n + 1, total=total))
        row = MarkedRow(self.learner)
        row.setObjectName("blank")
        row.line.setContentsMargins(0, 0, 0, 0)
        row.line.addWidget(field)
        self.fields.append(field)
        self.rows.append(row)
        self._line.addWidget(row)

    def _typed(self) -> QLineEdit:
        field = QLineEdit()
        field.setFixedWidth(_FIELD_WIDTH)
        field.textChanged.connect(lambda _text: self.changed.emit())
        field.returnPressed.connect(self.check_wanted)
        return field

    def _list(self, words: Sequence[str]) -> QComboBox:
        field = QComboBox()
        field.addItem(self.learner.say("choose"), "")
        for word in words:
            field.addItem(word, word)
        field.currentIndexChanged.connect(lambda _at: self.changed.emit())
        return field


def _text(field: QLineEdit | QComboBox) -> str:
    return field.text() if isinstance(field, QLineEdit) else str(field.currentData())


def _words(markdown: str) -> Iterator[QWidget]:
    """Yield a label for each word of a line, bold and italic as it is written."""
    for run in read_inline(markdown) or (Run(markdown),):
        for word in run.text.split():
            label = QLabel(word)
            font = label.font()
            font.setBold(run.bold)
            font.setItalic(run.italic)
            label.setFont(font)
            yield label
