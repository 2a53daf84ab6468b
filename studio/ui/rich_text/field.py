"""The widget in which a text of the course is written."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip, QWidget

from studio.course.prose import Piece, Prose, read, rewritten
from studio.course.prose.model import Block, Raw
from studio.i18n import Voice
from studio.spelling import Spelling
from studio.ui.fields import is_undo
from studio.ui.rich_text import commands, keys, paste
from studio.ui.rich_text.look import Look
from studio.ui.rich_text.menus import add_table_actions
from studio.ui.rich_text.read import Reader
from studio.ui.rich_text.replace import replace_pieces
from studio.ui.rich_text.show import show_all
from studio.ui.rich_text.style import (
    CODE,
    MATH,
    RAW_KIND,
    RULE_KIND,
    Style,
    block_format,
    list_at,
    style_of,
    table_at,
)

_Key = Qt.Key


class RichText(QTextEdit):
    """Rich text whose content is Markdown and whose undo is the course's."""

    typed = Signal(str, str)
    """The Markdown before and after."""
    slash_typed = Signal()
    """A slash was typed into an empty paragraph; it is not inserted."""
    pictures_given = Signal(object)
    """Pictures were dropped or pasted: a list of `Path` or `QImage`."""
    left_upwards = Signal()
    """The cursor wants to go above the first line."""
    left_downwards = Signal()
    """The cursor wants to go below the last line."""
    entered = Signal()
    """The text has got the focus."""
    link_wanted = Signal()
    """Ctrl+Shift+K: the format bar asks for the address."""

    def __init__(
        self,
        name: str,
        voice: Voice,
        parent: QWidget | None = None,
        *,
        compact: bool = False,
        grows: bool = True,
    ) -> None:
        """`compact` is for one to three lines without headings; `grows` fits the height."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(False)
        self.compact = compact
        self.voice = voice
        self._grows = grows
        self._prose, self._seen = Prose(), list[Block]()
        self._showing = False
        self._reader = Reader(self.document())
        self.look = Look(self)
        self.document().setDocumentMargin(2)
        self.document().setIndentWidth(22)
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.document().setDefaultTextOption(option)
        if grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._tell)

    # what the course says

    def markdown(self) -> str:
        """Return the text as Markdown."""
        return self._prose.text

    def show_text(self, markdown: str) -> None:
        """Show what the course says; the cursor stays where it is as well as can be."""
        if markdown == self._prose.text:
            return
        prose = read(markdown)
        self._showing = True
        try:
            shown = replace_pieces(self, self._prose.pieces, self._reader.found(), prose.pieces)
            if not shown or not self._is_shown(prose):
                self._show_all(prose)
            if not self._is_shown(prose):  # with something in it that Qt can't hold
                prose = Prose(pieces=(Piece(Raw(markdown), markdown),))
                self._show_all(prose)
        finally:
            self._showing = False
        self._prose = prose
        self._seen = [found.block for found in self._reader.found()]

    def _show_all(self, prose: Prose) -> None:
        at, scrolled = self.textCursor().position(), self.verticalScrollBar().value()
        show_all(self.document(), prose.blocks)
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scrolled)

    def insert_text(self, text: str) -> None:
        """Insert plain text at the cursor."""
        self.textCursor().insertText(text)

    def _is_shown(self, prose: Prose) -> bool:
        return len(self._reader.found()) == len(prose.pieces)

    def _tell(self) -> None:
        if self._showing:
            return
        blocks = [found.block for found in self._reader.found()]
        if blocks == self._seen:
            return
        prose = rewritten(self._prose, self._seen, blocks)
        before, after = self._prose.text, prose.text
        self._prose, self._seen = prose, blocks
        if before != after:
            self.typed.emit(before, after)

    # size

    def _fit(self, size: QSizeF) -> None:
        """Be as high as the text."""
        margins = self.contentsMargins()
        around = margins.top() + margins.bottom()
        line = self.fontMetrics().lineSpacing()
        self.setFixedHeight(math.ceil(max(size.height(), line + 4)) + around)

    # keys

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window, and claim the keys of a text from it."""
        if is_undo(event):
            return False
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.keyCombination().toCombined() in keys.OWN_KEYS
        ):
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Say that this text is written now."""
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Do what a key means here; the rest is Qt's."""
        if not (self._moved(event) or (not self.isReadOnly() and self._did(event))):
            if keys.is_typing(event):
                self._leave_edges()
            super().keyPressEvent(event)

    def _moved(self, event: QKeyEvent) -> bool:
        """Leave the text with an arrow at its first or last line."""
        moves = {
            _Key.Key_Up: (QTextCursor.MoveOperation.Up, self.left_upwards),
            _Key.Key_Down: (QTextCursor.MoveOperation.Down, self.left_downwards),
        }
        key = Qt.Key(event.key())
        if key not in moves or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        move, signal = moves[key]
        if QTextCursor(self.textCursor()).movePosition(move):
            return False
        signal.emit()
        return True

    def _did(self, event: QKeyEvent) -> bool:
        combined = event.keyCombination().toCombined()
        if combined in keys.MARKS:
            self.toggle_mark(keys.MARKS[combined])
        elif combined == keys.LINK:
            self.link_wanted.emit()
        elif combined == keys.PASTE_MARKDOWN:
            self.paste_markdown()
        else:
            return self._did_plain(event)
        return True

    def _did_plain(self, event: QKeyEvent) -> bool:
        cursor = self.textCursor()
        match event.key():
            case _Key.Key_Return | _Key.Key_Enter if not _is_command(event):
                soft = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                keys.enter(cursor, soft=soft)
                self.setTextCursor(cursor)
                self.ensureCursorVisible()
                return True
            case _Key.Key_Tab | _Key.Key_Backtab:
                return self._tab(-1 if event.key() == _Key.Key_Backtab else 1)
            case _Key.Key_Backspace:
                done = keys.unform(cursor)
                self.setTextCursor(cursor)
                return done
            case _Key.Key_Space:
                done = keys.space_makes_form(cursor, headings=not self.compact)
                self.setTextCursor(cursor)
                return done
        if event.text() == "$":
            return keys.dollar_makes_math(cursor)
        return event.text() == "/" and self._slash(cursor)

    def _tab(self, by: int) -> bool:
        cursor = self.textCursor()
        table = table_at(cursor)
        if table is not None:
            if commands.next_cell(cursor, table, by):
                self.setTextCursor(cursor)
            elif by > 0:
                commands.change_table(cursor, "row_below")
                cursor.setPosition(table.cellAt(table.rows() - 1, 0).firstPosition())
                self.setTextCursor(cursor)
        elif list_at(cursor) is not None:
            commands.indent(cursor, by)
        else:
            QWidget.focusNextPrevChild(self, by > 0)  # QTextEdit's own would refuse
        return True

    def _slash(self, cursor: QTextCursor) -> bool:
        style = style_of(cursor.block())
        in_form = table_at(cursor) is not None or list_at(cursor) is not None
        if cursor.block().text() or style.kind or in_form:
            return False
        self.slash_typed.emit()
        return True

    def _leave_edges(self) -> None:
        """See to it that what is typed beside a link or a formula does not belong to it."""
        cursor = self.textCursor()
        if style_of(cursor.block()).kind == RULE_KIND:
            cursor.insertBlock(block_format(Style()), QTextCharFormat())
            self.setTextCursor(cursor)
        made = cursor.charFormat()
        if cursor.hasSelection() or not (made.isAnchor() or made.boolProperty(MATH)):
            return
        ahead = QTextCursor(cursor)
        inside = not cursor.atBlockEnd() and ahead.movePosition(QTextCursor.MoveOperation.Right)
        if inside and ahead.charFormat() == made:
            return
        self.setCurrentCharFormat(_without_places(made))

    # spelling, menu and what is painted

    def set_spelling(self, spelling: Spelling | None) -> None:
        """Mark the words that this dictionary does not know."""
        self.look.set_spelling(spelling)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer what can be done here."""
        at = self.cursorForPosition(event.pos())
        menu = self.make_menu(at)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def make_menu(self, at: QTextCursor) -> QMenu:
        """Return the menu for a place of the text."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() in ("edit-undo", "edit-redo"):
                menu.removeAction(action)  # the window's are others
        if self.isReadOnly():
            return menu
        if not self.textCursor().hasSelection():
            self.setTextCursor(at)
        as_markdown = menu.addAction(self.voice.text("ui.rich.paste_markdown"))
        as_markdown.setShortcut(QKeySequence(keys.PASTE_MARKDOWN))
        as_markdown.setShortcutVisibleInContextMenu(True)
        as_markdown.triggered.connect(self.paste_markdown)
        if table_at(self.textCursor()) is not None:
            menu.addSeparator()
            add_table_actions(menu, self)
        self.look.add_suggestions(menu, at, self.voice)
        return menu

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Say what a passage is that has no form here."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            block = self.cursorForPosition(event.pos()).block()
            if style_of(block).kind == RAW_KIND:
                QToolTip.showText(event.globalPos(), self.voice.text("ui.rich.raw"), self)
                return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw a line beside what is quoted."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        layout = self.document().documentLayout()
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        colour = self.palette().color(QPalette.ColorRole.Highlight)
        block, last, bottom = self.document().begin(), 0, 0.0
        while block.isValid():
            quote = style_of(block).quote
            if quote:
                place = layout.blockBoundingRect(block)
                top = bottom if quote == last else place.top()
                bottom = place.bottom()
                painter.fillRect(QRectF(8, top, 3, bottom - top), colour)
            last, block = quote, block.next()
        painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Paint links anew in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "look"):
            self.look.rehighlight()

    # what the format bar asks for

    def toggle_mark(self, mark: commands.Mark) -> None:
        """Make the selection, or what is typed next, bold, italic or code; or no longer so."""
        if style_of(self.textCursor().block()).kind:
            return
        self.mergeCurrentCharFormat(commands.mark_format(mark, on=not self.has_mark(mark)))

    def has_mark(self, mark: commands.Mark) -> bool:
        """Return whether the text at the cursor is bold, italic or code."""
        made = self.currentCharFormat()
        if mark == "bold":
            return made.fontWeight() > 500
        return made.fontItalic() if mark == "italic" else made.boolProperty(CODE)

    def paste_markdown(self) -> None:
        """Insert the clipboard's text as Markdown."""
        self.insert_blocks(read(QGuiApplication.clipboard().text()).blocks)

    def insert_blocks(self, blocks: Sequence[Block]) -> None:
        """Insert blocks at the cursor, in the place of the selection."""
        paste.insert(self, blocks, headings=not self.compact)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        """Return whether something can be pasted or dropped: text and pictures can."""
        return source.hasText() or source.hasHtml() or bool(paste.pictures_in(source))

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Insert text without its dirt; hand pictures on."""
        pictures = paste.pictures_in(source)
        if pictures:
            self.pictures_given.emit(pictures)
        else:
            self.insert_blocks(paste.blocks_in(source))

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Return what is selected, for us and for other programs."""
        return paste.selected(self.textCursor())


def _is_command(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _without_places(made: QTextCharFormat) -> QTextCharFormat:
    """Return a format that is no link and no formula."""
    plain = QTextCharFormat()
    plain.setFontWeight(made.fontWeight())
    plain.setFontItalic(made.fontItalic())
    return plain
