"""A question as the learner sees it: answered, checked, told, and tried again.

It follows what the author writes. What was tried stays, as far as the question still takes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from msgspec.structs import replace as changed
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.course.grading import Grade, grade
from studio.course.model import Course
from studio.course.parts import pictures_of
from studio.course.questions import (
    UNCOUNTED,
    Categorise,
    FillBlanks,
    Hotspot,
    Likert,
    LongAnswer,
    Matching,
    Moment,
    MultipleChoice,
    Numeric,
    Ordering,
    Question,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from studio.i18n import duration
from studio.ui.editor.still import StillView
from studio.ui.editor.tools import Tools
from studio.ui.pieces import button, card, quiet, scrolling
from studio.ui.questions.placing import clips_on_screens
from studio.ui.questions.trying_blanks import BlanksView
from studio.ui.questions.trying_chosen import ChosenView, LikertView
from studio.ui.questions.trying_hotspot import HotspotView
from studio.ui.questions.trying_placed import OrderingView, PairsView
from studio.ui.questions.trying_told import Told, verdict_of
from studio.ui.questions.trying_typed import LongAnswerView, TypedView
from studio.ui.questions.trying_views import AnswerView, Learner
from studio.ui.rich_text.shown import ShownText
from studio.ui.storyboard.pictures import WIDE, Source

_QUIET_MS = 150
"""How long the author pauses before the answers are made anew."""
ViewKind: TypeAlias = type[AnswerView]
VIEWS: dict[type[Question], ViewKind] = {
    SingleChoice: ChosenView,
    MultipleChoice: ChosenView,
    TrueFalse: ChosenView,
    Numeric: TypedView,
    ShortText: TypedView,
    Ordering: OrderingView,
    Matching: PairsView,
    Categorise: PairsView,
    FillBlanks: BlanksView,
    Hotspot: HotspotView,
    Likert: LikertView,
    LongAnswer: LongAnswerView,
}
"""What the answers to each type of question are given with."""


def view_of(question: Question, learner: Learner) -> AnswerView:
    """Return what a question is answered with."""
    return VIEWS[type(question)](question, learner)


class TryPane(QWidget):
    """Shows the chosen question, and takes answers to it; nothing of it is kept."""

    preview_wanted = Signal(str)
    """The id of the question that is to be seen in the browser."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._question: Question | None = None
        self._course: Course | None = None
        self.learner = Learner("", self._picture)
        self.view: AnswerView | None = None
        self.used = 0
        """The tries that were taken."""
        self._grade: Grade | None = None
        self._pictures: frozenset[str] = frozenset()
        """Those that the answers were made with: others come later."""
        say = tools.voice.text
        self.stem = ShownText(tools.voice)
        self.stem.setProperty("stem", True)
        self.picture = StillView("image")
        self.told = Told(tools.voice)
        self.check_button = button("", self.check, kind="main")
        self.again_button = button("", self.again)
        self.tries = quiet()
        self.over_button = button(say("ui.try_over"), self.start_over, kind="link", icon="refresh")
        self.browser_button = button(
            say("ui.try_browser"), self._ask_preview, kind="link", icon="embed"
        )
        self._later = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._later.timeout.connect(self._renew)
        tools.pictures.ready.connect(self._show_pictures)
        self._lay_out()

    def show_question(self, course: Course, question: Question) -> None:
        """Show a question, or what an edit has made of it."""
        before, self._question, self._course = self._question, question, course
        if course.language != self.learner.language:
            self._speak(course.language)
        self.stem.show_text(question.stem)
        self._show_picture()
        if before is None or before.id != question.id:
            self.start_over()
        elif self.view is None or _asked(self.view.question) != _asked(question):
            self._later.start()
        elif before is not question:
            self.view.question = question
            self._tell()

    def check(self) -> None:
        """Grade the answer, and say what the page says."""
        view, question = self.view, self._question
        if view is None or question is None or not self._can_check():
            return
        if problem := view.problem():
            self.told.tell(self.learner.say(problem), "")
            return
        self.used += 1
        self._grade = grade(question, view.response())
        self._close()
        (self.again_button if self.again_button.isVisible() else self.over_button).setFocus()

    def again(self) -> None:
        """Try once more."""
        self._grade = None
        if self.view is not None:
            self.view.open()
        self._tell()

    def start_over(self) -> None:
        """Be another learner: nothing is answered, and everything is dealt anew."""
        self._later.stop()
        self.learner = Learner(self.learner.language, self._picture)
        self.used, self._grade = 0, None
        self._make_view()
        self._tell()

    @property
    def left(self) -> float:
        """How many tries are left; of some questions without end."""
        question = self._question
        if question is None:
            return 0
        most = 1 if isinstance(question, UNCOUNTED) else question.tries
        return max(0, most - self.used) if most else float("inf")

    def _renew(self) -> None:
        """Make the answers anew, and give again what was given."""
        given = self.view.response() if self.view is not None else []
        self._make_view()
        if self.view is None or self._question is None:
            return
        self.view.fill(given)
        if self._grade is not None:
            self._grade = grade(self._question, self.view.response())
        self._close()

    def _make_view(self) -> None:
        if self.view is not None:
            self._answers.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = None
        if self._question is not None:
            self._pictures = self._there(self._question)
            self.view = view_of(self._question, self.learner)
            self.view.changed.connect(self._show_buttons)
            self.view.check_wanted.connect(self.check)
            self._answers.addWidget(self.view)

    def _close(self) -> None:
        """Show how the answer was graded, where it was checked."""
        if self._grade is not None and self.view is not None:
            self.view.lock(self._grade)
            if self._grade.right or not self.left:
                self.view.reveal()
        self._tell()

    def _tell(self) -> None:
        """Say how the answer was graded, as the page does; whatever gets the focus says it, too."""
        self._show_buttons()
        result, question = self._grade, self._question
        if result is None or question is None or self.view is None:
            self.told.forget()
            return
        more = self.left > 0 and not result.right
        verdict, sign = verdict_of(result, more=more)
        texts = self._said(question, result, more=more)
        ends = "\n".join(self._ends(question, result, more=more))
        self.told.tell(self.learner.say(verdict), sign, texts, ends)
        for widget in (self.again_button, self.over_button):
            widget.setAccessibleDescription(self.told.words)

    def _said(self, question: Question, result: Grade, *, more: bool) -> list[str]:
        """Return what the author says to an answer, as the page puts it together."""
        said = [] if result.right is None or self.view is None else self.view.said()
        said.append(question.feedback_wrong if result.right is False else question.feedback_right)
        if more and result.right is False:
            said.append(question.hint)
        return [text for text in said if text.strip()]

    def _ends(self, question: Question, result: Grade, *, more: bool) -> Iterator[str]:
        """Yield the right answer once it may be known, and what is to be watched again."""
        if result.right is not False or self.view is None:
            return
        if not more and (answer := self.view.answer()):
            yield self.learner.say("right_answer", answer=answer)
        if question.watch is not None and self._is_shown(question.watch):
            yield self.learner.say("watch_again", at=duration(int(question.watch.at_s)))

    def _is_shown(self, moment: Moment) -> bool:
        """Return whether some screen shows the clip that is to be watched again."""
        shown = clips_on_screens(self._course) if self._course is not None else []
        return any(each.block.clip == moment.clip for each in shown)

    def _show_buttons(self) -> None:
        say, closed = self.learner.say, self._grade is not None
        self.check_button.setVisible(not closed)
        self.check_button.setEnabled(self._can_check())
        wrong = self._grade is not None and self._grade.right is False
        self.again_button.setVisible(wrong and self.left > 0)
        self.tries.setVisible(wrong or not closed)
        ui = self._tools.voice.text
        if self.left == float("inf"):
            self.again_button.setText(say("try_again"))
            self.tries.setText(ui("ui.tries_unlimited"))
        else:
            self.again_button.setText(say("try_again_left", n=int(self.left)))
            self.tries.setText(ui("ui.tries_left", n=int(self.left)))

    def _can_check(self) -> bool:
        return self._grade is None and self.view is not None and bool(self.view.response())

    def _speak(self, language: str) -> None:
        self.learner.language = language
        self.check_button.setText(self.learner.say("check"))

    def _picture(self, media: str) -> QImage | None:
        course = self._course
        if course is None or media not in course.media:
            return None
        return self._tools.pictures.picture_of(Source(course.media[media].file, None, WIDE))

    def _show_picture(self) -> None:
        question = self._question
        shown = question is not None and not isinstance(question, Hotspot) and question.picture
        self.picture.setVisible(bool(shown))
        if question is not None and shown:
            image = self._picture(shown)
            self.picture.show_image(image, icon="" if image is not None else "image")
            self.picture.setAccessibleName(question.picture_text)

    def _show_pictures(self) -> None:
        """Show pictures that were just made."""
        self._show_picture()
        if self._question is not None and self._there(self._question) != self._pictures:
            self._later.start()

    def _there(self, question: Question) -> frozenset[str]:
        """Return which pictures of a question can be shown."""
        return frozenset(id_ for id_ in pictures_of(question) if self._picture(id_) is not None)

    def _ask_preview(self) -> None:
        if self._question is not None:
            self.preview_wanted.emit(self._question.id)

    def _lay_out(self) -> None:
        self._answers = QVBoxLayout()
        paper, column = card()
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addWidget(self.stem)
        column.addWidget(self.picture)
        column.addLayout(self._answers)
        for widget in (self.told, self.check_button, self.again_button, self.tries):
            column.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(self.over_button)
        foot.addStretch(1)
        foot.addWidget(self.browser_button)
        inner = QWidget()
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(0, 0, 4, 0)
        whole.addWidget(paper)
        whole.addLayout(foot)
        whole.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner))


def _asked(question: Question) -> Question:
    """Return a question without what the answers don't show."""
    fields = {"stem": "", "hint": "", "feedback_right": "", "feedback_wrong": "", "tries": 1}
    return changed(question, tags=(), objectives=(), bloom=None, points=1.0, **fields)
