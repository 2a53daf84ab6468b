"""SCORM 1.2: one SCO for the whole course, its manifest and every file listed in it.

The manifest follows the SCORM 1.2 Content Aggregation Model, section 2.3. No `masteryscore` is
written: with it Moodle overrides at LMSFinish the status that the package has set.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from lxml import etree
from lxml.builder import ElementMaker

from exporters.publication import PackageFile, Publication, Unit, shortened
from exporters.render import render_unit

_CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_MD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
_TITLE_LETTERS = 200
"""Moodle's database refuses titles of more than 255."""
_DESCRIPTION_LETTERS = 1000

_cp = ElementMaker(namespace=_CP, nsmap={None: _CP, "adlcp": _ADL, "imsmd": _MD})
_md = ElementMaker(namespace=_MD, nsmap={"imsmd": _MD})


class Scorm12:
    """The format `scorm12`."""

    name: ClassVar[str] = "scorm12"

    def files(self, publication: Publication) -> list[PackageFile]:
        """Return every file of the package, the manifest first."""
        [unit] = publication.units
        content = [*render_unit(publication, unit, tracker="scorm12"), *publication.media_files()]
        manifest = _manifest(publication, unit, [file.path for file in content])
        return [PackageFile("imsmanifest.xml", manifest), *content]


def _manifest(publication: Publication, unit: Unit, paths: Sequence[str]) -> bytes:
    course = publication.course
    root = _cp.manifest(
        _metadata(publication),
        _cp.organizations(_organization(course.id, course.title, unit), default=f"org-{course.id}"),
        _cp.resources(_resource(unit, paths)),
        identifier=f"cw-{course.id}",
        version="1.0",
    )
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _metadata(publication: Publication) -> etree._Element:
    course = publication.course
    general = [_md.title(_string(publication, shortened(course.title, _TITLE_LETTERS)))]
    general.append(_md.language(publication.language))
    if course.description:
        text = shortened(course.description, _DESCRIPTION_LETTERS)
        general.append(_md.description(_string(publication, text)))
    metadata: etree._Element = _cp.metadata(
        _cp.schema("ADL SCORM"), _cp.schemaversion("1.2"), _md.lom(_md.general(*general))
    )
    return metadata


def _string(publication: Publication, text: str) -> etree._Element:
    langstring: etree._Element = _md.langstring(text)
    langstring.set("{http://www.w3.org/XML/1998/namespace}lang", publication.language)
    return langstring


def _organization(course_id: str, title: str, unit: Unit) -> etree._Element:
    item = _cp.item(
        _cp.title(shortened(unit.title, _TITLE_LETTERS)),
        identifier=f"item-{unit.id}",
        identifierref=f"sco-{unit.id}",
        isvisible="true",
    )
    organization: etree._Element = _cp.organization(
        _cp.title(shortened(title, _TITLE_LETTERS)), item, identifier=f"org-{course_id}"
    )
    return organization


def _resource(unit: Unit, paths: Sequence[str]) -> etree._Element:
    resource: etree._Element = _cp.resource(
        *(_cp.file(href=path) for path in paths),
        identifier=f"sco-{unit.id}",
        type="webcontent",
        href=unit.launch,
    )
    resource.set(f"{{{_ADL}}}scormtype", "sco")
    return resource
