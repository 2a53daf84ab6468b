"""What is painted over a text: headings, links, code, formulas, and words that no one knows."""

from __future__ import annotations

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QPalette,
    QSyntaxHighlighter,
    QTextCharFormat,
)
from PySide6.QtWidgets import QTextEdit

from studio.ui.rich_text.style import CODE, HEADING_SIZES, MATH, SOURCES, TINT, style_of


class Look(QSyntaxHighlighter):
    """Paints over the text without touching it."""

    def __init__(self, edit: QTextEdit) -> None:
        super().__init__(edit.document())
        self._edit = edit
        self._mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families()

    def highlightBlock(self, _text: str) -> None:  # noqa: N802
        """Paint a block."""
        block = self.currentBlock()
        style = style_of(block)
        length = block.length() - 1
        if style.kind in SOURCES:
            self.setFormat(0, length, self._source())
        elif style.level:
            self.setFormat(0, length, self._heading(style.level))
        parts = block.begin()
        while not parts.atEnd():
            fragment = parts.fragment()
            made = fragment.charFormat()
            if made.isAnchor() or made.boolProperty(CODE) or made.boolProperty(MATH):
                at = fragment.position() - block.position()
                shown = self._link() if made.isAnchor() else self._chip()
                if style.level:
                    shown.merge(self._heading(style.level))
                self.setFormat(at, fragment.length(), shown)
            parts += 1

    def _heading(self, level: int) -> QTextCharFormat:
        made = QTextCharFormat()
        font = self._edit.font()
        size = font.pixelSize() if font.pixelSize() > 0 else self._edit.fontInfo().pixelSize()
        made.setProperty(QTextCharFormat.Property.FontPixelSize, round(size * HEADING_SIZES[level]))
        made.setFontWeight(QFont.Weight.Bold)
        return made

    def _link(self) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(self._accent())
        made.setFontUnderline(True)
        return made

    def _source(self) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFontFamilies(self._mono)
        return made

    def _chip(self) -> QTextCharFormat:
        made = self._source()
        made.setBackground(TINT)
        return made

    def _accent(self) -> QColor:
        return self._edit.palette().color(QPalette.ColorRole.Highlight)
