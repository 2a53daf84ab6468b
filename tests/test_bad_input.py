"""What goes wrong at users' desks: one sentence that names the thing, and nothing half-written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.disks import locked, small_disk
from tests.lines import Run, runner
from tests.media import recordings
from tests.real_media.films import Film, make


@pytest.fixture
def run(capsys) -> Run:
    return runner(capsys)


@pytest.fixture(scope="module")
def films(tmp_path_factory) -> Path:
    folder: Path = tmp_path_factory.mktemp("films")
    recordings.plain(folder)
    recordings.no_sound(folder)
    make(folder / "only_sound.m4a", Film(sound=recordings.sound()))
    return folder


@pytest.fixture
def course(run, films, tmp_path) -> Path:
    """A course with one lecture."""
    folder: Path = tmp_path / "Budget.course"
    run("new", folder, "--title", "Budget")
    run("add-lecture", folder, films / "plain.mp4")
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder but caches, by their path."""
    files = (file for file in folder.rglob("*") if file.is_file() and ".studio" not in file.parts)
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def no_media(folder: Path, _: Path) -> Path:
    file = folder / "Notes de cours.mp4"
    file.write_text("Ce fichier est du texte.", "utf-8")
    return file


def empty(folder: Path, _: Path) -> Path:
    file = folder / "vide.mp4"
    file.touch()
    return file


def cut_short(folder: Path, films: Path) -> Path:
    file = folder / "half.mp4"
    content = (films / "plain.mp4").read_bytes()
    file.write_bytes(content[: len(content) // 2])
    return file


def missing(folder: Path, _: Path) -> Path:
    return folder / "nowhere" / "film.mp4"


def a_folder(folder: Path, _: Path) -> Path:
    (folder / "films").mkdir()
    return folder / "films"


@pytest.mark.parametrize("make_bad", [no_media, empty, cut_short, missing, a_folder])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_bad_recording_is_named(
    run, course, films, tmp_path, monkeypatch, language, make_bad: Callable[[Path, Path], Path]
):
    monkeypatch.setenv("COURSEWRIGHT_LANGUAGE", language)
    bad, before = make_bad(tmp_path, films), everything(course)
    for command in (["split", bad], ["add-lecture", course, bad]):
        said = run(*command)
        assert (said.status, said.out) == (1, "")
        assert bad.name in said.error
    assert run("split", bad, "--out", tmp_path / "clips").status == 1
    assert not list((tmp_path / "clips").glob("*"))
    assert everything(course) == before


@pytest.mark.parametrize("name", ["no_sound.mp4", "only_sound.m4a"])
def test_half_a_recording_is_still_a_lecture(run, course, films, name):
    assert run("add-lecture", course, films / name, "--max", "0:05").status == 0
    assert run("publish", course, "--to", "scorm12").status == 0


@pytest.mark.parametrize("captions", ["no captions at all", "", "\x00\xff\x00"])
def test_bad_captions_are_named(run, course, films, tmp_path, captions):
    file, before = tmp_path / "sous-titres.srt", everything(course)
    file.write_bytes(captions.encode("latin-1"))
    said = run("add-lecture", course, films / "plain.mp4", "--captions", file)
    assert said.status == 1
    assert file.name in said.error
    assert everything(course) == before


def test_an_error_is_data_too(run, course, tmp_path):
    said = run("add-lecture", course, tmp_path / "film.mp4", "--json")
    assert said.status == 1
    assert said.data["error"]["id"] == "media.missing"
    assert "film.mp4" in said.data["error"]["text"]


def test_a_folder_that_is_no_course(run, films, tmp_path):
    for command in (
        ["add-lecture", tmp_path, films / "plain.mp4"],
        ["publish", tmp_path, "--to", "html"],
    ):
        said = run(*command)
        assert said.status == 1
        assert str(tmp_path) in said.error


def test_new_writes_into_no_folder_that_holds_something(run, course):
    before = everything(course)
    said = run("new", course, "--title", "Another")
    assert said.status == 1
    assert "Budget.course" in said.error
    assert everything(course) == before


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda data: data["course"].update(clip_limit_s="seven"), "clip_limit_s"),
        (lambda data: data["course"].update(colour="red"), "colour"),
        (lambda data: data.update(format=99), "99"),
        (lambda data: data["course"]["order"].append("mnowhere1"), "mnowhere1"),
        (lambda data: next(iter(data["course"]["clips"].values())).update(end_s=-1), "end_s"),
    ],
)
def test_a_broken_field_is_named(run, course, films, change, named):
    file = course / "course.json"
    data = json.loads(file.read_text("utf-8"))
    change(data)
    file.write_text(json.dumps(data), "utf-8")
    before = everything(course)
    for command in (
        ["add-lecture", course, films / "plain.mp4"],
        ["publish", course, "--to", "html"],
    ):
        said = run(*command)
        assert said.status == 1
        assert "course.json" in said.error
        assert named in said.error
    assert everything(course) == before


