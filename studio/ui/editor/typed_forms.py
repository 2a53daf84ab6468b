"""Answers that learners type: a number, or a few words."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QVBoxLayout

from studio.course.model import Course
from studio.course.questions import Numeric, Question, ShortText, Written
from studio.course.readings import numbers
from studio.ui.editor.answers import AnswersForm
from studio.ui.editor.tools import Tools
from studio.ui.fields import LineField, TextField
from studio.ui.undo import Typing

LENIENT = ("typos", "ignore_accents", "match_case")
_MODES = ("absolute", "percent", "range")


class NumberField(LineField):
    """A number, written with a comma or a point; what is none changes nothing."""

    def show_number(self, value: float | None) -> None:
        """Show a number, unless it is what the field says in the author's own way."""
        if self.number() != value:
            self.show_text("" if value is None else f"{value:.15g}")

    def number(self) -> float | None:
        """Return what the field says; None for nothing, and for what is no number."""
        read = numbers(self.text())
        return read[0] if read else None


class NumericForm(AnswersForm):
    """The right number, its unit, and how near is near enough."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        say = tools.voice.text
        self.answer = NumberField(say("ui.field.answer_number"))
        self.unit = LineField(say("ui.field.unit"))
        self.mode = QComboBox()
        self.mode.setAccessibleName(say("ui.field.tolerance_mode"))
        for name in _MODES:
            self.mode.addItem(say(f"ui.tolerance.{name}"), name)
        self.margin = NumberField(say("ui.field.tolerance"))
        for field in (self.answer, self.margin, self.unit):
            field.setMaximumWidth(140)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(say("ui.field.answer_number"), self._line(self.answer, self.unit))
        form.addRow(say("ui.field.tolerance"), self._line(self.mode, self.margin))
        self.unit.setPlaceholderText(say("ui.field.unit"))
        self.setFocusProxy(self.answer)
        self.answer.typed.connect(partial(self._type, self.answer, "value"))
        self.margin.typed.connect(self._type_margin)
        self.unit.typed.connect(partial(tools.type, id_, "unit"))
        self.mode.activated.connect(lambda at: self._choose(_MODES[at]))

    def show_answers(self, course: Course, question: Question, *, editable: bool) -> None:  # noqa: ARG002
        """Show the number that is right."""
        if not isinstance(question, Numeric):
            return
        ranged = question.upper is not None
        mode = "range" if ranged else "percent" if question.percent else "absolute"
        self.mode.setCurrentIndex(_MODES.index(mode))
        self.answer.show_number(question.value)
        self.margin.show_number(question.upper if ranged else question.tolerance)
        self.unit.show_text(question.unit)
        self.setEnabled(editable)

    def _line(self, *fields: QComboBox | LineField) -> QHBoxLayout:
        row = QHBoxLayout()
        for field in fields:
            row.addWidget(field)
        row.addStretch(1)
        return row

    def _type(self, field: NumberField, name: str, before: str, after: str) -> None:
        if field.number() is not None or (name == "value" and not after.strip()):
            typing = Typing(self.id, name, before, after)
            self.tools.change(self.id, typing, **{name: field.number()})

    def _type_margin(self, before: str, after: str) -> None:
        ranged = self.mode.currentData() == "range"
        if ranged or (self.margin.number() or 0.0) >= 0:
            self._type(self.margin, "upper" if ranged else "tolerance", before, after)

    def _choose(self, mode: str) -> None:
        upper = (self.answer.number() or 0.0) if mode == "range" else None
        self.change(percent=mode == "percent", upper=upper)


class LinesField(TextField):
    """Short texts, one a line."""

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show them, unless the field says the same, with lines that are still empty."""
        if lines_of(self.toPlainText()) != lines:
            self.show_text("\n".join(lines))


class ShortTextForm(AnswersForm):
    """What is accepted, one answer a line, and how leniently."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        self.accepted = LinesField(tools.voice.text("ui.field.accepted"))
        self.accepted.setFixedHeight(84)
        self.lenient = LeniencyBoxes(id_, tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(tools.labelled("accepted", self.accepted))
        column.addWidget(self.accepted)
        column.addWidget(self.lenient)
        self.setFocusProxy(self.accepted)
        self.accepted.typed.connect(self._type)

    def show_answers(self, course: Course, question: Question, *, editable: bool) -> None:
        """Show what is accepted."""
        if isinstance(question, ShortText):
            self.accepted.show_lines(question.accepted)
            self.accepted.setReadOnly(not editable)
            self.lenient.show_answers(course, question, editable=editable)

    def _type(self, before: str, after: str) -> None:
        typing = Typing(self.id, "accepted", before, after)
        self.tools.change(self.id, typing, accepted=lines_of(after))


class LeniencyBoxes(AnswersForm):
    """How near a text has to be to what is accepted."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        self.boxes = {name: QCheckBox(tools.voice.text(f"ui.field.{name}")) for name in LENIENT}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for name, box in self.boxes.items():
            column.addWidget(box)
            box.clicked.connect(lambda on, name=name: self.change(**{name: on}))
        self.boxes["typos"].setToolTip(tools.voice.text("ui.typos_hint"))

    def show_answers(self, course: Course, question: Question, *, editable: bool) -> None:  # noqa: ARG002
        """Show what is let pass."""
        if isinstance(question, Written):
            for name, box in self.boxes.items():
                box.setChecked(getattr(question, name))
        self.setEnabled(editable)


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines that are not empty."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
