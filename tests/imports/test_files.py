"""Files of any kind brought in: taken for what they hold; a bad one stops no other."""

from __future__ import annotations

import pytest
from msgspec.structs import replace as changed

from studio.course.blocks import ImageBlock
from studio.course.edits import insert
from studio.course.model import Course, Module
from studio.imports.files import Pasted, bring_in_file, bring_in_files, entered, kind_of_file
from studio.imports.relink import relink
from studio.jobs import Cancelled, Progress
from studio.messages import StudioError
from studio.project.clipboard import copied, paste
from studio.project.copies import save_copy
from studio.project.media_check import Damage, full_check, quick_check
from studio.project.pack import pack
from studio.project.project import create_project
from studio.project.unpack import unpack
from studio.project.unused import unused_files
from tests.courses import small_course
from tests.imports.pictures_of import photo, png, saved, slide
from tests.media import recordings


@pytest.fixture
def project(tmp_path):
    return create_project(tmp_path / "course", Course(id="c0000001", title="C"))


def test_each_is_taken_for_what_it_holds(project, tmp_path):
    text = tmp_path / "BMW is a maker of cars.txt"
    text.write_text("BMW is a maker of cars, <svg> is not.")
    film = recordings.plain(tmp_path)
    nameless = tmp_path / "film"
    nameless.write_bytes(film.read_bytes())
    found = bring_in_files(
        project,
        [saved(photo(30, 20), tmp_path / "a.png"), film, nameless, text],
        Progress(),
    )
    assert not found.problems
    assert [kind_of_file(entry) for entry in found.entries] == [
        "image",
        "recording",
        "recording",
        "file",
    ]
    assert found.entries[1].duration_s == pytest.approx(9, abs=0.1)
    assert found.entries[1].width


def test_a_bad_one_stops_no_other(project, tmp_path):
    bad = tmp_path / "b.png"
    bad.write_bytes(b"\x89PNG\r\n\x1a\nnonsense")
    good = saved(photo(30, 20), tmp_path / "a.png")
    folder = tmp_path / "folder"
    folder.mkdir()
    found = bring_in_files(
        project,
        [bad, good, folder, tmp_path / "none", Pasted(png(slide(9, 9)), "p.png")],
        Progress(),
    )
    assert [entry.name for entry in found.entries] == ["a.png", "p.png"]
    assert [problem.message.id for problem in found.problems] == [
        "picture.broken",
        "media.folder",
        "media.missing",
    ]


def test_a_recording_that_is_cut_short_is_refused(project, tmp_path):
    film = recordings.plain(tmp_path)
    half = tmp_path / "half.mp4"
    half.write_bytes(film.read_bytes()[:4000])
    with pytest.raises(StudioError):
        bring_in_file(project, half, Progress())
    assert not list(project.media.folder.iterdir())


def test_a_file_to_download_is_not_converted(project, tmp_path):
    file = saved(photo(2500, 90), tmp_path / "plan.tif")
    [entry] = bring_in_files(project, [file], Progress(), as_they_are=True).entries
    assert project.media.path(entry.file).read_bytes() == file.read_bytes()
    assert kind_of_file(entry) == "file"


def test_cancelling_stops_all(project, tmp_path):
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        bring_in_files(project, [saved(photo(30, 20), tmp_path / "a.png")], progress)


def test_the_same_file_is_entered_once(project, tmp_path):
    file = saved(photo(30, 20), tmp_path / "a.png")
    found = [bring_in_file(project, file, Progress()) for _ in range(3)]
    course, stand = entered(Course(id="c0000001", title="C"), found[:2])
    assert len(course.media) == 1
    assert stand[0] is stand[1]
    again, stand = entered(course, found[2:])
    assert again is course
    assert stand == [found[0]]


@pytest.fixture
def scaled(tmp_path):
    """A course that shows a picture which was scaled, and its entry."""
    project, course = small_course(tmp_path)
    entry = bring_in_file(project, saved(slide(2500, 90), tmp_path / "s.png"), Progress())
    block = ImageBlock(id="b0000099", media=entry.id)
    course = insert(insert(course, entry), block, "s0000005")
    project.save(course)
    return project, course, entry


def test_an_original_is_in_use(scaled):
    project, course, entry = scaled
    assert entry.original
    assert project.load() == course
    assert unused_files(project, [course]) == []
    without = changed(course, media={**course.media, entry.id: changed(entry, original=None)})
    [unused] = unused_files(project, [without])
    assert unused.path == f"media/{entry.original}"


def test_an_original_is_packed_copied_and_pasted(scaled, tmp_path):
    project, course, entry = scaled
    packed = pack(
        project, course, tmp_path / "c.coursewright", with_history=False, progress=Progress()
    )
    others = [
        unpack(packed.file, tmp_path / "unpacked", Progress()),
        save_copy(project, course, tmp_path / "copy"),
        create_project(tmp_path / "other", Course(id="c0000002", title="Other")),
    ]
    pasted = paste(others[2], copied(project, course, ["l0000002"]), Progress())
    there = insert(others[2].load(), Module(id="m0000009", title="M"), "c0000002")
    edited, _ = pasted.edit(there, "m0000009", 0)
    others[2].save(edited)
    for other in others:
        [found] = [each for each in other.load().media.values() if each.name == "s.png"]
        assert found.original == entry.original
        assert other.media.has(entry.original)


def test_a_missing_original_is_noticed(scaled):
    project, course, entry = scaled
    project.media.path(entry.original).unlink()
    for found in (quick_check(project, course), full_check(project, course, Progress())):
        [problem] = found
        assert (problem.node, problem.damage) == (entry.id, Damage.MISSING)
        assert problem.file == entry.original


def test_pointing_at_the_original_heals_a_scaled_picture(scaled, tmp_path):
    project, course, entry = scaled
    for file in (entry.file, entry.original):
        project.media.path(file).unlink()
    edit = relink(project, course, entry.id, tmp_path / "s.png", Progress())
    assert edit(course) is course
    assert quick_check(project, course) == []


def test_another_picture_takes_its_place_everywhere(scaled, tmp_path):
    project, course, entry = scaled
    file = saved(photo(60, 40), tmp_path / "t.jpg")
    edited = relink(project, course, entry.id, file, Progress())(course)
    new = edited.media[entry.id]
    assert (new.name, new.width, new.original) == ("t.jpg", 60, None)
    assert edited.screens is course.screens


def test_no_other_file_takes_the_place_of_a_picture(scaled, tmp_path):
    project, course, entry = scaled
    with pytest.raises(StudioError) as caught:
        relink(project, course, entry.id, tmp_path / "Notes d'été.txt", Progress())
    assert caught.value.message.id == "media.not_a_picture"
