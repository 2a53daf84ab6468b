"""Several questions at once: their tags, objectives, level and points, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.course import bank_edits
from studio.course.asking import tags_in
from studio.course.bloom import Bloom
from studio.course.model import Course
from studio.course.questions import Question
from studio.messages import message
from studio.ui import icons
from studio.ui.editor.tools import Tools
from studio.ui.flow import FlowLayout
from studio.ui.objectives import ObjectiveChecks, bloom_field
from studio.ui.pieces import button, card, head
from studio.ui.tags_field import TagsField

ACTIONS = (("draw", "quiz"), ("quiz", "quiz"), ("duplicate", "duplicate"), ("delete", "delete"))
"""What can be done with several questions, and the icons for it."""


class BulkCard(QWidget):
    """What the selected questions share; each change is one step, for all of them."""

    wanted = Signal(str)
    """One of `ACTIONS` is to be done with the questions."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.ids: tuple[str, ...] = ()
        say = tools.voice.text
        self.count = head("")
        self.tags = TagsField(say("ui.bulk_tag"), say("ui.bulk_tag_hint"))
        self.held_tags: dict[str, QToolButton] = {}
        self._chips = FlowLayout()
        self.objectives = ObjectiveChecks(tools.voice)
        self.bloom = bloom_field(tools.voice)
        self.points = QDoubleSpinBox()
        self.buttons = {
            name: button(say(f"ui.bulk_{name}"), partial(self.wanted.emit, name), icon=icon)
            for name, icon in ACTIONS
        }
        self.menu = self._menu()
        self._lay_out()
        self.tags.chosen.connect(self._add_tags)
        self.objectives.chosen.connect(self._set_objective)
        self.bloom.activated.connect(self._set_bloom)
        self.points.editingFinished.connect(self._set_points)

    def show_questions(self, course: Course, ids: Sequence[str], *, editable: bool) -> None:
        """Show what some questions have in common."""
        self.ids = tuple(ids)
        questions = [course.questions[id_] for id_ in ids]
        say = self._tools.voice.text
        self.count.setText(say("ui.bulk_count", n=len(questions)))
        self._show_tags(questions)
        self.tags.show_tags((), tags_in(course.questions))
        self.objectives.show_objectives(course, [each.objectives for each in questions])
        _show_shared(self.bloom, {each.bloom for each in questions}, say("ui.bulk_mixed"))
        points = {each.points for each in questions}
        self.points.setSpecialValueText(say("ui.bulk_mixed") if len(points) > 1 else "")
        self.points.setValue(points.pop() if len(points) == 1 else 0.0)
        for widget in (self.tags, self.objectives, self.bloom, self.points):
            widget.setEnabled(editable)
        for each in (*self.buttons.values(), *self.held_tags.values()):
            each.setEnabled(editable)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for name, icon in ACTIONS:
            action = menu.addAction(icons.icon(icon), self.buttons[name].text())
            action.triggered.connect(lambda _checked, name=name: self.wanted.emit(name))
        return menu

    def _show_tags(self, questions: Sequence[Question]) -> None:
        wanted = tags_in(questions)
        if wanted == list(self.held_tags):
            return
        for chip in self.held_tags.values():
            self._chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.held_tags = {tag: self._chip(tag) for tag in wanted}

    def _chip(self, tag: str) -> QToolButton:
        chip = QToolButton()
        chip.setObjectName("chip")
        chip.setText(f"{tag}  \u00d7".replace("&", "&&"))
        said = self._tools.voice.text("ui.bulk_untag", tag=tag)
        chip.setAccessibleName(said)
        chip.setToolTip(said)
        chip.clicked.connect(
            lambda _checked: self._edit(partial(bank_edits.without_tag, ids=self.ids, tag=tag))
        )
        self._chips.addWidget(chip)
        return chip

    def _add_tags(self, tags: tuple[str, ...]) -> None:
        def edit(now: Course) -> Course:
            for tag in tags:
                now = bank_edits.with_tag(now, self.ids, tag)
            return now

        self.tags.clear()
        self._edit(edit)

    def _set_objective(self, objective: str, on: bool) -> None:  # noqa: FBT001  # Qt's signal
        change = bank_edits.with_objective if on else bank_edits.without_objective
        self._edit(lambda now: change(now, self.ids, objective))

    def _set_bloom(self, at: int) -> None:
        level = self.bloom.itemData(at)
        if level is None or isinstance(level, Bloom):
            self._edit(lambda now: bank_edits.with_fields(now, self.ids, bloom=level))

    def _set_points(self) -> None:
        points = self.points.value()
        if points > 0:
            self._edit(lambda now: bank_edits.with_fields(now, self.ids, points=points))

    def _edit(self, edit: Callable[[Course], Course]) -> None:
        self._tools.document.edit(message("undo.questions", n=len(self.ids)), edit)

    def _lay_out(self) -> None:
        say = self._tools.voice.text
        self.points.setRange(0.0, 1000.0)
        self.points.setSingleStep(0.5)
        self.points.setDecimals(1)
        self.points.setAccessibleName(say("ui.field.points"))
        paper, inside = card()
        inside.setContentsMargins(20, 16, 20, 18)
        inside.addWidget(self.count)
        buttons = FlowLayout()
        for each in self.buttons.values():
            buttons.addWidget(each)
        inside.addLayout(buttons)
        inside.addSpacing(8)
        inside.addWidget(self._tools.labelled("tags", self.tags))
        inside.addLayout(self._chips)
        inside.addWidget(self.tags)
        inside.addWidget(self._tools.labelled("objectives", self.objectives))
        inside.addWidget(self.objectives)
        row = QHBoxLayout()
        for name, field in (("bloom", self.bloom), ("points", self.points)):
            pair = QVBoxLayout()
            pair.addWidget(self._tools.labelled(name, field))
            pair.addWidget(field)
            row.addLayout(pair, 1)
        inside.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 20)
        column.addWidget(paper)
        column.addStretch(1)


def _show_shared(field: QComboBox, values: set[Bloom | None], mixed: str) -> None:
    """Show the value that all have, or that they have several."""
    at = field.findData("mixed")
    if len(values) > 1 and at < 0:
        field.insertItem(0, mixed, "mixed")
    elif len(values) == 1 and at >= 0:
        field.removeItem(at)
    field.setCurrentIndex(0 if len(values) > 1 else field.findData(next(iter(values))))
