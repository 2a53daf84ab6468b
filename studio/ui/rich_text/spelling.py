"""Red waves under words that no dictionary knows, looked up while nothing else is to be done."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import (
    QColor,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit

from studio.i18n import Voice
from studio.spelling import Spelling
from studio.ui.rich_text.style import utf16

_SLICE_S = 0.004
_AGAIN_MS = 50
_RED = QColor("#d33a2c")


class Waves(QSyntaxHighlighter):
    """Paints waves over a text without touching it. The word being typed is left alone."""

    def __init__(self, edit: QTextEdit | QPlainTextEdit) -> None:
        super().__init__(edit.document())
        self._edit = edit
        self._spelling: Spelling | None = None
        self._waiting: dict[int, None] = {}
        self._spared = -1
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._look_up)
        edit.cursorPositionChanged.connect(self._judge_spared)

    def set_spelling(self, spelling: Spelling | None) -> None:
        """Mark what this dictionary does not know; nothing where there is none."""
        if spelling is self._spelling:
            return
        self._spelling = spelling
        self._waiting.clear()
        if spelling and not spelling.loaded:
            spelling.load_beside()
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: N802
        """Paint a block of words."""
        self.wave(text, ())

    def wave(self, text: str, skipped: Sequence[range]) -> None:
        """Paint waves under the words of the current block that are not in a skipped range."""
        if self._spelling is None or not text.strip():
            return
        block = self.currentBlock()
        at_cursor = self._cursor_in(block)
        for start, word in self._spelling.words(text):
            at, length = utf16(text[:start]), utf16(word)
            if any(at in part for part in skipped):
                continue
            right = self._spelling.seen(word)
            if right is None:
                self._wait(block)
            elif not right and at < at_cursor <= at + length:
                self._spared = block.blockNumber()
            elif not right:
                self._paint(at, length)

    def _paint(self, at: int, length: int) -> None:
        made = QTextCharFormat(self.format(at))
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        made.setUnderlineColor(_RED)
        self.setFormat(at, length, made)

    def _cursor_in(self, block: QTextBlock) -> int:
        """Return where the cursor is in a block that is being written; -1 for elsewhere."""
        cursor = self._edit.textCursor()
        writing = self._edit.hasFocus() and not cursor.hasSelection()
        return cursor.position() - block.position() if writing and cursor.block() == block else -1

    def _judge_spared(self) -> None:
        """Judge a word that the cursor has left."""
        if self._spared >= 0:
            block = self.document().findBlockByNumber(self._spared)
            self._spared = -1
            if block.isValid():
                self.rehighlightBlock(block)

    def _wait(self, block: QTextBlock) -> None:
        self._waiting[block.blockNumber()] = None
        if not self._idle.isActive():
            self._idle.start(_AGAIN_MS)

    def _look_up(self) -> None:
        """Look words up for a few milliseconds."""
        if self._spelling is None:
            return
        if not self._spelling.loaded:
            self._idle.start(_AGAIN_MS)
            return
        until = time.perf_counter() + _SLICE_S
        while self._waiting:
            number = next(iter(self._waiting))
            block = self.document().findBlockByNumber(number)
            for _, word in self._spelling.words(block.text()) if block.isValid() else ():
                self._spelling.is_right(word)
                if time.perf_counter() > until:
                    self._idle.start(0)
                    return
            del self._waiting[number]
            if block.isValid():
                self.rehighlightBlock(block)

    def wrong_word(self, cursor: QTextCursor) -> QTextCursor | None:
        """Return a cursor that selects the unknown word at a place, if there is one."""
        if self._spelling is None:
            return None
        block, inside = cursor.block(), cursor.positionInBlock()
        text = block.text()
        for start, word in self._spelling.words(text):
            at, length = utf16(text[:start]), utf16(word)
            if at <= inside <= at + length and not self._spelling.is_right(word):
                found = QTextCursor(block)
                found.setPosition(block.position() + at)
                found.setPosition(block.position() + at + length, QTextCursor.MoveMode.KeepAnchor)
                return found
        return None

    def add_suggestions(self, menu: QMenu, cursor: QTextCursor, voice: Voice) -> None:
        """Put what may be meant at the top of a menu, where the word at a place is unknown."""
        found = self.wrong_word(cursor)
        if found is None or self._spelling is None:
            return
        word, first = found.selectedText(), next(iter(menu.actions()), None)
        suggestions = self._spelling.suggestions(word)
        entries = [(each, True) for each in suggestions]
        entries = entries or [(voice.text("ui.rich.spelling_none"), False)]
        made = []
        for said, offered in entries:
            action = menu.addAction(said.replace("&", "&&"))
            action.setEnabled(offered)
            if offered:
                action.triggered.connect(lambda _=False, new=said: found.insertText(new))
            made.append(action)
        action = menu.addAction(voice.text("ui.rich.spelling_add", word=word))
        action.triggered.connect(lambda _=False: self._add(word))
        made += [action, menu.addSeparator()]
        if first is not None:
            menu.insertActions(first, made)

    def _add(self, word: str) -> None:
        if self._spelling is not None:
            self._spelling.add(word)
            self.rehighlight()
