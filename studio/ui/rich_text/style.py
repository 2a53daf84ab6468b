"""How blocks and runs are told apart in Qt's document, and how much room each has."""

from __future__ import annotations

from itertools import count
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextLength,
    QTextList,
    QTextListFormat,
    QTextTable,
    QTextTableFormat,
)

from studio.course.prose.model import Alignment, Run

_OWN = int(QTextFormat.Property.UserProperty.value)
KIND, LANGUAGE, QUOTE, CODE, MATH, TIGHT = range(_OWN + 1, _OWN + 7)
"""Properties of formats that are ours."""
LINE_BREAK = "\u2028"
"""What Qt has for a line feed inside of a block."""

CODE_KIND, MATH_KIND, RAW_KIND, RULE_KIND = "code", "math", "raw", "rule"
SOURCES = (CODE_KIND, MATH_KIND, RAW_KIND)
"""The kinds of blocks that hold no words."""
HEADING_SIZES = {1: 1.6, 2: 1.35, 3: 1.15, 4: 1.05, 5: 1.0, 6: 1.0}
TINT = QColor(128, 128, 128, 36)
"""Lies behind sources; see-through, so that it fits light and dark."""

_BULLETS = (
    QTextListFormat.Style.ListDisc,
    QTextListFormat.Style.ListCircle,
    QTextListFormat.Style.ListSquare,
)
_QUOTES = count(1)
_ALIGNED = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


class Style(NamedTuple):
    """What a block is, apart from lists."""

    kind: str = ""
    """Empty for words; else one of the kinds above."""
    level: int = 0
    """Of a heading; 0 for other words."""
    quote: int = 0
    """The number of the quote that it belongs to; 0 for none."""
    language: str = ""


def style_of(block: QTextBlock) -> Style:
    """Return what a block is."""
    made = block.blockFormat()
    return Style(
        str(made.property(KIND) or ""),
        made.headingLevel(),
        made.intProperty(QUOTE),
        str(made.property(LANGUAGE) or ""),
    )


def block_format(style: Style, *, close: bool = False) -> QTextBlockFormat:
    """Return the format of a block; `close` is that of a list's item close to the next one."""
    made = QTextBlockFormat()
    made.setTopMargin(10 if style.level else 2 if close else 6)
    made.setBottomMargin(2 if close else 6)
    if style.kind:
        made.setProperty(KIND, style.kind)
    if style.language:
        made.setProperty(LANGUAGE, style.language)
    if style.level:
        made.setHeadingLevel(style.level)
    if style.quote:
        made.setProperty(QUOTE, style.quote)
        made.setLeftMargin(24)
    if style.kind in SOURCES:
        made.setBackground(QBrush(TINT))
    if style.kind == MATH_KIND:
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    if style.kind == RULE_KIND:
        whole = QTextLength(QTextLength.Type.PercentageLength, 100)
        made.setProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth, whole)
    return made


def new_quote() -> int:
    """Return a number for a quote that no other one has."""
    return next(_QUOTES)


def list_format(
    indent: int, *, ordered: bool, start: int = 1, tight: bool = True
) -> QTextListFormat:
    """Return the format of a list, its outermost level being 1."""
    made = QTextListFormat()
    made.setIndent(indent)
    if ordered:
        made.setStyle(QTextListFormat.Style.ListDecimal)
        made.setStart(start)
    else:
        made.setStyle(_BULLETS[min(indent, len(_BULLETS)) - 1])
    made.setProperty(TIGHT, tight)
    return made


def table_format() -> QTextTableFormat:
    """Return the format of a table."""
    made = QTextTableFormat()
    made.setCellPadding(4)
    made.setCellSpacing(0)
    made.setBorder(1)
    made.setBorderCollapse(True)
    made.setBorderBrush(QBrush(QColor(128, 128, 128, 120)))
    made.setTopMargin(4)
    made.setBottomMargin(8)
    made.setHeaderRowCount(1)
    return made


def cell_format(alignment: Alignment) -> QTextBlockFormat:
    """Return the format of the words in a cell."""
    made = QTextBlockFormat()
    if alignment:
        made.setAlignment(_ALIGNED[alignment])
    return made


def alignment_of(block: QTextBlock) -> Alignment:
    """Return how a cell is aligned, by its first block."""
    made = block.blockFormat()
    if not made.hasProperty(QTextFormat.Property.BlockAlignment):
        return ""
    if made.alignment() & Qt.AlignmentFlag.AlignHCenter:
        return "center"
    return "right" if made.alignment() & Qt.AlignmentFlag.AlignRight else "left"


def char_format(run: Run) -> QTextCharFormat:
    """Return the format of a run; what it looks like beyond that is painted over it."""
    made = QTextCharFormat()
    if run.bold:
        made.setFontWeight(QFont.Weight.Bold)
    if run.italic:
        made.setFontItalic(True)
    if run.code:
        made.setProperty(CODE, True)
    if run.math:
        made.setProperty(MATH, True)
    if run.link:
        made.setAnchor(True)
        made.setAnchorHref(run.link)
    return made


def run_of(text: str, made: QTextCharFormat) -> Run:
    """Return the run that text with a format is."""
    return Run(
        text,
        bold=made.fontWeight() > QFont.Weight.Medium,
        italic=made.fontItalic(),
        code=made.boolProperty(CODE),
        math=made.boolProperty(MATH),
        link=made.anchorHref() if made.isAnchor() else "",
    )


def table_at(cursor: QTextCursor) -> QTextTable | None:
    """Return the table that the cursor is in; Qt's stubs forget that there may be none."""
    return cursor.currentTable()


def list_at(cursor: QTextCursor) -> QTextList | None:
    """Return the list that the cursor is in, if there is one."""
    return cursor.currentList()


def list_of(block: QTextBlock) -> QTextList | None:
    """Return the list that a block is an item of, if there is one."""
    return block.textList()


def utf16(text: str) -> int:
    """Return how long Qt takes a text to be."""
    return len(text) + sum(letter > "\uffff" for letter in text)
