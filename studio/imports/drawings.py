"""Drawings in SVG: measured, and freed of all that is more than a drawing.

A drawing is a document that a browser would run if somebody opened it by itself: scripts, event
attributes, pages inside of it and addresses outside of it are taken out (SVG 2, sections 2.4,
15 and 16).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from studio.messages import error

if TYPE_CHECKING:
    from lxml.etree import _Element

_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_LARGEST = 10_000_000
_NO_DRAWING = frozenset({
    "script", "foreignObject", "iframe", "audio", "video", "canvas", "embed", "object",
    "handler", "listener", "prefetch", "discard",
})  # fmt: skip
_ANIMATIONS = frozenset({"animate", "set", "animateMotion", "animateTransform", "animateColor"})
_EMBEDDED = r"data:(?:image/(?:png|jpeg|gif|webp)|(?:application/(?:x-)?)?font[/-][a-z0-9-]+)[;,]"
_HARMLESS = re.compile(rf"\s*(?:#|{_EMBEDDED})", re.IGNORECASE)
_ADDRESS = re.compile(
    rf"url\(\s*[\"']?(?!\s*[\"']?(?:#|{_EMBEDDED}))|@import|\\|(?:expression|image|image-set|src)\(",
    re.IGNORECASE,
)
"""What loads something in a style sheet (a backslash can hide it); `url(#gradient)` does not."""
_BEGINNING = re.compile(
    rb"(?>\s+|<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*)?>)*+"
    rb"<(?:\w+:)?svg[\s>/]",
    re.DOTALL,
)
"""The element `svg`, and what may stand before it."""
_DECLARATION = re.compile(rb"<!(ENTITY|ATTLIST|ELEMENT|NOTATION)\b")
"""Entities can swell or hide a text, and declared attributes would come to the elements."""
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)(px|pt|pc|mm|cm|in)?\s*")
_INCH = 96.0
_PIXELS = {
    None: 1.0,
    "px": 1.0,
    "pt": _INCH / 72,
    "pc": _INCH / 6,
    "mm": _INCH / 25.4,
    "cm": _INCH / 2.54,
    "in": _INCH,
}
"""Pixels of CSS in each unit."""


class Drawing(NamedTuple):
    """A drawing: its size in pixels where it has one, and its cleaned file (None: it was clean)."""

    width: int | None
    height: int | None
    data: bytes | None


def is_drawing(head: bytes) -> bool:
    """Return whether a file that begins so is an SVG drawing."""
    return _BEGINNING.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def drawing(data: bytes, name: str) -> Drawing:
    """Return what an SVG file shows, without what it would do.

    Raises:
        StudioError: it is no SVG, is broken, too large, or declares entities or attributes.
    """
    from lxml import etree

    if len(data) > _LARGEST:
        raise error("picture.drawing_too_large", file=name, most=_LARGEST)
    if _DECLARATION.search(data):
        raise error("picture.drawing_entities", file=name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise error("picture.broken", file=name, details=str(problem)) from problem
    if root.tag != f"{_SVG}svg":
        raise error("picture.broken", file=name, details=str(root.tag))
    size = _size(root)
    if not _clean(root):
        return Drawing(*size, None)
    return Drawing(*size, etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _clean(root: _Element) -> bool:
    """Take out what is no drawing; return whether there was anything."""
    found = any(_is_instruction(each) for each in root.itersiblings())
    found |= any(_is_instruction(each) for each in root.itersiblings(preceding=True))
    for element in list(root.iter()):
        if _is_bad_element(element):
            parent = element.getparent()
            if parent is not None:
                _drop(parent, element)
            found = True
        elif _tag(element) is not None:
            bad = [key for key, value in element.attrib.items() if _is_bad(str(key), str(value))]
            for key in bad:
                del element.attrib[key]
            found |= bool(bad)
    return found


def _is_instruction(node: _Element) -> bool:
    """Return whether a node is an instruction to the browser, such as a style sheet to load."""
    return _tag(node) is None and hasattr(node, "target")


def _tag(node: _Element) -> str | None:
    """Return the name of an element; None for comments, instructions and entities."""
    tag: Any = node.tag  # the stubs know of elements alone
    return tag if isinstance(tag, str) else None


def _is_bad_element(element: _Element) -> bool:
    tag = _tag(element)
    if tag is None:
        return _is_instruction(element)
    if not tag.startswith(_SVG):
        # Notes of the drawing program are harmless; pages of HTML would run.
        return "xhtml" in tag or not tag.startswith("{")
    name = tag.removeprefix(_SVG)
    if name in _ANIMATIONS:
        target = element.get("attributeName", "").strip().lower()
        return target.endswith("href") or target.startswith("on")
    styled = name == "style" and _ADDRESS.search("".join(str(t) for t in element.itertext()))
    return name in _NO_DRAWING or bool(styled)


def _is_bad(key: str, value: str) -> bool:
    """Return whether an attribute would run something or load something."""
    if key in _HREFS:
        return not _HARMLESS.match(value)
    name = key.rpartition("}")[2].lower()
    return name.startswith("on") or name in ("base", "ping") or _ADDRESS.search(value) is not None


def _drop(parent: _Element, element: _Element) -> None:
    """Take an element out and leave the text behind it."""
    tail, before = element.tail, element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _size(root: _Element) -> tuple[int | None, int | None]:
    width, height = (_pixels(root.get(key, "")) for key in ("width", "height"))
    if width is None or height is None:
        numbers = re.split(r"[\s,]+", root.get("viewBox", "").strip())
        if len(numbers) == 4:  # left, top, width, height
            width, height = (_pixels(text) for text in numbers[2:])
    return (width, height) if width and height else (None, None)


def _pixels(text: str) -> int | None:
    match = _LENGTH.fullmatch(text)
    return max(1, round(float(match[1]) * _PIXELS[match[2]])) if match else None
