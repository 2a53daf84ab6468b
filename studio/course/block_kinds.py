"""The kinds of blocks by their weight: the first that a screen has is what the screen is about."""

from __future__ import annotations

from collections.abc import Iterable

from studio.course.blocks import Block, tag_of_block

KINDS = (
    "clip",
    "quiz",
    "scenario",
    "assignment",
    "discussion",
    "poll",
    "reflection",
    "checklist",
    "certificate",
    "comparison",
    "process",
    "timeline",
    "flashcards",
    "tabs",
    "accordion",
    "image-hotspots",
    "image",
    "audio",
    "embed",
    "file",
    "quote",
    "text",
    "callout",
    "gate",
)
EMPTY = "empty"
"""The kind of a screen without blocks."""


def main_kind(blocks: Iterable[Block]) -> str:
    """Return the kind of content that blocks are mostly; `EMPTY` where there are none."""
    found = {tag_of_block(block) for block in blocks}
    return next((kind for kind in KINDS if kind in found), EMPTY)
