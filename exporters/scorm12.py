"""SCORM 1.2.

No `masteryscore` is written unless the author asks for it: with it Moodle overrides at LMSFinish
the status that the package has set.
"""

from __future__ import annotations

from typing import ClassVar

from lxml import etree

from exporters.grading import pass_mark
from exporters.lom import ImsBinding
from exporters.options import Split
from exporters.publication import PackageFile, Publication, Unit
from exporters.scorm_manifest import SPLITS, Manifest


class Scorm12:
    """The format `scorm12`."""

    name: ClassVar[str] = "scorm12"
    splits: ClassVar[tuple[Split, ...]] = SPLITS
    heeds: ClassVar[frozenset[str]] = frozenset({"pass_mark"})

    def files(self, publication: Publication) -> list[PackageFile]:
        """Return every file of the package, the manifest first."""
        return _Manifest(publication).files(tracker="scorm12")


class _Manifest(Manifest):
    content = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    adl = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
    kind = "scormtype"

    def namespaces(self) -> dict[str | None, str]:
        return {None: self.content, "adlcp": self.adl, "imsmd": ImsBinding.namespace}

    def version(self) -> str:
        return "1.2"

    def metadata(self) -> etree._Element:
        return ImsBinding(self.publication).lom()

    def of_item(self, unit: Unit) -> list[etree._Element]:
        mark = pass_mark(self.publication.course, unit)
        if mark is None or not self.publication.options.pass_mark:
            return []
        return [self.adlcp.masteryscore(f"{mark * 100:g}")]
