"""The course structure of a cmi5 package: what `cmi5.xml` says of its blocks and AUs (13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from studio.messages import error
from studio.preview.cmi5_rules import breach
from studio.preview.package import Unpacked, launchable, manifest_root
from studio.preview.violations import Violation
from studio.preview.xapi_values import iri

_FILE = "cmi5.xml"
_NS = "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}"
_MOVE_ON = ("NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed")
_LAUNCH_METHODS = ("AnyWindow", "OwnWindow")
_LAUNCH_NAMES = {"endpoint", "fetch", "actor", "registration", "activityId"}


@dataclass(frozen=True, slots=True)
class Au:
    """An assignable unit. Texts are "" where the structure says nothing.

    `id` is the publisher's, `href` is relative to the package, with its query.
    """

    id: str
    title: str
    href: str
    move_on: str
    mastery_score: float | None
    launch_method: str
    launch_parameters: str
    entitlement_key: str


@dataclass(frozen=True, slots=True)
class Block:
    """A block of AUs and other blocks. The course is the outermost one."""

    id: str
    title: str
    parts: tuple[Au | Block, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """A course structure, and what an LMS would not import it for (4.4.0.0-1)."""

    course: Block
    problems: tuple[Violation, ...]

    @property
    def aus(self) -> list[Au]:
        """The AUs in the order of the file."""
        return list(_aus(self.course))


def read_cmi5(package: Unpacked) -> Structure:
    """Return the course structure of a package. What breaks its rules is taken as if left out.

    Raises:
        StudioError: there is no `cmi5.xml`, it can't be read or holds no AU, or what an AU
            launches is missing. An AU elsewhere on the web counts as missing: it is not previewed.
    """
    root = manifest_root(package, _FILE)
    head = root.find(f"{_NS}course")
    parts = tuple(_parts(package, root))
    course = _block(head, parts) if head is not None else Block("", package.name, parts)
    structure = Structure(course, (*_wrong_values(root), *_wrong_ids(root), *_wrong_urls(course)))
    if root.tag != f"{_NS}courseStructure" or not structure.aus:
        raise error("preview.no_launch", file=package.name, manifest=_FILE)
    return structure


def _aus(block: Block) -> Iterator[Au]:
    for part in block.parts:
        if isinstance(part, Au):
            yield part
        else:
            yield from _aus(part)


def _parts(package: Unpacked, parent: etree._Element) -> Iterator[Au | Block]:
    for element in parent:
        if element.tag == f"{_NS}au":
            yield _au(package, element)
        elif element.tag == f"{_NS}block":
            yield _block(element, tuple(_parts(package, element)))


def _block(element: etree._Element, parts: tuple[Au | Block, ...]) -> Block:
    return Block(_attribute(element, "id"), _title(element), parts)


def _au(package: Unpacked, element: etree._Element) -> Au:
    return Au(
        id=_attribute(element, "id"),
        title=_title(element),
        href=launchable(package, _text(element, "url")),
        move_on=_word(element, "moveOn", _MOVE_ON),
        mastery_score=_score(element),
        launch_method=_word(element, "launchMethod", _LAUNCH_METHODS),
        launch_parameters=_text(element, "launchParameters"),
        entitlement_key=_text(element, "entitlementKey"),
    )


def _attribute(element: etree._Element, name: str) -> str:
    return element.get(name, "").strip()


def _text(element: etree._Element, name: str) -> str:
    """Return the text of a child without the space around it (13.1.0.0-1)."""
    return (element.findtext(f"{_NS}{name}") or "").strip()


def _title(element: etree._Element) -> str:
    return _text(element, f"title/{_NS}langstring")


def _word(element: etree._Element, name: str, words: tuple[str, ...]) -> str:
    """Return an attribute out of a few words, the first of which is its default."""
    given = _attribute(element, name)
    return given if given in words else words[0]


def _score(element: etree._Element) -> float | None:
    try:
        score = float(_attribute(element, "masteryScore"))
    except ValueError:
        return None
    return score if 0 <= score <= 1 else None


def _wrong_values(root: etree._Element) -> Iterator[Violation]:
    for element in root.iter(f"{_NS}au"):
        for name, words in (("moveOn", _MOVE_ON), ("launchMethod", _LAUNCH_METHODS)):
            if (given := _attribute(element, name)) not in ("", *words):
                yield breach("13.2.0.0-1", f"{_attribute(element, 'id')}@{name}", given)
        given = _attribute(element, "masteryScore")
        if given and _score(element) is None:
            yield breach("13.2.0.0-1", f"{_attribute(element, 'id')}@masteryScore", given)


def _wrong_ids(root: etree._Element) -> Iterator[Violation]:
    for kind, requirement in (("block", "13.1.2.0-1"), ("au", "13.1.4.0-1"), ("course", "")):
        found = Counter(_attribute(each, "id") for each in root.iter(f"{_NS}{kind}"))
        for name, times in found.items():
            if any(iri(name, kind)):
                yield breach("3.0.0.0-1", kind, name)
            if times > 1 and requirement:
                yield breach(requirement, kind, name)


def _wrong_urls(course: Block) -> Iterator[Violation]:
    for au in _aus(course):
        names = {name for name, _ in parse_qsl(urlsplit(au.href).query, keep_blank_values=True)}
        for name in sorted(names & _LAUNCH_NAMES):
            yield breach("8.1.0.0-6", au.id, name)
