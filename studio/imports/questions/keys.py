"""How people say which answer is right: by a letter, a number, its text, or true and false."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_TRUE = frozenset({"true", "t", "vrai", "v", "yes", "oui"})
_FALSE = frozenset({"false", "f", "faux", "no", "non"})
_BETWEEN = re.compile(r"\s*(?:[,;/|+&\n]|\bet\b|\band\b)\s*", re.IGNORECASE)
_LABELLED = re.compile(r"\(?([A-Za-z]|\d{1,2})[.):]\s+\S")
_COUNTED = re.compile(r"^(?:reponse|option|answer|choix|choice|proposition)(?=[a-z]$|\d{1,2}$)")
_MARKED = re.compile(r"[\s.()\[\]]+")


def folded(text: str) -> str:
    """Return a text without what people write differently: case, accents, spaces, full stop."""
    letters = unicodedata.normalize("NFD", text.replace("\u2019", "'").casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.split()).rstrip(" .")


def truth(text: str) -> bool | None:
    """Return whether a word says true or false; None for other words."""
    word = folded(text)
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    return None


def split_words(text: str) -> list[str]:
    """Return the ways of answering that stand in one place, with a sign between any two."""
    return [" ".join(each.split()) for each in re.split(r"[;|\n]|\s/\s", text) if each.strip()]


def answers_meant(key: str, texts: Sequence[str], labels: Sequence[str] = ()) -> set[int] | None:
    """Return the places of the answers that a key names; None if it names any that is not there.

    A text goes before a letter, a letter before a number: `4` is the answer 4 where there is one.
    """
    whole = _named(key, texts, labels)
    if whole is not None:
        return {whole}
    parts = [part for part in _BETWEEN.split(key) if part]
    if len(parts) == 1 and re.fullmatch(r"[A-Z]{2,8}", parts[0]):
        parts = list(parts[0])
    places = [_named(part, texts, labels) for part in parts]
    named = {place for place in places if place is not None}
    return named if named and None not in places else None


def _named(part: str, texts: Sequence[str], labels: Sequence[str]) -> int | None:
    wanted = folded(part)
    for at, text in enumerate(texts):
        if wanted and folded(text) == wanted:
            return at
    labelled = _LABELLED.match(part.strip())
    name = folded(_MARKED.sub("", labelled[1] if labelled else part))
    name = _COUNTED.sub("", name)
    for at, label in enumerate(labels):
        if label and folded(label) == name:
            return at
    if re.fullmatch(r"[a-z]", name):
        place = ord(name) - ord("a")
    elif re.fullmatch(r"[0-9]{1,3}", name):
        place = int(name) - 1
    else:
        return None
    return place if 0 <= place < len(texts) else None
