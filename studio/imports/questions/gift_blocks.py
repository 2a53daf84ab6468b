"""Where each question of a text in GIFT begins and ends, and what stands around its answers.

Signs that a backslash has freed of their meaning are kept as other characters until the question
is taken apart (`freed`), as Moodle's own reader does (question/format/gift/format.php).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from studio.imports.questions.wording import lines_of

_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_FIRST = 0xFDD0
"""The first of 32 code points that no text may have (Unicode, section 23.7)."""
_SIGNS = "~=#{}:\\n"
_HELD = {sign: chr(_FIRST + at) for at, sign in enumerate(_SIGNS)}
_FREED = {_FIRST + at: "\n" if sign == "n" else sign for at, sign in enumerate(_SIGNS)}
_NO_TEXT = dict.fromkeys(range(_FIRST, _FIRST + 32))
_CATEGORY = re.compile(r"\s*\$CATEGORY\s*:\s*(.*)", re.IGNORECASE)
_TAG = re.compile(r"\[tag:([^\]\[]{1,80})\]")
_GOES_ON = ("~", "=", "}", "#")


class Chunk(NamedTuple):
    """The lines of one question, with its signs held; `tags` are those of its comments."""

    line: int
    text: str
    tags: tuple[str, ...]


def freed(text: str) -> str:
    """Return a part of a question as it reads."""
    return text.translate(_FREED).strip()


def chunks(text: str) -> Iterator[Chunk]:
    """Yield the questions of a text: blank lines stand between them.

    A question may also begin with its title right behind the answers of another, and answers may
    have blank lines among them.
    """
    gathered = _Gathered()
    for number, raw in enumerate(lines_of(text.translate(_NO_TEXT)), 1):
        line = _ESCAPED.sub(lambda found: _HELD[found[1]], raw)
        bare = line.strip()
        category = _CATEGORY.fullmatch(line)
        if bare.startswith("//"):
            gathered.comment_tags += _TAG.findall(bare)
        elif not bare:
            gathered.gap = True
        else:
            if gathered.ends_before(bare, is_category=category is not None):
                yield from gathered.end()
            if category:
                gathered.category = category[1]
            else:
                gathered.take(number, line)
    yield from gathered.end()


class _Gathered:
    """The lines of a question that has not ended yet."""

    def __init__(self) -> None:
        self.category = ""
        self.comment_tags: list[str] = []
        self.gap = False
        self._line = 0
        self._lines: list[str] = []
        self._open = 0
        self._tags: list[str] = []

    def ends_before(self, bare: str, *, is_category: bool) -> bool:
        """Return whether the next line belongs to another question."""
        if is_category or not self._open:
            return is_category or self.gap or bare.startswith("::")
        return self.gap and not bare.startswith(_GOES_ON)

    def take(self, number: int, line: str) -> None:
        """Add a line."""
        if not self._lines:
            self._line = number
            self._tags, self.comment_tags = self.comment_tags, []
        self._lines.append(line)
        self._open = max(0, self._open + line.count("{") - line.count("}"))
        self.gap = False

    def end(self) -> Iterator[Chunk]:
        """Yield the question, if there is any, and begin anew."""
        if self._lines:
            tags = dict.fromkeys((*_category_tag(self.category), *map(str.strip, self._tags)))
            yield Chunk(self._line, "\n".join(self._lines), tuple(tag for tag in tags if tag))
        self._lines, self._open, self.gap = [], 0, False


def _category_tag(category: str) -> tuple[str, ...]:
    """Return the last name in the path of a category, without those that every course has."""
    names = re.split(r"(?<!/)/(?!/)", freed(category))
    told = [" ".join(name.replace("//", "/").split()) for name in names]
    told = [name for name in told if not re.fullmatch(r"\$\w+\$|top|", name)]
    return (told[-1],) if told else ()
