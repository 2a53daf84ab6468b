"""What can be done to the text at the cursor. Each leaves one change behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Concatenate, Literal, ParamSpec, TypeAlias

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextList,
    QTextListFormat,
    QTextTable,
)

from studio.course.prose.model import Alignment, Run
from studio.ui.rich_text.show import insert_runs, make_plain
from studio.ui.rich_text.style import (
    CODE,
    CODE_KIND,
    LINE_BREAK,
    MATH_KIND,
    RULE_KIND,
    TIGHT,
    Style,
    alignment_of,
    block_format,
    cell_format,
    list_format,
    list_of,
    new_quote,
    run_of,
    style_of,
    table_at,
    table_format,
)

Mark: TypeAlias = Literal["bold", "italic", "code"]
_P = ParamSpec("_P")
_DEEPEST = 6
"""Levels of lists that can be made; the parser reads no more than nine."""


def _one_change(
    work: Callable[Concatenate[QTextCursor, _P], None],
) -> Callable[Concatenate[QTextCursor, _P], None]:
    @wraps(work)
    def whole(cursor: QTextCursor, /, *args: _P.args, **kwargs: _P.kwargs) -> None:
        cursor.beginEditBlock()
        try:
            work(cursor, *args, **kwargs)
        finally:
            cursor.endEditBlock()

    return whole


def mark_format(mark: Mark, *, on: bool) -> QTextCharFormat:
    """Return the format that sets or takes a mark, to be merged."""
    made = QTextCharFormat()
    if mark == "bold":
        made.setFontWeight(QFont.Weight.Bold if on else QFont.Weight.Normal)
    elif mark == "italic":
        made.setFontItalic(on)
    else:
        made.setProperty(CODE, on)
    return made


def blocks_of(cursor: QTextCursor) -> Iterator[QTextBlock]:
    """Yield the blocks that the selection touches."""
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd())
    while block.isValid():
        yield block
        if block == last:
            return
        block = block.next()


@_one_change
def set_heading(cursor: QTextCursor, level: int) -> None:
    """Make headings of the selected blocks; level 0 makes words of them."""
    for at in list(blocks_of(cursor)):
        inner = QTextCursor(at)
        make_plain(inner, Style(level=level, quote=style_of(at).quote))


@_one_change
def set_list(cursor: QTextCursor, *, ordered: bool, start: int = 1) -> None:
    """Make items of the selected blocks, or words where all of them are such items."""
    blocks = list(blocks_of(cursor))
    if all(_is_item(block, ordered=ordered) for block in blocks):
        for block in blocks:
            make_plain(QTextCursor(block), Style(quote=style_of(block).quote))
        return
    for block in blocks:
        _list_block(block, ordered=ordered, start=start)


def _is_item(block: QTextBlock, *, ordered: bool) -> bool:
    listed = list_of(block)
    return listed is not None and is_ordered(listed) is ordered


def is_ordered(listed: QTextList) -> bool:
    """Return whether a list has numbers."""
    return listed.format().style() == QTextListFormat.Style.ListDecimal


def _list_block(block: QTextBlock, *, ordered: bool, start: int) -> None:
    inner, style = QTextCursor(block), style_of(block)
    listed = list_of(block)
    indent = listed.format().indent() if listed is not None else 1
    make_plain(inner, Style(quote=style.quote))
    _join_list(inner, indent, ordered=ordered, start=start)


def _join_list(cursor: QTextCursor, indent: int, *, ordered: bool, start: int = 1) -> None:
    """Make an item of a block: of the list before it where that is alike, else of a new one."""
    style = style_of(cursor.block())
    before = _list_before(cursor.block(), indent)
    tight = True
    if before is not None and is_ordered(before) is ordered:
        tight = before.format().property(TIGHT) is not False
        before.add(cursor.block())
    else:
        cursor.createList(list_format(indent, ordered=ordered, start=start))
    made = block_format(Style(quote=style.quote), close=tight)
    made.setObjectIndex(cursor.blockFormat().objectIndex())
    cursor.setBlockFormat(made)


def _list_before(block: QTextBlock, indent: int) -> QTextList | None:
    """Return the list of the nearest item before a block that has this indent."""
    quote = style_of(block).quote
    before = block.previous()
    while before.isValid() and style_of(before).quote == quote:
        listed = list_of(before)
        if listed is None or listed.format().indent() < indent:
            return None
        if listed.format().indent() == indent:
            return listed
        before = before.previous()
    return None


@_one_change
def indent(cursor: QTextCursor, by: int) -> None:
    """Move the selected items deeper into their list, or out of it."""
    for block in list(blocks_of(cursor)):
        listed = list_of(block)
        if listed is None:
            continue
        depth = listed.format().indent() + by
        previous = list_of(block.previous()) if by > 0 else listed
        alone = previous is None or previous.format().indent() < depth - 1
        if by > 0 and (alone or depth > _DEEPEST):
            continue
        ordered = is_ordered(listed)
        inner = QTextCursor(block)
        style = Style(quote=style_of(block).quote)
        make_plain(inner, style)
        if depth > 0:
            _join_list(inner, depth, ordered=ordered)


@_one_change
def toggle_quote(cursor: QTextCursor) -> None:
    """Make a quote of the selected blocks, or words where it is one."""
    blocks = list(blocks_of(cursor))
    quoted = all(style_of(block).quote for block in blocks)
    before = blocks[0].previous()
    number = 0 if quoted else (style_of(before).quote if before.isValid() else 0) or new_quote()
    for block in blocks:
        made = block_format(style_of(block)._replace(quote=number, kind="", language=""))
        made.setObjectIndex(block.blockFormat().objectIndex())
        QTextCursor(block).setBlockFormat(made)


@_one_change
def set_source(cursor: QTextCursor, kind: str, language: str = "") -> None:
    """Make one block of source of the selected blocks, or words of it where it is one."""
    blocks = list(blocks_of(cursor))
    if len(blocks) == 1 and style_of(blocks[0]).kind == kind:
        make_plain(QTextCursor(blocks[0]))
        return
    text = LINE_BREAK.join(block.text() for block in blocks)
    cursor.setPosition(blocks[0].position())
    last = blocks[-1]
    cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    make_plain(cursor, Style(kind, language=language))
    cursor.insertText(text, QTextCharFormat())


def set_code(cursor: QTextCursor, language: str = "") -> None:
    """Make a block of code of the selected blocks, or words."""
    set_source(cursor, CODE_KIND, language)


@_one_change
def insert_math(cursor: QTextCursor) -> None:
    """Make a formula of the selection; a display of its own in an empty block."""
    if not cursor.block().text() and table_at(cursor) is None:
        make_plain(cursor, Style(MATH_KIND))
        return
    tex = cursor.selectedText()
    insert_runs(cursor, [Run(tex or "x", math=True)])
    cursor.movePosition(QTextCursor.MoveOperation.Left)
    if not tex:
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor)


@_one_change
def insert_math_of(cursor: QTextCursor, tex: str) -> None:
    """Put a formula in the place of the selection."""
    insert_runs(cursor, [Run(tex, math=True)])


@_one_change
def insert_rule(cursor: QTextCursor) -> None:
    """Put a line across the page in the place of an empty block, or below this one."""
    if cursor.block().text():
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertBlock()
    make_plain(cursor, Style(RULE_KIND))
    cursor.insertBlock(block_format(Style()), QTextCharFormat())


@_one_change
def insert_table(cursor: QTextCursor, rows: int, columns: int) -> None:
    """Insert an empty table below the cursor's block and go into its first cell."""
    if table_at(cursor) is not None:
        return
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    table = cursor.insertTable(rows, columns, table_format())
    behind = QTextCursor(cursor.document())
    behind.setPosition(table.lastPosition() + 1)
    make_plain(behind)
    cursor.setPosition(table.cellAt(0, 0).firstPosition())


