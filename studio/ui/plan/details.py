"""What platforms and catalogues are told of the course: authors, keywords, licence, version."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace as changed
from PySide6.QtWidgets import QCompleter, QFormLayout, QVBoxLayout, QWidget

from studio.course.model import Course
from studio.i18n import Voice
from studio.messages import message
from studio.ui.document import Document
from studio.ui.fields import LineField
from studio.ui.pieces import quiet
from studio.ui.tags_field import TagsField
from studio.ui.undo import Typing

_LICENCES = (
    *("CC BY 4.0", "CC BY-SA 4.0", "CC BY-NC 4.0", "CC BY-NC-SA 4.0"),
    *("CC BY-ND 4.0", "CC BY-NC-ND 4.0", "CC0 1.0"),
)
"""Offered while a licence is typed; any other text may stand there."""


class DetailsForm(QWidget):
    """Edits the details of a course and the address by which its activity ids begin."""

    def __init__(self, document: Document, voice: Voice) -> None:
        super().__init__()
        self._document = document
        say = voice.text
        self.lists = {
            name: TagsField(say(f"ui.field.{name}"), say(f"ui.{name}_hint"))
            for name in ("authors", "keywords")
        }
        self.lines = {
            name: LineField(say(f"ui.field.{name}")) for name in ("licence", "version", "base_iri")
        }
        self.lines["licence"].setCompleter(QCompleter(_LICENCES, self))
        self.lines["version"].setMaximumWidth(140)
        self.lines["base_iri"].setPlaceholderText(say("ui.base_iri_example"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, field in {**self.lists, **self.lines}.items():
            form.addRow(say(f"ui.field.{name}"), field)
        column.addLayout(form)
        column.addWidget(quiet(say("ui.base_iri_hint")))
        self._connect()

    def show_course(self, course: Course) -> None:
        """Show what the course says of itself."""
        for name, tags in self.lists.items():
            tags.show_tags(getattr(course.details, name), ())
        for name, line in self.lines.items():
            line.show_text(getattr(course if name == "base_iri" else course.details, name))

    def _connect(self) -> None:
        for name, tags in self.lists.items():
            tags.chosen.connect(partial(self._change, name))
        for name, line in self.lines.items():
            line.typed.connect(partial(self._type, name))
        completer = self.lines["licence"].completer()
        completer.activated.connect(partial(self._change, "licence"))

    def _type(self, field: str, before: str, after: str) -> None:
        self._change(field, after, Typing(self._document.course.id, field, before, after))

    def _change(self, field: str, value: object, typing: Typing | None = None) -> None:
        def edit(now: Course) -> Course:
            if field == "base_iri":
                return changed(now, base_iri=str(value).strip())
            return changed(now, details=changed(now.details, **{field: value}))

        label = message("undo.change", title=self._document.course.title)
        self._document.edit(label, edit, typing)
