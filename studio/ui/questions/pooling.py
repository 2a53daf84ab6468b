"""Questions of the bank become a quiz: a new one or one of the course, all asked or some drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace as changed
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from studio.course.asking import asked_by, tags_in
from studio.course.asking_blocks import QuizBlock
from studio.course.bank_edits import with_pool
from studio.course.change import name_of
from studio.course.ids import new_id
from studio.course.model import Course, Lesson, Screen
from studio.messages import message
from studio.ui.editor.tools import Tools
from studio.ui.pieces import head, quiet, show_warning
from studio.ui.tags_field import parsed_tags

_MOST_DRAWN = 999


class Target(NamedTuple):
    """A quiz that the questions are put into, or a lesson for a new one."""

    screen: Screen | None
    quiz: QuizBlock | None
    lesson: Lesson | None


class PoolDialog(QDialog):
    """Asks which quiz, and whether it asks all of the questions or draws some."""

    def __init__(
        self, ids: Sequence[str], tools: Tools, parent: QWidget, *, draws: bool, here: str = ""
    ) -> None:
        """`draws` proposes to draw; `here` is a screen in whose lesson a new quiz is proposed."""
        super().__init__(parent)
        self.ids = tuple(ids)
        self._tools = tools
        self.made = ""
        """The id of the screen with the quiz, once it is there."""
        say = tools.voice.text
        self.setWindowTitle(say("ui.pool_title"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.target = QComboBox()
        self.named = QRadioButton(say("ui.pool_named", n=len(self.ids)))
        self.drawn = QRadioButton(say("ui.pool_drawn"))
        self.tag, self.draw = QLineEdit(), QSpinBox()
        self.facts = quiet()
        self.facts.setProperty("note", True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.make_button = self.buttons.addButton(
            say("ui.pool_make"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.make_button.setProperty("main", True)
        self.targets = _targets(tools.document.course)
        self._lay_out()
        (self.drawn if draws else self.named).setChecked(True)
        self._fill(here)
        self.target.currentIndexChanged.connect(lambda _at: self._show_facts())
        self.named.toggled.connect(lambda _on: self._show_facts())
        self.tag.textChanged.connect(lambda _text: self._show_facts())
        self.draw.valueChanged.connect(lambda _n: self._show_facts())
        self.buttons.accepted.connect(self._make)
        self.buttons.rejected.connect(self.reject)
        self._show_facts()

    def edited(self, course: Course) -> Course:
        """Return the course with the quiz as it is asked for here."""
        target = self.targets[self.target.currentIndex()]
        quiz = target.quiz or QuizBlock(id=new_id())
        tag = next(iter(parsed_tags(self.tag.text())), "") if self.drawn.isChecked() else ""
        if tag:
            quiz = changed(quiz, draw=self.draw.value())
        if target.lesson is None:
            self.made = target.screen.id if target.screen else ""
            return with_pool(course, quiz, self.ids, tag)
        screen = Screen(id=new_id(), title=tag or self._tools.voice.text("ui.new_screen.quiz"))
        self.made = screen.id
        return with_pool(
            course, quiz, self.ids, tag, (screen, target.lesson.id, len(target.lesson.screens))
        )

    def _make(self) -> None:
        if self._tools.document.edit(message("undo.pool", n=len(self.ids)), self.edited):
            self.accept()

    def _show_facts(self) -> None:
        """Say how many the pool has against what is drawn: in amber where that is too few."""
        say, drawing = self._tools.voice.text, self.drawn.isChecked()
        for widget in (self.tag, self.draw, self._tag_label, self._draw_label):
            widget.setEnabled(drawing)
        known = bool(self.targets) and bool(parsed_tags(self.tag.text()) or not drawing)
        self.make_button.setEnabled(known)
        if not known:
            self.facts.setText(say("ui.pool_no_tag" if self.targets else "ui.pool_no_lesson"))
            return
        course = self.edited(self._tools.document.course)
        quiz = next(
            block
            for block in course.screens[self.made].blocks
            if isinstance(block, QuizBlock) and self._holds(course, block)
        )
        held = len(asked_by(course, quiz))
        few = quiz.draw > held
        said = "ui.pool_few" if few else "ui.pool_facts"
        self.facts.setText(say(said, n=held, asked=quiz.draw or held))
        show_warning(self.facts, warns=few)

    def _holds(self, course: Course, quiz: QuizBlock) -> bool:
        return set(self.ids) <= set(asked_by(course, quiz))

    def _fill(self, here: str) -> None:
        voice, course = self._tools.voice, self._tools.document.course
        for each in self.targets:
            if each.lesson is not None:
                name = voice.text("ui.pool_new_in", lesson=each.lesson.title)
            else:
                name = voice.words(name_of(each.screen)) if each.screen else ""
                name = voice.text("ui.pool_quiz_of", screen=name)
            self.target.addItem(name)
        self.target.setCurrentIndex(self._proposed(here))
        questions = [course.questions[id_] for id_ in self.ids]
        shared = [tag for tag in tags_in(questions) if all(tag in q.tags for q in questions)]
        self.tag.setText(next(iter(shared), voice.text("ui.pool_tag_new")))
        self.draw.setRange(1, _MOST_DRAWN)
        self.draw.setValue(max(1, (len(self.ids) + 1) // 2))

    def _proposed(self, here: str) -> int:
        """Return a new screen beside `here` for what is drawn, else the first quiz there is."""
        lessons = [each.lesson for each in self.targets]
        if self.named.isChecked() and None in lessons:
            return lessons.index(None)
        return next((n for n, each in enumerate(lessons) if each and here in each.screens), 0)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(head(self._tools.voice.text("ui.pool_head", n=len(self.ids))))
        column.addWidget(self._tools.labelled("pool_target", self.target))
        column.addWidget(self.target)
        column.addWidget(self.named)
        column.addWidget(self.drawn)
        self._draw_label = self._tools.labelled("block_draw", self.draw)
        self._tag_label = self._tools.labelled("pool_tag", self.tag)
        for label, field in ((self._draw_label, self.draw), (self._tag_label, self.tag)):
            column.addWidget(label)
            column.addWidget(field)
            field.setAccessibleName(label.text())
        self.target.setAccessibleName(self._tools.voice.text("ui.field.pool_target"))
        column.addWidget(self.facts)
        column.addWidget(self.buttons)
        self.setMinimumWidth(460)


def _targets(course: Course) -> list[Target]:
    """Return the lessons that a new screen may go into, and the quizzes that there are."""
    lessons = [
        course.lessons[id_] for module in course.order for id_ in course.modules[module].lessons
    ]
    new = [Target(None, None, lesson) for lesson in lessons]
    quizzes = [
        Target(screen, block, None)
        for screen in course.screens_in_order()
        for block in screen.blocks
        if isinstance(block, QuizBlock)
    ]
    return [*new, *quizzes]
