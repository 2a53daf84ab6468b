"""What a part of a form edits: a block, or an item somewhere inside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from msgspec.structs import replace as changed

from studio.course.edits import replace
from studio.course.items import with_item_changed
from studio.course.model import Course
from studio.course.nodes import find
from studio.messages import message
from studio.ui.document import Document
from studio.ui.undo import Typing

Change = Callable[[Any], Any]
"""From a block or an item to what becomes of it."""


class Place(Protocol):
    """A block or an item of the course that can be edited; it is looked up at each edit."""

    id: str

    def edit(self, change: Change, typing: Typing | None = None) -> None:
        """Carry out one step of undo."""


class BlockPlace:
    """A block."""

    def __init__(self, document: Document, id_: str) -> None:
        self.id = id_
        self._document = document

    def edit(self, change: Change, typing: Typing | None = None) -> None:
        """Carry out one step of undo."""

        def edit(now: Course) -> Course:
            return replace(now, change(find(now, self.id)))

        self._document.edit(message("undo.content"), edit, typing)


class ItemPlace:
    """An item in the field `field` of a block or of another item."""

    def __init__(self, holder: Place, field: str, id_: str) -> None:
        self.id = id_
        self._holder = holder
        self._field = field

    def edit(self, change: Change, typing: Typing | None = None) -> None:
        """Carry out one step of undo; an item that is gone stays so."""

        def within(holder: Any) -> Any:  # noqa: ANN401  # a block or an item
            items = getattr(holder, self._field)
            item = next((each for each in items if each.id == self.id), None)
            if item is None:
                return holder
            return with_item_changed(holder, self._field, change(item))

        self._holder.edit(within, typing)


def set_field(place: Place, field: str, value: object) -> None:
    """Give a field another value."""
    place.edit(lambda held: changed(held, **{field: value}))


def type_field(place: Place, field: str, before: str, after: str) -> None:
    """Take what was typed in a field."""
    typing = Typing(place.id, field, before, after)
    place.edit(lambda held: changed(held, **{field: after}), typing)
