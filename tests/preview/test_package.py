"""Opening packages by anyone: what is launched, and what is wrong in words."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from studio.messages import StudioError
from studio.preview.package import Unpacked, read_scorm12, read_tincan
from tests.preview.packages import (
    MANIFEST,
    ORGANIZATION,
    RESOURCE,
    TINCAN,
    folder,
    manifest,
    zipped,
)


def _sco(tmp_path: Path, text: str, *names: str):
    files: dict[str, str | bytes] = {"imsmanifest.xml": text}
    files |= dict.fromkeys(names or ("index.html",), "<p>page</p>")
    with Unpacked(folder(tmp_path / "package", files)) as package:
        return read_scorm12(package)


def _said(problem: pytest.ExceptionInfo[StudioError]) -> tuple[str, dict[str, object]]:
    return problem.value.message.id, dict(problem.value.message.params)


def test_a_zip_file_is_unpacked_and_removed(tmp_path):
    file = zipped(tmp_path / "cours été.zip", {"imsmanifest.xml": manifest(), "index.html": "é"})
    with Unpacked(file) as package:
        unpacked = package.folder
        assert read_scorm12(package).href == "index.html"
        assert (unpacked / "index.html").read_text("utf-8") == "é"
    assert not unpacked.exists()


def test_a_folder_is_left_alone(tmp_path):
    with Unpacked(folder(tmp_path / "p", {"a.txt": "a"})) as package:
        pass
    assert (package.folder / "a.txt").exists()


def test_what_the_manifest_says(tmp_path):
    inside = (
        "<adlcp:maxtimeallowed>01:00:00</adlcp:maxtimeallowed>"
        "<adlcp:timelimitaction>exit,message</adlcp:timelimitaction>"
        "<adlcp:datafromlms> a=1 </adlcp:datafromlms>"
        "<adlcp:masteryscore>70</adlcp:masteryscore>"
    )
    sco = _sco(tmp_path, manifest("index.html", ' parameters="?m=1"', inside))
    assert sco.title == "Leçon & quiz"
    assert sco.href == "index.html?m=1"
    assert (sco.mastery_score, sco.launch_data) == ("70", "a=1")
    assert (sco.max_time_allowed, sco.time_limit_action) == ("01:00:00", "exit,message")


def test_what_the_manifest_does_not_say_is_empty(tmp_path):
    sco = _sco(tmp_path, manifest())
    assert sco.mastery_score == sco.launch_data == sco.max_time_allowed == ""


def test_the_default_organization_is_launched(tmp_path):
    text = MANIFEST.format(
        organizations=ORGANIZATION.format(id="other", ref="r2", more="", inside="")
        + ORGANIZATION.format(id="o", ref="r1", more="", inside=""),
        resources=RESOURCE.format(id="r2", href="b.html") + RESOURCE.format(id="r1", href="a.html"),
    )
    assert _sco(tmp_path, text, "a.html", "b.html").href == "a.html"


def test_a_folder_of_items_is_not_launched_itself(tmp_path):
    item = '<item identifier="leaf" identifierref="r"><title>Leaf</title></item>'
    text = MANIFEST.format(
        organizations=f'<organization identifier="o"><title>C</title>'
        f'<item identifier="top"><title>Top</title>{item}</item></organization>',
        resources=RESOURCE.format(id="r", href="index.html"),
    )
    assert _sco(tmp_path, text).title == "Leaf"


@pytest.mark.parametrize(
    ("base", "href", "name"),
    [
        ("", "my%20page%C3%A9.html?x=1#y", "my pageé.html"),
        ("", "my page.html", "my page.html"),
        ("content/", "index.html", "content/index.html"),
    ],
)
def test_addresses_in_the_manifest(tmp_path, base, href, name):
    text = manifest(href).replace("<resources>", f'<resources xml:base="{base}">')
    assert _sco(tmp_path, text, name).href == f"{base}{href}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<manifest", "preview.bad_manifest"),
        ("", "preview.bad_manifest"),
        ("<manifest/>", "preview.no_launch"),
        (MANIFEST.format(organizations="", resources=""), "preview.no_launch"),
        (manifest().replace('identifierref="r"', 'identifierref="none"'), "preview.no_launch"),
        (manifest("missing.html"), "preview.launch_missing"),
        (manifest("Index.html"), "preview.launch_missing"),
        (manifest(""), "preview.launch_missing"),
        (manifest("https://evil.test/index.html"), "preview.launch_missing"),
        (manifest("//evil.test/index.html"), "preview.launch_missing"),
        (manifest("javascript:alert(1)"), "preview.launch_missing"),
        (manifest("../package/index.html"), "preview.launch_missing"),
    ],
)
def test_manifests_that_are_wrong(tmp_path, text, said):
    with pytest.raises(StudioError) as problem:
        _sco(tmp_path, text)
    assert _said(problem)[0] == said
    assert _said(problem)[1]["file"] == "package"


def test_entities_of_a_manifest_read_no_files(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    head = f'<!DOCTYPE manifest [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    text = manifest().replace("?>", f"?>{head}", 1).replace("Leçon &amp; quiz", "&x;")
    assert "secret" not in _sco(tmp_path, text).title


def test_a_package_without_its_manifest(tmp_path):
    with Unpacked(folder(tmp_path / "p", {"index.html": ""})) as package:
        for read, name in ((read_scorm12, "imsmanifest.xml"), (read_tincan, "tincan.xml")):
            with pytest.raises(StudioError) as problem:
                read(package)
            assert _said(problem) == ("preview.no_manifest", {"file": "p", "manifest": name})


def test_an_xapi_package(tmp_path):
    files: dict[str, str | bytes] = {"tincan.xml": TINCAN.format(href="a.html"), "a.html": ""}
    with Unpacked(folder(tmp_path / "p", files)) as package:
        activity = read_tincan(package)
    assert (activity.id, activity.title) == ("https://example.org/xapi/course", "Course")
    assert activity.href == "a.html"


def test_an_xapi_package_that_launches_nothing(tmp_path):
    for href, said in (("", "preview.no_launch"), ("b.html", "preview.launch_missing")):
        files: dict[str, str | bytes] = {"tincan.xml": TINCAN.format(href=href)}
        with Unpacked(folder(tmp_path / "p", files)) as package:
            with pytest.raises(StudioError) as problem:
                read_tincan(package)
            assert _said(problem)[0] == said


def _damaged(file: Path) -> Path:
    data = bytearray(file.read_bytes())
    middle = data.index(b"words ")
    data[middle : middle + 6] = b"sword "
    file.write_bytes(data)
    return file


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut short", b"\x00" * 100, b"not a zip"])
def test_files_that_are_no_packages(tmp_path, content):
    file = tmp_path / "course.zip"
    file.write_bytes(content)
    with pytest.raises(StudioError) as problem:
        Unpacked(file)
    assert _said(problem) == ("preview.bad_zip", {"file": "course.zip"})


def test_a_damaged_package_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    file = _damaged(zipped(tmp_path / "course.zip", {"a.txt": "a", "b.txt": "words " * 9}))
    with pytest.raises(StudioError) as problem:
        Unpacked(file)
    assert _said(problem)[0] == "preview.bad_zip"
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:\\evil.txt"]
)
def test_names_that_lead_out_are_refused(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "course.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), "evil")
    with pytest.raises(StudioError) as problem:
        Unpacked(tmp_path / "course.zip")
    assert _said(problem)[0] == "preview.unsafe_name"
    assert not list(tmp_path.rglob("evil.txt"))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        Unpacked(tmp_path / "none.zip")
