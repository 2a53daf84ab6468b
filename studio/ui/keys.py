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
    "review": (("Return", "go_to_finding"),),
    "bank": (("Delete", "delete_questions"), ("Ctrl+D", "copy_questions")),
    "coverage": (("Return", "list_questions"),),
    "finder": (("Up Down", "choose"), ("Return", "take"), ("Esc", "leave")),
}
