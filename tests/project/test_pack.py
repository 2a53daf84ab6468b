"""A course in one file and back: all that it needs, the same bytes, nothing half-written."""

from __future__ import annotations

import errno
import gzip
import json
import shutil
import sys
import unicodedata
import zipfile
from pathlib import Path

import msgspec
import pytest

from studio.cli import main
from studio.course.edits import remove, replace
from studio.course.model import Course
from studio.jobs import Cancelled, Progress
from studio.messages import StudioError
from studio.project.media_check import full_check
from studio.project.media_store import media_file
from studio.project.pack import MIMETYPE, pack, pack_beside
from studio.project.project import Project, open_project
from studio.project.unpack import unpack
from studio.project.versions import VersionKind
from tests.courses import small_course
from tests.disks import locked, small_disk


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
    assert (other.folder / ".gitattributes").is_file()


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


def test_an_unreadable_course_in_the_history_comes_back(made, tmp_path):
    """A crash may leave a file of zeros, which looks like a bomb where it is deflated."""
    kept = made[0].history.keep_unreadable(bytes(12_000_000))
    other = unpack(packed(made, tmp_path), tmp_path / "x.course", Progress())
    assert (other.history.folder / kept.name).read_bytes() == kept.read_bytes()


def test_history_carries_nothing_from_outside(made, tmp_path):
    project, course = made
    version = project.history.keep(course, VersionKind.CHECKPOINT)
    head, content = gzip.decompress(version.file.read_bytes()).split(b"\n", 1)
    told = json.loads(head) | {"files": ["../course.json", "../../secret", "course.json"]}
    version.file.write_bytes(gzip.compress(json.dumps(told).encode() + b"\n" + content))
    (tmp_path / "secret").write_text("secret", "utf-8")
    assert project.history.files_used() == set(told["files"])
    assert not [name for name in names(packed(made, tmp_path)) if "secret" in name or ".." in name]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_translations_go_with_it_whatever_their_names(made, tmp_path, form):
    folder = made[0].folder / "translations"
    folder.mkdir()
    (folder / unicodedata.normalize(form, "Traduction d'été.json")).write_text("{}", "utf-8")
    other = unpack(packed(made, tmp_path), tmp_path / "x.course", Progress())
    found = [each.name for each in (other.folder / "translations").iterdir()]
    assert [unicodedata.normalize("NFC", name) for name in found] == ["Traduction d'été.json"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems don't take such names")
@pytest.mark.parametrize("given", [["aux.json"], ["a:b"], ["fr.json", "FR.json"], ["x" * 130]])
def test_a_name_that_could_not_be_opened_is_not_packed(made, tmp_path, given):
    folder = made[0].folder / "translations"
    folder.mkdir()
    for name in given:
        (folder / name).write_text("{}", "utf-8")
    with pytest.raises(StudioError) as raised:
        packed(made, tmp_path)
    assert raised.value.message.id == "pack.name"
    assert Path(str(raised.value.message.params["file"])).name in given
    assert not list(tmp_path.glob("*.coursewright"))


@pytest.mark.skipif(sys.platform == "win32", reason="links take a right there")
def test_a_link_out_of_the_course_is_not_followed(made, tmp_path):
    (tmp_path / "private.key").write_text("secret", "utf-8")
    folder = made[0].folder / "translations"
    folder.mkdir()
    (folder / "fr.json").symlink_to(tmp_path / "private.key")
    assert not [name for name in names(packed(made, tmp_path)) if name.startswith("translations")]


def test_a_file_that_has_changed_is_not_packed(made, tmp_path):
    """The pack could not be opened, and by then the course may be gone."""
    project, course = made
    entry = next(iter(course.media.values()))
    file = project.media.path(entry.file)
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    with pytest.raises(StudioError) as raised:
        packed(made, tmp_path)
    assert raised.value.message.id == "pack.other_content"
    assert raised.value.message.params["file"] == str(file)
    assert not list(tmp_path.glob("*.coursewright")) + list(tmp_path.glob(".*"))


@pytest.mark.parametrize("place", ["course.json", "x.coursewright", "media/x.coursewright"])
def test_a_pack_is_not_written_among_the_files_of_its_course(made, place):
    project, course = made
    before = project.course_file.read_bytes()
    with pytest.raises(StudioError) as raised:
        pack(project, course, project.folder / place, with_history=True, progress=Progress())
    assert raised.value.message.id == "pack.inside"
    assert project.course_file.read_bytes() == before
    assert place == "course.json" or not (project.folder / place).exists()


@pytest.mark.parametrize(
    ("folder", "file"),
    [
        ("Élan vital.course", "Élan vital.coursewright"),
        ("Cours 2.0", "Cours 2.0.coursewright"),
        ("Cours 2.1.course", "Cours 2.1.coursewright"),
    ],
)
def test_each_course_has_a_pack_of_its_own(tmp_path, folder, file):
    assert pack_beside(tmp_path / folder) == tmp_path / file


def test_the_same_course_gives_the_same_bytes(made, tmp_path):
    first = packed(made, tmp_path).read_bytes()
    project, course = made
    moved = tmp_path / "moved.course"
    shutil.copytree(project.folder, moved)
    again = pack(
        open_project(moved), course, tmp_path / "x", with_history=True, progress=Progress()
    )
    assert again.file.read_bytes() == first
    with zipfile.ZipFile(again.file) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_media_are_stored_and_text_is_deflated(made, tmp_path):
    with zipfile.ZipFile(packed(made, tmp_path)) as archive:
        for info in archive.infolist():
            stored = info.compress_type == zipfile.ZIP_STORED
            assert stored == info.filename.startswith(("media/", "mimetype"))


def test_media_of_text_that_says_little_come_back(made, tmp_path):
    """Deflated they would look like a bomb."""
    project, course = made
    journal = tmp_path / "journal.txt"
    journal.write_bytes(b"rien\n" * 2_500_000)
    old = next(entry for entry in course.media.values() if entry.name == "Notes d'été.txt")
    new = msgspec.structs.replace(media_file(project.media, journal, Progress()), id=old.id)
    course = replace(course, new)
    file = packed((project, course), tmp_path)
    assert unpack(file, tmp_path / "x.course", Progress()).media.has(new.file)


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


def test_a_disk_that_fills_up_leaves_the_earlier_pack(made, tmp_path):
    with small_disk(tmp_path / "disk", "64k") as disk:
        (disk / "Élan vital.coursewright").write_bytes(b"the earlier one")
        with pytest.raises(OSError, match="Élan vital") as raised:
            packed(made, disk)
        assert raised.value.errno == errno.ENOSPC
        assert [each.name for each in disk.iterdir()] == ["Élan vital.coursewright"]
        assert (disk / "Élan vital.coursewright").read_bytes() == b"the earlier one"


def test_a_disk_can_become_a_course(made, tmp_path):
    """Nothing can take the place of the folder at which a disk is mounted."""
    file = packed(made, tmp_path)
    with small_disk(tmp_path / "disk", "2m") as disk:
        assert unpack(file, disk, Progress()).load() == made[1]
        assert not list(disk.glob("*.part"))


def test_the_folder_where_one_is_can_become_a_course(made, tmp_path, monkeypatch, capsys):
    file = packed(made, tmp_path)
    here = tmp_path / "ici"
    here.mkdir()
    monkeypatch.chdir(here)
    assert main(["unpack", str(file), "--out", "."]) == 0
    assert str(here) in capsys.readouterr().out
    assert (Path.cwd() / "course.json").is_file()
    assert sorted(each.name for each in here.iterdir()) == sorted(
        each.name for each in unpack(file, tmp_path / "x", Progress()).folder.iterdir()
    )


def test_what_comes_into_an_empty_folder_meanwhile_is_left_alone(made, tmp_path):
    file = packed(made, tmp_path)
    folder = tmp_path / "ici"
    folder.mkdir()
    mine = folder / "course.json"
    with pytest.raises(StudioError) as raised:
        unpack(file, folder, Progress(lambda _: mine.write_text("mine", "utf-8") and None))
    assert raised.value.message.id == "course.folder_not_empty"
    assert [each.name for each in folder.iterdir()] == ["course.json"]
    assert mine.read_text("utf-8") == "mine"


@pytest.mark.parametrize("place", ["a/b/x.course", "empty"])
def test_a_pack_that_is_refused_leaves_no_folders(tmp_path, place):
    file = tmp_path / "x.coursewright"
    file.write_bytes(b"no pack")
    (tmp_path / "empty").mkdir()
    with pytest.raises(StudioError):
        unpack(file, tmp_path / place, Progress())
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["empty", "x.coursewright"]


def test_a_folder_that_may_not_be_written_to_is_named(made, tmp_path):
    file = packed(made, tmp_path)
    home = tmp_path / "locked"
    home.mkdir()
    with locked(home), pytest.raises(PermissionError) as raised:
        unpack(file, home / "x.course", Progress())
    assert raised.value.filename == str(home / "x.course")


def test_a_folder_that_is_not_empty_is_left_alone(made, tmp_path):
    file = packed(made, tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(StudioError):
        unpack(file, tmp_path / "full", Progress())
    assert [each.name for each in (tmp_path / "full").iterdir()] == ["mine.txt"]
    (tmp_path / "empty").mkdir()
    assert unpack(file, tmp_path / "empty", Progress()).load() == made[1]


def test_a_place_that_is_taken_is_said_before_the_pack_is_read(tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("mine", "utf-8")
    for place, said in ((taken, "course.folder_is_file"), (tmp_path, "course.folder_not_empty")):
        with pytest.raises(StudioError) as raised:
            unpack(tmp_path / "none.coursewright", place, Progress())
        assert raised.value.message.id == said
    assert taken.read_text("utf-8") == "mine"


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


def test_a_folder_may_be_said_for_the_pack(made, tmp_path, capsys):
    (tmp_path / "à remettre").mkdir()
    assert main(["pack", str(made[0].folder), "--out", str(tmp_path / "à remettre"), "--json"]) == 0
    file = tmp_path / "à remettre" / "Élan vital.coursewright"
    assert json.loads(capsys.readouterr().out) == {"file": str(file), "size": file.stat().st_size}


def test_the_command_line_says_what_it_does(made, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["pack", str(made[0].folder), "--no-history"]) == 0
    assert "Élan vital.coursewright" in capsys.readouterr().err
    assert main(["unpack", str(made[0].folder.with_suffix(".coursewright")), "--out", "x"]) == 0
    assert "Élan vital.coursewright" in capsys.readouterr().err
