"""The form of a question: what is asked, the answers, and how it is graded.

What the answers are edited with is the form of their type, in the table `ANSWER_FORMS`.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.course.asking import tags_in
from studio.course.edits import replace
from studio.course.model import Course
from studio.course.question_types import QUESTION_TYPES, as_type, tag_of
from studio.course.questions import Hotspot, Question
from studio.messages import message
from studio.ui.editor.answer_forms import ANSWER_FORMS
from studio.ui.editor.answers import AnswersForm
from studio.ui.editor.question_extras import MomentField, PictureField
from studio.ui.editor.tools import Tools
from studio.ui.objectives import ObjectiveChecks, bloom_field
from studio.ui.rich_text import RichText
from studio.ui.tags_field import TagsField

_TEXTS = ("hint", "feedback_right", "feedback_wrong")


class QuestionForm(QWidget):
    """Edits one question of the bank."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__()
        self.id = id_
        self._tools = tools
        say = tools.voice.text
        self.type = QComboBox()
        self.stem = RichText(say("ui.field.stem"), tools.voice, compact=True)
        self.stem.setPlaceholderText(say("ui.stem_hint"))
        self.answers: AnswersForm | None = None
        self.points, self.tries = QDoubleSpinBox(), QSpinBox()
        self.shuffle = QCheckBox(say("ui.field.shuffle"))
        self.partial_credit = QCheckBox(say("ui.field.partial_credit"))
        self.rule = QLabel()
        self.rule.setWordWrap(True)
        self.rule.setProperty("quiet", True)
        self.texts = {name: self._text(name) for name in _TEXTS}
        self.picture = PictureField(tools)
        self.watch = MomentField(tools)
        self.objectives = ObjectiveChecks(tools.voice)
        self.bloom = bloom_field(tools.voice)
        self.tags = TagsField(say("ui.field.tags"), say("ui.tags_hint"))
        self.more = QToolButton()
        self.details = QWidget()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self._name_fields()
        self.lay_out()
        self.setFocusProxy(self.stem)
        self._connect()

    def show_question(self, course: Course, question: Question, *, editable: bool) -> None:
        """Show the question as it is now."""
        self.type.setCurrentIndex(self.type.findData(tag_of(question)))
        self._answers_of(question).show_answers(course, question, editable=editable)
        for name, box in (("shuffle", self.shuffle), ("partial_credit", self.partial_credit)):
            box.setVisible(hasattr(question, name))
            box.setChecked(getattr(question, name, False))
            box.setEnabled(editable)
        self._show_rule(question)
        self._show_texts(course, question, editable=editable)
        self._show_numbers(question)
        text = question.picture_text
        self.show_picture_row(shown=not isinstance(question, Hotspot))
        self.picture.show_picture(course, question.picture, text, editable=editable)
        self.watch.show_moment(course, question.watch, editable=editable)
        self.objectives.show_objectives(course, [question.objectives])
        self.bloom.setCurrentIndex(self.bloom.findData(question.bloom))
        self.tags.show_tags(question.tags, tags_in(course.questions))
        widgets = (self.type, self.points, self.tries, self.objectives, self.bloom, self.tags)
        for widget in widgets:
            widget.setEnabled(editable)

    def _answers_of(self, question: Question) -> AnswersForm:
        """Return the form of the answers; another type may need another one."""
        kind = ANSWER_FORMS[type(question)]
        if type(self.answers) is kind:
            return self.answers
        form = kind(self.id, self._tools)
        if self.answers is None:
            self.column.insertWidget(self.column.indexOf(self.more), form)
        else:
            self.column.replaceWidget(self.answers, form)
            self.answers.hide()
            self.answers.deleteLater()
        self.answers = form
        return form

    def _show_rule(self, question: Question) -> None:
        """Say how a part of the points is earned, where it can be."""
        shown = hasattr(question, "partial_credit")
        self.rule.setVisible(shown)
        if shown:
            self.rule.setText(self._tools.voice.text(f"ui.partial_rule.{tag_of(question)}"))

    def _show_texts(self, course: Course, question: Question, *, editable: bool) -> None:
        fields = {"stem": self.stem, **self.texts}
        for name, field in fields.items():
            field.show_text(getattr(question, name))
            field.setReadOnly(not editable)
            self._tools.spell(field, course.language)

    def _show_numbers(self, question: Question) -> None:
        for field, value in ((self.points, question.points), (self.tries, question.tries)):
            field.blockSignals(True)  # what is shown is no choice of the author's
            field.setValue(value)  # type: ignore[arg-type]  # tries is a whole number
            field.blockSignals(False)

    def _text(self, name: str) -> RichText:
        said = self._tools.voice.text(f"ui.field.{name}")
        return RichText(said, self._tools.voice, compact=True)

    def _name_fields(self) -> None:
        say = self._tools.voice.text
        for tag in QUESTION_TYPES:
            self.type.addItem(say(f"ui.question.{tag}"), tag)
        self.type.setAccessibleName(say("ui.field.question_type"))
        self.points.setRange(0.5, 1000.0)
        self.points.setSingleStep(0.5)
        self.points.setDecimals(1)
        self.tries.setRange(0, 7)
        self.tries.setSpecialValueText(say("ui.tries_unlimited"))
        for name, field in (("points", self.points), ("tries", self.tries)):
            field.setAccessibleName(say(f"ui.field.{name}"))

    def lay_out(self) -> None:
        """Put the fields into the column: here what is seldom needed is folded away.

        The form of the answers comes before `more`.
        """
        self.more.setText(self._tools.voice.text("ui.question_more"))
        self.more.setCheckable(True)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setArrowType(Qt.ArrowType.RightArrow)
        self._lay_out_details()
        head = QHBoxLayout()
        head.addWidget(self.type)
        head.addStretch(1)
        self.column.addLayout(head)
        for widget in (self.stem, self.more, self.details):
            self.column.addWidget(widget)
        self.details.hide()

    def show_picture_row(self, *, shown: bool) -> None:
        """Show the field of the question's picture, or not: a hotspot has it with its regions."""
        self._details.setRowVisible(self.picture, shown)

    def _lay_out_details(self) -> None:
        say = self._tools.voice.text
        self._details = form = QFormLayout(self.details)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name in _TEXTS:
            form.addRow(say(f"ui.field.{name}"), self.texts[name])
        form.addRow(say("ui.field.picture"), self.picture)
        form.addRow(say("ui.field.watch"), self.watch)
        form.addRow(say("ui.field.points"), _at_start(self.points))
        form.addRow(say("ui.field.tries"), _at_start(self.tries))
        form.addRow("", self.shuffle)
        form.addRow("", self.partial_credit)
        form.addRow("", self.rule)
        form.addRow(say("ui.field.objectives"), self.objectives)
        form.addRow(say("ui.field.bloom"), _at_start(self.bloom))
        form.addRow(say("ui.field.tags"), self.tags)

    def _connect(self) -> None:
        self.type.activated.connect(lambda at: self._become(self.type.itemData(at)))
        for name, field in {"stem": self.stem, **self.texts}.items():
            field.typed.connect(partial(self._tools.type, self.id, name))
        self.points.valueChanged.connect(lambda value: self._change(points=value))
        self.tries.valueChanged.connect(lambda value: self._change(tries=value))
        self.shuffle.clicked.connect(lambda on: self._change(shuffle=on))
        self.partial_credit.clicked.connect(lambda on: self._change(partial_credit=on))
        self.picture.chosen.connect(lambda id_: self._change(picture=id_))
        self.picture.described.connect(partial(self._tools.type, self.id, "picture_text"))
        self.watch.chosen.connect(lambda moment: self._change(watch=moment))
        self.objectives.chosen.connect(self._set_objective)
        self.bloom.activated.connect(lambda at: self._change(bloom=self.bloom.itemData(at)))
        self.tags.chosen.connect(lambda tags: self._change(tags=tags))
        self.more.toggled.connect(self._unfold)

    def _unfold(self, shown: bool) -> None:  # noqa: FBT001  # Qt's signal
        self.details.setVisible(shown)
        self.more.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)

    def _become(self, tag: str) -> None:
        def edit(now: Course) -> Course:
            return replace(now, as_type(now.questions[self.id], tag))

        self._tools.document.edit(message("undo.question_type"), edit)

    def _set_objective(self, objective: str, on: bool) -> None:  # noqa: FBT001  # Qt's signal
        present = self._tools.document.course.questions[self.id].objectives
        kept = tuple(each for each in present if each != objective)
        self._change(objectives=(*kept, objective) if on else kept)

    def _change(self, **fields: object) -> None:
        self._tools.change(self.id, None, **fields)


def _at_start(widget: QWidget) -> QHBoxLayout:
    """Return a line with a widget that keeps its own width."""
    line = QHBoxLayout()
    line.addWidget(widget)
    line.addStretch(1)
    return line
