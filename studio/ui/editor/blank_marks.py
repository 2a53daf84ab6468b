"""How a text with blanks reads while it is written: blanks stand out, marks of Markdown step back.

The text stays as it is written, for a blank holds answers letter by letter: what looks like a mark
of Markdown in there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit

from studio.course.blanks import spans

_STYLES = (
    ("bold", re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<words>.+?)(?<=\S)(?P=mark)")),
    (
        "italic",
        re.compile(
            r"(?<![*_\w\\])(?P<mark>[*_])(?![*_\s])(?P<words>.+?)(?<![*_\s\\])(?P=mark)(?![*_\w])"
        ),
    ),
    ("code", re.compile(r"(?P<mark>`+)(?!`)(?P<words>.+?)(?<!`)(?P=mark)(?!`)")),
)
_GROUND_ALPHA = 48


class Marked(NamedTuple):
    """A stretch of a line and how it is shown: a style, `blank`, or `mark` for signs alone."""

    start: int
    end: int
    kind: str


def marked(text: str) -> Iterator[Marked]:
    """Yield how stretches of a text are shown; where two meet, both hold."""
    blanks = list(spans(text))
    bare = list(text)
    for start, end in blanks:
        bare[start:end] = "\ue000" * (end - start)  # a letter that is no mark
    plain = "".join(bare)
    for kind, pattern in _STYLES:
        for found in pattern.finditer(plain):
            yield Marked(*found.span("words"), kind)
            yield Marked(*found.span("mark"), "mark")
            yield Marked(found.end("words"), found.end(), "mark")
    for start, end in blanks:
        yield Marked(start, end, "blank")
        yield Marked(start, start + 2, "mark")
        yield Marked(end - 2, end, "mark")
        yield from (Marked(at, at + 1, "mark") for at in range(start, end) if text[at] == "|")


class BlankMarks(QSyntaxHighlighter):
    """Shows the blanks and the marks in a field of plain text."""

    def __init__(self, field: QPlainTextEdit) -> None:
        super().__init__(field.document())
        self._field = field

    def highlightBlock(self, text: str) -> None:  # noqa: N802  # Qt's name
        """Set the formats of a line. A blank ends on its line for the eye."""
        formats = [QTextCharFormat() for _ in text]
        for start, end, kind in marked(text):
            for each in formats[start:end]:
                self._add(each, kind)
        for at, each in enumerate(formats):
            self.setFormat(at, 1, each)

    def _add(self, to: QTextCharFormat, kind: str) -> None:
        palette = self._field.palette()
        match kind:
            case "bold":
                to.setFontWeight(QFont.Weight.Bold)
            case "italic":
                to.setFontItalic(True)
            case "code":
                fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
                to.setFontFamilies(fixed.families())
            case "blank":
                ground = QColor(palette.highlight().color())
                ground.setAlpha(_GROUND_ALPHA)
                to.setBackground(ground)
            case _:
                to.setForeground(palette.placeholderText().color())
