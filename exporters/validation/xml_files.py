"""Reading XML that anybody has written: no entities, no network, no DTD, bounded in size."""

from __future__ import annotations

from lxml import etree

from exporters.validation.contents import Contents, UnreadableEntryError
from exporters.validation.findings import Finding, finding

LARGEST = 10_000_000
"""Bytes of an XML file; the manifest of a course with 50,000 files has 4 million."""


def read_xml(contents: Contents, name: str) -> etree._Element | Finding:
    """Return the root element of a file, or what keeps it from being read."""
    try:
        text = contents.read(name, LARGEST + 1)
    except UnreadableEntryError as problem:
        return finding("zip.unreadable", name, details=str(problem))
    if len(text) > LARGEST:
        return finding("xml.large", name, most=LARGEST)
    return parsed(text, name)


def parsed(text: bytes, name: str) -> etree._Element | Finding:
    """Return the root element of a text, or what keeps it from being read."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, LookupError, ValueError) as problem:
        line = getattr(problem, "lineno", None) or 1
        return finding("xml.malformed", f"{name}:{line}", details=str(problem))
    if root.getroottree().docinfo.internalDTD is not None:
        return finding("xml.doctype", name)
    return root


def place_of(name: str, element: etree._Element) -> str:
    """Return where an element stands: its file and line."""
    return f"{name}:{element.sourceline}"


def text_of(element: etree._Element | None) -> str:
    """Return the text of an element without white space around it; empty where there is none."""
    return (element.text or "").strip() if element is not None else ""


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return split_name(str(element.tag))[1]


def namespace_of(element: etree._Element) -> str:
    """Return the namespace of an element; empty where it has none."""
    return split_name(str(element.tag))[0]


def split_name(name: str) -> tuple[str, str]:
    """Return the namespace and the local name of `{namespace}name`.

    A prefix that was never declared stays a part of the name: what checks names refuses it.
    """
    namespace, _, local = name.rpartition("}")
    return namespace.removeprefix("{"), local
