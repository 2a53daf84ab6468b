"""The plan: title, description, audience, language, completion, and the objectives."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace as changed
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.course.model import Course, Navigation
from studio.i18n import Voice
from studio.messages import message
from studio.ui.document import Document
from studio.ui.fields import LineField, TextField
from studio.ui.pieces import head, quiet
from studio.ui.plan.completion import CompletionForm
from studio.ui.plan.details import DetailsForm
from studio.ui.plan.glossary import GlossaryForm
from studio.ui.plan.look import LookForm
from studio.ui.plan.objectives import ObjectivesForm
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
        self.objectives = ObjectivesForm(document, voice)
        self.completion = CompletionForm(document, voice)
        self.look = LookForm(document, voice)
        self.glossary = GlossaryForm(document, voice)
        self.details = DetailsForm(document, voice)
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
        self.objectives.show_course(course)
        self.completion.show_course(course)
        self.look.show_course(course)
        self.glossary.show_course(course)
        self.details.show_course(course)

    def go_to(self, id_: str) -> None:
        """Go to an objective, a term of the glossary, or the picture of the logo, by its id."""
        if id_ in self.objectives.rows:
            field: QWidget = self.objectives.rows[id_].text
        elif id_ in self.glossary.rows:
            field = self.glossary.rows[id_].term
        else:
            field = self.look.logo_button
        field.setFocus()
        # A room that was just made gets its size with the layout, a moment later.
        QTimer.singleShot(0, field, partial(self.ensureWidgetVisible, field, 0, 80))

    def _page(self) -> QWidget:
        """Return the sections below each other, no wider than one reads."""
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(head(self._voice.text("ui.plan_head")))
        column.addLayout(self._about())
        sections = {
            "objectives": self.objectives,
            "completion": self.completion,
            "look": self.look,
            "glossary": self.glossary,
            "details": self.details,
        }
        for name, section in sections.items():
            column.addSpacing(12)
            column.addWidget(head(self._voice.text(f"ui.{name}_head")))
            column.addWidget(quiet(self._voice.text(f"ui.{name}_hint")))
            column.addWidget(section)
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

    def _about(self) -> QFormLayout:
        """Return the fields of the course itself."""
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
        return form

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

    def _type(self, field: str, before: str, after: str) -> None:
        course = self._document.course
        self._set(field, after, Typing(course.id, field, before, after))

    def _set(self, field: str, value: object, typing: Typing | None = None) -> None:
        label = message("undo.change", title=self._document.course.title)
        self._document.edit(label, lambda now: changed(now, **{field: value}), typing)
