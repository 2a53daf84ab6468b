"""How a quiz is taken: its results, attempts, mark, time, and the questions that it draws."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.course.asking import asked_by, count_asked, tags_in
from studio.course.asking_blocks import MOST_ATTEMPTS, Kept, QuizBlock, Results
from studio.course.model import Course
from studio.course.nodes import find
from studio.ui.editor.tools import Tools
from studio.ui.length_field import LengthField
from studio.ui.pieces import quiet, show_warning
from studio.ui.tags_field import TagsField

_MOST_DRAWN = 999


class QuizSettings(QWidget):
    """A line that says how the quiz is taken, and opens the fields that change it."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__()
        self.id = id_
        self._tools = tools
        say = tools.voice.text
        self.more = QToolButton()
        self.fields = QWidget()
        self.graded = QCheckBox(say("ui.field.graded"))
        self.results = self._choice("results", Results)
        self.attempts = _spin(0, MOST_ATTEMPTS, say("ui.tries_unlimited"))
        self.kept = self._choice("kept", Kept)
        self.pass_mark = _spin(0, 100, say("ui.no_pass_mark"))
        self.time_limit = LengthField(say("ui.field.block_time_limit_s"))
        self.tags = TagsField(say("ui.field.block_tags"), say("ui.tags_hint"))
        self.draw = _spin(0, _MOST_DRAWN, say("ui.draw_all"))
        self.pool = quiet("")
        self.pool.setWordWrap(False)
        self.pool.setProperty("note", True)
        self.review = QCheckBox(say("ui.field.block_review"))
        self._lay_out()
        self._connect()

    def show_quiz(self, course: Course, quiz: QuizBlock, *, editable: bool) -> None:
        """Show how the quiz is taken."""
        self.graded.setChecked(quiz.graded)
        self.review.setChecked(quiz.review)
        self.results.setCurrentIndex(list(Results).index(quiz.results))
        self.kept.setCurrentIndex(list(Kept).index(quiz.kept))
        self._form.setRowVisible(self.kept, quiz.attempts != 1)
        _show(self.attempts, quiz.attempts)
        _show(self.pass_mark, round((quiz.pass_mark or 0) * 100))
        _show(self.draw, quiz.draw)
        if quiz.time_limit_s is None:
            self.time_limit.clear()
        elif self.time_limit.length_s() != quiz.time_limit_s:
            self.time_limit.show_length(quiz.time_limit_s)
        self.tags.show_tags(quiz.tags, tags_in(course.questions))
        asked, offered = count_asked(course, quiz), len(asked_by(course, quiz))
        few = quiz.draw > offered
        said = "ui.quiz_pool_few" if few else "ui.quiz_pool"
        self.pool.setText(
            self._tools.voice.text(said, n=offered, asked=quiz.draw if few else asked)
        )
        show_warning(self.pool, warns=few)
        for name in ("graded", "results", "attempts", "kept", "pass_mark", "time_limit"):
            getattr(self, name).setEnabled(editable)
        for widget in (self.tags, self.draw, self.review):
            widget.setEnabled(editable)

    def _choice(self, field: str, options: type[Enum]) -> QComboBox:
        say = self._tools.voice.text
        box = QComboBox()
        box.setAccessibleName(say(f"ui.field.block_{field}"))
        for option in options:
            box.addItem(say(f"ui.block_option.{option.value}"), option)
        box.activated.connect(lambda at: self._change(**{field: box.itemData(at)}))
        return box

    def _lay_out(self) -> None:
        say = self._tools.voice.text
        self.more.setText(say("ui.quiz_settings"))
        self.more.setCheckable(True)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setArrowType(Qt.ArrowType.RightArrow)
        self._form = QFormLayout(self.fields)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for spin in (self.attempts, self.pass_mark, self.draw):
            spin.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.tags.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.time_limit.setPlaceholderText(say("ui.no_time_limit"))
        for name in ("results", "attempts", "kept", "pass_mark", "time_limit", "tags", "draw"):
            field = getattr(self, name)
            word = say(f"ui.field.block_{'time_limit_s' if name == 'time_limit' else name}")
            field.setAccessibleName(word)
            self._form.addRow(word, field)
        self.pass_mark.setSuffix(say("ui.percent_suffix"))
        for widget in (self.pool, self.graded, self.review):
            self._form.addRow("", widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.more)
        column.addWidget(self.fields)
        self.fields.hide()

    def _connect(self) -> None:
        self.more.toggled.connect(self._unfold)
        self.graded.clicked.connect(lambda on: self._change(graded=on))
        self.review.clicked.connect(lambda on: self._change(review=on))
        self.attempts.valueChanged.connect(lambda value: self._change(attempts=value))
        self.draw.valueChanged.connect(lambda value: self._change(draw=value))
        self.pass_mark.valueChanged.connect(
            lambda value: self._change(pass_mark=value / 100 if value else None)
        )
        self.time_limit.editingFinished.connect(self._set_time)
        self.tags.chosen.connect(lambda tags: self._change(tags=tags))

    def _unfold(self, shown: bool) -> None:  # noqa: FBT001  # Qt's signal
        self.fields.setVisible(shown)
        self.more.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)

    def _set_time(self) -> None:
        limit = self.time_limit.length_s() or None
        quiz = find(self._tools.document.course, self.id)
        if isinstance(quiz, QuizBlock) and quiz.time_limit_s != limit:
            self._change(time_limit_s=limit)

    def _change(self, **fields: object) -> None:
        self._tools.change(self.id, None, **fields)


def _spin(least: int, most: int, at_least: str) -> QSpinBox:
    """Return a field for a number; `at_least` is what its lowest value is called."""
    field = QSpinBox()
    field.setRange(least, most)
    field.setSpecialValueText(at_least)
    return field


def _show(field: QSpinBox, value: int) -> None:
    field.blockSignals(True)  # what is shown is no choice of the author's
    field.setValue(value)
    field.blockSignals(False)
