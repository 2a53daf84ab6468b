"""What the keys do in a text: marks, lists, tables, and signs that become form."""

from __future__ import annotations

import re

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor, QTextTable

from studio.course.prose.parser import may_be_math
from studio.ui.rich_text import commands
from studio.ui.rich_text.show import make_plain
from studio.ui.rich_text.style import (
    CODE,
    CODE_KIND,
    LINE_BREAK,
    MATH,
    MATH_KIND,
    RULE_KIND,
    SOURCES,
    Style,
    block_format,
    list_at,
    style_of,
    table_at,
    utf16,
)

_Key, _Mod = Qt.Key, Qt.KeyboardModifier
MARKS: dict[int, commands.Mark] = {
    QKeyCombination(_Mod.ControlModifier, _Key.Key_B).toCombined(): "bold",
    QKeyCombination(_Mod.ControlModifier, _Key.Key_I).toCombined(): "italic",
    QKeyCombination(_Mod.ControlModifier, _Key.Key_E).toCombined(): "code",
}
LINK = QKeyCombination(_Mod.ControlModifier | _Mod.ShiftModifier, _Key.Key_K).toCombined()
PASTE_MARKDOWN = QKeyCombination(_Mod.ControlModifier | _Mod.ShiftModifier, _Key.Key_V).toCombined()
OWN_KEYS = {*MARKS, LINK, PASTE_MARKDOWN}
"""Keys that a text wants to have for itself while it has the focus."""

_NUMBER = re.compile(r"(\d{1,9})[.)]")
_FENCE = re.compile(r"```([\w+#.-]*)")
_TEX = re.compile(r"[\\^_={}]|^[^\W\d_]$|^\w[+*/<>-]\w$")
_RULE = re.compile(r"-{3,}|\*{3,}|_{3,}")


def space_makes_form(cursor: QTextCursor, *, headings: bool) -> bool:
    """Make a heading, a list or a quote of a block that has its sign; False where it has none."""
    if not _is_words(cursor) or table_at(cursor) is not None:
        return False
    sign = cursor.block().text()[: cursor.positionInBlock()]
    number = _NUMBER.fullmatch(sign)
    is_heading = sign in ("#", "##", "###") and headings
    if not (is_heading or number or sign in ("-", "*", "+", ">")):
        return False
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    if is_heading:
        commands.set_heading(cursor, len(sign))
    elif sign == ">":
        commands.toggle_quote(cursor)
    else:
        start = int(number[1]) if number else 1
        commands.set_list(cursor, ordered=number is not None, start=start)
    cursor.endEditBlock()
    return True


def dollar_makes_math(cursor: QTextCursor) -> bool:
    """Make a formula of what stands between a dollar and the one that is typed now.

    Two prices are no formula: it has to look like TeX.
    """
    style, made = style_of(cursor.block()), cursor.charFormat()
    if cursor.hasSelection() or style.kind or made.boolProperty(CODE) or made.boolProperty(MATH):
        return False
    line = QTextCursor(cursor)
    line.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    before, dollar, tex = line.selectedText().rpartition("$")
    if not dollar or before[-1:].isdigit() or not (may_be_math(tex) and _TEX.search(tex)):
        return False
    line = QTextCursor(cursor)
    start = cursor.position() - utf16(tex) - 1
    line.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
    commands.insert_math_of(line, tex)
    return True


def _is_words(cursor: QTextCursor) -> bool:
    style = style_of(cursor.block())
    return not style.kind and not style.level and list_at(cursor) is None


def enter(cursor: QTextCursor, *, soft: bool) -> None:
    """Go on in a new line, item or block."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    style, table = style_of(cursor.block()), table_at(cursor)
    if table is not None:
        _below_in_table(cursor, table)
    elif style.kind in SOURCES:
        _enter_in_source(cursor, style)
    elif soft:
        cursor.insertText(LINE_BREAK, QTextCharFormat())
    elif not _fence_or_rule(cursor):
        _enter_in_words(cursor, style)
    cursor.endEditBlock()


def _below_in_table(cursor: QTextCursor, table: QTextTable) -> None:
    cell = table.cellAt(cursor)
    if cell.row() + 1 < table.rows():
        cursor.setPosition(table.cellAt(cell.row() + 1, cell.column()).firstPosition())
    else:
        cursor.setPosition(table.lastPosition() + 1)


def _enter_in_source(cursor: QTextCursor, style: Style) -> None:
    """Begin a line of source; a second empty one at the end leaves the block."""
    text = cursor.block().text()
    leaves = cursor.atBlockEnd() and (text.endswith(LINE_BREAK) or style.kind == MATH_KIND)
    if not leaves:
        cursor.insertText(LINE_BREAK)
        return
    if text.endswith(LINE_BREAK):
        cursor.deletePreviousChar()
    cursor.insertBlock(block_format(Style()), QTextCharFormat())


def _fence_or_rule(cursor: QTextCursor) -> bool:
    """Make code, a formula or a line across the page of a block that says so."""
    if not _is_words(cursor) or not cursor.atBlockEnd():
        return False
    text = cursor.block().text()
    fence = _FENCE.fullmatch(text)
    if not (fence or text == "$$" or _RULE.fullmatch(text)):
        return False
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    cursor.setPosition(cursor.block().position())
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    if fence:
        make_plain(cursor, Style(CODE_KIND, language=fence[1]))
    elif text == "$$":
        make_plain(cursor, Style(MATH_KIND))
    else:
        commands.insert_rule(cursor)
    return True


def _enter_in_words(cursor: QTextCursor, style: Style) -> None:
    listed, empty = list_at(cursor), not cursor.block().text()
    if empty and listed is not None:
        commands.indent(cursor, -1)
    elif empty and style.quote:
        make_plain(cursor)
    elif (style.level and (cursor.atBlockEnd() or empty)) or style.kind == RULE_KIND:
        cursor.insertBlock(block_format(Style(quote=style.quote)), QTextCharFormat())
    else:
        cursor.insertBlock()


def unform(cursor: QTextCursor) -> bool:
    """Take the form of the block at whose start the cursor stands; False where it has none."""
    if cursor.hasSelection() or not cursor.atBlockStart():
        return False
    style, block = style_of(cursor.block()), cursor.block()
    table = table_at(cursor)
    if table is not None:
        return cursor.position() == table.cellAt(cursor).firstPosition()
    if list_at(cursor) is not None:
        commands.indent(cursor, -1)
    elif style.level or style.quote or (style.kind and not block.text()):
        make_plain(cursor)
    elif block.previous().isValid() and style_of(block.previous()).kind == RULE_KIND:
        make_plain(QTextCursor(block.previous()))
    else:
        return False
    return True


def is_typing(event: QKeyEvent) -> bool:
    """Return whether a key puts characters into the text."""
    text = event.text()
    commanding = event.modifiers() & (_Mod.ControlModifier | _Mod.MetaModifier)
    return (
        bool(text)
        and text.isprintable()
        and (not commanding or bool(event.modifiers() & _Mod.AltModifier))
    )
