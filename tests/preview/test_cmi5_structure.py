"""The course structure of a cmi5 package: what is read, and what can't be launched."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from studio.messages import StudioError
from studio.preview.cmi5_session import Cmi5Session
from studio.preview.cmi5_structure import read_cmi5
from studio.preview.package import Unpacked
from tests.preview.packages import CMI5, UNIT_TEXTS, au, block, cmi5, folder


def test_what_the_structure_says(tmp_path):
    unit = au("a", "index.html?x=1", UNIT_TEXTS, moveOn="Passed", masteryScore=0.7)
    files: dict[str, str | bytes] = {
        "cmi5.xml": cmi5(block("b", unit, block("c", au("d", launchMethod="OwnWindow"))), au("e")),
        "index.html": "",
    }
    with Unpacked(folder(tmp_path, files)) as package:
        structure = read_cmi5(package)
    assert (structure.course.id, structure.course.title) == (
        "https://example.org/cmi5/course",
        "Course",
    )
    first, second, third = structure.aus
    assert (first.id, first.title) == ("https://example.org/cmi5/a", "a")
    assert (first.href, first.move_on, first.mastery_score) == ("index.html?x=1", "Passed", 0.7)
    assert (first.launch_parameters, first.entitlement_key) == ("level=2 & more", "key 1")
    assert (second.launch_method, third.launch_method) == ("OwnWindow", "AnyWindow")
    assert (third.move_on, third.mastery_score) == ("NotApplicable", None)
    assert structure.problems == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<courseStructure", "preview.bad_manifest"),
        ("<courseStructure/>", "preview.no_launch"),
        (cmi5(), "preview.no_launch"),
        (cmi5(au("a")).replace("courseStructure", "course"), "preview.no_launch"),
        (cmi5(au("a", "none.html")), "preview.launch_missing"),
        (cmi5(au("a", "../index.html")), "preview.launch_missing"),
        (cmi5(au("a", "https://evil.test/index.html")), "preview.launch_missing"),
        (cmi5(au("a"), block("b", au("c", "javascript:alert(1)"))), "preview.launch_missing"),
        ("<courseStructure>" + "<block>" * 1000, "preview.bad_manifest"),
    ],
)
def test_structures_that_can_not_be_launched(tmp_path, text, said):
    package = folder(tmp_path, {"cmi5.xml": text, "index.html": ""})
    with pytest.raises(StudioError) as problem:
        Cmi5Session(package)
    assert problem.value.message.id == said


def test_entities_of_a_structure_read_no_files(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    head = f'<!DOCTYPE courseStructure [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    text = cmi5(au("a")).replace("?>", f"?>{head}", 1).replace(" Course ", "&x;")
    package = folder(tmp_path / "p", {"cmi5.xml": text, "index.html": ""})
    assert "secret" not in read_cmi5(Unpacked(package)).course.title


def test_the_public_samples_are_read(shared: Path, tmp_path):
    schema = etree.XMLSchema(file=shared / "schemas" / "cmi5" / "CourseStructure.xsd")
    samples = sorted((shared / "samples" / "formats" / "cmi5").glob("*.xml"))
    refused = 0
    for number, sample in enumerate(samples):
        text = sample.read_text("utf-8")
        files: dict[str, str | bytes] = {"cmi5.xml": text, "index.html": ""}
        try:
            structure = read_cmi5(Unpacked(folder(tmp_path / str(number), files)))
        except StudioError:
            refused += 1
        else:
            sound = schema.validate(etree.fromstring(text.encode()))
            assert sound or structure.problems or "207-1" in sample.name
    assert 0 < refused < len(samples) / 2


def test_our_test_packages_follow_the_schema(shared: Path):
    schema = etree.XMLSchema(file=shared / "schemas" / "cmi5" / "CourseStructure.xsd")
    text = cmi5(block("b", au("a", "index.html", UNIT_TEXTS, moveOn="Passed", masteryScore=0.7)))
    schema.assertValid(etree.fromstring(text.encode()))


def test_a_course_without_a_head_has_the_name_of_its_file(tmp_path):
    text = CMI5.format(texts="", parts=au("a"))
    text = text.replace('<course id="https://example.org/cmi5/course"></course>', "")
    with Unpacked(folder(tmp_path / "été", {"cmi5.xml": text, "index.html": ""})) as package:
        assert read_cmi5(package).course.title == "été"
