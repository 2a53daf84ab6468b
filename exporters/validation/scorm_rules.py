"""What a manifest says in the terms of SCORM: SCOs, pass marks, sequencing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from exporters.validation.findings import Finding, finding
from exporters.validation.scorm_shapes import ADL_12, ADL_2004, SEQUENCING
from exporters.validation.values import between
from exporters.validation.xml_files import namespace_of, place_of, text_of

_PERCENT = between("0", "100")
_SS = f"{{{SEQUENCING}}}"
_NO = ("false", "0")


def scorm_findings(root: etree._Element, name: str, version: str) -> Iterator[Finding]:
    """Yield what is wrong with the SCOs of a manifest and with how they follow each other."""
    yield from _kinds(root, name, version)
    if version == "1.2":
        yield from _mastery_scores(root, name)
    else:
        yield from _sequencings(root, name)


def _kinds(root: etree._Element, name: str, version: str) -> Iterator[Finding]:
    """Yield resources that don't say what they are, and what launches that is no SCO."""
    old = version == "1.2"
    kind = f"{{{ADL_12}}}scormtype" if old else f"{{{ADL_2004}}}scormType"
    resources = list(root.iter(f"{{{namespace_of(root)}}}resource"))
    for resource in resources:
        if kind not in resource.attrib:
            code = "scorm12.scormtype" if old else "scorm2004.scormtype"
            yield finding(code, place_of(name, resource), resource=resource.get("identifier", ""))
    launched = [each for each in resources if each.get("href")]
    scos = [each for each in launched if each.get(kind) == "sco"]
    if not scos:
        yield finding("scorm.no_sco", name)
    elif launched[0] is not scos[0]:
        first = launched[0].get("identifier", "")
        yield finding("resource.first", place_of(name, launched[0]), resource=first)
    if old and len(scos) > 1:
        yield finding("scorm12.several_scos", name, count=len(scos))


def _mastery_scores(root: etree._Element, name: str) -> Iterator[Finding]:
    """Yield pass marks that are no percentages (SCORM 1.2 CAM, 2.3.2.5.1)."""
    for mark in root.iter(f"{{{ADL_12}}}masteryscore"):
        if not _PERCENT.takes(text_of(mark)):
            yield finding("scorm12.masteryscore", place_of(name, mark), value=text_of(mark))


def _sequencings(root: etree._Element, name: str) -> Iterator[Finding]:
    found = list(root.iter(f"{_SS}sequencing"))
    shared = {each.get("ID") for each in found}
    for sequencing in found:
        place = place_of(name, sequencing)
        wanted = sequencing.get("IDRef")
        if wanted is not None and wanted not in shared:
            yield finding("sequencing.unknown_collection", place, id=wanted)
        yield from _objectives(sequencing, name)
        mode = sequencing.find(f"{_SS}controlMode")
        parent = sequencing.getparent()
        of_folder = (
            parent is not None and parent.find(f"{{{namespace_of(parent)}}}item") is not None
        )
        if of_folder and mode is not None and _leads_nowhere(mode):
            yield finding("sequencing.closed", place_of(name, mode))


def _leads_nowhere(mode: etree._Element) -> bool:
    """Return whether learners can neither choose nor go on (SN, 3.2.1 and 3.2.3: the defaults)."""
    return mode.get("choice", "true") in _NO and mode.get("flow", "false") in _NO


def _objectives(sequencing: etree._Element, name: str) -> Iterator[Finding]:
    """Yield objectives that are there twice, or that rules name in vain."""
    holder = sequencing.find(f"{_SS}objectives")
    own = list(holder) if holder is not None else []
    ids = Counter(each.get("objectiveID") for each in own if each.get("objectiveID"))
    for id_, count in ids.items():
        if count > 1:
            place = place_of(name, sequencing)
            yield finding("sequencing.objective_twice", place, id=id_ or "")
    for condition in sequencing.iter(f"{_SS}ruleCondition"):
        wanted = condition.get("referencedObjective")
        if wanted and wanted not in ids and not sequencing.get("IDRef"):
            yield finding("sequencing.unknown_objective", place_of(name, condition), id=wanted)
