"""The registry of actions: name, menu, shortcut, icon, what each needs.

Menus, tool bars, Ctrl+K and the list of shortcuts are made of it. What an action does is offered
by the feature that does it (`Feature`): nobody else needs to know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import NamedTuple, Protocol, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from studio.i18n import Voice
from studio.ui import icons
from studio.ui.shell.mnemonics import plain, with_mnemonics

Key = QKeySequence.StandardKey
Slots: TypeAlias = Mapping[str, Callable[[], object]]


class Feature(Protocol):
    """A part of the window that carries out actions."""

    def slots(self) -> Slots:
        """Return what it does, by the names of the actions."""
        ...


class Needs(Enum):
    """What an action needs to be possible."""

    NOTHING = auto()
    COURSE = auto()
    EDITABLE = auto()
    SELECTION = auto()
    """A node of a course that can be edited, in the storyboard or the screen editor."""
    LECTURE = auto()
    """A recording that is looked at in its room."""
    CLIPS = auto()
    """A recording that is looked at, of a course that can be edited."""


class Entry(NamedTuple):
    """An action: its text is `ui.` and its name in the catalogue.

    A `key` is one that the room of the action takes itself, where nobody types or chooses by it.
    """

    name: str
    menu: str
    shortcut: QKeySequence.StandardKey | str = ""
    needs: Needs = Needs.NOTHING
    icon: str = ""
    key: Qt.Key | None = None


SEPARATOR = ""
NATIVE = QKeySequence.SequenceFormat.NativeText
MENUS = ("file", "edit", "insert", "course", "lecture", "go", "help")
ROOMS = ("plan", "storyboard", "lectures", "questions", "review", "publish")
"""The rooms in the order of the rail, which is that of the work."""

ENTRIES = (
    Entry("new", "file", Key.New, icon="add"),
    Entry("from_recording", "file", "Ctrl+Shift+N", icon="lectures"),
    Entry("open", "file", Key.Open, icon="open"),
    Entry("open_pack", "file", icon="file"),
    Entry("recent", "file"),
    Entry("sample", "file", icon="sample"),
    Entry(SEPARATOR, "file"),
    Entry("checkpoint", "file", Key.Save, Needs.EDITABLE),
    Entry("name_version", "file", "Ctrl+Shift+S", Needs.EDITABLE),
    Entry("history", "file", "Ctrl+H", Needs.COURSE, "history"),
    Entry(SEPARATOR, "file"),
    Entry("save_copy", "file", "", Needs.COURSE),
    Entry("pack", "file", "", Needs.COURSE),
    Entry("export_storyboard", "file", "", Needs.COURSE, "export"),
    Entry("import_storyboard", "file", "", Needs.EDITABLE, "import"),
    Entry("publish", "file", "", Needs.COURSE, "publish"),
    Entry(SEPARATOR, "file"),
    Entry("preferences", "file", "Ctrl+,", icon="settings"),
    Entry("close_course", "file", Key.Close, Needs.COURSE),
    Entry("quit", "file", Key.Quit),
    Entry("undo", "edit", Key.Undo, Needs.EDITABLE, "undo"),
    Entry("redo", "edit", Key.Redo, Needs.EDITABLE, "redo"),
    Entry(SEPARATOR, "edit"),
    Entry("cut", "edit", Key.Cut, Needs.SELECTION),
    Entry("copy", "edit", Key.Copy, Needs.COURSE),
    Entry("paste", "edit", Key.Paste, Needs.EDITABLE),
    Entry(SEPARATOR, "edit"),
    Entry("rename", "edit", "F2", Needs.SELECTION),
    Entry("duplicate", "edit", "Ctrl+D", Needs.SELECTION),
    Entry("delete", "edit", Key.Delete, Needs.SELECTION),
    Entry("move_up", "edit", "Alt+Up", Needs.SELECTION),
    Entry("move_down", "edit", "Alt+Down", Needs.SELECTION),
    Entry("add_block", "insert", "Ctrl+Shift+B", Needs.SELECTION, "add"),
    Entry(SEPARATOR, "insert"),
    Entry("add_any", "insert", "Ctrl+T", Needs.EDITABLE, "screen"),
    Entry("add_text", "insert", "", Needs.EDITABLE, "text"),
    Entry("add_empty", "insert", "", Needs.EDITABLE, "empty"),
    Entry(SEPARATOR, "insert"),
    Entry("add_lesson", "insert", "Ctrl+Shift+L", Needs.EDITABLE),
    Entry("add_module", "insert", "Ctrl+Shift+M", Needs.EDITABLE),
    Entry(SEPARATOR, "insert"),
    Entry("add_lecture", "insert", "Ctrl+L", Needs.EDITABLE, "lectures"),
    Entry("record_narration", "insert", "", Needs.SELECTION, "record"),
    Entry("preview", "course", "Ctrl+P", Needs.COURSE, "preview"),
    Entry("import_questions", "course", "Ctrl+Shift+I", Needs.EDITABLE, "import"),
    Entry("media", "course", "Ctrl+M", Needs.COURSE, "image"),
    Entry(SEPARATOR, "course"),
    Entry("check_media", "course", "", Needs.COURSE),
    Entry("empty_unused", "course", "", Needs.EDITABLE),
    Entry("play_pause", "lecture", "", Needs.LECTURE, "clip", Qt.Key.Key_Space),
    Entry("play_backwards", "lecture", "", Needs.LECTURE, "", Qt.Key.Key_J),
    Entry("play_stop", "lecture", "", Needs.LECTURE, "", Qt.Key.Key_K),
    Entry("play_forwards", "lecture", "", Needs.LECTURE, "", Qt.Key.Key_L),
    Entry("frame_back", "lecture", "", Needs.LECTURE, "", Qt.Key.Key_Left),
    Entry("frame_on", "lecture", "", Needs.LECTURE, "", Qt.Key.Key_Right),
    Entry("previous_cut", "lecture", "", Needs.LECTURE, "", Qt.Key.Key_PageUp),
    Entry("next_cut", "lecture", "", Needs.LECTURE, "", Qt.Key.Key_PageDown),
    Entry("loop_clip", "lecture", "", Needs.LECTURE, "", Qt.Key.Key_O),
    Entry("hear_seam", "lecture", "", Needs.LECTURE, "", Qt.Key.Key_H),
    Entry(SEPARATOR, "lecture"),
    Entry("split_here", "lecture", "", Needs.CLIPS, "cut", Qt.Key.Key_S),
    Entry("join_clips", "lecture", "", Needs.CLIPS, "", Qt.Key.Key_Backspace),
    Entry("drop_stretch", "lecture", "", Needs.CLIPS, "delete", Qt.Key.Key_X),
    Entry("pin_cut", "lecture", "", Needs.CLIPS, "", Qt.Key.Key_P),
    Entry("plan_again", "lecture", "Ctrl+R", Needs.CLIPS, "refresh"),
    Entry(SEPARATOR, "lecture"),
    Entry("clips_to_storyboard", "lecture", "Ctrl+Shift+T", Needs.CLIPS, "storyboard"),
    Entry("replace_recording", "lecture", "", Needs.CLIPS, "replace"),
    Entry("find", "go", "Ctrl+K", Needs.NOTHING, "find"),
    Entry(SEPARATOR, "go"),
    Entry("open_editor", "go", "Ctrl+Return", Needs.SELECTION),
    Entry("close_editor", "go", "Ctrl+Shift+Return", Needs.SELECTION),
    Entry("next_screen", "go", "Ctrl+PgDown", Needs.SELECTION),
    Entry("previous_screen", "go", "Ctrl+PgUp", Needs.SELECTION),
    Entry(SEPARATOR, "go"),
    *(
        Entry(f"room.{room}", "go", f"Ctrl+{number}", Needs.COURSE, room)
        for number, room in enumerate(ROOMS, 1)
    ),
    Entry("shortcuts", "help", Key.HelpContents, icon="keyboard"),
    Entry("logs", "help"),
    Entry("about", "help"),
)

_ROLES = {
    "about": QAction.MenuRole.AboutRole,
    "preferences": QAction.MenuRole.PreferencesRole,
    "quit": QAction.MenuRole.QuitRole,
}
"""What macOS has in the menu of the program."""


class Actions:
    """The window's actions by name, in their menus; features say what they do."""

    def __init__(self, voice: Voice, bar: QMenuBar, submenus: Mapping[str, QMenu]) -> None:
        self.voice = voice
        self._by_name: dict[str, QAction] = {}
        self._offered: dict[str, Callable[[], object]] = {}
        self.bar = bar
        titles = with_mnemonics([voice.text(f"ui.menu.{name}") for name in MENUS])
        for name, title in zip(MENUS, titles, strict=True):
            self._fill(bar.addMenu(title), name, voice, submenus)

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def all(self) -> list[QAction]:
        """Return all actions, in the order of the menus."""
        return list(self._by_name.values())

    def names(self) -> dict[str, str]:
        """Return the text of each action by its name, as it is when nothing is to be undone."""
        return {name: plain(action.data()) for name, action in self._by_name.items()}

    def icon_of(self, name: str) -> str:
        """Return the name of an action's icon; "" for none."""
        return next((entry.icon for entry in ENTRIES if entry.name == name), "")

    def offer(self, feature: Feature) -> None:
        """Have a feature carry out the actions that it names.

        Raises:
            KeyError: there is no such action.
        """
        for name, slot in feature.slots().items():
            self._by_name[name].triggered.connect(lambda _checked, slot=slot: slot())
            self._offered[name] = slot

    def unoffered(self) -> list[str]:
        """Return the names of the actions that nothing carries out: doors that lead nowhere."""
        return [
            name
            for name, action in self._by_name.items()
            if name not in self._offered and action.menu() is None
        ]

    def enable(self, given: set[Needs]) -> None:
        """Make possible what needs nothing but what is given."""
        for entry in ENTRIES:
            if entry.name != SEPARATOR:
                self._by_name[entry.name].setEnabled(entry.needs in given)

    def recolour(self) -> None:
        """Draw the icons in the colours that the program now has."""
        for entry in ENTRIES:
            if entry.icon:
                self._by_name[entry.name].setIcon(icons.icon(entry.icon))

    def _fill(self, menu: QMenu, name: str, voice: Voice, submenus: Mapping[str, QMenu]) -> None:
        entries = [entry for entry in ENTRIES if entry.menu == name]
        named = [entry for entry in entries if entry.name != SEPARATOR]
        texts = iter(with_mnemonics([voice.text(f"ui.{entry.name}") for entry in named]))
        for entry in entries:
            if entry.name == SEPARATOR:
                menu.addSeparator()
                continue
            text = next(texts)
            action = menu.addMenu(submenus[entry.name]) if entry.name in submenus else None
            action = action or menu.addAction("")
            action.setData(text)
            action.setText(f"{text}\t{key_of(entry)}" if entry.key else text)
            action.setShortcut(QKeySequence(entry.shortcut))
            action.setMenuRole(_ROLES.get(entry.name, QAction.MenuRole.NoRole))
            if entry.icon:
                action.setIcon(icons.icon(entry.icon))
            self._by_name[entry.name] = action


def key_of(entry: Entry) -> str:
    """Return the key that an action's room takes, as this system writes it; "" for none."""
    return QKeySequence(entry.key).toString(NATIVE) if entry.key else ""
