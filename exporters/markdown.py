"""Authors' Markdown as HTML that can do no harm, or as plain text.

Raw HTML stays text, pictures come from image blocks alone, and links lead to the web, to a mail
address or to a place on the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from markupsafe import Markup

from exporters.clean import clean
from exporters.mathml import to_mathml
from studio.course.prose.parser import new_parser, parser

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TEXTS = 16_384
"""How many texts are kept: a preview renders the same ones after each edit."""
_LINK_TAG = re.compile(r"</?a\b[^>]*>")
_ALIGNED = re.compile(r"text-align:(left|center|right)")


@lru_cache(_TEXTS)
def to_html(text: str) -> Markup:
    """Return the HTML of `text`; its highest headings are h2, below the screen's title."""
    # Several texts stand on one page: the notes of each have names of their own.
    environment = {"docId": f"{crc32(text.encode()):08x}"}
    tokens = _parser().parse(text, environment)
    highest = min((int(t.tag[1]) for t in tokens if t.type == "heading_open"), default=1)
    for token in tokens:
        _adapt(token)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) - highest + 2)}"
    html = _parser().renderer.render(tokens, _parser().options, environment)
    return Markup(clean(html))  # noqa: S704


@lru_cache(_TEXTS)
def to_inline_html(text: str) -> Markup:
    """Return the HTML of a text that stands in a line: paragraphs lose their tags."""
    inner = [token for token in parser().parse(text) if token.type == "inline"]
    for token in inner:
        _adapt(token)
    html = (_parser().renderer.render([token], _parser().options, {}) for token in inner)
    return Markup(clean("<br>".join(html)))  # noqa: S704


@lru_cache(_TEXTS)
def to_linkless_html(text: str) -> Markup:
    """Return the HTML of a text in a line that can stand on a button: it leads nowhere itself."""
    return Markup(_LINK_TAG.sub("", to_inline_html(text)))  # noqa: S704


@lru_cache(_TEXTS)
def to_plain(text: str) -> str:
    """Return the words of `text` in one line, without any mark-up."""
    words = (_words(token.children or ()) for token in _parser().parse(text))
    return " ".join(" ".join(part for part in words if part).split())


@cache
def _parser() -> MarkdownIt:
    """Return the parser of what learners see: with notes, and math as MathML."""
    from mdit_py_plugins.footnote import footnote_plugin

    made = new_parser()
    made.use(footnote_plugin)
    made.add_render_rule("math_inline", _math)
    made.add_render_rule("math_block", _math)
    return made


def _math(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    block = tokens[at].type == "math_block"
    return to_mathml(tokens[at].content, block=block) + ("\n" if block else "")


def _adapt(token: Token) -> None:
    for child in token.children or ():
        _adapt(child)
    if token.type == "link_open" and not token.attrGet("href"):
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
