"""The questions that a clip stops for, by their moments."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace as changed
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio.course.asking_blocks import ClipBlock, Stop
from studio.course.edits import insert, replace
from studio.course.ids import new_id
from studio.course.model import Course
from studio.course.nodes import find
from studio.course.question_types import new_question
from studio.messages import message
from studio.ui import icons
from studio.ui.editor.question_extras import icon_button
from studio.ui.editor.question_row import QuestionRow, question_menu
from studio.ui.editor.tools import Tools
from studio.ui.kept_rows import laid_out
from studio.ui.moment_spin import MomentSpin

Stops = tuple[Stop, ...]


class StopsForm(QWidget):
    """A row for each question; a new one is asked where the player has stopped."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__()
        self.id = id_
        self._tools = tools
        say = tools.voice.text
        self.rows: dict[str, StopRow] = {}
        self._open = ""
        self.add_button = QPushButton(icons.icon("add"), say("ui.add_stop"))
        self.add_button.setMenu(question_menu(self, tools, self.add_question, self._put))
        self.graded = QCheckBox(say("ui.field.graded"))
        self.graded.clicked.connect(lambda on: tools.change(id_, None, graded=on))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        foot.addWidget(self.graded)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._list)
        column.addLayout(foot)

    def show_stops(self, course: Course, block: ClipBlock, *, editable: bool) -> None:
        """Show the questions in the order in which the clip comes to them."""
        stops = sorted(block.stops, key=lambda stop: stop.at_s)
        self._lay_out([stop.id for stop in stops])
        length = course.clips[block.clip].duration_s
        for number, stop in enumerate(stops, 1):
            self.rows[stop.id].show_stop(course, stop, number, length, editable=editable)
        self.graded.setChecked(block.graded)
        self.graded.setVisible(bool(block.stops))
        for widget in (self.add_button, self.graded):
            widget.setEnabled(editable)

    def open(self, id_: str) -> None:
        """Open the question of one stop, and close the others; "" closes all."""
        self._open = id_
        for each, row in self.rows.items():
            row.question.unfold(shown=each == id_)
        if id_ in self.rows:
            row = self.rows[id_]
            course = self._tools.document.course
            row.question.show_form(course, course.questions[row.question.id])

    def add_question(self, tag: str) -> None:
        """Add a new question of a type where the player is, and open it."""
        question = new_question(tag)
        self._put(question.id, lambda now: insert(now, question))

    def _put(self, id_: str, before: Callable[[Course], Course] = lambda now: now) -> None:
        stop = Stop(id=new_id(), question=id_, at_s=self._here_s())

        def edit(now: Course) -> Course:
            return self._with(before(now), lambda stops: (*stops, stop))

        self._tools.document.edit(message("undo.add_question"), edit)
        self.open(stop.id)

    def _here_s(self) -> float:
        """Return where the player is, as exactly as moments are shown."""
        return round(self._tools.player.reached_s(self.id), 1)

    def _change(self, id_: str, **fields: object) -> None:
        self._edit(lambda stops: tuple(changed(s, **fields) if s.id == id_ else s for s in stops))

    def _remove(self, id_: str) -> None:
        self._edit(lambda stops: tuple(stop for stop in stops if stop.id != id_))

    def _edit(self, change: Callable[[Stops], Stops]) -> None:
        self._tools.document.edit(message("undo.content"), lambda now: self._with(now, change))

    def _with(self, now: Course, change: Callable[[Stops], Stops]) -> Course:
        block = find(now, self.id)
        if not isinstance(block, ClipBlock):
            return now
        return replace(now, changed(block, stops=change(block.stops)))

    def _lay_out(self, wanted: list[str]) -> None:
        if wanted == list(self.rows):
            return
        self.rows = laid_out(self._list, self.rows, wanted, self._row)

    def _row(self, id_: str) -> StopRow:
        block = find(self._tools.document.course, self.id)
        stops = block.stops if isinstance(block, ClipBlock) else ()
        question = next(stop.question for stop in stops if stop.id == id_)
        row = StopRow(question, self._tools)
        row.question.toggled.connect(lambda shown: self.open(id_ if shown else ""))
        row.question.removed.connect(lambda: self._remove(id_))
        row.at.valueChanged.connect(lambda at_s: self._change(id_, at_s=at_s))
        row.here_button.clicked.connect(lambda _checked: self._change(id_, at_s=self._here_s()))
        row.back.valueChanged.connect(lambda at_s: self._change(id_, back_to_s=at_s))
        row.leads_back.clicked.connect(lambda on: self._change(id_, back_to_s=0.0 if on else None))
        return row


class StopRow(QWidget):
    """A question with its moment, and where those are led back to who are wrong."""

    def __init__(self, question: str, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        say = tools.voice.text
        self.question = QuestionRow(question, tools, ordered=False)
        self.at = MomentSpin(say("ui.field.stop_at"))
        self.leads_back = QCheckBox(say("ui.field.stop_back"))
        self.back = MomentSpin(say("ui.field.stop_back"))
        self.here_button = icon_button(tools, "clip", "ui.field.stop_at")
        line = QHBoxLayout()
        label = QLabel(say("ui.field.stop_at"))
        label.setBuddy(self.at)
        for widget in (label, self.at, self.here_button, self.leads_back, self.back):
            line.addWidget(widget)
        line.addStretch(1)
        self.question.column.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.question)

    def show_stop(
        self, course: Course, stop: Stop, number: int, length_s: float, *, editable: bool
    ) -> None:
        """Show the stop as it is now; `length_s` is how long its clip is."""
        asked = course.questions[stop.question]
        self.question.show_question(course, asked, number, editable=editable)
        self.at.show_moment(stop.at_s, length_s)
        self.leads_back.setChecked(stop.back_to_s is not None)
        self.back.setVisible(stop.back_to_s is not None)
        self.back.show_moment(stop.back_to_s or 0.0, stop.at_s)
        self._name(number)
        for widget in (self.at, self.here_button, self.leads_back, self.back):
            widget.setEnabled(editable)

    def _name(self, number: int) -> None:
        say = self._tools.voice.text
        self.at.setAccessibleName(say("ui.stop_at_of", n=number))
        self.back.setAccessibleName(say("ui.stop_back_of", n=number))
        here = say("ui.stop_here", n=number)
        self.here_button.setToolTip(here)
        self.here_button.setAccessibleName(here)
