"""The one understanding of Markdown: CommonMark with tables and math in dollars."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_LINK = re.compile(r"(https?:|mailto:|#)", re.IGNORECASE)
_MATH = re.compile(r"\$((?:[^$\\]|\\.)+)\$(?!\d)", re.DOTALL)

AFTER_PRICE = tuple(",;:.!?)")
"""What may follow upon a dollar that is a currency."""


def is_address(address: str) -> bool:
    """Return whether a link may lead there: to the web, a mail address, a place on the page."""
    return bool(_LINK.match(address.strip()))


def may_be_math(tex: str) -> bool:
    """Return whether TeX may stand between dollars: what begins like the end of a price may not."""
    return bool(tex) and tex == tex.strip() and tex[0] not in AFTER_PRICE


@cache
def parser() -> MarkdownIt:
    """Return the parser of what authors write: raw HTML and pictures are mere text."""
    return new_parser()


def new_parser() -> MarkdownIt:
    """Return another such parser, to be given more rules."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    made = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    made.validateLink = lambda url: is_address(url)  # type: ignore[method-assign]  # noqa: PLW0108 - as documented; mypy minds the name
    made.use(dollarmath_plugin, allow_labels=False, allow_blank_lines=False)
    made.inline.ruler.at("math_inline", _math)
    made.block.ruler.at("reference", _reference)
    made.add_render_rule("math_inline", _math_html("span"))
    made.add_render_rule("math_block", _math_html("div"))
    return made


@cache
def editing_parser() -> MarkdownIt:
    """Return a parser that also tells raw HTML, pictures and refused addresses apart."""
    made = new_parser()
    made.enable("image")
    made.options["html"] = True
    made.validateLink = lambda url: bool(url)  # type: ignore[method-assign]  # noqa: PLW0108 - as above
    made.normalizeLink = lambda url: url  # type: ignore[method-assign]  # the documented way
    return made


def _math_html(tag: str) -> Callable[..., str]:
    """Return a rule that shows TeX as its source."""

    def render(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
        end = "\n" if tag == "div" else ""
        return f'<{tag} class="math">{escape(tokens[at].content.strip())}</{tag}>{end}'

    return render


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read the address of a link, but leave a note (`[^1]: text`) to those who know notes."""
    from markdown_it.rules_block import reference

    begin = state.bMarks[start] + state.tShift[start]
    return not state.src.startswith("[^", begin) and reference(state, start, end, silent)


def _math(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read `$…$`: no space inside of the dollars, no digit beside them, so that prices stay.

    The plug-in's own rule looks at the text's last character where it means the one before.
    """
    at = state.pos
    if state.src[at] != "$" or (at and state.src[at - 1].isdigit()):
        return False
    found = _MATH.match(state.src, at, state.posMax)
    if found is None or not may_be_math(found[1]):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = found[1]
        token.markup = "$"
    state.pos = found.end()
    return True
