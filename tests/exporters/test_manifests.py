"""The manifests of all formats: against the standards' own schemas, and as they were looked at."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from msgspec.structs import replace as changed

from exporters.freeze import alone, assemble, media_shown
from exporters.options import Edition, Options, Split
from exporters.publication import ClipFile, PackageFile, Publication, Slots
from exporters.registry import exporter
from studio.course.details import Details
from studio.course.edits import replace
from studio.course.model import CompletionRule, Course
from studio.project.published import PublishedSlots, with_course
from tests.courses import small_course

GOLDEN = Path(__file__).parent / "manifests"
FULL = Details(
    authors=("Ada, Lovelace; & fils", "Zoé"),
    keywords=("élan", "<vital>"),
    licence="CC BY-SA 4.0",
    version="2.1",
)
SCHEMAS = {
    ("scorm12", Edition.THIRD): "scorm12/scorm12_manifest.xsd",
    ("scorm12", Edition.FOURTH): "scorm12/scorm12_manifest.xsd",
    ("scorm2004", Edition.THIRD): "scorm2004/3rd/scorm2004_manifest.xsd",
    ("scorm2004", Edition.FOURTH): "scorm2004/4th/scorm2004_manifest.xsd",
    ("cmi5", Edition.THIRD): "cmi5/CourseStructure.xsd",
    ("cmi5", Edition.FOURTH): "cmi5/CourseStructure.xsd",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Course:
    return small_course(tmp_path_factory.mktemp("course"))[1]


def taught(course: Course) -> Course:
    """The course with an objective that its first screen teaches."""
    screen = changed(course.screens["s0000001"], objectives=("o0000001",))
    return replace(course, screen)


def published(course: Course, **options: Any) -> Publication:
    """The course with stand-ins for its media."""
    given = with_course(PublishedSlots(), course)
    slots = Slots(given.screens, given.questions, given.blocks, given.marks, given.clips)
    clips = {
        id_: ClipFile(PackageFile(f"{id_}.mp4", b""), "video/mp4", 3.0) for id_ in course.clips
    }
    media = {id_: Path(course.media[id_].file) for id_ in media_shown(course)}
    return assemble(course, clips, media, slots, Options(**options))


def manifest(publication: Publication, format_name: str) -> bytes:
    source = exporter(format_name).files(publication)[0].source
    assert isinstance(source, bytes)
    return source


def looked_at(publication: Publication, format_name: str) -> str:
    """A manifest without the media that get a new id each time."""
    text = manifest(publication, format_name).decode()
    return re.sub(r'\s*<file href="\w{10}\.\w+"/>', "", text)


def schema(shared: Path, format_name: str, edition: Edition) -> etree.XMLSchema:
    file = shared / "schemas" / SCHEMAS[format_name, edition]
    return etree.XMLSchema(etree.parse(str(file), etree.XMLParser(no_network=True)))


@pytest.mark.parametrize(("format_name", "edition"), list(SCHEMAS))
def test_manifests_keep_the_schemas(shared, course, format_name, edition):
    rules = schema(shared, format_name, edition)
    bare = changed(course, description="", objectives={}, base_iri="", completion=CompletionRule())
    courses = (course, bare, taught(changed(course, details=FULL)))
    for each, split, mark in product(courses, Split, (False, True)):
        publication = published(each, split=split, edition=edition, pass_mark=mark)
        if split is Split.PACKAGES:
            publication = alone(publication, publication.units[0])
        rules.assertValid(etree.fromstring(manifest(publication, format_name)))


@pytest.mark.parametrize(
    ("name", "format_name", "options"),
    [
        ("scorm12", "scorm12", {}),
        ("scorm12-modules", "scorm12", {"split": Split.MODULES, "pass_mark": True}),
        ("scorm2004", "scorm2004", {}),
        ("scorm2004-modules", "scorm2004", {"split": Split.MODULES, "pass_mark": True}),
        ("scorm2004-4th", "scorm2004", {"edition": Edition.FOURTH, "pass_mark": True}),
        ("xapi", "xapi", {}),
        ("cmi5", "cmi5", {}),
        ("cmi5-modules", "cmi5", {"split": Split.MODULES}),
    ],
)
def test_manifests_are_as_they_were_looked_at(course, name, format_name, options):
    publication = published(changed(course, details=FULL), **options)
    assert looked_at(publication, format_name) == (GOLDEN / f"{name}.xml").read_text("utf-8")


@pytest.mark.parametrize("format_name", ["scorm12", "scorm2004"])
@pytest.mark.parametrize("split", [Split.COURSE, Split.MODULES])
def test_every_file_is_listed_once_and_the_launch_comes_first(course, format_name, split):
    files = exporter(format_name).files(published(course, split=split))
    root = etree.fromstring(manifest(published(course, split=split), format_name))
    listed = [file.get("href", "") for file in root.iter("{*}file")]
    assert sorted(listed) == sorted(file.path for file in files[1:])
    first = next(root.iter("{*}resource"))
    assert first.get("href") == listed[0]
    scos = [each for each in root.iter("{*}resource") if each.get("href")]
    assert [each.get("identifierref") for each in root.iter("{*}item")] == [
        each.get("identifier") for each in scos
    ]
    assert len(scos) == (1 if split is Split.COURSE else 2)


def test_ids_stay_when_a_course_is_published_again_or_divided(course):
    renamed = changed(course, title="Autre", description="")
    for split in Split:
        before, after = (published(each, split=split) for each in (course, renamed))
        for format_name in ("scorm12", "scorm2004", "xapi", "cmi5"):
            if split in exporter(format_name).splits and len(before.units) == 1:
                ids = [
                    etree.fromstring(manifest(each, format_name)).xpath("//@identifier | //@id")
                    for each in (before, after)
                ]
                assert ids[0] == ids[1] != []


@pytest.mark.parametrize("format_name", ["scorm12", "scorm2004", "cmi5"])
def test_a_course_of_one_module_is_the_same_when_it_gets_another(course, format_name):
    """Platforms take a package with another identity for another course."""
    alone_yet = changed(course, order=course.order[:1])
    before, after = (
        etree.fromstring(manifest(published(each, split=Split.MODULES), format_name))
        for each in (alone_yet, course)
    )
    ids = [
        {node.get("identifier") or node.get("id") for node in each.iter(etree.Element)}
        for each in (before, after)
    ]
    assert ids[0] <= ids[1]
    titles = next(before.iter("{*}organization", "{*}course")).iter("{*}title")
    assert "".join(map(str, next(titles).itertext())).strip() == course.title


def test_a_unit_names_the_objectives_that_it_teaches(course):
    root = etree.fromstring(manifest(published(taught(course), split=Split.MODULES), "cmi5"))
    [first, second] = [
        [each.get("idref") for each in au.iter("{*}objective")] for au in root.iter("{*}au")
    ]
    assert first == root.xpath("*[local-name() = 'objectives']/*/@id")
    assert second == []


def test_a_module_that_asks_nothing_has_no_pass_mark(course):
    modules = published(course, split=Split.MODULES, pass_mark=True)
    root = etree.fromstring(manifest(modules, "cmi5"))
    found = [(au.get("moveOn"), au.get("masteryScore")) for au in root.iter("{*}au")]
    assert found == [("CompletedAndPassed", "0.5"), ("Completed", None)]


@pytest.mark.parametrize("title", ["x" * 400, "مقدمة \u200f", "A & <b>\u2028</b>", "e\u0301" * 150])
@pytest.mark.parametrize("format_name", ["scorm12", "scorm2004", "xapi", "cmi5"])
def test_titles_of_every_kind_can_be_read_again(course, format_name, title):
    renamed = changed(course, title=title)
    root = etree.fromstring(manifest(published(renamed), format_name))
    titles = [each.text or "" for each in root.iter("{*}title", "{*}langstring", "{*}name")]
    assert any(each and title.startswith(each.rstrip("…")) for each in titles)
    if format_name.startswith("scorm"):
        assert all(len(each.text or "") <= 255 for each in root.iter("{*}title"))
