"""Opening packages by anyone: what is launched, and what is wrong in words."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from studio.messages import StudioError
from studio.preview import package_zip
from studio.preview.package import Unpacked, read_tincan
from studio.preview.scorm_manifest import read_scorm
from tests.preview.packages import TINCAN, folder, manifest, zipped


def _said(problem: pytest.ExceptionInfo[StudioError]) -> tuple[str, dict[str, object]]:
    return problem.value.message.id, dict(problem.value.message.params)


def test_a_zip_file_is_unpacked_and_removed(tmp_path):
    file = zipped(tmp_path / "cours été.zip", {"imsmanifest.xml": manifest(), "index.html": "é"})
    with Unpacked(file) as package:
        unpacked = package.folder
        assert read_scorm(package).scos[0].href == "index.html"
        assert (unpacked / "index.html").read_text("utf-8") == "é"
    assert not unpacked.exists()


def test_a_folder_is_left_alone(tmp_path):
    with Unpacked(folder(tmp_path / "p", {"a.txt": "a"})) as package:
        pass
    assert (package.folder / "a.txt").exists()


def test_a_package_without_its_manifest(tmp_path):
    with Unpacked(folder(tmp_path / "p", {"index.html": ""})) as package:
        for read, name in ((read_scorm, "imsmanifest.xml"), (read_tincan, "tincan.xml")):
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


@pytest.mark.parametrize("name", ["con.html", "a/LPT1.js", "what?", "a.", "x\n.html", "é" * 128])
def test_names_that_not_every_system_keeps_are_refused(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "course.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), "strange")
    with pytest.raises(StudioError) as problem:
        Unpacked(tmp_path / "course.zip")
    assert _said(problem)[0] == "preview.strange_name"


def test_a_link_is_refused(tmp_path):
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "course.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(StudioError) as problem:
        Unpacked(tmp_path / "course.zip")
    assert _said(problem)[0] == "preview.unsafe_name"


def test_a_name_for_a_file_and_a_folder(tmp_path):
    with pytest.raises(StudioError) as problem:
        Unpacked(zipped(tmp_path / "course.zip", {"a": "file", "a/b": "in a folder"}))
    assert _said(problem)[0] == "preview.bad_zip"


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", manifest())
        archive.writestr("zeros", bytes(60_000_000))
    with pytest.raises(StudioError) as problem:
        Unpacked(tmp_path / "bomb.zip")
    assert _said(problem)[0] == "preview.swells"
    assert list((tmp_path / "temporary").iterdir()) == []


def test_too_many_files(tmp_path, monkeypatch):
    monkeypatch.setattr(package_zip, "_MOST_ENTRIES", 10)
    files: dict[str, str | bytes] = {f"{number}.txt": "" for number in range(11)}
    with pytest.raises(StudioError) as problem:
        Unpacked(zipped(tmp_path / "course.zip", files))
    assert _said(problem)[0] == "preview.swells"


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        Unpacked(tmp_path / "none.zip")
