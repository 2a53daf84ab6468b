"""The list of shortcuts: those of the actions, and the keys that places of the window take."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.i18n import Voice
from studio.ui.keys import PLACES
from studio.ui.shell.actions import ENTRIES, MENUS, NATIVE, SEPARATOR, Actions, key_of
from studio.ui.shell.finder_ranking import folded
from studio.ui.shell.mnemonics import plain


class Shortcut(NamedTuple):
    """Keys, and what they do; `group` is a menu or a place of the window."""

    group: str
    text: str
    keys: str


class Shortcuts(QDialog):
    """Lists them by menu; what is typed filters them, and the list can be copied as text."""

    def __init__(self, actions: Actions, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = voice.text
        self.setWindowTitle(plain(say("ui.shortcuts")))
        self.resize(560, 620)
        self._all = list(shortcuts(actions, voice))
        self.line = QLineEdit()
        self.line.setPlaceholderText(say("ui.shortcuts_search"))
        self.line.setAccessibleName(say("ui.shortcuts_search"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._show)
        self.list = QTreeWidget()
        self.list.setAccessibleName(plain(say("ui.shortcuts")))
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setColumnWidth(0, 350)
        self.copy_button = QPushButton(say("ui.copy_list"))
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(lambda _checked: self.copy())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        for widget in (self.line, self.list, buttons):
            column.addWidget(widget)
        self._show("")

    def copy(self) -> None:
        """Put the list on the clipboard as text, to be pasted and printed anywhere."""
        lines: list[str] = []
        for group, those in groupby(self._all, key=lambda each: each.group):
            lines += ["", group, *(f"{each.text}\t{each.keys}" for each in those)]
        QGuiApplication.clipboard().setText("\n".join(lines).strip())

    def _show(self, text: str) -> None:
        words = folded(text).split()
        self.list.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for each in self._all:
            if not all(word in folded(f"{each.text} {each.keys}") for word in words):
                continue
            if each.group not in groups:
                groups[each.group] = QTreeWidgetItem(self.list, [each.group])
                font = groups[each.group].font(0)
                font.setBold(True)
                groups[each.group].setFont(0, font)
                groups[each.group].setFlags(Qt.ItemFlag.ItemIsEnabled)
            QTreeWidgetItem(groups[each.group], [each.text, each.keys])
        self.list.expandAll()


def shortcuts(actions: Actions, voice: Voice) -> Iterator[Shortcut]:
    """Yield all shortcuts, in the order of the menus, then those of the places."""
    for menu in MENUS:
        for entry in ENTRIES:
            if entry.menu == menu and entry.name != SEPARATOR:
                keys = said_keys(actions[entry.name]) or key_of(entry)
                if keys:
                    text = plain(actions[entry.name].data()).rstrip("\u2026")
                    yield Shortcut(plain(voice.text(f"ui.menu.{menu}")), text, keys)
    for place, keys_of_place in PLACES.items():
        for keys, does in keys_of_place:
            shown = " ".join(QKeySequence(key).toString(NATIVE) for key in keys.split())
            yield Shortcut(voice.text(f"ui.keys.{place}"), voice.text(f"ui.key.{does}"), shown)


def said_keys(action: QAction) -> str:
    """Return an action's shortcut as this system writes it; "" for none."""
    return action.shortcut().toString(NATIVE)
