"""What every kind of block is made of: an identity, and items that have one, too."""

from __future__ import annotations

from msgspec import Struct

from studio.course.ids import Id


class BlockBase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every block has: an identity that never changes."""

    id: Id


class Item(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One entry of a block that holds several: a section, a step, a card, a point."""

    id: Id


class Section(Item, frozen=True, kw_only=True):
    """A title, and Markdown below it."""

    title: str = ""
    text: str = ""
