"""TeX as MathML, which browsers draw and screen readers say without a script."""

from __future__ import annotations

from functools import cache
from html import escape, unescape
from xml.etree import ElementTree as ET

_LONGEST = 2000
"""Letters of TeX: what is longer was hardly meant, and takes long."""


def to_mathml(tex: str, *, block: bool) -> str:
    """Return the MathML of TeX, in the line or as a `block`; TeX that is not understood as it is.

    Links, colours and all else that only decorates are left out by what cleans the page's HTML.
    """
    tex = tex.strip()
    made = _converted(tex, "block" if block else "inline")
    if made is None:
        tag = "div" if block else "span"
        return f'<{tag} class="math">{escape(tex)}</{tag}>'
    made.set("alttext", tex)
    return f'<div class="math">{_written(made)}</div>' if block else _written(made)


def _converted(tex: str, display: str) -> ET.Element | None:
    from latex2mathml.converter import convert_to_element

    if not tex or len(tex) > _LONGEST:
        return None
    try:
        return convert_to_element(tex, display=display)
    except _tex_errors():
        return None


@cache
def _tex_errors() -> tuple[type[Exception], ...]:
    """Return what the converter raises on bad TeX: its errors have no kind in common."""
    from latex2mathml import exceptions

    own = (each for each in vars(exceptions).values() if isinstance(each, type))
    usual = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
    return (*usual, *(each for each in own if issubclass(each, Exception)))


def _written(made: ET.Element) -> str:
    """Return the element as text. The converter leaves its signs as references in the text."""
    for element in made.iter():
        element.text = unescape(element.text) if element.text else element.text
    made.attrib.pop("xmlns", None)
    return ET.tostring(made, encoding="unicode")
