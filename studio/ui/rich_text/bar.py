"""The small tool bar of the text that has the focus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from studio.i18n import Voice
from studio.ui.icons import icon
from studio.ui.rich_text import commands
from studio.ui.rich_text.field import RichText
from studio.ui.rich_text.link import LinkPopup
from studio.ui.rich_text.menus import add_heading_actions, add_table_actions
from studio.ui.rich_text.style import CODE_KIND, MATH_KIND, RAW_KIND, list_at, style_of, table_at

_KEYS = {"bold": "Ctrl+B", "italic": "Ctrl+I", "link": "Ctrl+Shift+K", "code": "Ctrl+E"}
_NOT_COMPACT = ("heading", "table", "quote")


class FormatBar(QWidget):
    """Buttons that act on one text and show how it is at the cursor."""

    def __init__(self, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("formats")
        self.setAccessibleName(voice.text("ui.rich.bar"))
        self._voice = voice
        self._field: RichText | None = None
        self._popup: LinkPopup | None = None
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(2)
        for name, work in self._works().items():
            row.addWidget(self._add(name, work))
        row.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setEnabled(False)

    def follow(self, field: RichText | None) -> None:
        """Act on this text from now on; on none where there is none."""
        if self._field is not None:
            self._field.cursorPositionChanged.disconnect(self.refresh)
            self._field.currentCharFormatChanged.disconnect(self.refresh)
            self._field.link_wanted.disconnect(self.ask_link)
            self._field.destroyed.disconnect(self._forget)
        self._field = field
        self.setEnabled(field is not None and not field.isReadOnly())
        if field is not None:
            field.cursorPositionChanged.connect(self.refresh)
            field.currentCharFormatChanged.connect(self.refresh)
            field.link_wanted.connect(self.ask_link)
            field.destroyed.connect(self._forget)
            for name in _NOT_COMPACT:
                self.buttons[name].setVisible(not field.compact)
        self.refresh()

    def refresh(self) -> None:
        """Show how the text is at the cursor."""
        field = self._field
        if field is None:
            return
        cursor = field.textCursor()
        style, listed = style_of(cursor.block()), list_at(cursor)
        states = {
            "bold": field.has_mark("bold"),
            "italic": field.has_mark("italic"),
            "code": field.has_mark("code") or style.kind == CODE_KIND,
            "heading": style.level > 0,
            "bullets": listed is not None and not commands.is_ordered(listed),
            "numbers": listed is not None and commands.is_ordered(listed),
            "link": cursor.charFormat().isAnchor(),
            "table": table_at(cursor) is not None,
            "math": style.kind == MATH_KIND,
            "quote": style.quote > 0,
        }
        for name, on in states.items():
            self.buttons[name].setChecked(on)
            self.buttons[name].setEnabled(style.kind != RAW_KIND)

    def ask_link(self) -> None:
        """Ask for the address of a link at the cursor."""
        field = self._field
        if field is None:
            return
        cursor = field.textCursor()
        address = commands.select_link(cursor)
        field.setTextCursor(cursor)
        text = cursor.selectedText().replace("\u2029", " ")
        self._popup = LinkPopup(self._voice, text, address, self._link, self)
        self._popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._popup.ask(field.viewport().mapToGlobal(field.cursorRect().bottomLeft()))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the icons anew in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for name, button in self.buttons.items():
                button.setIcon(icon(name))

    def _works(self) -> dict[str, Callable[[RichText], None]]:
        return {
            "bold": lambda field: field.toggle_mark("bold"),
            "italic": lambda field: field.toggle_mark("italic"),
            "heading": lambda field: self._open_menu("heading", add_heading_actions, field),
            "bullets": lambda field: commands.set_list(field.textCursor(), ordered=False),
            "numbers": lambda field: commands.set_list(field.textCursor(), ordered=True),
            "link": lambda _: self.ask_link(),
            "table": self._table,
            "math": _math,
            "code": _code,
            "quote": lambda field: commands.toggle_quote(field.textCursor()),
        }

    def _add(self, name: str, work: Callable[[RichText], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setIconSize(QSize(18, 18))
        button.setCheckable(True)
        button.setMinimumSize(28, 28)
        said = self._voice.text(f"ui.rich.{name}")
        button.setAccessibleName(said)
        if name in _KEYS:
            key = QKeySequence(_KEYS[name]).toString(QKeySequence.SequenceFormat.NativeText)
            said = self._voice.text("ui.rich.with_key", name=said, key=key)
        button.setToolTip(said)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self._do, work))
        self.buttons[name] = button
        return button

    def _do(self, work: Callable[[RichText], None]) -> None:
        if self._field is not None:
            work(self._field)
            self.refresh()
            if not (self._popup and self._popup.isVisible()):
                self._field.setFocus()

    def _table(self, field: RichText) -> None:
        cursor = field.textCursor()
        if table_at(cursor) is not None:
            self._open_menu("table", add_table_actions, field)
        else:
            commands.insert_table(cursor, 3, 2)
            field.setTextCursor(cursor)

    def _open_menu(
        self, name: str, fill: Callable[[QMenu, RichText], None], field: RichText
    ) -> None:
        button = self.buttons[name]
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill(menu, field)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _link(self, text: str, address: str) -> None:
        self._popup = None
        if self._field is not None:
            commands.set_link(self._field.textCursor(), text, address)
            self._field.setFocus()

    def _forget(self) -> None:
        self._field = None
        self.setEnabled(False)


def _math(field: RichText) -> None:
    cursor = field.textCursor()
    commands.insert_math(cursor)
    field.setTextCursor(cursor)


def _code(field: RichText) -> None:
    """Mark words as code; make a block of code of an empty or a whole one."""
    cursor = field.textCursor()
    style = style_of(cursor.block())
    several = cursor.hasSelection() and len(list(commands.blocks_of(cursor))) > 1
    if style.kind == CODE_KIND or several or not (cursor.block().text() or field.compact):
        commands.set_code(cursor)
        field.setTextCursor(cursor)
    else:
        field.toggle_mark("code")
