"""The underlined letters of menus: each entry of a menu has one, and no two have the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence


def with_mnemonics(texts: Sequence[str]) -> list[str]:
    """Return the texts of one menu, each with a `&` before a letter that no other one has.

    A letter that a text asks for by its own `&` is given to it first.
    """
    taken: set[str] = set()
    marked = {at: _asked(text, taken) for at, text in enumerate(texts) if "&" in text}
    return [marked.get(at) or _marked(plain(text), taken) for at, text in enumerate(texts)]


def plain(text: str) -> str:
    """Return a text without its underlined letter."""
    return text.replace("&", "")


def _asked(text: str, taken: set[str]) -> str:
    """Return the text as it is, if it asks for one letter that is free; else ""."""
    letter = _key(text.split("&", 1)[1][:1])
    if letter in taken or not letter.isalnum() or text.count("&") > 1:
        return ""
    taken.add(letter)
    return text


def _marked(text: str, taken: set[str]) -> str:
    for at in _places(text):
        letter = _key(text[at])
        if letter not in taken:
            taken.add(letter)
            return f"{text[:at]}&{text[at:]}"
    return text


def _places(text: str) -> Iterator[int]:
    """Yield where a letter can be marked: the beginnings of words first."""
    letters = [at for at, letter in enumerate(text) if letter.isalnum()]
    first = [at for at in letters if at == 0 or not text[at - 1].isalnum()]
    yield from first
    yield from (at for at in letters if at not in first)


def _key(letter: str) -> str:
    """Return the key that is pressed for a letter: that of the letter without its accent."""
    return unicodedata.normalize("NFKD", letter.casefold())[:1]