def test_a_course_file_cut_short_names_its_line(run, course):
    file = course / "course.json"
    file.write_text(file.read_text("utf-8")[:200], "utf-8")
    said = run("publish", course, "--to", "html")
    assert said.status == 1
    assert "course.json" in said.error


def test_a_recording_that_is_gone_from_the_course(run, course):
    [recording] = (course / "media").iterdir()
    recording.unlink()
    said = run("publish", course, "--to", "html")
    assert said.status == 1
    assert recording.name in said.error


def test_an_unknown_format_suggests_the_nearest(run, course, tmp_path):
    said = run("publish", course, "--to", "scorm21")
    assert said.status == 1
    assert "scorm12" in said.error
    assert not list(tmp_path.glob("*.zip"))


def test_a_course_without_screens(run, tmp_path):
    run("new", tmp_path / "c", "--title", "Vide")
    said = run("publish", tmp_path / "c", "--to", "html")
    assert said.status == 1
    assert "Vide" in said.error


def test_a_folder_without_write_permission(run, course, films, tmp_path):
    before = everything(course)
    run("publish", course, "--to", "html", "--out", tmp_path / "earlier.zip")
    with locked(course), locked(course / "media"):
        said = run("add-lecture", course, films / "no_sound.mp4")
        assert said.status == 1
        assert str(course) in said.error
    new = set(everything(course)) - set(before)
    assert {Path(name).parts[0] for name in new} == {"published.json", "history"}
    (tmp_path / "closed").mkdir()
    with locked(tmp_path / "closed"):
        for command in (
            ["new", tmp_path / "closed" / "c", "--title", "T"],
            ["publish", course, "--to", "html", "--out", tmp_path / "closed" / "out.zip"],
            ["split", films / "plain.mp4", "--max", "0:05", "--out", tmp_path / "closed" / "clips"],
        ):
            said = run(*command)
            assert said.status == 1
            assert str(tmp_path / "closed") in said.error


def test_a_full_disk(run, films, tmp_path):
    with small_disk(tmp_path / "disk", "64k") as disk:
        course = disk / "c"
        assert run("new", course, "--title", "T").status == 0
        before = everything(disk)
        for command in (
            ["add-lecture", course, films / "plain.mp4"],
            ["split", films / "plain.mp4", "--max", "0:05", "--out", disk / "clips"],
        ):
            said = run(*command)
            assert said.status == 1
            assert "disk is full" in said.error
        assert everything(disk) == before


def test_a_disk_full_of_a_package_keeps_the_earlier_one(run, course, tmp_path):
    with small_disk(tmp_path / "disk", "64k") as disk:
        (disk / "course.zip").write_bytes(b"earlier")
        said = run("publish", course, "--to", "html", "--out", disk / "course.zip")
        assert said.status == 1
        assert "course.zip" in said.error
        assert everything(disk) == {"course.zip": b"earlier"}


def test_broken_settings_are_named(run, home, tmp_path):
    from studio.settings import settings_file

    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text("{", "utf-8")
    said = run("new", tmp_path / "c", "--title", "T")
    assert said.status == 1
    assert settings_file().name in said.error
