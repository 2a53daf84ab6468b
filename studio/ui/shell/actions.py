"""All actions of the window in one table: name, shortcut, what they need. Menus are made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from studio.i18n import Voice

Key = QKeySequence.StandardKey


class Needs(Enum):
    """What an action needs to be possible."""

    NOTHING = auto()
    COURSE = auto()
    EDITABLE = auto()
    SELECTION = auto()
    """A node of a course that can be edited."""
    IDLE = auto()
    """A course, and no other work under way."""
    IDLE_EDITABLE = auto()


class Entry(NamedTuple):
    """An action: its text is `ui.` and its name in the catalogue."""

    name: str
    menu: str
    shortcut: QKeySequence.StandardKey | str
    needs: Needs


SEPARATOR = ""
MENUS = ("file", "edit", "insert", "course", "go")
ENTRIES = (
    Entry("new", "file", Key.New, Needs.NOTHING),
    Entry("from_recording", "file", "Ctrl+Shift+N", Needs.NOTHING),
    Entry("open", "file", Key.Open, Needs.NOTHING),
    Entry("open_pack", "file", "", Needs.NOTHING),
    Entry("recent", "file", "", Needs.NOTHING),
    Entry("sample", "file", "", Needs.NOTHING),
    Entry(SEPARATOR, "file", "", Needs.NOTHING),
    Entry("checkpoint", "file", Key.Save, Needs.EDITABLE),
    Entry("name_version", "file", "Ctrl+Shift+S", Needs.EDITABLE),
    Entry("history", "file", "Ctrl+H", Needs.COURSE),
    Entry(SEPARATOR, "file", "", Needs.NOTHING),
    Entry("save_copy", "file", "", Needs.IDLE),
    Entry("pack", "file", "", Needs.IDLE),
    Entry("publish", "file", "", Needs.IDLE),
    Entry(SEPARATOR, "file", "", Needs.NOTHING),
    Entry("language", "file", "", Needs.NOTHING),
    Entry("close_course", "file", Key.Close, Needs.COURSE),
    Entry("quit", "file", Key.Quit, Needs.NOTHING),
    Entry("undo", "edit", Key.Undo, Needs.EDITABLE),
    Entry("redo", "edit", Key.Redo, Needs.EDITABLE),
    Entry(SEPARATOR, "edit", "", Needs.NOTHING),
    Entry("cut", "edit", Key.Cut, Needs.SELECTION),
    Entry("copy", "edit", Key.Copy, Needs.COURSE),
    Entry("paste", "edit", Key.Paste, Needs.IDLE_EDITABLE),
    Entry(SEPARATOR, "edit", "", Needs.NOTHING),
    Entry("rename", "edit", "F2", Needs.SELECTION),
    Entry("duplicate", "edit", "Ctrl+D", Needs.SELECTION),
    Entry("delete", "edit", Key.Delete, Needs.SELECTION),
    Entry("move_up", "edit", "Alt+Up", Needs.SELECTION),
    Entry("move_down", "edit", "Alt+Down", Needs.SELECTION),
    Entry("add_any", "insert", "Ctrl+T", Needs.EDITABLE),
    Entry("add_text", "insert", "", Needs.EDITABLE),
    Entry("add_empty", "insert", "", Needs.EDITABLE),
    Entry(SEPARATOR, "insert", "", Needs.NOTHING),
    Entry("add_lesson", "insert", "Ctrl+Shift+L", Needs.EDITABLE),
    Entry("add_module", "insert", "Ctrl+Shift+M", Needs.EDITABLE),
    Entry(SEPARATOR, "insert", "", Needs.NOTHING),
    Entry("add_lecture", "insert", "Ctrl+L", Needs.IDLE_EDITABLE),
    Entry("check_media", "course", "", Needs.IDLE),
    Entry("empty_unused", "course", "", Needs.EDITABLE),
    Entry("find", "go", "Ctrl+K", Needs.NOTHING),
)


class Actions:
    """The window's actions by name, in their menus."""

    def __init__(
        self,
        voice: Voice,
        bar: QMenuBar,
        slots: Mapping[str, Callable[[], object]],
        submenus: Mapping[str, QMenu],
    ) -> None:
        self._voice = voice
        self._by_name: dict[str, QAction] = {}
        menus = {name: bar.addMenu(voice.text(f"ui.menu.{name}")) for name in MENUS}
        for entry in ENTRIES:
            menu = menus[entry.menu]
            if entry.name == SEPARATOR:
                menu.addSeparator()
            elif entry.name in submenus:
                submenus[entry.name].setTitle(voice.text(f"ui.{entry.name}"))
                self._by_name[entry.name] = menu.addMenu(submenus[entry.name])
            else:
                self._by_name[entry.name] = self._action(menu, entry, slots[entry.name])

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def all(self) -> list[QAction]:
        """Return all actions, in the order of the menus."""
        return list(self._by_name.values())

    def enable(self, given: set[Needs]) -> None:
        """Make possible what needs nothing but what is given."""
        for entry in ENTRIES:
            if entry.name != SEPARATOR:
                self._by_name[entry.name].setEnabled(entry.needs in given)

    def _action(self, menu: QMenu, entry: Entry, slot: Callable[[], object]) -> QAction:
        action = menu.addAction(self._voice.text(f"ui.{entry.name}"))
        action.setShortcut(QKeySequence(entry.shortcut))
        action.triggered.connect(lambda _checked: slot())
        return action
