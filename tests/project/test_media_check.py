"""Files of a course that went missing or bad: found, named, pointed at again; unused ones."""

from __future__ import annotations

import os
import shutil

import pytest
from msgspec.structs import replace as changed

from studio.course.edits import remove, replace
from studio.imports.relink import relink
from studio.jobs import Cancelled, Progress
from studio.messages import StudioError
from studio.project.media_check import Damage, full_check, quick_check
from studio.project.project import open_project
from studio.project.unused import bring_back, clear_leftovers, empty, unused_files
from studio.project.versions import VersionKind
from tests.courses import small_course
from tests.disks import locked
from tests.media import recordings


@pytest.fixture
def made(tmp_path):
    return small_course(tmp_path)


def entry_of(course, name: str):
    return next(entry for entry in course.media.values() if entry.name == name)


def test_a_sound_course_has_no_problem(made):
    project, course = made
    assert quick_check(project, course) == []
    assert full_check(project, course, Progress()) == []


def test_what_is_missing_is_named_as_the_author_knows_it(made):
    project, course = made
    entry = entry_of(course, "Notes d'été.txt")
    project.media.path(entry.file).unlink()
    for found in (quick_check(project, course), full_check(project, course, Progress())):
        [problem] = found
        assert (problem.node, problem.name, problem.damage) == (
            entry.id,
            "Notes d'été.txt",
            Damage.MISSING,
        )


def test_missing_captions_are_named_by_their_recording(made):
    project, course = made
    shutil.rmtree(project.captions.folder)
    [problem] = quick_check(project, course)
    assert problem.node in course.recordings
    assert problem.name == "Cours (fr)"


def test_a_changed_length_is_seen_at_once_and_changed_bytes_by_reading(made):
    project, course = made
    notes = project.media.path(entry_of(course, "Notes d'été.txt").file)
    data = notes.read_bytes()
    notes.write_bytes(data + b"more")
    assert [problem.damage for problem in quick_check(project, course)] == [Damage.CHANGED]
    notes.write_bytes(b"X" + data[1:])
    assert quick_check(project, course) == []
    assert [p.damage for p in full_check(project, course, Progress())] == [Damage.CHANGED]


def test_reading_all_files_can_be_cancelled(made):
    project, course = made
    with pytest.raises(Cancelled):
        full_check(project, course, Progress(lambda progress: progress.cancel()))


def test_the_same_content_heals_the_course_without_an_edit(made, tmp_path):
    project, course = made
    entry = entry_of(course, "Notes d'été.txt")
    project.media.path(entry.file).write_bytes(b"broken")
    edit = relink(project, course, entry.id, tmp_path / "Notes d'été.txt", Progress())
    assert edit(course) is course
    assert full_check(project, course, Progress()) == []


def test_another_content_keeps_the_identity(made, tmp_path):
    project, course = made
    entry = entry_of(course, "Notes d'été.txt")
    new = tmp_path / "Notes (2).txt"
    new.write_text("Autre chose", "utf-8")
    edited = relink(project, course, entry.id, new, Progress())(course)
    assert edited.media[entry.id].name == "Notes (2).txt"
    assert edited.media[entry.id].file != entry.file
    assert edited.screens is course.screens
    assert quick_check(project, edited) == []


def test_a_recording_is_replaced_by_one_that_holds_its_clips(made, tmp_path):
    project, course = made
    [recording] = course.recordings.values()
    (tmp_path / "other").mkdir()
    other = recordings.matroska(tmp_path / "other")
    edited = relink(project, course, recording.media, other, Progress())(course)
    assert edited.clips is course.clips
    assert edited.media[recording.media].name == other.name
    assert edited.recordings[recording.id].duration_s == pytest.approx(9.0, abs=0.2)


def test_a_recording_that_is_none_or_too_short_is_refused(made, tmp_path):
    project, course = made
    [recording] = course.recordings.values()
    with pytest.raises(StudioError):
        relink(project, course, recording.media, tmp_path / "Notes d'été.txt", Progress())
    longer = replace(course, changed(course.clips["k0000002"], end_s=60.0))
    (tmp_path / "other").mkdir()
    other = recordings.matroska(tmp_path / "other")
    with pytest.raises(StudioError) as raised:
        relink(project, longer, recording.media, other, Progress())
    assert raised.value.message.id == "media.too_short"


def test_unused_files_are_those_that_nothing_names(made):
    project, course = made
    assert unused_files(project, [course]) == []
    notes = entry_of(course, "Notes d'été.txt")
    without = remove(course, notes.id)
    assert unused_files(project, [without, course]) == []
    [unused] = unused_files(project, [without])
    assert unused.path == f"media/{notes.file}"
    assert unused.size == notes.size
    project.history.keep(course, VersionKind.CHECKPOINT)
    assert unused_files(project, [without]) == []


def test_emptied_files_can_come_back(made):
    project, course = made
    without = remove(course, entry_of(course, "Notes d'été.txt").id)
    emptied = empty(project, unused_files(project, [without]))
    assert len(quick_check(project, course)) == 1
    assert unused_files(project, [without]) == []
    bring_back(project, emptied)
    assert full_check(project, course, Progress()) == []


def test_emptying_that_fails_leaves_all_in_place(made):
    project, course = made
    without = remove(course, entry_of(course, "Notes d'été.txt").id)
    files = unused_files(project, [without])
    project.cache("emptied")
    with locked(project.media.folder), pytest.raises(PermissionError):
        empty(project, files)
    assert quick_check(project, course) == []


def test_leftovers_of_a_crash_go_and_nothing_else(made):
    project, course = made
    without = remove(course, entry_of(course, "Notes d'été.txt").id)
    emptied = empty(project, unused_files(project, [without]))
    for folder in (project.folder, project.media.folder, project.captions.folder):
        for name in (".half.part", ".young.part"):
            (folder / name).write_bytes(b"half")
        os.utime(folder / ".half.part", (0, 0))
    (project.media.folder / "mine.part").write_bytes(b"the author's own")
    clear_leftovers(project)
    assert not emptied.folder.exists()
    assert {file.name for file in project.folder.rglob(".*.part")} == {".young.part"}
    assert (project.media.folder / "mine.part").exists()
    assert open_project(project.folder).load() == course
