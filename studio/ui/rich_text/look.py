"""What is painted over a text: headings, links, code, formulas, and words that no one knows."""

from __future__ import annotations

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QPalette,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from studio.ui.rich_text.spelling import Waves
from studio.ui.rich_text.style import CODE, HEADING_SIZES, MATH, SOURCES, TINT, style_of, table_at


class Look(Waves):
    """Paints over the text without touching it."""

    def __init__(self, edit: QTextEdit) -> None:
        super().__init__(edit)
        self._rich = edit
        self._mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families()

    def highlightBlock(self, text: str) -> None:  # noqa: N802
        """Paint a block."""
        block = self.currentBlock()
        style = style_of(block)
        if style.kind in SOURCES:
            self.setFormat(0, block.length() - 1, self._source())
            return
        base = self._base(block, style.level)
        if not base.isEmpty():
            self.setFormat(0, block.length() - 1, base)
        self.wave(text, self._paint_runs(block, base))

    def _paint_runs(self, block: QTextBlock, base: QTextCharFormat) -> list[range]:
        """Paint links, code and formulas; return where they are."""
        painted = []
        parts = block.begin()
        while not parts.atEnd():
            fragment = parts.fragment()
            made = fragment.charFormat()
            if made.isAnchor() or made.boolProperty(CODE) or made.boolProperty(MATH):
                at = fragment.position() - block.position()
                shown = self._link() if made.isAnchor() else self._chip()
                shown.merge(base)
                self.setFormat(at, fragment.length(), shown)
                painted.append(range(at, at + fragment.length()))
            parts += 1
        return painted

    def _base(self, block: QTextBlock, level: int) -> QTextCharFormat:
        """Return how all words of a block look."""
        made = QTextCharFormat()
        if level:
            font = self._rich.font()
            size = font.pixelSize() if font.pixelSize() > 0 else self._rich.fontInfo().pixelSize()
            pixels = round(size * HEADING_SIZES[level])
            made.setProperty(QTextCharFormat.Property.FontPixelSize, pixels)
        if level or _is_head(block):
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
        made.setFontStyleHint(QFont.StyleHint.Monospace)
        made.setFontFixedPitch(True)
        return made

    def _chip(self) -> QTextCharFormat:
        made = self._source()
        made.setBackground(TINT)
        return made

    def _accent(self) -> QColor:
        return self._rich.palette().color(QPalette.ColorRole.Highlight)


def _is_head(block: QTextBlock) -> bool:
    """Return whether a block stands in the first row of a table."""
    cursor = QTextCursor(block)
    table = table_at(cursor)
    return table is not None and table.cellAt(cursor).row() == 0
