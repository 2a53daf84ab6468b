"""What the author has written in a block, whichever kind it is."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

_NO_WORDS = frozenset(
    {
        *("id", "media", "clip", "questions", "stops", "tags"),
        *("before", "after", "address", "link", "target", "picture"),
    }
)
"""Fields that hold ids, tags and addresses."""


def block_texts(block: Struct) -> Iterator[str]:
    """Yield the texts of a block and of its items that say something, in their order."""
    for name in block.__struct_fields__:
        held = getattr(block, name)
        if name in _NO_WORDS:
            continue
        if isinstance(held, str) and held.strip():
            yield held
        elif isinstance(held, tuple):
            for item in held:
                yield from block_texts(item)
