"""A course in one file and back: all that it needs, the same bytes, nothing half-written."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from studio.cli import main
from studio.course.edits import remove
from studio.course.model import Course
from studio.jobs import Cancelled, Progress
from studio.messages import StudioError
from studio.project.media_check import full_check
from studio.project.pack import MIMETYPE, pack
from studio.project.project import Project, open_project
from studio.project.unpack import unpack
from studio.project.versions import VersionKind
from tests.courses import small_course
from tests.disks import small_disk


@pytest.fixture
def made(tmp_path):
    return small_course(tmp_path)


def packed(
    made: tuple[Project, Course],
    folder: Path,
    *,
    with_history: bool = True,
    progress: Progress | None = None,
) -> Path:
    project, course = made
    target = folder / "Élan vital.coursewright"
    given = progress or Progress()
    return pack(project, course, target, with_history=with_history, progress=given).file


def names(file: Path) -> set[str]:
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        return set(archive.namelist())


def test_a_course_comes_back_whole(made, tmp_path):
    project, course = made
    project.slots_for(course)
    project.history.keep(course, VersionKind.CHECKPOINT, "Première")
    other = unpack(packed(made, tmp_path), tmp_path / "autre" / "Élan (2).course", Progress())
    assert other.load() == course
    assert full_check(other, course, Progress()) == []
    assert other.slots_for(course) == project.slots_for(course)
    assert [version.head.name for version in other.history.versions()] == ["Première"]
    assert (other.folder / "course.json").read_bytes() == project.course_file.read_bytes()
    assert not list(other.folder.parent.glob(".*"))
    assert not (other.folder / "mimetype").exists()


def test_what_the_file_is_stands_at_its_beginning(made, tmp_path):
    data = packed(made, tmp_path).read_bytes()
    assert data[30:].startswith(b"mimetype" + MIMETYPE)


def test_the_caches_stay_at_home(made, tmp_path):
    project, _ = made
    (project.cache("cuts") / "big.mp4").write_bytes(b"x")
    assert not [name for name in names(packed(made, tmp_path)) if name.startswith(".studio")]


def test_files_that_only_history_needs_go_with_it(made, tmp_path):
    project, course = made
    project.history.keep(course, VersionKind.CHECKPOINT)
    notes = next(entry for entry in course.media.values() if entry.name == "Notes d'été.txt")
    without = (project, remove(course, notes.id))
    assert f"media/{notes.file}" in names(packed(without, tmp_path))
    bare = names(packed(without, tmp_path, with_history=False))
    assert f"media/{notes.file}" not in bare
    assert not [name for name in bare if name.startswith("history/")]


def test_the_same_course_gives_the_same_bytes(made, tmp_path):
    first = packed(made, tmp_path).read_bytes()
    project, course = made
    moved = tmp_path / "moved.course"
    shutil.copytree(project.folder, moved)
    again = pack(
        open_project(moved), course, tmp_path / "x", with_history=True, progress=Progress()
    )
    assert again.file.read_bytes() == first


def test_media_are_stored_and_text_is_deflated(made, tmp_path):
    with zipfile.ZipFile(packed(made, tmp_path)) as archive:
        for info in archive.infolist():
            stored = info.compress_type == zipfile.ZIP_STORED
            assert stored == info.filename.endswith((".mp4", ".gif", "mimetype"))


def test_a_missing_file_is_named(made, tmp_path):
    project, course = made
    entry = next(iter(course.media.values()))
    project.media.path(entry.file).unlink()
    with pytest.raises(StudioError) as raised:
        packed(made, tmp_path)
    assert entry.file in str(raised.value.message.params["file"])
    assert not list(tmp_path.glob("*.coursewright"))


def test_cancelling_leaves_nothing(made, tmp_path):
    file = packed(made, tmp_path)
    stop = Progress(lambda progress: progress.cancel() if progress.fraction > 0.3 else None)
    with pytest.raises(Cancelled):
        unpack(file, tmp_path / "x.course", stop)
    file.unlink()
    stop = Progress(lambda progress: progress.cancel() if progress.fraction > 0.3 else None)
    with pytest.raises(Cancelled):
        packed(made, tmp_path, progress=stop)
    assert {each.name for each in tmp_path.iterdir() if each.name.startswith(".")} == set()
    assert not (tmp_path / "x.course").exists()
    assert not file.exists()


def test_a_full_disk_is_said_before_anything_is_written(made, tmp_path):
    file = packed(made, tmp_path)
    with small_disk(tmp_path / "disk", "64k") as disk:
        with pytest.raises(StudioError) as raised:
            unpack(file, disk / "x.course", Progress())
        assert raised.value.message.id == "unpack.no_room"
        assert not list(disk.iterdir())


def test_a_folder_that_is_not_empty_is_left_alone(made, tmp_path):
    file = packed(made, tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(StudioError):
        unpack(file, tmp_path / "full", Progress())
    assert [each.name for each in (tmp_path / "full").iterdir()] == ["mine.txt"]
    (tmp_path / "empty").mkdir()
    assert unpack(file, tmp_path / "empty", Progress()).load() == made[1]


def test_the_command_line_packs_and_unpacks(made, tmp_path, capsys):
    project, course = made
    assert main(["pack", str(project.folder)]) == 0
    file = project.folder.with_suffix(".coursewright")
    assert str(file) in capsys.readouterr().out
    target = tmp_path / "other.course"
    assert main(["unpack", str(file), "--out", str(target), "--json"]) == 0
    assert course.id in capsys.readouterr().out
    assert open_project(target).load() == course
    assert main(["unpack", str(file), "--out", str(target)]) == 1
    assert str(target) in capsys.readouterr().err
