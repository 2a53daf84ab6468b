"""Packages of the Tin Can kind: `tincan.xml`, which says what is launched and reported of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from exporters.validation.contents import Contents
from exporters.validation.findings import Finding, finding
from exporters.validation.hrefs import href_findings, is_elsewhere
from exporters.validation.values import IRI, LANGUAGE
from exporters.validation.xml_files import local_name, namespace_of, place_of, read_xml, text_of

NAMESPACE = "http://projecttincan.com/tincan.xsd"
_TC = f"{{{NAMESPACE}}}"


def tincan_findings(contents: Contents, name: str) -> Iterator[Finding]:
    """Yield what is wrong with a package that is described by the file `name`."""
    root = read_xml(contents, name)
    if isinstance(root, Finding):
        yield root
        return
    if (namespace_of(root), local_name(root)) != (NAMESPACE, "tincan"):
        yield finding("tincan.root", place_of(name, root))
        return
    activities = root.findall(f"{_TC}activities/{_TC}activity")
    if not activities:
        yield finding("tincan.no_activity", place_of(name, root))
        return
    for activity in activities:
        yield from _activity(activity, name)
    yield from _ids(activities, name)
    yield from _launches(contents, activities, name)


def _activity(activity: etree._Element, name: str) -> Iterator[Finding]:
    place = place_of(name, activity)
    id_, kind = activity.get("id", ""), activity.get("type", "")
    if not IRI.takes(id_):
        yield finding("tincan.relative_id", place, id=id_ or "\u2013")
    if not kind:
        yield finding("tincan.no_type", place, id=id_)
    elif not IRI.takes(kind):
        yield finding("tincan.relative_type", place, type=kind)
    if not any(text_of(each) for each in activity.findall(f"{_TC}name")):
        yield finding("tincan.no_name", place, id=id_)
    for element in activity.iter(f"{_TC}name", f"{_TC}description", f"{_TC}launch"):
        tag = element.get("lang")
        if tag is not None and not LANGUAGE.takes(tag):
            yield finding("tincan.language", place_of(name, element), language=tag or "\u2013")


def _ids(activities: list[etree._Element], name: str) -> Iterator[Finding]:
    seen = Counter[str]()
    for activity in activities:
        id_ = activity.get("id", "")
        seen[id_] += 1
        if id_ and seen[id_] == 2:
            yield finding("tincan.id_twice", place_of(name, activity), id=id_)


def _launches(contents: Contents, activities: list[etree._Element], name: str) -> Iterator[Finding]:
    """Yield what is wrong with the pages to launch; they may lie on another server."""
    launches = [each for activity in activities for each in activity.findall(f"{_TC}launch")]
    filled = [each for each in launches if text_of(each)]
    if not filled:
        yield finding("tincan.no_launch", place_of(name, activities[0]))
    for launch in filled:
        if not is_elsewhere(text_of(launch)):
            yield from href_findings(contents, "href", place_of(name, launch), text_of(launch))
