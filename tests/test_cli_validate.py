"""A package is validated from the command line, and before it is published."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from exporters.publication import PackageFile
from exporters.scorm12 import Scorm12
from tests.courses import small_course
from tests.exporters.validation.packages import GOOD
from tests.lines import Run, runner


@pytest.fixture
def run(capsys) -> Run:
    return runner(capsys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    project, _ = small_course(tmp_path)
    return project.folder


def package(tmp_path: Path, name: str, content: str) -> Path:
    """A good package with another file in it."""
    file = tmp_path / "package.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for each, text in {**GOOD["tincan"], name: content.encode()}.items():
            archive.writestr(each, text)
    return file


def test_what_we_publish_is_valid(run: Run, folder: Path, tmp_path: Path) -> None:
    for number, name in enumerate(("scorm12", "scorm2004", "xapi", "cmi5", "html")):
        file = tmp_path / f"{number}.zip"
        published = run("publish", folder, "--to", name, "--out", file, "--json")
        assert not any("not in the package" in each for each in published.data["warnings"])
        said = run("validate", file)
        assert (said.status, said.out) == (0, f"{file}: nothing to put right.\n")


def test_warnings_are_told_and_let_pass(run: Run, tmp_path: Path) -> None:
    file = package(tmp_path, "more.html", '<img src="/x.png">')
    said = run("validate", file)
    assert said.status == 0
    place, told, *_ = said.out.splitlines()
    assert place == "more.html"
    assert told.startswith("   Warning page.absolute: The page loads \u201c/x.png\u201d")
    assert said.out.splitlines()[-1] == f"{file}: 0 errors, 1 warning, 1 idea."


def test_errors_end_with_status_1_and_come_first(run: Run, tmp_path: Path) -> None:
    file = package(tmp_path, "cmi5.xml", "<broken")
    said = run("validate", file, "--json")
    assert said.status == 1
    found: list[dict[str, str]] = json.loads(said.out)
    first, *others = found
    assert set(first) == {"level", "code", "place", "text", "details"}
    assert (first["level"], first["code"], first["place"]) == (
        "error",
        "xml.malformed",
        "cmi5.xml:1",
    )
    assert first["details"]
    assert {each["level"] for each in others} == {"hint"}


def test_it_speaks_french(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSEWRIGHT_LANGUAGE", "fr")
    file = tmp_path / "a.zip"
    file.write_text("rien", "utf-8")
    said = run("validate", file)
    assert said.status == 1
    assert said.out.startswith(
        "Le paquet dans son ensemble\n   Erreur zip.broken\u00a0: Ce n\u2019est"
    )


def test_a_file_that_is_not_there_is_an_error(run: Run, tmp_path: Path) -> None:
    said = run("validate", tmp_path / "none.zip")
    assert said.status == 1
    assert "none.zip" in said.error
    assert run("validate").status == 2


def test_a_package_with_an_error_is_not_published(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = Scorm12.files

    def without_page(self, publication):
        manifest, _, *others = files(self, publication)
        return [manifest, *others]

    monkeypatch.setattr(Scorm12, "files", without_page)
    said = run("publish", folder, "--to", "scorm12", "--out", tmp_path / "a.zip")
    assert said.status == 1
    assert "imsmanifest.xml:" in said.error
    assert "Nothing was written." in said.error
    assert not (tmp_path / "a.zip").exists()


def test_a_warning_is_told_when_a_package_is_published(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = Scorm12.files
    more = PackageFile("more.html", b'<script src="https://example.org/x.js"></script>')
    monkeypatch.setattr(Scorm12, "files", lambda *given: [*files(*given), more])
    said = run("publish", folder, "--to", "scorm12", "--out", tmp_path / "a.zip", "--json")
    assert said.status == 0
    warned = [
        each for each in said.data["warnings"] if each.startswith("more.html: The page loads")
    ]
    assert len(warned) == 1
    assert (tmp_path / "a.zip").is_file()
