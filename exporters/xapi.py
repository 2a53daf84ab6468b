"""xAPI: a package with `tincan.xml` at its root, launched by query string.

The activity ids in `tincan.xml` are those of the statements. The page may connect to any LRS,
since only the launch says which one it is.
"""

from __future__ import annotations

from typing import ClassVar

from lxml import etree
from lxml.builder import ElementMaker

from exporters.options import Split
from exporters.publication import PackageFile, Publication, Unit
from exporters.render import render_package

_NAMESPACE = "http://projecttincan.com/tincan.xsd"
_ACTIVITIES = "http://adlnet.gov/expapi/activities"
_ANY_LRS = "'self' https: http:"

_tc = ElementMaker(namespace=_NAMESPACE, nsmap={None: _NAMESPACE})


class Xapi:
    """The format `xapi`."""

    name: ClassVar[str] = "xapi"
    splits: ClassVar[tuple[Split, ...]] = (Split.COURSE, Split.PACKAGES)
    heeds: ClassVar[frozenset[str]] = frozenset({"xapi_version", "lrs"})

    def files(self, publication: Publication) -> list[PackageFile]:
        """Return every file of the package, `tincan.xml` first."""
        [unit] = publication.units
        description = PackageFile("tincan.xml", _description(publication, unit))
        return [description, *render_package(publication, tracker="xapi", connect=_ANY_LRS)]


def _description(publication: Publication, unit: Unit) -> bytes:
    course, title = publication.course, publication.title
    kind = "course" if unit.id == course.id else "module"
    activity = _tc.activity(
        _tc.name(title, lang=publication.language),
        _tc.description(course.description or title, lang=publication.language),
        _tc.launch(unit.launch, lang=publication.language),
        id=publication.activity_iri(unit.id),
        type=f"{_ACTIVITIES}/{kind}",
    )
    root = _tc.tincan(_tc.activities(activity))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
