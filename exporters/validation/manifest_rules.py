"""Manifests of SCORM packages: what they are, and what every reference in them leads to.

SCORM 1.2 Content Aggregation Model, section 2.3; SCORM 2004 Content Aggregation Model, chapter 3;
and what platforms make of manifests that keep to it, or don't.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from exporters.validation.contents import Contents
from exporters.validation.findings import Finding, finding
from exporters.validation.hrefs import href_findings, is_elsewhere, target
from exporters.validation.scorm_rules import scorm_findings
from exporters.validation.scorm_shapes import (
    ADL_12,
    ADL_2004,
    CONTENT_12,
    CONTENT_2004,
    SEQUENCING,
    VOCABULARIES,
)
from exporters.validation.shapes import shape_findings
from exporters.validation.xml_files import (
    local_name,
    namespace_of,
    place_of,
    read_xml,
    text_of,
)

_LONGEST_TITLE = 255
"""Moodle's database takes no more."""
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LOCATIONS = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
_SAFE_IDENTIFIER = re.compile(r"[A-Za-z0-9._-]+")
_SCHEMA_FILES = (".xsd", ".dtd")


def manifest_findings(contents: Contents, name: str) -> Iterator[Finding]:
    """Yield what is wrong with a package that has the manifest `name`."""
    root = read_xml(contents, name)
    if isinstance(root, Finding):
        yield root
    elif local_name(root) != "manifest" or namespace_of(root) not in (CONTENT_12, CONTENT_2004):
        yield finding("manifest.namespace", place_of(name, root))
    else:
        yield from Manifest(contents, name, root).findings()


