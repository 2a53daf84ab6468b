"""Languages by their names, in the language of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from studio.i18n import PAGE_LANGUAGES, Voice


def language_name(voice: Voice, tag: str) -> str:
    """Return the name of a language (a BCP 47 tag); the tag where the window knows no name."""
    primary, _, rest = tag.partition("-")
    for known, more in ((tag, ""), (primary.lower(), rest)):
        if voice.knows(id_ := f"ui.language.{known}"):
            name = voice.text(id_)
            return f"{name} ({more})" if more else name
    return tag


def offer_languages(field: QComboBox, voice: Voice, first: str) -> None:
    """Fill a field with the languages that the window knows, one of them before the others."""
    for tag in dict.fromkeys((first, *PAGE_LANGUAGES)):
        field.addItem(language_name(voice, tag), tag)
