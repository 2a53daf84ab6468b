"""What a screen is mostly: a clip, a quiz, a picture, a file, text, or nothing yet."""

from __future__ import annotations

from studio.course.blocks import Block, ClipBlock, FileBlock, ImageBlock, QuizBlock, TextBlock
from studio.course.model import Screen

_KINDS: tuple[tuple[type[Block], str], ...] = (
    (ClipBlock, "clip"),
    (QuizBlock, "quiz"),
    (ImageBlock, "image"),
    (FileBlock, "file"),
    (TextBlock, "text"),
)
KINDS = (*(name for _, name in _KINDS), "empty")
"""The names of all kinds, which are those of their icons, too."""


def kind_of(screen: Screen) -> str:
    """Return the kind of content that a screen is mostly: the first of clip, quiz, image..."""
    for kind, name in _KINDS:
        if any(isinstance(block, kind) for block in screen.blocks):
            return name
    return "empty"


def block_kind(block: Block) -> str:
    """Return the kind of one block, which is the name of its icon."""
    return next((name for kind, name in _KINDS if isinstance(block, kind)), "empty")
