"""What the course says now in the place of what was shown: only what differs is replaced."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from studio.course.prose.model import Piece, Table
from studio.ui.rich_text.read import Found
from studio.ui.rich_text.show import insert_blocks


def replace_pieces(
    edit: QTextEdit, old: Sequence[Piece], found: Sequence[Found], new: Sequence[Piece]
) -> bool:
    """Replace what differs between two texts; return False where that is no simple matter."""
    head = 0
    while head < min(len(old), len(new)) and old[head].block == new[head].block:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail].block == new[-1 - tail].block:
        tail += 1
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    if not gone and not come:
        return True
    near = (*gone, *come, *old[max(0, head - 1) : head], *old[len(old) - tail :][:1])
    if len(found) != len(old) or not gone or not come or any(map(_is_table, near)):
        return False
    _replace(edit, found[head].start, found[len(old) - tail - 1].end, come)
    return True


def _is_table(piece: Piece) -> bool:
    return isinstance(piece.block, Table)


def _replace(edit: QTextEdit, start: int, end: int, pieces: Sequence[Piece]) -> None:
    document = edit.document()
    at, behind = edit.textCursor().position(), document.characterCount() - end
    before = _text(edit, start, end)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    insert_blocks(cursor, [piece.block for piece in pieces])
    cursor.endEditBlock()
    if at < start or at > end:
        return  # Qt has moved the cursor along
    after = _text(edit, start, document.characterCount() - behind)
    kept = edit.textCursor()
    kept.setPosition(start + _where(before, after, at - start))
    edit.setTextCursor(kept)


def _text(edit: QTextEdit, start: int, end: int) -> str:
    cursor = QTextCursor(edit.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def _where(before: str, after: str, at: int) -> int:
    """Return where the cursor belongs: where it was, or behind what has changed before it."""
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    if at <= same:
        return at
    return max(same, len(after) - (len(before) - at))
