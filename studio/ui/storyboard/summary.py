"""What is said of several screens, of a lesson or of a module, and what can be set for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace as changed
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from studio.course.edits import replace
from studio.course.model import Course, Lesson, Module, Screen, ScreenStatus
from studio.course.timing import learner_s
from studio.i18n import Voice
from studio.messages import message
from studio.ui.document import Document
from studio.ui.storyboard.conditions import ConditionField, ask_conditions
from studio.ui.storyboard.objectives import ObjectiveList
from studio.ui.words import about

_STATUSES = tuple(ScreenStatus)


class Summary(QWidget):
    """Counts screens, their time and statuses; sets status and objectives for all of them."""

    def __init__(self, document: Document, voice: Voice) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        self._ids: list[str] = []
        self._lesson = ""
        self.head, self.facts = QLabel(), QLabel()
        self.head.setProperty("head", True)
        self.status = QComboBox()
        self.objectives = ObjectiveList(voice)
        self.conditions = ConditionField(voice)
        for status in _STATUSES:
            self.status.addItem(voice.text(f"ui.status.{status.value}"))
        self.status.setAccessibleName(voice.text("ui.field.status"))
        self.status.activated.connect(self._set_status)
        self.objectives.toggled_objective.connect(self._set_objective)
        self.conditions.wanted.connect(lambda: ask_conditions(document, voice, self._lesson, self))
        self._lay_out()

    def show_group(self, node: Module | Lesson) -> None:
        """Show what a module or a lesson holds."""
        course = self._document.course
        lessons = node.lessons if isinstance(node, Module) else (node.id,)
        ids = [id_ for lesson in lessons for id_ in course.lessons[lesson].screens]
        self._show(node.title or self._voice.text("ui.untitled"), ids)
        if isinstance(node, Lesson):
            self._show_conditions(node)

    def show_screens(self, ids: Sequence[str]) -> None:
        """Show what several screens have in common."""
        self._show(self._voice.text("ui.selected", n=len(ids)), ids)

    def _show(self, head: str, ids: Sequence[str]) -> None:
        course, self._ids = self._document.course, list(ids)
        screens = [course.screens[id_] for id_ in ids]
        self.head.setText(head)
        self.facts.setText("\n".join(self._facts(course, screens)))
        statuses = {screen.status for screen in screens}
        at = _STATUSES.index(statuses.pop()) if len(statuses) == 1 else -1
        self.status.setCurrentIndex(at)
        known = list(course.objectives.values())
        self.objectives.show_objectives(known, screens)
        editable = bool(screens) and not self._document.session.read_only
        self.status.setEnabled(editable)
        self.objectives.setEnabled(editable)
        self._conditions.hide()

    def _show_conditions(self, lesson: Lesson) -> None:
        self._lesson = lesson.id
        self.conditions.show_place(self._document.course, lesson)
        self.conditions.setEnabled(not self._document.session.read_only)
        self._conditions.show()

    def _facts(self, course: Course, screens: Sequence[Screen]) -> list[str]:
        say = self._voice.text
        length = sum(learner_s(course, screen.id) for screen in screens)
        lines = [f"{say('ui.screens', n=len(screens))} \u00b7 {about(self._voice, length)}"]
        for status in _STATUSES:
            count = sum(screen.status is status for screen in screens)
            if count:
                lines.append(f"{say(f'ui.status.{status.value}')} \u00b7 {count}")
        return lines

    def _lay_out(self) -> None:
        self.head.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.facts)
        column.addSpacing(8)
        self._conditions = QWidget()
        inner = QVBoxLayout(self._conditions)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        self._add_labelled(column, "status", self.status)
        self._add_labelled(inner, "conditions", self.conditions)
        column.addWidget(self._conditions)
        self._add_labelled(column, "objectives", self.objectives)
        column.addStretch(1)

    def _add_labelled(self, column: QVBoxLayout, name: str, field: QWidget) -> None:
        label = QLabel(self._voice.text(f"ui.field.{name}"))
        label.setProperty("field", True)
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field)
        column.addSpacing(8)

    def _set_status(self, at: int) -> None:
        self._change(lambda screen: changed(screen, status=_STATUSES[at]))

    def _set_objective(self, id_: str, on: bool) -> None:  # noqa: FBT001  # a signal's
        def serve(screen: Screen) -> Screen:
            others = tuple(each for each in screen.objectives if each != id_)
            return changed(screen, objectives=(*others, id_) if on else others)

        self._change(serve)

    def _change(self, change: Callable[[Screen], Screen]) -> None:
        ids = list(self._ids)

        def edit(now: Course) -> Course:
            for id_ in ids:
                now = replace(now, change(now.screens[id_]))
            return now

        self._document.edit(message("undo.change_several", n=len(ids)), edit)
