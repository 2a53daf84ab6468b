"""Forms that are made of parts alone: the table of the fields of each kind of block."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from studio.course.block_base import Section
from studio.course.blocks import Block
from studio.course.done_blocks import Entry
from studio.course.model import Course
from studio.course.shown_blocks import CalloutKind, Card, Moment, Point
from studio.ui.editor.form import BlockForm
from studio.ui.editor.items_view import ItemsView, items
from studio.ui.editor.parts import (
    FieldsView,
    LineView,
    OptionsView,
    Part,
    PictureView,
    ShareView,
    SoundView,
    SwitchView,
    WordsView,
)
from studio.ui.editor.place import BlockPlace
from studio.ui.editor.points_picture import PointsPictureView
from studio.ui.editor.tools import Tools

_SECTION = (Part("title", LineView), Part("text", WordsView))


class FieldsForm(BlockForm):
    """A form whose kind of block says which parts it has."""

    parts: ClassVar[tuple[Part, ...]] = ()

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        self.fields = FieldsView(self.parts, tools, BlockPlace(tools.document, id_))
        self.column.addWidget(self.fields)
        self.setFocusProxy(self.fields)

    def show_block(self, course: Course, block: Block, *, editable: bool) -> None:
        """Show the block."""
        self.fields.show_fields(course, block, editable=editable)


class CalloutForm(FieldsForm):
    """A text set off from the others."""

    parts = (
        Part("kind", partial(OptionsView, CalloutKind)),
        Part("title", LineView),
        Part("text", WordsView),
    )


class QuoteForm(FieldsForm):
    """Somebody's words."""

    parts = (Part("text", WordsView), Part("author", LineView), Part("source", WordsView))


class AccordionForm(FieldsForm):
    """Sections that open and close."""

    parts = (Part("sections", items(Section, *_SECTION)),)


class TabsForm(FieldsForm):
    """Sections of which one is shown."""

    parts = AccordionForm.parts


class ProcessForm(FieldsForm):
    """Steps, one by one."""

    parts = (Part("steps", items(Section, *_SECTION)),)


class TimelineForm(FieldsForm):
    """Moments in their order."""

    parts = (Part("moments", items(Moment, Part("date", LineView), *_SECTION)),)


class FlashcardsForm(FieldsForm):
    """Cards with two sides."""

    parts = (Part("cards", items(Card, Part("front", WordsView), Part("back", WordsView))),)


class ComparisonForm(FieldsForm):
    """Two pictures of the same thing."""

    parts = (
        Part("before", PictureView),
        Part("before_label", LineView),
        Part("before_alternative", LineView),
        Part("after", PictureView),
        Part("after_label", LineView),
        Part("after_alternative", LineView),
        Part("caption", WordsView),
    )


class AudioForm(FieldsForm):
    """A sound and its words."""

    parts = (Part("media", SoundView), Part("title", LineView), Part("transcript", WordsView))


class EmbedForm(FieldsForm):
    """A page of the web."""

    parts = (Part("address", LineView), Part("title", LineView), Part("text", WordsView))


class HotspotsForm(FieldsForm):
    """A picture with points, which are set on it and written about below it."""

    parts = (
        Part("media", PointsPictureView),
        Part("alternative", LineView),
        Part("points", items(Point, *_SECTION, Part("x", ShareView), Part("y", ShareView))),
        Part("caption", WordsView),
    )

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        picture, points = self.fields.views["media"], self.fields.views["points"]
        if isinstance(picture, PointsPictureView) and isinstance(points, ItemsView):
            picture.canvas.opened.connect(points.go_to)


_ENTRIES = Part("entries", items(Entry, Part("text", WordsView)))


class ReflectionForm(FieldsForm):
    """Something to think about."""

    parts = (Part("prompt", WordsView),)


class ChecklistForm(FieldsForm):
    """Things to tick."""

    parts = (Part("title", LineView), _ENTRIES)


class GateForm(FieldsForm):
    """A button that opens what follows."""

    parts = (Part("label", LineView),)


class PollForm(FieldsForm):
    """A question without a right answer."""

    parts = (Part("prompt", WordsView), _ENTRIES, Part("several", SwitchView))


class DiscussionForm(FieldsForm):
    """Something to talk about."""

    parts = (Part("prompt", WordsView), Part("link", LineView))


class AssignmentForm(FieldsForm):
    """A piece of work."""

    parts = (
        Part("prompt", WordsView),
        _ENTRIES,
        Part("where", WordsView),
        Part("due", LineView),
    )


class CertificateForm(FieldsForm):
    """A certificate to print."""

    parts = (Part("text", WordsView), Part("issuer", LineView))
