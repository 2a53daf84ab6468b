"""The one allow list: what HTML made of an author's text may hold. All else is taken out of it."""

from __future__ import annotations

import nh3

_PROSE = frozenset(
    {
        *("p", "div", "span", "h2", "h3", "h4", "h5", "h6", "em", "strong", "a", "code", "pre"),
        *("blockquote", "ul", "ol", "li", "br", "hr", "sup", "section"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
)
_MATH = frozenset(
    {
        *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "ms", "mfrac", "msqrt", "mroot"),
        *("msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts"),
        *("mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom", "menclose", "mfenced"),
    }
)
_ATTRIBUTES = {
    "*": {"class"},
    "a": {"href", "title", "target", "rel", "id", "aria-label"},
    "li": {"id"},
    "sup": {"id"},
    "ol": {"start"},
    "math": {"display", "alttext"},
    "mi": {"mathvariant"},
    "mo": {"stretchy", "fence", "form", "largeop", "movablelimits", "accent", "lspace", "rspace"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "mfrac": {"linethickness"},
    "mspace": {"width"},
    "mtable": {"columnalign", "columnspacing", "rowspacing"},
    "mtd": {"columnalign"},
    "mstyle": {"displaystyle", "scriptlevel"},
}
_SCHEMES = {"http", "https", "mailto"}


def clean(html: str) -> str:
    """Return HTML without what the allow list does not name."""
    return nh3.clean(
        html,
        tags=set(_PROSE | _MATH),
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
