"""cmi5: a package with `cmi5.xml` at its root (cmi5 1.0, section 13 and 14).

The course is one assignable unit (AU), or each module is a block with one. The publisher's ids are
those of the author's address; the AU that is the whole course has one of its own, as no id may be
there twice (13.1.4). An AU moves on by the completion rule of the course (13.1.4, moveOn).
"""

from __future__ import annotations

from typing import ClassVar

from lxml import etree
from lxml.builder import ElementMaker

from exporters.grading import pass_mark
from exporters.options import Split
from exporters.publication import PackageFile, Publication, Unit
from exporters.render import render_package
from studio.course.model import Objective

NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
_ANY_LRS = "'self' https: http:"

_c5 = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})


class Cmi5:
    """The format `cmi5`."""

    name: ClassVar[str] = "cmi5"
    splits: ClassVar[tuple[Split, ...]] = (Split.COURSE, Split.MODULES, Split.PACKAGES)
    heeds: ClassVar[frozenset[str]] = frozenset()

    def files(self, publication: Publication) -> list[PackageFile]:
        """Return every file of the package, `cmi5.xml` first."""
        structure = PackageFile("cmi5.xml", _structure(publication))
        return [structure, *render_package(publication, tracker="cmi5", connect=_ANY_LRS)]


def _structure(publication: Publication) -> bytes:
    course = publication.course
    objectives = [_objective(publication, each) for each in course.objectives.values()]
    root = _c5.courseStructure(
        _c5.course(
            *_titled(publication, publication.title, course.description),
            id=publication.activity_iri(publication.id),
        ),
        *([_c5.objectives(*objectives)] if objectives else []),
        *(_unit(publication, unit) for unit in publication.units),
    )
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _unit(publication: Publication, unit: Unit) -> etree._Element:
    """Return an AU, in a block of its own where modules are launched one by one."""
    au = _au(publication, unit)
    if publication.options.split is not Split.MODULES:
        return au
    iri = publication.activity_iri(unit.id)
    block: etree._Element = _c5.block(*_titled(publication, unit.title, ""), au, id=iri)
    return block


def _au(publication: Publication, unit: Unit) -> etree._Element:
    iri = publication.activity_iri(unit.id)
    mark = pass_mark(publication.course, unit)
    score = {} if mark is None else {"masteryScore": f"{mark:g}"}
    au: etree._Element = _c5.au(
        *_titled(publication, unit.title, ""),
        *_taught(publication, unit),
        _c5.url(unit.launch),
        id=f"{iri}au" if iri.endswith(("/", "#", ":")) else f"{iri}/au",
        moveOn="Completed" if mark is None else "CompletedAndPassed",
        launchMethod="AnyWindow",
        **score,
    )
    return au


def _taught(publication: Publication, unit: Unit) -> list[etree._Element]:
    """Return the objectives that the screens of a unit teach, in the order of the plan."""
    course = publication.course
    taught = {id_ for screen in unit.screens for id_ in course.screens[screen].objectives}
    named = [
        _c5.objective(idref=publication.activity_iri(id_))
        for id_ in course.objectives
        if id_ in taught
    ]
    return [_c5.objectives(*named)] if named else []


def _objective(publication: Publication, objective: Objective) -> etree._Element:
    element: etree._Element = _c5.objective(
        *_titled(publication, objective.text, ""), id=publication.activity_iri(objective.id)
    )
    return element


def _titled(publication: Publication, title: str, description: str) -> list[etree._Element]:
    """Return title and description; the standard asks for both everywhere."""
    words = {"title": title, "description": description or title}
    return [
        _c5(name, _c5.langstring(text, lang=publication.language)) for name, text in words.items()
    ]
