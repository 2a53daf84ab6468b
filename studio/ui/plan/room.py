"""The plan: title, description, audience, language, completion, and the objectives."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace as changed
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.course.edits import insert, remove, replace
from studio.course.ids import new_id
from studio.course.model import Course, Navigation, Objective
from studio.i18n import Voice
from studio.messages import message
from studio.ui import icons
from studio.ui.document import Document
from studio.ui.fields import LineField, TextField
from studio.ui.objectives import bloom_field
from studio.ui.pieces import quiet
from studio.ui.plan.completion import CompletionForm
from studio.ui.plan.glossary import GlossaryForm
from studio.ui.plan.look import LookForm
from studio.ui.undo import Typing

_LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "nl", "ar")


class PlanRoom(QScrollArea):
    """Edits what is said of the course as a whole."""

    def __init__(self, document: Document, voice: Voice) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        say = voice.text
        self.title = LineField(say("ui.course_title"))
        self.description = TextField(say("ui.field.description"))
        self.audience = TextField(say("ui.field.audience"))
        self.language, self.navigation = QComboBox(), QComboBox()
        self.rows: dict[str, _ObjectiveRow] = {}
        self.completion = CompletionForm(document, voice)
        self.look = LookForm(document, voice)
        self.glossary = GlossaryForm(document, voice)
        self.add_button = QPushButton(icons.icon("add"), say("ui.add_objective"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._content = self._page()
        self.setWidget(self._content)
        self._connect()

    def show_course(self, course: Course) -> None:
        """Show a course, or what an edit has made of it."""
        editable = not self._document.session.read_only
        self._content.setEnabled(editable)
        self.title.show_text(course.title)
        self.description.show_text(course.description)
        self.audience.show_text(course.audience)
        at = self.language.findData(course.language)
        if at < 0:
            self.language.addItem(course.language, course.language)
            at = self.language.count() - 1
        self.language.setCurrentIndex(at)
        self.navigation.setCurrentIndex(self.navigation.findData(course.navigation))
        self._show_objectives(course)
        self.completion.show_course(course)
        self.look.show_course(course)
        self.glossary.show_course(course)

    def go_to(self, id_: str) -> None:
        """Go to an objective, a term of the glossary, or the picture of the logo, by its id."""
        if id_ in self.rows:
            field: QWidget = self.rows[id_].text
        elif id_ in self.glossary.rows:
            field = self.glossary.rows[id_].term
        else:
            field = self.look.logo_button
        field.setFocus()
        # A room that was just made gets its size with the layout, a moment later.
        QTimer.singleShot(0, field, partial(self.ensureWidgetVisible, field, 0, 80))

    def _page(self) -> QWidget:
        say = self._voice.text
        for tag in _LANGUAGES:
            self.language.addItem(say(f"ui.language.{tag}"), tag)
        self.language.setAccessibleName(say("ui.field.language"))
        for navigation in Navigation:
            self.navigation.addItem(say(f"ui.navigation.{navigation.value}"), navigation)
        self.navigation.setAccessibleName(say("ui.field.navigation"))
        for field in (self.description, self.audience):
            field.setFixedHeight(80)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setVerticalSpacing(12)
        form.addRow(say("ui.course_title"), self.title)
        form.addRow(say("ui.field.description"), self.description)
        form.addRow(say("ui.field.audience"), self.audience)
        form.addRow(say("ui.field.language"), self.language)
        form.addRow(say("ui.field.navigation"), self.navigation)
        self._objectives = QVBoxLayout()
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(_head(say("ui.plan_head")))
        column.addLayout(form)
        column.addSpacing(12)
        column.addWidget(_head(say("ui.objectives_head")))
        hint = QLabel(say("ui.objectives_hint"))
        hint.setWordWrap(True)
        column.addWidget(hint)
        column.addLayout(self._objectives)
        column.addWidget(self.add_button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(12)
        column.addWidget(_head(say("ui.completion_head")))
        column.addWidget(quiet(say("ui.completion_hint")))
        column.addWidget(self.completion)
        column.addSpacing(12)
        column.addWidget(_head(say("ui.look_head")))
        column.addWidget(quiet(say("ui.look_hint")))
        column.addWidget(self.look)
        column.addSpacing(12)
        column.addWidget(_head(say("ui.glossary_head")))
        column.addWidget(quiet(say("ui.glossary_hint")))
        column.addWidget(self.glossary)
        column.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(860)
        inner.setLayout(column)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 16, 24, 16)
        row.addWidget(inner, 1)
        row.addStretch(0)
        return page

    def _connect(self) -> None:
        self.title.typed.connect(partial(self._type, "title"))
        self.description.typed.connect(partial(self._type, "description"))
        self.audience.typed.connect(partial(self._type, "audience"))
        self.language.activated.connect(
            lambda at: self._set("language", self.language.itemData(at))
        )
        self.navigation.activated.connect(
            lambda at: self._set("navigation", self.navigation.itemData(at))
        )
        self.add_button.clicked.connect(self._add)

    def _show_objectives(self, course: Course) -> None:
        for id_ in [id_ for id_ in self.rows if id_ not in course.objectives]:
            row = self.rows.pop(id_)
            self._objectives.removeWidget(row)
            row.hide()
            row.deleteLater()
        for objective in course.objectives.values():
            if objective.id not in self.rows:
                self.rows[objective.id] = _ObjectiveRow(objective.id, self._document, self._voice)
                self._objectives.addWidget(self.rows[objective.id])
            self.rows[objective.id].show_objective(objective, course)

    def _add(self) -> None:
        objective = Objective(id=new_id(), text="")
        if self._document.edit(message("undo.add_objective"), partial(insert, node=objective)):
            self.rows[objective.id].text.setFocus()

    def _type(self, field: str, before: str, after: str) -> None:
        course = self._document.course
        self._set(field, after, Typing(course.id, field, before, after))

    def _set(self, field: str, value: object, typing: Typing | None = None) -> None:
        label = message("undo.change", title=self._document.course.title)
        self._document.edit(label, lambda now: changed(now, **{field: value}), typing)


class _ObjectiveRow(QWidget):
    """One objective: its level, its words, where it is taught and asked, and a way to remove it."""

    def __init__(self, id_: str, document: Document, voice: Voice) -> None:
        super().__init__()
        self._id = id_
        self._document = document
        self._voice = voice
        self.bloom = bloom_field(voice)
        self.text = LineField(voice.text("ui.field.objective"))
        self.text.setPlaceholderText(voice.text("ui.objective_example"))
        self.used = QLabel()
        gone = QPushButton(voice.text("ui.remove_objective"))
        gone.setProperty("link", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.bloom)
        row.addWidget(self.text, 1)
        row.addWidget(self.used)
        row.addWidget(gone)
        self.bloom.activated.connect(lambda at: self._change(bloom=self.bloom.itemData(at)))
        self.text.typed.connect(self._type)
        gone.clicked.connect(lambda _checked: self._remove())

    def show_objective(self, objective: Objective, course: Course) -> None:
        """Show the objective as it is now."""
        self.bloom.setCurrentIndex(self.bloom.findData(objective.bloom))
        self.text.show_text(objective.text)
        screens = sum(self._id in screen.objectives for screen in course.screens.values())
        questions = sum(self._id in each.objectives for each in course.questions.values())
        taught = self._voice.text("ui.screens", n=screens)
        asked = self._voice.text("ui.card_questions", n=questions)
        self.used.setText(f"{taught} \u00b7 {asked}")

    def _type(self, before: str, after: str) -> None:
        self._change(Typing(self._id, "text", before, after), text=after)

    def _change(self, typing: Typing | None = None, **fields: object) -> None:
        objective = self._document.course.objectives[self._id]
        label = message("undo.change", title=objective.text)
        new = changed(objective, **fields)
        self._document.edit(label, partial(replace, node=new), typing)

    def _remove(self) -> None:
        title = self._document.course.objectives[self._id].text
        self._document.edit(message("undo.delete", title=title), partial(remove, id_=self._id))


def _head(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("head", True)
    return label
