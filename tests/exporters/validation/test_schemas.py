"""Our tables beside the standards' own schemas: what those refuse, ours refuse.

Manifests are broken in every way that an element can be broken, one at a time. They have no
Learning Object Metadata: our tables leave that alone.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from exporters.validation.validate import validate
from studio.review.findings import Level
from tests.exporters.validation.packages import CMI5, FILES, SCORM12, SCORM2004, THIRD, Listed

GOLDEN = Path(__file__).parents[1] / "manifests"
TEXTS = {
    "scorm12": ("scorm12/scorm12_manifest.xsd", "imsmanifest.xml", SCORM12),
    "scorm2004-3rd": (
        "scorm2004/3rd/scorm2004_manifest.xsd",
        "imsmanifest.xml",
        THIRD,
    ),
    "scorm2004-4th": ("scorm2004/4th/scorm2004_manifest.xsd", "imsmanifest.xml", SCORM2004),
    "cmi5": ("cmi5/CourseStructure.xsd", "cmi5.xml", CMI5),
}
BAD_VALUES = ("", "?? no", "-2", "1.5", "x" * 2001)
STRICTER = {
    "schema.attribute": "an attribute that ADL's namespace does not have; the schemas let it pass",
    "schema.unknown": "an element that ADL's namespace does not have; the schemas let it pass",
    "schema.children": "an element in launchParameters or entitlementKey, where cmi5 takes text",
    "schema.value": "an address with a space, or data for a SCO beyond what LMSs keep",
}
"""What ours refuse and the schemas let pass, and why that is right."""


def broken(text: str) -> Iterator[tuple[str, etree._Element]]:
    """Yield a manifest broken in one place, with what was done, for every place and way."""
    whole = etree.fromstring(text.encode())
    for number, element in enumerate(whole.iter(etree.Element)):
        for name, change in changes(element):
            root = copy.deepcopy(whole)
            change(list(root.iter(etree.Element))[number])
            yield f"{element.sourceline} {etree.QName(element).localname}: {name}", root


def changes(element: etree._Element):
    if element.getparent() is not None:
        yield "removed", lambda each: each.getparent().remove(each)
        yield "twice", lambda each: each.addnext(copy.deepcopy(each))
        if element.getnext() is not None:
            yield "after the next", lambda each: each.getnext().addnext(each)
    yield "misspelt", lambda each: setattr(each, "tag", f"{each.tag}x")
    yield "other case", lambda each: setattr(each, "tag", swapped(each.tag))
    yield "no namespace", lambda each: setattr(each, "tag", etree.QName(each).localname)
    yield "attribute added", lambda each: each.set("unknown", "1")
    if len(element):
        yield "text added", lambda each: setattr(each, "text", "text")
    else:
        yield "child added", lambda each: each.append(copy.copy(each))
        for value in BAD_VALUES:
            yield f"text {value[:9]}", lambda each, value=value: setattr(each, "text", value)
    for name in map(str, element.attrib):
        yield f"without {name}", lambda each, name=name: each.attrib.pop(name)
        yield (
            f"{name} misspelt",
            lambda each, name=name: each.set(swapped(name), each.attrib.pop(name)),
        )
        for value in BAD_VALUES:
            yield f"{name}={value[:9]}", lambda each, name=name, value=value: each.set(name, value)


def swapped(name: str) -> str:
    """Return a name with its last letter in the other case."""
    return name[:-1] + name[-1].swapcase()


@pytest.mark.parametrize("kind", list(TEXTS))
def test_what_the_schemas_refuse_is_refused(shared: Path, kind: str) -> None:
    schema_file, name, text = TEXTS[kind]
    source = shared / "schemas" / schema_file
    schema = etree.XMLSchema(etree.parse(str(source), etree.XMLParser(no_network=True)))
    schema.assertValid(etree.fromstring(text.encode()))
    missed, stricter, count = [], set(), 0
    for what, root in broken(text):
        count += 1
        found = validate(Listed({**FILES, name: etree.tostring(root)}))
        errors = [each for each in found if each.level is Level.ERROR]
        if schema.validate(etree.fromstring(etree.tostring(root))):
            stricter |= {each.code for each in errors if each.code.startswith("schema.")}
        elif not errors:
            missed.append(what)
    assert missed == []
    assert count > 300
    assert stricter <= set(STRICTER)


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.xml")), ids=lambda file: file.stem)
def test_our_own_manifests_keep_our_tables(file: Path) -> None:
    name = {"cmi5": "cmi5.xml", "xapi": "tincan.xml"}.get(
        file.stem.split("-")[0], "imsmanifest.xml"
    )
    found = validate(Listed({name: file.read_bytes()}))
    assert [each.code for each in found if each.code.startswith("schema.")] == []
