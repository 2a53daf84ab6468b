"""SCORM 2004, 3rd Edition unless the author asks for the 4th.

Docebo and Cornerstone take no edition but the 3rd. What the package says of completion and success
is final: the LMS is told not to make up either when a SCO ends (Sequencing and Navigation, 3.13.2
and 3.13.3).
"""

from __future__ import annotations

from typing import ClassVar

from lxml import etree
from lxml.builder import ElementMaker

from exporters.grading import pass_mark
from exporters.lom import IeeeBinding
from exporters.options import Edition, Split
from exporters.publication import PackageFile, Publication, Unit
from exporters.scorm_manifest import SPLITS, Manifest

_SEQUENCING = "http://www.imsglobal.org/xsd/imsss"
_NAVIGATION = "http://www.adlnet.org/xsd/adlnav_v1p3"
_VERSIONS = {Edition.THIRD: "2004 3rd Edition", Edition.FOURTH: "2004 4th Edition"}
_HIDDEN_WHEN_ALONE = ("previous", "continue")
"""Buttons of the LMS that lead nowhere where there is one SCO."""

_ss = ElementMaker(namespace=_SEQUENCING)
_nav = ElementMaker(namespace=_NAVIGATION)


class Scorm2004:
    """The format `scorm2004`."""

    name: ClassVar[str] = "scorm2004"
    splits: ClassVar[tuple[Split, ...]] = SPLITS
    heeds: ClassVar[frozenset[str]] = frozenset({"edition", "pass_mark"})

    def files(self, publication: Publication) -> list[PackageFile]:
        """Return every file of the package, the manifest first."""
        return _Manifest(publication).files(tracker="scorm2004")


class _Manifest(Manifest):
    content = "http://www.imsglobal.org/xsd/imscp_v1p1"
    adl = "http://www.adlnet.org/xsd/adlcp_v1p3"
    kind = "scormType"

    def namespaces(self) -> dict[str | None, str]:
        return {
            None: self.content,
            "adlcp": self.adl,
            "adlnav": _NAVIGATION,
            "imsss": _SEQUENCING,
            "lom": IeeeBinding.namespace,
        }

    def version(self) -> str:
        return _VERSIONS[self.publication.options.edition]

    def metadata(self) -> etree._Element:
        return IeeeBinding(self.publication).lom()

    def of_item(self, unit: Unit) -> list[etree._Element]:
        own = {"completionSetByContent": "true", "objectiveSetByContent": "true"}
        parts = [*self._objectives(unit), _ss.deliveryControls(**own)]
        return [_ss.sequencing(*parts), *self._presentation()]

    def of_organization(self) -> list[etree._Element]:
        return [_ss.sequencing(_ss.controlMode(choice="true", flow="true"))]

    def _objectives(self, unit: Unit) -> list[etree._Element]:
        mark = pass_mark(self.publication.course, unit)
        if mark is None or not self.publication.options.pass_mark:
            return []
        measure = _ss.minNormalizedMeasure(f"{mark:g}")
        return [_ss.objectives(_ss.primaryObjective(measure, satisfiedByMeasure="true"))]

    def _presentation(self) -> list[etree._Element]:
        if len(self.publication.units) > 1:
            return []
        hidden = (_nav.hideLMSUI(name) for name in _HIDDEN_WHEN_ALONE)
        return [_nav.presentation(_nav.navigationInterface(*hidden))]
