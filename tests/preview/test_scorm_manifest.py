"""Manifests of SCORM packages by anyone: their version, and what is launched."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.messages import StudioError
from studio.preview.package import Unpacked
from studio.preview.scorm_dialects import SCORM12, SCORM2004
from studio.preview.scorm_manifest import Sco, ScormManifest, read_scorm
from tests.preview.packages import (
    MANIFEST,
    MANIFEST2004,
    ORGANIZATION,
    RESOURCE,
    folder,
    manifest,
    manifest2004,
)

BOTH = pytest.mark.parametrize("written", [manifest, manifest2004])
PRIMARY = """<imsss:sequencing><imsss:objectives>
  <imsss:primaryObjective{attributes}>{measure}</imsss:primaryObjective>
  <imsss:objective objectiveID="o1"/><imsss:objective/>
</imsss:objectives></imsss:sequencing>"""
MEASURE = "<imsss:minNormalizedMeasure>0.7</imsss:minNormalizedMeasure>"


def _read(tmp_path: Path, text: str, *names: str) -> ScormManifest:
    files: dict[str, str | bytes] = {"imsmanifest.xml": text}
    files |= dict.fromkeys(names or ("index.html",), "<p>page</p>")
    with Unpacked(folder(tmp_path / "package", files)) as package:
        return read_scorm(package)


def _sco(tmp_path: Path, text: str, *names: str) -> Sco:
    return _read(tmp_path, text, *names).scos[0]


def test_what_a_scorm12_manifest_says(tmp_path):
    inside = (
        "<adlcp:maxtimeallowed>01:00:00</adlcp:maxtimeallowed>"
        "<adlcp:timelimitaction>exit,message</adlcp:timelimitaction>"
        "<adlcp:datafromlms> a=1 </adlcp:datafromlms>"
        "<adlcp:masteryscore>70</adlcp:masteryscore>"
    )
    sco = _sco(tmp_path, manifest("index.html", ' parameters="?m=1"', inside))
    assert sco == Sco(
        "Leçon & quiz",
        "index.html?m=1",
        passing_score="70",
        launch_data="a=1",
        max_time_allowed="01:00:00",
        time_limit_action="exit,message",
    )


def test_what_a_scorm2004_manifest_says(tmp_path):
    limits = '<imsss:limitConditions attemptAbsoluteDurationLimit="PT1H"/>'
    sequencing = PRIMARY.format(
        attributes=' satisfiedByMeasure="true" objectiveID="main"', measure=MEASURE
    )
    inside = (
        "<adlcp:timeLimitAction>exit,message</adlcp:timeLimitAction>"
        "<adlcp:dataFromLMS> a=1 </adlcp:dataFromLMS>"
        "<adlcp:completionThreshold> 0.9 </adlcp:completionThreshold>"
    ) + sequencing.replace("<imsss:objectives>", f"{limits}<imsss:objectives>")
    sco = _sco(tmp_path, manifest2004("index.html", ' parameters="?m=1"', inside))
    assert sco == Sco(
        "Leçon & quiz",
        "index.html?m=1",
        passing_score="0.7",
        completion_threshold="0.9",
        launch_data="a=1",
        max_time_allowed="PT1H",
        time_limit_action="exit,message",
        objectives=("main", "o1"),
    )


@BOTH
def test_what_the_manifest_does_not_say_is_empty(tmp_path, written):
    assert _sco(tmp_path, written()) == Sco("Leçon & quiz", "index.html")


@pytest.mark.parametrize(
    ("edition", "dialect"),
    [
        ("2004 3rd Edition", SCORM2004),
        ("2004 4th Edition", SCORM2004),
        ("CAM 1.3", SCORM2004),
    ],
)
def test_the_edition_of_scorm2004(tmp_path, edition, dialect):
    read = _read(tmp_path, manifest2004(edition=edition))
    assert (read.dialect, read.edition) == (dialect, edition)


def test_scorm12_is_known_by_its_version(tmp_path):
    read = _read(tmp_path, manifest())
    assert (read.dialect, read.edition) == (SCORM12, "1.2")


def test_a_scorm2004_manifest_without_a_version_is_not_read_as_one(tmp_path):
    """As platforms do, which then offer the API of SCORM 1.2."""
    with pytest.raises(StudioError) as problem:
        _read(tmp_path, manifest2004(edition=""))
    assert problem.value.message.id == "preview.no_launch"


@pytest.mark.parametrize(
    ("attributes", "measure", "score"),
    [
        (' satisfiedByMeasure="true"', MEASURE, "0.7"),
        (' satisfiedByMeasure="true"', "", "1.0"),
        (' satisfiedByMeasure="false"', MEASURE, ""),
        ("", MEASURE, ""),
    ],
)
def test_a_measure_passes_where_it_decides(tmp_path, attributes, measure, score):
    inside = PRIMARY.format(attributes=attributes, measure=measure)
    sco = _sco(tmp_path, manifest2004(inside=inside))
    assert (sco.passing_score, sco.objectives) == (score, ("o1",))


@pytest.mark.parametrize(
    ("attributes", "threshold"),
    [
        ('completedByMeasure="true" minProgressMeasure="0.8"', "0.8"),
        ('completedByMeasure="true"', "1.0"),
        ('minProgressMeasure="0.8"', ""),
    ],
)
def test_a_threshold_of_the_4th_edition(tmp_path, attributes, threshold):
    inside = f"<adlcp:completionThreshold {attributes}/>"
    sco = _sco(tmp_path, manifest2004(inside=inside, edition="2004 4th Edition"))
    assert sco.completion_threshold == threshold


def test_the_default_organization_is_launched(tmp_path):
    text = MANIFEST.format(
        organizations=ORGANIZATION.format(id="other", ref="r2", more="", inside="")
        + ORGANIZATION.format(id="o", ref="r1", more="", inside=""),
        resources=RESOURCE.format(id="r2", href="b.html") + RESOURCE.format(id="r1", href="a.html"),
    )
    assert [sco.href for sco in _read(tmp_path, text, "a.html", "b.html").scos] == ["a.html"]


@pytest.mark.parametrize("template", [MANIFEST, MANIFEST2004])
def test_all_scos_come_in_the_order_of_the_items(tmp_path, template):
    """Folders of items and assets are no SCOs."""

    def item(title: str, reference: str, inside: str = "") -> str:
        return f"<item {reference}><title>{title}</title>{inside}</item>"

    leaves = item("Two", 'identifierref="r1"') + item("Three", 'identifierref="r3"')
    items = (
        item("One", 'identifierref="r2"')
        + item("Folder", "", leaves)
        + item("Picture", 'identifierref="r4"')
    )
    resources = "".join(RESOURCE.format(id=f"r{n}", href=f"{n}.html") for n in (1, 2, 3))
    resources += RESOURCE.format(id="r4", href="4.html").replace('"sco"', '"asset"')
    text = template.format(
        edition="2004 4th Edition",
        organizations=f'<organization identifier="o"><title>C</title>{items}</organization>',
        resources=resources if template is MANIFEST else resources.replace("mtype", "mType"),
    )
    scos = _read(tmp_path, text, *(f"{n}.html" for n in (1, 2, 3, 4))).scos
    assert [(sco.title, sco.href) for sco in scos] == [
        ("One", "2.html"),
        ("Two", "1.html"),
        ("Three", "3.html"),
    ]


@BOTH
@pytest.mark.parametrize(
    ("base", "href", "name"),
    [
        ("", "my%20page%C3%A9.html?x=1#y", "my pageé.html"),
        ("", "my page.html", "my page.html"),
        ("content/", "index.html", "content/index.html"),
    ],
)
def test_addresses_in_the_manifest(tmp_path, written, base, href, name):
    text = written(href).replace("<resources>", f'<resources xml:base="{base}">')
    assert _sco(tmp_path, text, name).href == f"{base}{href}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<manifest", "preview.bad_manifest"),
        ("", "preview.bad_manifest"),
        ("<manifest/>", "preview.no_launch"),
        (MANIFEST.format(organizations="", resources=""), "preview.no_launch"),
        (manifest().replace('identifierref="r"', 'identifierref="none"'), "preview.no_launch"),
        (manifest2004().replace('identifierref="r"', 'identifierref="none"'), "preview.no_launch"),
        (manifest("missing.html"), "preview.launch_missing"),
        (manifest("Index.html"), "preview.launch_missing"),
        (manifest(""), "preview.launch_missing"),
        (manifest("https://evil.test/index.html"), "preview.launch_missing"),
        (manifest("//evil.test/index.html"), "preview.launch_missing"),
        (manifest("javascript:alert(1)"), "preview.launch_missing"),
        (manifest("../package/index.html"), "preview.launch_missing"),
        (manifest2004("../package/index.html"), "preview.launch_missing"),
    ],
)
def test_manifests_that_are_wrong(tmp_path, text, said):
    with pytest.raises(StudioError) as problem:
        _read(tmp_path, text)
    assert problem.value.message.id == said
    assert problem.value.message.params["file"] == "package"


@BOTH
def test_entities_of_a_manifest_read_no_files(tmp_path, written):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    head = f'<!DOCTYPE manifest [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    text = written().replace("?>", f"?>{head}", 1).replace("Leçon &amp; quiz", "&x;")
    assert "secret" not in _sco(tmp_path, text).title