class Manifest:
    """A manifest that was read, and its rules."""

    def __init__(self, contents: Contents, name: str, root: etree._Element) -> None:
        self._contents = contents
        self._name = name
        self._root = root
        self._space = f"{{{namespace_of(root)}}}"

    def findings(self) -> Iterator[Finding]:
        """Yield everything that is wrong."""
        yield from self._heading()
        yield from shape_findings(self._root, self._name, VOCABULARIES[self._version])
        yield from self._identifiers()
        yield from self._organizations()
        for item in self._root.iter(f"{self._space}item"):
            yield from self._item(item)
        for title in self._root.iter(f"{self._space}title"):
            if len(text_of(title)) > _LONGEST_TITLE:
                place = place_of(self._name, title)
                yield finding("manifest.title_long", place, title=text_of(title))
        for resource in self._resources.values():
            yield from self._resource(resource)
        yield from self._locations()
        yield from self._unlisted()
        yield from scorm_findings(self._root, self._name, self._version)

    @cached_property
    def _version(self) -> str:
        """The version of the standard; for one that is not told, what platforms take it for."""
        if namespace_of(self._root) == CONTENT_12:
            return "1.2"
        told = text_of(self._root.find(f"{self._space}metadata/{self._space}schemaversion"))
        return told if told in VOCABULARIES and told != "1.2" else "2004 3rd Edition"

    @cached_property
    def _resources(self) -> dict[str, etree._Element]:
        found = self._root.iter(f"{self._space}resource")
        return {each.get("identifier", ""): each for each in found}

    def _heading(self) -> Iterator[Finding]:
        place, space = place_of(self._name, self._root), self._space
        if self._root.prefix is not None:
            yield finding("manifest.prefix", place, prefix=self._root.prefix)
        schema = text_of(self._root.find(f"{space}metadata/{space}schema"))
        if schema != "ADL SCORM":
            yield finding("manifest.schema", place, value=schema or "\u2013")
        told = text_of(self._root.find(f"{space}metadata/{space}schemaversion"))
        if told != self._version:
            known = [each for each in VOCABULARIES if (each == "1.2") == (self._version == "1.2")]
            yield finding("manifest.version", place, value=told or "\u2013", known=", ".join(known))

    def _identifiers(self) -> Iterator[Finding]:
        seen = Counter[str]()
        for element in self._root.iter(f"{self._space}*", f"{{{SEQUENCING}}}sequencing"):
            identifier = element.get("identifier", element.get("ID"))
            if identifier is None:
                continue
            place = place_of(self._name, element)
            seen[identifier] += 1
            if seen[identifier] == 2:
                yield finding("manifest.identifier_twice", place, identifier=identifier)
            if not _SAFE_IDENTIFIER.fullmatch(identifier):
                yield finding("manifest.identifier_letters", place, identifier=identifier)

    def _organizations(self) -> Iterator[Finding]:
        space = self._space
        holder = self._root.find(f"{space}organizations")
        found = [] if holder is None else holder.findall(f"{space}organization")
        place = place_of(self._name, self._root if holder is None else holder)
        if holder is None or not found:
            yield finding("manifest.no_organization", place)
            return
        if len(found) > 1:
            yield finding("manifest.organizations", place, count=len(found))
        default = holder.get("default")
        if default is None:
            yield finding("manifest.no_default", place)
        elif default not in [each.get("identifier") for each in found]:
            yield finding("manifest.unknown_default", place, default=default)

    def _item(self, item: etree._Element) -> Iterator[Finding]:
        place, identifier = place_of(self._name, item), item.get("identifier", "")
        if not text_of(item.find(f"{self._space}title")):
            yield finding("item.no_title", place, item=identifier)
        wanted = item.get("identifierref", "")
        has_items = item.find(f"{self._space}item") is not None
        if wanted and has_items:
            yield finding("item.folder_launches", place, item=identifier)
        elif not wanted and not has_items:
            yield finding("item.no_resource", place, item=identifier)
        elif wanted and wanted not in self._resources:
            yield finding("item.unknown_resource", place, item=identifier, resource=wanted)
        elif wanted and not self._resources[wanted].get("href"):
            yield finding("item.no_launch", place, item=identifier, resource=wanted)

    def _resource(self, resource: etree._Element) -> Iterator[Finding]:
        place, folder = place_of(self._name, resource), self._folder(resource)
        listed = set()
        for file in resource.findall(f"{self._space}file"):
            listed.add(target(file.get("href", ""), folder))
            yield from self._href(file, file.get("href", ""), folder)
        launch = resource.get("href", "")
        if target(launch, folder) not in listed:
            yield from self._href(resource, launch, folder)
            if launch and not is_elsewhere(launch):
                yield finding("resource.launch_unlisted", place, href=launch)
        for dependency in resource.findall(f"{self._space}dependency"):
            wanted = dependency.get("identifierref", "")
            if wanted not in self._resources:
                place = place_of(self._name, dependency)
                yield finding("resource.unknown_dependency", place, resource=wanted)

    def _href(self, element: etree._Element, href: str, folder: str) -> Iterator[Finding]:
        place = place_of(self._name, element)
        yield from href_findings(self._contents, "href", place, href, folder)

    def _folder(self, element: etree._Element) -> str:
        """Return the folder that the references of an element begin in (XML Base, section 4)."""
        bases = [each.get(_BASE, "") for each in (element, *element.iterancestors())]
        return "".join(reversed(bases))

    def _locations(self) -> Iterator[Finding]:
        """Yield files with metadata, and schema files, that are named and not there."""
        for element in self._root.iter(f"{{{ADL_12}}}location", f"{{{ADL_2004}}}location"):
            yield from self._href(element, text_of(element), "")
        for file in (self._root.get(_LOCATIONS) or "").split()[1::2]:
            if not is_elsewhere(file) and target(file) not in self._contents.files:
                yield finding("manifest.schema_file", self._name, name=file)

    def _unlisted(self) -> Iterator[Finding]:
        """Yield that files are not listed: some repositories publish only those that are."""
        listed = {self._name}
        for resource in self._resources.values():
            hrefs = [each.get("href", "") for each in resource.iter(f"{self._space}file")]
            folder = self._folder(resource)
            listed |= {target(href, folder) for href in (*hrefs, resource.get("href", ""))}
        left = [
            name
            for name in sorted(self._contents.files - listed)
            if not name.lower().endswith(_SCHEMA_FILES)
        ]
        if left:
            yield finding("manifest.unlisted", self._name, n=len(left), name=left[0])
