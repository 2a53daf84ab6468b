"""Words that no dictionary of the system knows, in the language of a text.

The dictionaries are those of Enchant (Hunspell's on Linux, the system's own on Windows and
macOS). Where there is no Enchant, or none for the language, no word is wrong.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Protocol

from studio.system import config_folder, replace_file

log = logging.getLogger(__name__)

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_NO_WORDS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|\S*\d\S*|\S+\.(?:fr|com|org|net)\b\S*")
_ELISION = re.compile(
    r"(?:[cdjlmnst\u00e7]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)['\u2019]", re.IGNORECASE
)
_INNER = ("t",)
"""What stands between hyphens in French (`a-t-il`)."""
_SUGGESTIONS = 6
_ENCHANT = threading.Lock()
"""Enchant bears one thread at a time: it crashes where one looks a word up while another loads."""


class _Dictionary(Protocol):
    def check(self, word: str) -> bool: ...

    def suggest(self, word: str) -> list[str]: ...


class Spelling:
    """The words of one language, and those that the user has added."""

    def __init__(self, language: str) -> None:
        """`language` is that of the text, as a tag (`fr`, `fr-CA`)."""
        self.language = language
        self._primary = language.replace("_", "-").split("-")[0].lower()
        self.loaded = self._loading = False
        self._dictionary: _Dictionary | None = None
        self._known: dict[str, bool] = {}
        self._own = _own_words(_file(self._primary))

    def load(self) -> None:
        """Look for the dictionary, which takes a tenth of a second; any thread may do so."""
        with _ENCHANT:
            if not self.loaded:
                self._dictionary = _dictionary(self.language)
                self.loaded = True

    def load_beside(self) -> None:
        """Look for the dictionary on a thread of its own, if nobody has begun to."""
        if not self._loading:
            self._loading = True
            threading.Thread(target=self.load, name="dictionary", daemon=True).start()

    @property
    def available(self) -> bool:
        """Whether there is a dictionary."""
        self.load()
        return self._dictionary is not None

    def words(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield each word of a text that could be wrong, with its place."""
        blanked = _NO_WORDS.sub(lambda found: " " * len(found[0]), text)
        for found in _WORD.finditer(blanked):
            if not found[0].isupper():
                yield found.start(), found[0]

    def seen(self, word: str) -> bool | None:
        """Return whether a word is right; None where it has not been looked up."""
        return True if word.lower() in self._own else self._known.get(word)

    def is_right(self, word: str) -> bool:
        """Look a word up."""
        known = self.seen(word)
        if known is None:
            known = self._known[word] = self._look_up(word)
        return known

    def suggestions(self, word: str) -> list[str]:
        """Return words that may be meant, the likeliest first."""
        if not self.available or self._dictionary is None:
            return []
        lead = _ELISION.match(word) if self._primary == "fr" else None
        start = lead.end() if lead and not self._knows(word) else 0
        with _ENCHANT:
            found = self._dictionary.suggest(word[start:])
        return [word[:start] + each for each in found[:_SUGGESTIONS]]

    def add(self, word: str) -> None:
        """Take a word into the user's own dictionary.

        Raises:
            OSError: it can't be written.
        """
        self._own.add(word.lower())
        path = _file(self._primary)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        part.write_text("".join(f"{each}\n" for each in sorted(self._own)), "utf-8")
        replace_file(part, path)

    def _look_up(self, word: str) -> bool:
        if self._knows(word):
            return True
        lead = _ELISION.match(word) if self._primary == "fr" else None
        if lead:
            return self.is_right(word[lead.end() :])
        parts = word.split("-")
        return len(parts) > 1 and all(part in _INNER or self.is_right(part) for part in parts)

    def _knows(self, word: str) -> bool:
        if not self.available or self._dictionary is None:
            return True
        with _ENCHANT:
            return self._dictionary.check(word.replace("\u2019", "'"))


def _file(language: str) -> Path:
    return config_folder() / f"words.{language}.txt"


def _own_words(path: Path) -> set[str]:
    try:
        return set(path.read_text("utf-8").split())
    except (OSError, UnicodeDecodeError):
        return set()


@cache
def _dictionary(language: str) -> _Dictionary | None:
    """Return the dictionary of a language, or of a sister of it, if the system has one."""
    try:
        import enchant
    except ImportError as problem:
        log.info("no spell-check: %s", problem)
        return None
    wanted = language.replace("-", "_")
    primary = wanted.split("_")[0].lower()
    there = sorted(enchant.list_languages())
    sisters = [tag for tag in there if tag.split("_")[0].lower() == primary]
    best = next((tag for tag in (wanted, primary) if tag in there), None)
    tag = best or next(iter(sisters), None)
    try:
        return enchant.Dict(tag) if tag else None
    except enchant.errors.Error as problem:
        log.info("no dictionary for %s: %s", language, problem)
        return None
