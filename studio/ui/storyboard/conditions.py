"""When a lesson or a screen is shown or open: the button that says so, and its dialog."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace as changed
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from exporters.condition_words import Targets, condition_lines, place_title
from studio.course.asking import asks
from studio.course.condition_rows import Asked, How, Row
from studio.course.conditional import CONDITION_FIELDS, Place
from studio.course.conditions import Condition
from studio.course.edits import replace
from studio.course.model import Course, Lesson
from studio.i18n import Voice
from studio.messages import message
from studio.ui.document import Document
from studio.ui.pieces import button, quiet, scrolling
from studio.ui.storyboard.condition_form import ConditionForm

_MASTERED, _HALF = 0.8, 0.5


class ConditionField(QWidget):
    """Says which conditions a place has; its button asks for others."""

    wanted = Signal()

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.button = button("", self.wanted.emit)
        self.button.setStyleSheet("text-align: left;")
        self.said = quiet()
        self.setFocusProxy(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.button)
        column.addWidget(self.said)
        self._say(())

    def show_place(self, course: Course, place: Place) -> None:
        """Say which conditions a place has."""
        self._say(condition_lines(Targets(course, self._voice), place))

    def _say(self, lines: Sequence[str]) -> None:
        text = self._voice.text("ui.conditional" if lines else "ui.condition.none")
        text = text[:1].upper() + text[1:]
        self.button.setText(text)
        self.said.setText("\n".join(lines))
        self.said.setVisible(bool(lines))
        field = self._voice.text("ui.field.conditions")
        self.button.setAccessibleName(f"{field}, {text}")
        self.button.setAccessibleDescription(", ".join(lines))


class ConditionsDialog(QDialog):
    """Edits when one place is shown, and when it is open."""

    def __init__(
        self, course: Course, place: Place, voice: Voice, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._course, self._place, self._voice = course, place, voice
        self.setWindowTitle(place_title(place, voice))
        self.resize(760, 420)
        targets = Targets(course, voice)
        self.forms = {
            field: ConditionForm(field, getattr(place, field), targets, voice)
            for field in CONDITION_FIELDS
        }
        kind = "lesson" if isinstance(place, Lesson) else "screen"
        self.skip_button = button(
            voice.text(f"ui.condition.skip_{kind}", share=_MASTERED),
            self.skip_mastered,
            kind="link",
        )
        self.below_button = button(
            voice.text("ui.condition.only_below", share=_HALF), self.only_below, kind="link"
        )
        self.skip_button.setEnabled(bool(course.objectives))
        self.below_button.setEnabled(bool(targets.names[Asked.SCORE]))
        self._lay_out()

    def conditions(self) -> dict[str, Condition | None]:
        """Return the conditions by their field."""
        return {field: form.condition() for field, form in self.forms.items()}

    def skip_mastered(self) -> None:
        """Show the place only until an objective is mastered: the first one that it serves."""
        served = [
            id_ for screen in self._screens() for id_ in self._course.screens[screen].objectives
        ]
        objective = next(iter([*served, *self._course.objectives]))
        self._add(Row(Asked.MASTERY, objective, How.NOT_YET, _MASTERED))

    def only_below(self) -> None:
        """Show the place only to those with a low score, in the last quiz that stands before it."""
        own, before = set(self._screens()), True
        quizzes: list[str] = []
        for screen in self._course.screens_in_order():
            before = before and screen.id not in own
            found = [block.id for block in screen.blocks if asks(block)]
            quizzes += found if before or not quizzes else []
        self._add(Row(Asked.SCORE, quizzes[-1], How.BELOW, _HALF))

    def _add(self, row: Row) -> None:
        self.forms["shown_if"].add_row(row).which.setFocus()

    def _screens(self) -> tuple[str, ...]:
        place = self._place
        return place.screens if isinstance(place, Lesson) else (place.id,)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setSpacing(16)
        column.addWidget(self.forms["shown_if"])
        ready = QVBoxLayout()
        ready.setSpacing(0)
        for each in (self.skip_button, self.below_button):
            ready.addWidget(each, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addLayout(ready)
        column.addWidget(self.forms["open_if"])
        column.addStretch(1)
        kinds = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        box.button(kinds.Ok).setProperty("main", True)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.addWidget(scrolling(inner), 1)
        outer.addWidget(box)


def ask_conditions(document: Document, voice: Voice, id_: str, parent: QWidget) -> ConditionsDialog:
    """Have the author edit the conditions of a lesson or a screen: one step that can be undone."""
    place = _place(document.course, id_)
    if place is None:
        raise KeyError(id_)
    dialog = ConditionsDialog(document.course, place, voice, parent)

    def edit(now: Course) -> Course:
        there = _place(now, id_)
        fields: dict[str, Any] = dialog.conditions()
        return now if there is None else replace(now, changed(there, **fields))

    label = message("undo.conditions", title=place.title)
    dialog.accepted.connect(lambda: document.edit(label, edit))
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    return dialog


def _place(course: Course, id_: str) -> Place | None:
    return course.screens.get(id_) or course.lessons.get(id_)
