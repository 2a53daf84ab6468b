"""What a screen is mostly, and what a block is; the names of kinds are those of their icons."""

from __future__ import annotations

from studio.course.block_kinds import EMPTY, main_kind
from studio.course.block_kinds import KINDS as BLOCK_KINDS
from studio.course.blocks import Block, tag_of_block
from studio.course.model import Screen

KINDS = (*BLOCK_KINDS, EMPTY)
"""The names of all kinds."""


def kind_of(screen: Screen) -> str:
    """Return the kind of content that a screen is mostly: the first of clip, quiz, image..."""
    return main_kind(screen.blocks)


def block_kind(block: Block) -> str:
    """Return the kind of one block."""
    return tag_of_block(block)
