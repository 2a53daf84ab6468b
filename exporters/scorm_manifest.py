"""The manifest of a SCORM package: what both versions of it have in common.

SCORM 1.2 Content Aggregation Model, section 2.3; SCORM 2004 Content Aggregation Model, chapter 3.
Every file is listed: some repositories publish only those that are. No schema files are named, as
none are in the package.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from lxml import etree
from lxml.builder import ElementMaker

from exporters.lom import TITLE_LETTERS
from exporters.options import Split
from exporters.publication import PackageFile, Publication, Unit, shortened
from exporters.render import render_package

_SHARED = "common"
"""The resource that holds what several SCOs use."""
SPLITS = (Split.COURSE, Split.MODULES, Split.PACKAGES)


class Manifest(ABC):
    """Writes the manifest of one publication in one version of SCORM."""

    content: ClassVar[str]
    """The namespace of content packaging."""
    adl: ClassVar[str]
    """The namespace of ADL's additions to it."""
    kind: ClassVar[str]
    """The attribute that tells a SCO from an asset."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.cp = ElementMaker(namespace=self.content, nsmap=self.namespaces())
        self.adlcp = ElementMaker(namespace=self.adl)

    def files(self, tracker: str) -> list[PackageFile]:
        """Return every file of the package, the manifest first."""
        content = render_package(self.publication, tracker=tracker)
        text = etree.tostring(
            self._root([file.path for file in content]),
            xml_declaration=True,
            encoding="UTF-8",
            pretty_print=True,
        )
        return [PackageFile("imsmanifest.xml", bytes(text)), *content]

    @abstractmethod
    def namespaces(self) -> dict[str | None, str]:
        """Return the namespaces by their prefixes."""

    @abstractmethod
    def version(self) -> str:
        """Return the version as the manifest names it."""

    @abstractmethod
    def metadata(self) -> etree._Element:
        """Return what is said of the course."""

    def of_item(self, unit: Unit) -> list[etree._Element]:
        """Return what stands in a unit's item after its title."""
        del unit
        return []

    def of_organization(self) -> list[etree._Element]:
        """Return what stands in the organization after its items."""
        return []

    def _root(self, paths: Sequence[str]) -> etree._Element:
        id_ = self.publication.id
        organization = self._organization(f"org-{id_}")
        root: etree._Element = self.cp.manifest(
            self.cp.metadata(
                self.cp.schema("ADL SCORM"), self.cp.schemaversion(self.version()), self.metadata()
            ),
            self.cp.organizations(organization, default=f"org-{id_}"),
            self.cp.resources(*self._resources(paths)),
            identifier=f"cw-{id_}",
            version="1.0",
        )
        return root

    def _organization(self, identifier: str) -> etree._Element:
        organization: etree._Element = self.cp.organization(
            self._title(self.publication.title),
            *map(self._item, self.publication.units),
            *self.of_organization(),
            identifier=identifier,
        )
        return organization

    def _item(self, unit: Unit) -> etree._Element:
        item: etree._Element = self.cp.item(
            self._title(unit.title),
            *self.of_item(unit),
            identifier=f"item-{unit.id}",
            identifierref=f"sco-{unit.id}",
            isvisible="true",
        )
        return item

    def _title(self, title: str) -> etree._Element:
        element: etree._Element = self.cp.title(shortened(title, TITLE_LETTERS))
        return element

    def _resources(self, paths: Sequence[str]) -> list[etree._Element]:
        """Return one SCO with all files, or SCOs with a page each and what they share."""
        units = self.publication.units
        if len(units) == 1:
            return [self._sco(units[0], *map(self._file, paths))]
        pages = {unit.launch for unit in units}
        dependency = {"identifierref": _SHARED}
        scos = [
            self._sco(unit, self._file(unit.launch), self.cp.dependency(**dependency))
            for unit in units
        ]
        shared = (self._file(path) for path in paths if path not in pages)
        common = self.cp.resource(*shared, identifier=_SHARED, type="webcontent")
        common.set(f"{{{self.adl}}}{self.kind}", "asset")
        return [*scos, common]

    def _sco(self, unit: Unit, *content: etree._Element) -> etree._Element:
        resource: etree._Element = self.cp.resource(
            *content, identifier=f"sco-{unit.id}", type="webcontent", href=unit.launch
        )
        resource.set(f"{{{self.adl}}}{self.kind}", "sco")
        return resource

    def _file(self, path: str) -> etree._Element:
        element: etree._Element = self.cp.file(href=path)
        return element
