"""What comes from the clipboard or is dropped, and what goes there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from studio.course.prose import read
from studio.course.prose.edit import of_blocks
from studio.course.prose.model import Block, Heading, ItemList, Paragraph, Run, Runs, Table
from studio.ui.rich_text.read import found_in
from studio.ui.rich_text.show import insert_blocks, insert_runs
from studio.ui.rich_text.style import LINE_BREAK, SOURCES, Style, block_format, style_of, table_at

OWN_TYPE = "application/x-coursewright-prose"
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff", ".avif")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


def pictures_in(data: QMimeData) -> list[Path | QImage]:
    """Return the pictures that are dropped or pasted; none where they come along with text."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    pictures: list[Path | QImage] = [
        file for file in files if file.suffix.lower() in _PICTURES and file.is_file()
    ]
    if pictures or files or data.text().strip() or not data.hasImage():
        return pictures
    image = data.imageData()
    return [image] if isinstance(image, QImage) and not image.isNull() else []


def blocks_in(data: QMimeData) -> Sequence[Block]:
    """Return the text that is dropped or pasted."""
    from studio.course.prose.from_html import from_html

    if data.hasFormat(OWN_TYPE):
        return read(bytes(data.data(OWN_TYPE).data()).decode("utf-8", "replace")).blocks
    blocks: Sequence[Block] = from_html(data.html()) if data.hasHtml() else ()
    return blocks or of_plain(data.text())


def of_plain(text: str) -> Sequence[Block]:
    """Return plain text as paragraphs: empty lines part them, other lines break."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return [Paragraph((Run(part),)) for part in _PARAGRAPHS.split(whole) if part.strip()]


def selected(cursor: QTextCursor) -> QMimeData:
    """Return what is selected, for us and for other programs."""
    from exporters.markdown import to_html

    part = QTextDocument()
    QTextCursor(part).insertFragment(cursor.selection())
    blocks = [found.block for found in found_in(part)]
    if cursor.document().findBlock(cursor.anchor()) == cursor.block():
        blocks = [_as_words(block) for block in blocks]
    markdown = of_blocks(blocks).text
    data = QMimeData()
    data.setText(cursor.selection().toPlainText())
    data.setHtml(str(to_html(markdown)))
    data.setData(OWN_TYPE, markdown.encode())
    return data


def insert(edit: QTextEdit, blocks: Sequence[Block], *, headings: bool) -> None:
    """Insert blocks at the cursor, in the place of the selection."""
    cursor = edit.textCursor()
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    if style_of(cursor.block()).kind in SOURCES:
        cursor.insertText(
            LINE_BREAK.join(_plain(block) for block in blocks).replace("\n", LINE_BREAK)
        )
    elif table_at(cursor) is not None:
        cursor.insertText(" ".join(_plain(block) for block in blocks).replace("\n", " "))
    else:
        _insert(cursor, [block if headings else _as_words(block) for block in blocks])
    cursor.endEditBlock()
    edit.setTextCursor(cursor)
    edit.ensureCursorVisible()


def _insert(cursor: QTextCursor, blocks: Sequence[Block]) -> None:
    """Insert into words: the first paragraph goes on in the line, the last is gone on with."""
    if not blocks:
        return
    first, rest = blocks[0], list(blocks)
    if isinstance(first, Paragraph) and (cursor.block().text() or len(blocks) == 1):
        insert_runs(cursor, first.runs)
        rest = rest[1:]
    if not rest:
        return
    if not cursor.atBlockEnd():
        cursor.insertBlock()
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    if cursor.block().text():
        cursor.insertBlock(block_format(Style()), QTextCharFormat())
    insert_blocks(cursor, rest)


def _as_words(block: Block) -> Block:
    match block:
        case Heading(_, runs):
            return Paragraph(runs)
        case ItemList(items) if len(items) == 1 and not items[0].lists:
            return Paragraph(items[0].runs)
        case _:
            return block


def _plain(block: Block) -> str:
    """Return the words of a block."""
    match block:
        case Paragraph(runs) | Heading(_, runs):
            return _text(runs)
        case ItemList(items):
            below = (inner for item in items for inner in item.lists)
            return "\n".join([*(_text(item.runs) for item in items), *map(_plain, below)])
        case Table(_, rows):
            return "\n".join("\t".join(map(_text, row)) for row in rows)
        case _:
            return getattr(block, "text", "") or getattr(block, "source", "")


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs)
