"""The keys that places of the window take and that are no actions of a menu, in one table.

A place adds its own here: the name is said by `ui.keys.` and what a key does by `ui.key.`.
Several keys for one thing are parted by spaces. The list of shortcuts shows them.
"""

from __future__ import annotations

PLACES: dict[str, tuple[tuple[str, str], ...]] = {
    "board": (
        ("Left Right Up Down", "walk"),
        ("Shift+Left Shift+Right", "select_more"),
        ("Home End", "first_last"),
        ("Ctrl+A", "select_all"),
    ),
    "marked_picture": (
        ("PgUp PgDown", "choose_mark"),
        ("Left Right Up Down", "move_mark"),
        ("Shift+Left Shift+Right", "move_mark_far"),
        ("Return", "open_mark"),
        ("Delete", "remove_mark"),
    ),
    "timeline": (
        ("+ -", "zoom"),
        ("0", "zoom_whole"),
        ("[ ] PgUp PgDown", "choose_boundary"),
        ("Ctrl+Left Ctrl+Right", "move_boundary"),
        ("Ctrl+Alt+Left Ctrl+Alt+Right", "move_boundary_frame"),
        ("Shift+Left Shift+Right", "stretch"),
        ("Alt+Shift+Left Alt+Shift+Right", "stretch_frame"),
        ("Esc", "leave_timeline"),
    ),
    "captions": (
        ("Return", "caption_type"),
        ("Shift+Return", "caption_line"),
        ("F7", "caption_split"),
        ("Shift+F7", "caption_join"),
        ("Ins", "caption_insert"),
        ("Delete", "caption_remove"),
        ("F8", "caption_start_here"),
        ("F9", "caption_end_here"),
    ),
    "review": (("Return", "go_to_finding"),),
    "bank": (("Delete", "delete_questions"), ("Ctrl+D", "copy_questions")),
    "coverage": (("Return", "list_questions"),),
    "finder": (("Up Down", "choose"), ("Return", "take"), ("Esc", "leave")),
}
