"""What others may write of a screen outside of the studio, each field under a key of its own.

A key is the id of a screen or of a text block, a dot, and the field's name: `s0000001.script`.
Texts are compared as documents can hold them: without characters that XML forbids, whatever ends
the lines, and without blanks at the ends of lines.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from msgspec.structs import replace as changed

from studio.course.blocks import Block, TextBlock
from studio.course.model import Comment, Reply, Screen, ScreenStatus

SCREEN_FIELDS = ("title", "status", "on_screen", "script", "notes")
BLOCK_FIELD = "text"
COMMENT_FIELD = "comment"
"""Where the comments stand, and new ones are written below them."""

COLUMN_LABELS = {
    "id": "storyboard.column.id",
    **{name: f"ui.field.{name}" for name in SCREEN_FIELDS},
    COMMENT_FIELD: "ui.field.comments",
}
"""The words above the columns of a workbook that are read back."""
BASES_SHEET = "coursewright"
"""The hidden sheet of a workbook with the digests of what was written."""

_DIGEST_LENGTH = 8
_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def written_fields(screen: Screen) -> Iterator[tuple[str, str]]:
    """Yield key and text of all that others may write of a screen, its text blocks included."""
    for name in SCREEN_FIELDS:
        yield f"{screen.id}.{name}", field_text(screen, name)
    for block in screen.blocks:
        if isinstance(block, TextBlock):
            yield f"{block.id}.{BLOCK_FIELD}", block.text


def field_text(screen: Screen, name: str) -> str:
    """Return a field of a screen as text; its status by the name of its value."""
    value = getattr(screen, name)
    return value.value if isinstance(value, ScreenStatus) else str(value)


def comment_lines(screen: Screen) -> list[str]:
    """Return what was said of a screen and answered, as lines that are the same in any language."""
    said: list[Comment | Reply] = []
    for comment in screen.comments:
        said += [comment, *comment.replies]
    return [
        line
        for each in said
        for line in f"{each.author} ({each.written.date().isoformat()}) {each.text}".split("\n")
    ]


def with_written(screen: Screen, key: str, text: str) -> Screen:
    """Return the screen with another text in the field `key`; as it is if it has no such field."""
    node, _, name = key.partition(".")
    if node == screen.id and name in SCREEN_FIELDS:
        return changed(screen, **{name: ScreenStatus(text) if name == "status" else text})

    def written(block: Block) -> Block:
        fits = isinstance(block, TextBlock) and (block.id, BLOCK_FIELD) == (node, name)
        return changed(block, text=text) if fits else block

    return changed(screen, blocks=tuple(written(block) for block in screen.blocks))


def writable(text: str) -> str:
    """Return `text` as a document can hold it: LF at line ends, no character XML forbids."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def canonical(key: str, text: str) -> str:
    """Return what two texts of a field have in common that say the same."""
    lines = [line.rstrip() for line in writable(text).split("\n")]
    if key.endswith(".title"):
        return " ".join(" ".join(lines).split())
    return "\n".join(lines).strip()


def digest(key: str, text: str) -> str:
    """Return a short mark of a text: equal texts have equal marks (of eight hexadecimal digits).

    It tells what an expert has changed from what an author has changed meanwhile.
    """
    return hashlib.sha256(canonical(key, text).encode()).hexdigest()[:_DIGEST_LENGTH]
