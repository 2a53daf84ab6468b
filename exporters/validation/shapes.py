"""How elements are made: which others they hold, in which order, and which values they take.

A table says it for each element of a standard, in our own words and as briefly as a DTD would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, permutations

from lxml import etree

from exporters.validation.findings import Finding, finding
from exporters.validation.values import Value
from exporters.validation.xml_files import local_name, namespace_of, place_of, split_name

_PART = re.compile(r"\(?([\w|]+)\)?([?*+]?)")
_OTHER = "other"
"""Stands for any element of another namespace."""
_NOWHERE = "xmlns=''"
"""Stands for any element without a namespace, which no table has room for."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What an element may hold.

    `children` names them in their order, as in a DTD: `title?, item*, (au|block)+, other*`; those
    of `title & description` are there in any order. `attributes` are those without a namespace;
    `needed` names the ones that must be there. Without `text`, there is none but white space.
    """

    children: str = ""
    attributes: Mapping[str, Value] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    text: Value | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The elements of one namespace, and the attributes that it lends to elements of others.

    An element whose shape depends on what it stands in has that before its name, up to two levels:
    `block/objectives/objective`.
    """

    namespace: str
    shapes: Mapping[str, Shape]
    attributes: Mapping[str, Value] = field(default_factory=dict)


def shape_findings(
    root: etree._Element, name: str, vocabularies: tuple[Vocabulary, ...]
) -> Iterator[Finding]:
    """Yield where the elements of a file are not as the vocabularies say.

    What is in none of their namespaces is left alone.
    """
    known = {each.namespace: each for each in vocabularies}
    for element in root.iter(etree.Element):
        place = place_of(name, element)
        yield from _lent_findings(element, place, known)
        if vocabulary := known.get(namespace_of(element)):
            shape = _shape(element, vocabulary)
            if shape is None:
                yield finding("schema.unknown", place, name=local_name(element))
            else:
                yield from _element_findings(element, place, shape)


def _shape(element: etree._Element, vocabulary: Vocabulary) -> Shape | None:
    around = [local_name(each) for each in islice(element.iterancestors(), 2)]
    path = [*reversed(around), local_name(element)]
    names = ("/".join(path[start:]) for start in range(len(path)))
    return next((vocabulary.shapes[name] for name in names if name in vocabulary.shapes), None)


def _element_findings(element: etree._Element, place: str, shape: Shape) -> Iterator[Finding]:
    own, name = namespace_of(element), local_name(element)
    held = [_child_name(each, own) for each in element]
    if not _pattern(shape.children).fullmatch("".join(f"{each} " for each in held)):
        yield finding(
            "schema.children",
            place,
            element=name,
            held=", ".join(held) or "\u2013",
            wanted=shape.children or "\u2013",
        )
    yield from _text_findings(element, place, shape)
    yield from _attribute_findings(element, place, shape)


def _child_name(element: etree._Element, own: str) -> str:
    namespace = namespace_of(element)
    if namespace == own:
        return local_name(element)
    return _OTHER if namespace else _NOWHERE


def _text_findings(element: etree._Element, place: str, shape: Shape) -> Iterator[Finding]:
    name = local_name(element)
    texts = [element.text or "", *(each.tail or "" for each in element)]
    if shape.text is None:
        if any(text.strip() for text in texts):
            yield finding("schema.text", place, element=name)
    elif not shape.text.takes(texts[0]):
        wanted = shape.text.wanted
        yield finding("schema.value", place, name=name, value=texts[0].strip(), wanted=wanted)


def _attribute_findings(element: etree._Element, place: str, shape: Shape) -> Iterator[Finding]:
    element_name = local_name(element)
    for needed in shape.needed:
        if needed not in element.attrib:
            yield finding("schema.no_attribute", place, element=element_name, name=needed)
    for name, value in _attributes(element).items():
        if name in shape.attributes:
            yield from _value_findings(place, name, value, shape.attributes[name])
        elif not name.startswith("{"):
            yield finding("schema.attribute", place, element=element_name, name=name)


def _lent_findings(
    element: etree._Element, place: str, known: Mapping[str, Vocabulary]
) -> Iterator[Finding]:
    """Yield what is wrong with the attributes that have a namespace."""
    for name, value in _attributes(element).items():
        namespace, own = split_name(name)
        vocabulary = known.get(namespace)
        if vocabulary is None:
            continue
        if own in vocabulary.attributes:
            yield from _value_findings(place, own, value, vocabulary.attributes[own])
        else:
            yield finding("schema.attribute", place, element=local_name(element), name=own)


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _value_findings(place: str, name: str, value: str, kind: Value) -> Iterator[Finding]:
    if not kind.takes(value):
        yield finding("schema.value", place, name=name, value=value, wanted=kind.wanted)


@cache
def _pattern(children: str) -> re.Pattern[str]:
    """Return the expression for the names of children, each with a space after it."""
    if " & " in children:
        orders = permutations(children.split(" & "))
        return re.compile("|".join("".join(f"{name} " for name in order) for order in orders))
    parts = children.replace(" ", "").split(",") if children else []
    return re.compile("".join(_PART.sub(r"(?:(?:\1) )\2", part) for part in parts))
