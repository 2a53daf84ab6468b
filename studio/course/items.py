"""Edits of the items that a block holds: pure functions from a block to a block.

They work alike on an item that holds items of its own (a scene its choices).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace as changed

from studio.course.block_base import BlockBase, Item
from studio.course.ids import new_id

Holder = TypeVar("Holder", bound=BlockBase | Item)


def items_in(holder: Struct) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """Yield the fields of a block or an item that hold items, with what they hold."""
    for name in holder.__struct_fields__:
        held = getattr(holder, name)
        if isinstance(held, tuple) and held and isinstance(held[0], Item):
            yield name, held


def with_item(holder: Holder, field: str, item: Item, behind: str = "") -> Holder:
    """Add an item: behind the one with the id `behind`, else at the end."""
    items = list(getattr(holder, field))
    at = next((n for n, each in enumerate(items, 1) if each.id == behind), len(items))
    items.insert(at, item)
    return _with(holder, field, items)


def with_item_changed(holder: Holder, field: str, item: Item) -> Holder:
    """Put an item in the place of the one with its id."""
    items = [item if each.id == item.id else each for each in getattr(holder, field)]
    return _with(holder, field, items)


def without_item(holder: Holder, field: str, id_: str) -> Holder:
    """Take an item out; what led to it leads nowhere then."""
    left = _with(holder, field, [each for each in getattr(holder, field) if each.id != id_])
    return _renamed(left, {id_: None})


def with_item_moved(holder: Holder, field: str, id_: str, by: int) -> Holder:
    """Move an item up (-1) or down (1), as far as there is room."""
    items = list(getattr(holder, field))
    at = next(n for n, each in enumerate(items) if each.id == id_)
    item = items.pop(at)
    items.insert(max(0, min(len(items), at + by)), item)
    return _with(holder, field, items)


def with_new_items(holder: Holder) -> Holder:
    """Return a copy whose items have identities of their own, and name each other by them."""
    return _renamed(holder, {id_: new_id() for id_ in _item_ids(holder)})


def _item_ids(holder: Struct) -> Iterator[str]:
    for _, items in items_in(holder):
        for item in items:
            yield item.id
            yield from _item_ids(item)


def _renamed(holder: Holder, new: Mapping[str, str | None]) -> Holder:
    """Give items and what leads to them other ids (None: what led to one leads nowhere).

    What names none of them stays the same object.
    """
    fields: dict[str, Any] = {
        name: new[getattr(holder, name)]
        for name in ("id", "target")
        if getattr(holder, name, None) in new
    }
    for name, items in items_in(holder):
        renamed = tuple(_renamed(each, new) for each in items)
        if any(one is not other for one, other in zip(renamed, items, strict=True)):
            fields[name] = renamed
    return changed(holder, **fields) if fields else holder


def _with(holder: Holder, field: str, items: list[Item]) -> Holder:
    fields: dict[str, Any] = {field: tuple(items)}
    return changed(holder, **fields)
