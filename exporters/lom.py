"""Metadata of a course for SCORM manifests, in both versions of the Learning Object Metadata.

SCORM 1.2 takes IMS Learning Resource Meta-Data 1.2.1, SCORM 2004 IEEE 1484.12.3. They hold the same
elements; IMS writes all names in lower case. What the author has not said is left out.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from lxml import etree

from exporters.publication import Publication, shortened
from studio.course.timing import learner_s

TITLE_LETTERS = 200
"""Moodle's database refuses titles of more than 255."""
_DESCRIPTION_LETTERS = 1000
"""SCORM Cloud cuts what is longer."""
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Binding(ABC):
    """How one version writes metadata as XML, with texts in the language of a publication."""

    namespace: ClassVar[str]

    def __init__(self, publication: Publication) -> None:
        self._publication = publication

    def lom(self) -> etree._Element:
        """Return the whole record (IEEE 1484.12.1, categories 1, 2, 5 and 6)."""
        return self.element("lom", self._general(), *self._life(), self._time(), *self._rights())

    @abstractmethod
    def element(self, name: str, *content: etree._Element | str) -> etree._Element:
        """Return an element by its IEEE name."""

    @abstractmethod
    def text(self, name: str, text: str) -> etree._Element:
        """Return an element with a text in the publication's language."""

    @abstractmethod
    def term(self, name: str, value: str) -> etree._Element:
        """Return an element with a word of LOM's own vocabulary."""

    @abstractmethod
    def identifier(self, iri: str) -> etree._Element:
        """Return what identifies the course anywhere."""

    @abstractmethod
    def person(self, name: str) -> etree._Element:
        """Return the entity of a contribution."""

    @abstractmethod
    def span(self, name: str, duration: str) -> etree._Element:
        """Return an element with a duration in ISO 8601."""

    def _general(self) -> etree._Element:
        publication, course = self._publication, self._publication.course
        described = shortened(course.description, _DESCRIPTION_LETTERS)
        own_address = [self.identifier(publication.base_iri)] if course.base_iri else []
        title = self.text("title", shortened(publication.title, TITLE_LETTERS))
        return self.element(
            "general",
            *self.headed(title, own_address),
            self.element("language", publication.language),
            *([self.text("description", described)] if described else []),
            *(self.text("keyword", word) for word in course.details.keywords),
        )

    def headed(
        self, title: etree._Element, identifiers: list[etree._Element]
    ) -> list[etree._Element]:
        """Return title and identifiers in their order."""
        return [*identifiers, title]

    def _life(self) -> Iterator[etree._Element]:
        details = self._publication.course.details
        parts = [self.text("version", details.version)] if details.version else []
        parts += [
            self.element("contribute", self.term("role", "author"), self.person(_vcard(name)))
            for name in details.authors
        ]
        if parts:
            yield self.element("lifeCycle", *parts)

    def _time(self) -> etree._Element:
        duration = _duration(learning_time_s(self._publication))
        return self.element("educational", self.span("typicalLearningTime", duration))

    def _rights(self) -> Iterator[etree._Element]:
        if licence := self._publication.course.details.licence:
            restricted = self.term("copyrightAndOtherRestrictions", "yes")
            yield self.element("rights", restricted, self.text("description", licence))


class ImsBinding(Binding):
    """IMS Learning Resource Meta-Data 1.2.1."""

    namespace = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"

    def element(self, name: str, *content: etree._Element | str) -> etree._Element:
        """Return an element by its IEEE name."""
        return _element(self.namespace, name.lower(), content)

    def text(self, name: str, text: str) -> etree._Element:
        """Return an element with a text in the publication's language."""
        return self.element(name, self._string(text, self._publication.language))

    def term(self, name: str, value: str) -> etree._Element:
        """Return an element with a word of LOM's own vocabulary, which is of no language."""
        words = [("source", "LOMv1.0"), ("value", value.capitalize() if name == "role" else value)]
        return self.element(
            name, *(self.element(part, self._string(word, "x-none")) for part, word in words)
        )

    def identifier(self, iri: str) -> etree._Element:
        """Return what identifies the course anywhere."""
        entry = self.element("entry", self._string(iri, "x-none"))
        return self.element("catalogEntry", self.element("catalog", "URI"), entry)

    def headed(
        self, title: etree._Element, identifiers: list[etree._Element]
    ) -> list[etree._Element]:
        """Return title and identifiers in their order."""
        return [title, *identifiers]

    def person(self, name: str) -> etree._Element:
        """Return the entity of a contribution."""
        return self.element("centity", self.element("vcard", name))

    def span(self, name: str, duration: str) -> etree._Element:
        """Return an element with a duration in ISO 8601."""
        return self.element(name, self.element("datetime", duration))

    def _string(self, text: str, language: str) -> etree._Element:
        string = self.element("langstring", text)
        string.set(_LANGUAGE, language)
        return string


class IeeeBinding(Binding):
    """IEEE 1484.12.3, as SCORM 2004 takes it."""

    namespace = "http://ltsc.ieee.org/xsd/LOM"

    def element(self, name: str, *content: etree._Element | str) -> etree._Element:
        """Return an element by its name."""
        return _element(self.namespace, name, content)

    def text(self, name: str, text: str) -> etree._Element:
        """Return an element with a text in the publication's language."""
        string = self.element("string", text)
        string.set("language", self._publication.language)
        return self.element(name, string)

    def term(self, name: str, value: str) -> etree._Element:
        """Return an element with a word of LOM's own vocabulary."""
        return self.element(name, self.element("source", "LOMv1.0"), self.element("value", value))

    def identifier(self, iri: str) -> etree._Element:
        """Return what identifies the course anywhere."""
        parts = self.element("catalog", "URI"), self.element("entry", iri)
        return self.element("identifier", *parts)

    def person(self, name: str) -> etree._Element:
        """Return the entity of a contribution."""
        return self.element("entity", name)

    def span(self, name: str, duration: str) -> etree._Element:
        """Return an element with a duration in ISO 8601."""
        return self.element(name, self.element("duration", duration))


def learning_time_s(publication: Publication) -> float:
    """Return how long learners need for what a package holds, in seconds."""
    screens = [screen for unit in publication.units for screen in unit.screens]
    return sum(learner_s(publication.course, screen) for screen in screens)


def _element(
    namespace: str, name: str, content: tuple[etree._Element | str, ...]
) -> etree._Element:
    element = etree.Element(f"{{{namespace}}}{name}")
    for part in content:
        if isinstance(part, str):
            element.text = part
        else:
            element.append(part)
    return element


def _vcard(name: str) -> str:
    """Return a name as a vCard 3.0 (RFC 2426); commas and the like are escaped there."""
    plain = "".join(f"\\{each}" if each in "\\,;" else each for each in name)
    return f"BEGIN:VCARD\nVERSION:3.0\nFN:{plain}\nN:{plain};;;;\nEND:VCARD"


def _duration(seconds: float) -> str:
    """Return whole minutes as ISO 8601: `PT1H5M`; less than one is one."""
    hours, minutes = divmod(max(1, round(seconds / 60)), 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes or not hours else "")
