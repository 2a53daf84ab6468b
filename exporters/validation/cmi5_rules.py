"""cmi5 packages: the course structure (cmi5 1.0, sections 13 and 14)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qsl

from lxml import etree

from exporters.cmi5 import NAMESPACE
from exporters.validation.contents import Contents
from exporters.validation.findings import Finding, finding
from exporters.validation.hrefs import href_findings, is_elsewhere
from exporters.validation.shapes import Shape, Vocabulary, shape_findings
from exporters.validation.values import ADDRESS, ANY, IRI, LANGUAGE, between, one_of
from exporters.validation.xml_files import local_name, namespace_of, place_of, read_xml, text_of

_C5 = f"{{{NAMESPACE}}}"
_NODES = ("course", "block", "au", "objective")
_OF_LAUNCH = frozenset({"endpoint", "fetch", "actor", "registration", "activityId"})
"""What the LMS adds to the address of an AU (8.1): the publisher may not use these names."""
_TEXTS = "title, description"
_STRUCTURE = Vocabulary(
    NAMESPACE,
    {
        "courseStructure": Shape("course, objectives?, (au|block)+, other*"),
        "course": Shape(f"{_TEXTS}, other*", {"id": ANY}, ("id",)),
        "block": Shape(f"{_TEXTS}, objectives?, (au|block)+, other*", {"id": ANY}, ("id",)),
        "au": Shape(
            f"{_TEXTS}, objectives?, url, launchParameters?, entitlementKey?, other*",
            {
                "id": ANY,
                "moveOn": one_of(
                    *("NotApplicable", "Passed", "Completed"),
                    *("CompletedAndPassed", "CompletedOrPassed"),
                ),
                "masteryScore": between("0", "1"),
                "launchMethod": one_of("AnyWindow", "OwnWindow"),
                "activityType": ANY,
            },
            ("id",),
        ),
        "objectives": Shape("objective+, other*"),
        "objectives/objective": Shape(attributes={"idref": ANY}),
        "courseStructure/objectives/objective": Shape("title & description", {"id": ANY}, ("id",)),
        "title": Shape("langstring+, other*"),
        "description": Shape("langstring+, other*"),
        "langstring": Shape(attributes={"lang": LANGUAGE}, text=ANY),
        "url": Shape(text=ADDRESS),
        "launchParameters": Shape(text=ANY),
        "entitlementKey": Shape(text=ANY),
    },
)


def cmi5_findings(contents: Contents, name: str) -> Iterator[Finding]:
    """Yield what is wrong with a package whose course structure is the file `name`."""
    root = read_xml(contents, name)
    if isinstance(root, Finding):
        yield root
    elif (namespace_of(root), local_name(root)) != (NAMESPACE, "courseStructure"):
        yield finding("cmi5.root", place_of(name, root))
    else:
        yield from shape_findings(root, name, (_STRUCTURE,))
        yield from _ids(root, name)
        yield from _languages(root, name)
        for url in root.iter(f"{_C5}url"):
            yield from _address(contents, url, name)


def _ids(root: etree._Element, name: str) -> Iterator[Finding]:
    """Yield ids that are no IRIs (13.1.4), are there twice, or name no objective."""
    nodes = [each for each in root.iter(*(f"{_C5}{tag}" for tag in _NODES)) if "id" in each.attrib]
    seen = Counter[str]()
    for node in nodes:
        place, id_ = place_of(name, node), node.get("id", "").strip()
        seen[id_] += 1
        if not IRI.takes(id_):
            yield finding("cmi5.relative_id", place, id=id_ or "\u2013")
        if seen[id_] == 2:
            yield finding("cmi5.id_twice", place, id=id_)
    for reference in root.iter(f"{_C5}objective"):
        wanted = reference.get("idref")
        if wanted is not None and wanted.strip() not in seen:
            yield finding("cmi5.unknown_objective", place_of(name, reference), id=wanted)


def _languages(root: etree._Element, name: str) -> Iterator[Finding]:
    for text in root.iter(f"{_C5}langstring"):
        if "lang" not in text.attrib:
            yield finding("cmi5.no_language", place_of(name, text), text=text_of(text))


def _address(contents: Contents, url: etree._Element, name: str) -> Iterator[Finding]:
    """Yield what is wrong with the address of an AU (14.1 and 14.2); it may be on any server."""
    place, address = place_of(name, url), text_of(url)
    if not is_elsewhere(address):
        yield from href_findings(contents, "href", place, address)
    query = address.partition("?")[2].partition("#")[0]
    for parameter in dict(parse_qsl(query, keep_blank_values=True)):
        if parameter in _OF_LAUNCH:
            yield finding("cmi5.query", place, parameter=parameter)
