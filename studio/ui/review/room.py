"""The review: the course in figures, what was found, and a way there or out of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from studio.course.model import Course
from studio.i18n import Voice
from studio.messages import message
from studio.review.findings import Finding, Fix, Level
from studio.review.places import Places
from studio.ui.document import Document
from studio.ui.pieces import button, head, quiet, said
from studio.ui.review.cards import FigureCards
from studio.ui.review.chart import TimesChart
from studio.ui.review.finding_rows import FindingList
from studio.ui.review.reviewing import Reviewing
from studio.ui.review.tints import Badge

_RANKS = {level: rank for rank, level in enumerate(Level)}

_ONE_BY_ONE = frozenset({"no-alternative"})
"""Whether a picture says nothing is for the author to judge, picture by picture."""


class ReviewRoom(QWidget):
    """Shows the figures of the course and lists the findings, the worst first."""

    go_wanted = Signal(str)
    """The id of a module, lesson or screen; "" for the plan."""

    def __init__(self, document: Document, voice: Voice, reviewing: Reviewing) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        self._reviewing = reviewing
        say = voice.text
        self.head = head(say("ui.room.review"))
        self.badges = {level: Badge(level) for level in Level}
        self.filter = QComboBox()
        self.filter.setAccessibleName(say("ui.review.filter"))
        self.filter.addItem(say("ui.review.filter_all"), None)
        for level in Level:
            self.filter.addItem(say(f"ui.review.filter_{level.value}"), level)
        self.fix_all_button = button(say("ui.review.fix_all", n=0), self.fix_all, icon="check")
        self.cards = FigureCards(voice)
        self.chart = TimesChart(voice)
        self.list = FindingList(voice)
        self.nothing = said()
        self.nothing.setObjectName("nothing")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.go_button = button(say("ui.go_there"), self.go)
        self.fix_button = button(say("ui.fix"), self.fix)
        self._lay_out()
        self.filter.currentIndexChanged.connect(lambda _at: self._list())
        self.list.currentItemChanged.connect(lambda *_: self._show_what_can_be_done())
        self.list.go_wanted.connect(self.go)
        self.list.fix_wanted.connect(self.fix)
        reviewing.changed.connect(self.show_findings)
        self._show_what_can_be_done()

    def show_findings(self) -> None:
        """Show what the last review has found; the place in the list is kept."""
        course, figures = self._reviewing.course, self._reviewing.figures
        if course is None or figures is None:
            return
        findings = self._reviewing.findings
        for level, badge in self.badges.items():
            count = sum(found.level is level for found in findings)
            badge.setText(self._voice.text(f"review.count.{level.value}", n=count))
            badge.setVisible(count > 0)
        self.cards.show_figures(figures)
        self.chart.show_figures(course, figures)
        self._list()

    def current(self) -> Finding | None:
        """Return the finding that the author is at."""
        return self.list.current()

    def go(self) -> None:
        """Go to the place of the finding."""
        found, course = self.current(), self._reviewing.course
        if found is None or course is None:
            return
        in_outline = found.node in course.modules or found.node in course.lessons
        screen = None if in_outline else Places(course).screen_of(found.node)
        self.go_wanted.emit(found.node if in_outline else screen or "")

    def fix(self) -> None:
        """Mend what was found: one step of undo."""
        found = self.current()
        if found is not None and found.fix is not None and found.fix_said is not None:
            self._document.edit(message("undo.fix", fix=found.fix_said), found.fix)

    def fix_all(self) -> None:
        """Mend all that can be mended: one step of undo."""
        fixes = _fixes(self._reviewing.findings)
        if fixes:
            label = message("undo.fix_all", n=len(fixes))
            self._document.edit(label, lambda course: _mended(course, fixes))

    def _list(self) -> None:
        """List the findings of the level that the author wants to see."""
        course, level = self._reviewing.course, self.filter.currentData()
        if course is None:
            return
        shown = [each for each in self._reviewing.findings if level in (None, each.level)]
        self.list.can_fix = not self._document.session.read_only
        ranked = sorted(shown, key=lambda found: _RANKS[found.level])
        self.list.show_findings(ranked, Places(course))
        clean = not self._reviewing.findings
        self.nothing.setText(
            self._voice.text("ui.review.nothing" if clean else "ui.review.nothing_of_level")
        )
        self._below.setCurrentIndex(0 if shown else 1)
        self._show_what_can_be_done()

    def _show_what_can_be_done(self) -> None:
        found = self.current()
        can_edit = self._document.is_open and not self._document.session.read_only
        self.go_button.setEnabled(found is not None)
        can_fix = found is not None and found.fix is not None and can_edit
        self.fix_button.setEnabled(can_fix)
        fix_said = found.fix_said if found is not None else None
        self.fix_button.setText(
            self._voice.say(fix_said) if fix_said else self._voice.text("ui.fix")
        )
        count = len(_fixes(self._reviewing.findings))
        self.fix_all_button.setText(self._voice.text("ui.review.fix_all", n=count))
        self.fix_all_button.setEnabled(can_edit and count > 0)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self.head, *self.badges.values()):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.filter)
        top.addWidget(self.fix_all_button)
        self._below = QStackedWidget()
        self._below.addWidget(self._findings())
        self._below.addWidget(self._nothing())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.cards)
        column.addWidget(self.chart)
        column.addWidget(self._below, 1)

    def _findings(self) -> QWidget:
        page = QWidget()
        keys = quiet(self._voice.text("ui.review.keys"))
        foot = QHBoxLayout()
        foot.addWidget(keys, 1)
        foot.addWidget(self.fix_button)
        foot.addWidget(self.go_button)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        return page

    def _nothing(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.nothing)
        column.addStretch(1)
        return page


def _fixes(findings: Sequence[Finding]) -> list[Fix]:
    """Return the fixes that may all be done at once."""
    return [
        found.fix for found in findings if found.fix is not None and found.check not in _ONE_BY_ONE
    ]


def _mended(course: Course, fixes: Sequence[Fix]) -> Course:
    """Return the course after each fix in turn."""
    return reduce(lambda so_far, fix: fix(so_far), fixes, course)
