"""Authors' Markdown as HTML that can do no harm, or as plain text.

Raw HTML stays text, pictures come from image blocks alone, and links lead to the web, to a mail
address or to a place on the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from studio.course.prose.parser import parser

if TYPE_CHECKING:
    from markdown_it.token import Token

_TEXTS = 16_384
"""How many texts are kept: a preview renders the same ones after each edit."""
_LINK_TAG = re.compile(r"</?a\b[^>]*>")
_ALIGNED = re.compile(r"text-align:(left|center|right)")


@lru_cache(_TEXTS)
def to_html(text: str) -> Markup:
    """Return the HTML of `text`; its headings begin at h2, below the screen's title."""
    tokens = parser().parse(text)
    for token in tokens:
        _adapt(token)
    return Markup(parser().renderer.render(tokens, parser().options, {}))  # noqa: S704


@lru_cache(_TEXTS)
def to_inline_html(text: str) -> Markup:
    """Return the HTML of a text that stands in a line: paragraphs lose their tags."""
    inner = [token for token in parser().parse(text) if token.type == "inline"]
    for token in inner:
        _adapt(token)
    html = (parser().renderer.render([token], parser().options, {}) for token in inner)
    return Markup("<br>".join(html))  # noqa: S704


@lru_cache(_TEXTS)
def to_linkless_html(text: str) -> Markup:
    """Return the HTML of a text in a line that can stand on a button: it leads nowhere itself."""
    return Markup(_LINK_TAG.sub("", to_inline_html(text)))  # noqa: S704


@lru_cache(_TEXTS)
def to_plain(text: str) -> str:
    """Return the words of `text` in one line, without any mark-up."""
    words = (_words(token.children or ()) for token in parser().parse(text))
    return " ".join(" ".join(part for part in words if part).split())


def _adapt(token: Token) -> None:
    for child in token.children or ():
        _adapt(child)
    if token.type in ("heading_open", "heading_close"):
        token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
    elif token.type == "link_open" and not token.attrGet("href"):
        token.attrs.clear()  # `[words]()` leads nowhere
    elif token.type == "link_open" and not str(token.attrGet("href")).startswith("#"):
        token.attrSet("target", "_blank")
        token.attrSet("rel", "noopener noreferrer")
    elif token.type in ("th_open", "td_open"):
        _align_by_class(token)


def _align_by_class(cell: Token) -> None:
    """Say how a cell is aligned by a class: the page's policy drops `style` attributes."""
    aligned = _ALIGNED.match(str(cell.attrs.pop("style", "")))
    if aligned:
        cell.attrSet("class", f"align-{aligned[1]}")


def _words(tokens: Sequence[Token]) -> str:
    breaks = ("softbreak", "hardbreak")
    return "".join(" " if token.type in breaks else token.content for token in tokens)
