"""From blocks to Qt's document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from studio.course.prose.model import (
    Block,
    CodeBlock,
    Heading,
    ItemList,
    MathBlock,
    Paragraph,
    Quote,
    Raw,
    Rule,
    Run,
    Table,
)
from studio.ui.rich_text.style import (
    CODE_KIND,
    LINE_BREAK,
    MATH_KIND,
    RAW_KIND,
    RULE_KIND,
    Style,
    block_format,
    cell_format,
    char_format,
    list_at,
    list_format,
    new_quote,
    table_format,
)


def show_all(document: QTextDocument, blocks: Sequence[Block]) -> None:
    """Have the document show these blocks and nothing else."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    insert_blocks(cursor, blocks)
    cursor.endEditBlock()


def insert_blocks(cursor: QTextCursor, blocks: Iterable[Block]) -> None:
    """Insert blocks at the cursor, which stands in an empty block that becomes the first one."""
    _Shower(cursor).show(blocks)


def insert_runs(cursor: QTextCursor, runs: Iterable[Run]) -> None:
    """Insert runs into a line."""
    for run in runs:
        text = f"${run.text}$" if run.math else run.text.replace("\n", LINE_BREAK)
        cursor.insertText(text, char_format(run))


def make_plain(cursor: QTextCursor, style: Style | None = None) -> None:
    """Take the cursor's block out of its list, and give it another style."""
    listed = list_at(cursor)
    if listed is not None:
        listed.remove(cursor.block())
    cursor.setBlockFormat(block_format(style or Style()))
    if not cursor.block().text():
        cursor.setBlockCharFormat(QTextCharFormat())
        cursor.setCharFormat(QTextCharFormat())


class _Shower:
    """Inserts block after block."""

    def __init__(self, cursor: QTextCursor) -> None:
        self._cursor = cursor
        self._fresh = True
        make_plain(cursor)

    def show(self, blocks: Iterable[Block], quote: int = 0) -> None:
        for block in blocks:
            match block:
                case Paragraph(runs):
                    self._begin(Style(quote=quote))
                    insert_runs(self._cursor, runs)
                case Heading(level, runs):
                    self._begin(Style(level=level, quote=quote))
                    insert_runs(self._cursor, runs)
                case ItemList():
                    self._show_list(block, 1, quote)
                case Quote(inner):
                    self.show(inner, new_quote())
                case Table():
                    self._show_table(block)
                case _:
                    self._show_source(block)

    def _begin(self, style: Style, *, close: bool = False) -> None:
        if self._fresh:
            make_plain(self._cursor)
            self._cursor.setBlockFormat(block_format(style, close=close))
        else:
            self._cursor.insertBlock(block_format(style, close=close), QTextCharFormat())
        self._fresh = False

    def _show_source(self, block: CodeBlock | MathBlock | Raw | Rule) -> None:
        match block:
            case CodeBlock(text, language):
                style = Style(CODE_KIND, language=language)
            case MathBlock(text):
                style = Style(MATH_KIND)
            case Raw(text):
                style = Style(RAW_KIND)
            case Rule():
                text, style = "", Style(RULE_KIND)
        self._begin(style)
        self._cursor.insertText(text.replace("\n", LINE_BREAK), QTextCharFormat())

    def _show_list(self, block: ItemList, indent: int, quote: int) -> None:
        made = None
        for item in block.items:
            self._begin(Style(quote=quote), close=block.tight)
            if made is None:
                made = self._cursor.createList(
                    list_format(indent, ordered=block.ordered, start=block.start, tight=block.tight)
                )
            else:
                made.add(self._cursor.block())
            insert_runs(self._cursor, item.runs)
            for inner in item.lists:
                self._show_list(inner, indent + 1, quote)

    def _show_table(self, block: Table) -> None:
        table = self._cursor.insertTable(len(block.rows), len(block.alignments), table_format())
        for row, cells in enumerate(block.rows):
            for column, runs in enumerate(cells):
                inside = table.cellAt(row, column).firstCursorPosition()
                inside.setBlockFormat(cell_format(block.alignments[column]))
                insert_runs(inside, runs)
        self._cursor.setPosition(table.lastPosition() + 1)
        listed = list_at(self._cursor)
        if listed is not None:
            listed.remove(self._cursor.block())
        self._cursor.setBlockFormat(QTextBlockFormat())
        self._fresh = True
