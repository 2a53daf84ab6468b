"""What the manifest of a SCORM package says of how it is launched (Content Aggregation Model)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from studio.messages import StudioError, error
from studio.preview.package import Unpacked, launchable, manifest_root
from studio.preview.scorm_dialects import SCORM12, SCORM2004, Dialect

MANIFEST = "imsmanifest.xml"

_CP12 = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
_ADL12 = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
_CP2004 = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
_ADL2004 = "{http://www.adlnet.org/xsd/adlcp_v1p3}"
_SEQUENCING = "{http://www.imsglobal.org/xsd/imsss}"
_OBJECTIVES = f"{_SEQUENCING}sequencing/{_SEQUENCING}objectives"
_LIMITS = f"{_SEQUENCING}sequencing/{_SEQUENCING}limitConditions"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True, slots=True)
class Sco:
    """What a manifest says of one SCO. Texts are "" where it says nothing.

    `passing_score` is the mastery score of SCORM 1.2 (0 to 100) or the scaled passing score of
    SCORM 2004 (-1 to 1); `objectives` are ids that the platform knows before the SCO.
    """

    title: str
    href: str
    """Relative to the package, with its query."""
    passing_score: str = ""
    completion_threshold: str = ""
    launch_data: str = ""
    max_time_allowed: str = ""
    time_limit_action: str = ""
    objectives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScormManifest:
    """The version of a package, and its SCOs in the order in which learners meet them."""

    dialect: Dialect
    edition: str
    """The schema version: `1.2`, `2004 3rd Edition`, `2004 4th Edition`, `CAM 1.3`..."""
    scos: tuple[Sco, ...]


def read_scorm(package: Unpacked) -> ScormManifest:
    """Return the SCOs of the default organization, of SCORM 1.2 or 2004 (CAM, section 3.4).

    The schema version alone tells which: platforms read a manifest without one as SCORM 1.2.

    Raises:
        StudioError: there is no manifest, it can't be read, or what it launches is missing.
    """
    root = manifest_root(package, MANIFEST)
    edition = _schema_version(root)
    is_2004 = edition.startswith("2004") or edition == "CAM 1.3"
    reader = _Reader2004(package, root) if is_2004 else _Reader12(package, root)
    return ScormManifest(SCORM2004 if is_2004 else SCORM12, edition, reader.scos())


def _schema_version(root: etree._Element) -> str:
    for namespace in (_CP12, _CP2004):
        if found := _text(root, f"{namespace}metadata/{namespace}schemaversion"):
            return found
    return ""


class _Reader12:
    """Reads a manifest of SCORM 1.2."""

    cp = _CP12
    asset = f"{_ADL12}scormtype"

    def __init__(self, package: Unpacked, root: etree._Element) -> None:
        self._package = package
        self._root = root

    def scos(self) -> tuple[Sco, ...]:
        """Return the SCOs of the first organization that has some, the default one before all."""
        organizations = self._root.find(f"{self.cp}organizations")
        if organizations is None:
            raise self._nothing()
        default = organizations.get("default")
        ordered = sorted(
            organizations.findall(f"{self.cp}organization"),
            key=lambda each: each.get("identifier") != default,
        )
        for organization in ordered:
            if found := tuple(self._of(organization)):
                return found
        raise self._nothing()

    def _nothing(self) -> StudioError:
        return error("preview.no_launch", file=self._package.name, manifest=MANIFEST)

    def _of(self, organization: etree._Element) -> Iterator[Sco]:
        for item in organization.iter(f"{self.cp}item"):
            if reference := item.get("identifierref"):
                resource = self._resource(reference)
                if resource.get(self.asset) != "asset":
                    title = _text(item, f"{self.cp}title") or self._package.name
                    yield self._sco(title, self._href(item, resource), item)

    def _resource(self, identifier: str) -> etree._Element:
        for resource in self._root.iterfind(f"{self.cp}resources/{self.cp}resource"):
            if resource.get("identifier") == identifier:
                return resource
        raise self._nothing()

    def _href(self, item: etree._Element, resource: etree._Element) -> str:
        base = ""
        for level in (self._root, self._root.find(f"{self.cp}resources"), resource):
            base = urljoin(base, level.get(_BASE, "") if level is not None else "")
        href = urljoin(base, resource.get("href", ""))
        parameters = item.get("parameters", "").lstrip("?&")
        if parameters:
            href += ("&" if "?" in href else "?") + parameters
        return launchable(self._package, href)

    def _sco(self, title: str, href: str, item: etree._Element) -> Sco:
        return Sco(
            title,
            href,
            passing_score=_text(item, f"{_ADL12}masteryscore"),
            launch_data=_text(item, f"{_ADL12}datafromlms"),
            max_time_allowed=_text(item, f"{_ADL12}maxtimeallowed"),
            time_limit_action=_text(item, f"{_ADL12}timelimitaction"),
        )


class _Reader2004(_Reader12):
    """Reads a manifest of SCORM 2004, any edition."""

    cp = _CP2004
    asset = f"{_ADL2004}scormType"

    def _sco(self, title: str, href: str, item: etree._Element) -> Sco:
        limits = item.find(_LIMITS)
        return Sco(
            title,
            href,
            passing_score=_passing_score(item),
            completion_threshold=_completion_threshold(item),
            launch_data=_text(item, f"{_ADL2004}dataFromLMS"),
            max_time_allowed=(
                limits.get("attemptAbsoluteDurationLimit", "") if limits is not None else ""
            ),
            time_limit_action=_text(item, f"{_ADL2004}timeLimitAction"),
            objectives=_objectives(item),
        )


def _passing_score(item: etree._Element) -> str:
    """Return the least measure that satisfies, where the measure decides (RTE 4.2.19)."""
    primary = item.find(f"{_OBJECTIVES}/{_SEQUENCING}primaryObjective")
    if primary is None or primary.get("satisfiedByMeasure") not in ("true", "1"):
        return ""
    return _text(primary, f"{_SEQUENCING}minNormalizedMeasure") or "1.0"


def _completion_threshold(item: etree._Element) -> str:
    """Return a text of the 3rd edition, or an attribute of the 4th (RTE 4.2.5)."""
    threshold = item.find(f"{_ADL2004}completionThreshold")
    if threshold is None:
        return ""
    if threshold.get("completedByMeasure") in ("true", "1"):
        return threshold.get("minProgressMeasure", "1.0")
    return (threshold.text or "").strip()


def _objectives(item: etree._Element) -> tuple[str, ...]:
    """Return those that stand in `cmi.objectives` from the start (RTE 4.2.17)."""
    found = [
        *item.iterfind(f"{_OBJECTIVES}/{_SEQUENCING}primaryObjective"),
        *item.iterfind(f"{_OBJECTIVES}/{_SEQUENCING}objective"),
    ]
    return tuple(id_ for each in found if (id_ := each.get("objectiveID")))


def _text(parent: etree._Element, name: str) -> str:
    return (parent.findtext(name) or "").strip()
