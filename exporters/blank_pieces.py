"""A text with blanks as HTML in pieces, with what stands in the page between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from exporters.markdown import to_html
from studio.course.blanks import blanks, offered, with_words
from studio.course.questions import FillBlanks

_MARK = "\ue000"
"""A letter for private use, which stands for a blank while Markdown becomes HTML."""
_LEAST, _MOST = 6, 28
"""How many letters a blank shows: what it takes tells no more than that."""


class Blank(NamedTuple):
    """A blank: its number, how many there are, how wide it is, and what a list offers for it."""

    number: int
    total: int
    size: int
    offered: tuple[str, ...]


def blank_pieces(question: FillBlanks) -> Iterator[tuple[Markup, Blank | None]]:
    """Yield the HTML before each blank with that blank, then what follows the last one."""
    found, lists = blanks(question.text), offered(question.text)
    longest = max((len(way) for ways in found for way in ways), default=_LEAST)
    size = max(_LEAST, min(_MOST, longest + 1))
    html = to_html(with_words(question.text.replace(_MARK, ""), _MARK))
    for number, piece in enumerate(re.split(_MARK, html), 1):
        blank = None
        if number <= len(found):
            blank = Blank(number, len(found), size, lists[number - 1])
        yield Markup(piece), blank  # noqa: S704  # to_html has made it safe