@_one_change
def align_column(cursor: QTextCursor, alignment: Alignment) -> None:
    """Align the column of the cursor's cell."""
    table = table_at(cursor)
    if table is None:
        return
    column = table.cellAt(cursor).column()
    for row in range(table.rows()):
        table.cellAt(row, column).firstCursorPosition().setBlockFormat(cell_format(alignment))


@_one_change
def change_table(cursor: QTextCursor, what: str) -> None:
    """Insert or remove the row or column of the cursor's cell (`row_below`, `no_column`…)."""
    table = table_at(cursor)
    if table is None:
        return
    cell = table.cellAt(cursor)
    row, column = cell.row(), cell.column()
    match what:
        case "row_above":
            table.insertRows(row, 1)
            row += 1
        case "row_below":
            table.insertRows(row + 1, 1)
        case "column_before":
            table.insertColumns(column, 1)
            column += 1
        case "column_behind":
            table.insertColumns(column + 1, 1)
            _align_alike(table, column)
        case "no_row" if table.rows() > 1:
            table.removeRows(row, 1)
        case "no_column" if table.columns() > 1:
            table.removeColumns(column, 1)
        case _:
            table.removeRows(0, table.rows())
            return
    row, column = min(row, table.rows() - 1), min(column, table.columns() - 1)
    cursor.setPosition(table.cellAt(row, column).firstPosition())


def _align_alike(table: QTextTable, column: int) -> None:
    """Align a new column as the one before it."""
    alignment = alignment_of(table.cellAt(0, column).firstCursorPosition().block())
    for row in range(table.rows()):
        cell = table.cellAt(row, column + 1).firstCursorPosition()
        cell.setBlockFormat(cell_format(alignment))


def next_cell(cursor: QTextCursor, table: QTextTable, by: int) -> bool:
    """Go to the next cell or the one before; return False where there is none."""
    cell = table.cellAt(cursor)
    at = cell.row() * table.columns() + cell.column() + by
    if not 0 <= at < table.rows() * table.columns():
        return False
    row, column = divmod(at, table.columns())
    cursor.setPosition(table.cellAt(row, column).firstPosition())
    return True


@_one_change
def set_link(cursor: QTextCursor, text: str, address: str) -> None:
    """Put a link in the place of the selection; words where the address is empty."""
    run = run_of("", cursor.charFormat())
    plain = Run(text, bold=run.bold, italic=run.italic, link=address)
    insert_runs(cursor, [plain])


def select_link(cursor: QTextCursor) -> str:
    """Select the whole link at the cursor where nothing is selected; return its address."""
    address = cursor.charFormat().anchorHref() if cursor.charFormat().isAnchor() else ""
    if cursor.hasSelection() or not address:
        return address
    for move, mode in (
        (QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor),
        (QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor),
    ):
        while _goes_on(cursor, move, address):
            cursor.movePosition(move, mode)
    return address


def _goes_on(cursor: QTextCursor, move: QTextCursor.MoveOperation, address: str) -> bool:
    ahead = QTextCursor(cursor)
    ahead.clearSelection()
    if move == QTextCursor.MoveOperation.Right:
        if ahead.atBlockEnd():
            return False
        ahead.movePosition(move)
    elif ahead.atBlockStart():
        return False
    return ahead.charFormat().isAnchor() and ahead.charFormat().anchorHref() == address
