"""Pages and style sheets: what they load must be in the package, under the very name.

Scripts are not looked into, nor links to other sites: a learner may follow those.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from lxml import etree

from exporters.validation.contents import Contents, UnreadableEntryError
from exporters.validation.findings import Finding, finding
from exporters.validation.hrefs import href_findings, is_elsewhere

_LARGEST = 10_000_000
"""Bytes of a page or style sheet that is looked into."""
_LARGEST_IN_ALL = 200_000_000
"""Bytes of all of them: some seconds of work, which a small package can hold a thousand times."""
_PAGES = (".html", ".htm", ".xhtml")
_LOADED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "audio": ("src",),
    "video": ("src", "poster"),
    "track": ("src",),
    "embed": ("src",),
    "input": ("src",),
    "iframe": ("src",),
    "frame": ("src",),
    "object": ("data",),
    "link": ("href",),
    "a": ("href",),
}
"""The attributes of HTML that name another file."""
_LINKS, _FRAMES = ("a",), ("iframe", "frame")
_LOADING_LINKS = re.compile(r"\b(stylesheet|icon|preload|manifest)\b", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(\*/|\Z)", re.DOTALL)
_IN_STYLE = re.compile(
    r"""url\(\s*+(?:"([^"\n]*)"|'([^'\n]*)'|([^"'()\s]*))\s*+\)|@import\s++["']([^"'\n]*)["']""",
    re.IGNORECASE,
)
_FILLED_IN = re.compile(r"[{}<>$]|%%")
"""Marks of an address that a script puts together."""


def page_findings(contents: Contents) -> Iterator[Finding]:
    """Yield what is wrong with what pages and style sheets load."""
    looked_into = 0
    for name in sorted(contents.files):
        suffix = PurePosixPath(name).suffix.lower()
        if suffix not in (*_PAGES, ".css"):
            continue
        looked_into += contents.sizes[name]
        if looked_into > _LARGEST_IN_ALL:
            yield finding("page.too_many", name, most=_LARGEST_IN_ALL)
            return
        yield from _file(contents, name, is_page=suffix in _PAGES)


def _file(contents: Contents, name: str, *, is_page: bool) -> Iterator[Finding]:
    if contents.sizes[name] > _LARGEST:
        yield finding("page.large", name, most=_LARGEST)
        return
    try:
        text = contents.read(name, _LARGEST)
    except UnreadableEntryError as problem:
        yield finding("zip.unreadable", name, details=str(problem))
        return
    loaded = _in_page(text) if is_page else _in_style(text.decode("utf-8", "replace"))
    folder = posixpath.dirname(name)
    for tag, href in dict.fromkeys(loaded):
        if not _FILLED_IN.search(href):
            yield from _reference(contents, name, folder, tag, href)


def _reference(
    contents: Contents, name: str, folder: str, tag: str, href: str
) -> Iterator[Finding]:
    if tag not in (*_LINKS, *_FRAMES) or not is_elsewhere(href):
        yield from href_findings(contents, "page", name, href, folder)
    elif tag in _FRAMES:
        yield finding("page.embedded", name, href=href)


def _in_page(text: bytes) -> Iterator[tuple[str, str]]:
    """Yield the elements of a page that name another file, each with the name."""
    try:
        root = etree.fromstring(text, etree.HTMLParser(no_network=True, encoding=_encoding(text)))
    except (etree.LxmlError, LookupError, ValueError):
        return
    if root is None or root.find(".//base[@href]") is not None:
        return
    for element in root.iter(etree.Element):
        tag = str(element.tag)
        yield from (("style", href) for _, href in _in_style(element.get("style", "")))
        if tag == "style":
            yield from _in_style(element.text or "")
        elif tag != "link" or _LOADING_LINKS.search(element.get("rel", "")):
            for attribute in _LOADED.get(tag, ()):
                yield from ((tag, href) for href in _hrefs(element.get(attribute, ""), attribute))


def _hrefs(value: str, attribute: str) -> list[str]:
    if attribute != "srcset" or value.strip().startswith("data:"):
        return [value] if value.strip() else []
    return [part.split()[0] for part in value.split(",") if part.strip()]


def _in_style(text: str) -> Iterator[tuple[str, str]]:
    for found in _IN_STYLE.finditer(_COMMENT.sub(" ", text)):
        if href := next(filter(None, found.groups()), ""):
            yield "style", href


def _encoding(text: bytes) -> str | None:
    """Return UTF-8 for what is UTF-8, whatever it says of itself."""
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"
