"""An open course: saved by itself, alone on its folder, and safe from what others write."""

from __future__ import annotations

import contextlib
import shutil

import pytest
from msgspec.structs import replace as changed

from studio.cli import main
from studio.messages import StudioError
from studio.project.lock import HeldError, take_lock
from studio.project.project import Project, open_project
from studio.project.saver import Pace, SaveState
from studio.project.session import open_from_history, open_session
from studio.project.versions import VersionKind
from tests.courses import small_course
from tests.disks import locked, small_disk
from tests.waiting import wait_until

QUICK = Pace(quiet=0.01, latest=0.05, retry=0.02, tick=0.02)
PATIENT = Pace(quiet=3600, latest=3600, retry=0.02, tick=3600)


@pytest.fixture
def folder(tmp_path):
    project, _ = small_course(tmp_path)
    return project.folder


@pytest.fixture
def opened(folder):
    sessions = []

    def start(pace: Pace = QUICK, **more):
        sessions.append(open_session(folder, pace=pace, **more))
        return sessions[-1]

    yield start
    for session in sessions:
        session.close()


def titled(course, title: str):
    return changed(course, title=title)


def outside(folder, title: str):
    """Write the course as another program does."""
    other = Project(folder)
    theirs = titled(other.load(), title)
    other.save(theirs)
    return theirs


def kept_titles(session) -> list[str]:
    return [version.head.title for version in session.project.history.versions()]


def test_an_edit_is_on_disk_by_itself(opened, folder):
    session = opened()
    session.submit(titled(session.course, "Nouveau"))
    wait_until(lambda: session.state is SaveState.SAVED)
    assert open_project(folder).load() == session.course


def test_each_session_begins_with_a_version(opened):
    session = opened()
    session.flush()
    [version] = session.project.history.versions()
    assert version.head.kind is VersionKind.START


def test_a_checkpoint_is_what_was_on_the_screen(opened):
    session = opened(PATIENT)
    session.submit(titled(session.course, "Un"))
    session.keep(VersionKind.CHECKPOINT, "Avant la relecture")
    session.submit(titled(session.course, "Deux"))
    session.flush()
    [newest, *_] = session.project.history.versions()
    assert (newest.head.title, newest.head.name) == ("Un", "Avant la relecture")


def test_a_second_session_is_read_only_and_says_who_holds_it(opened, folder):
    first = opened()
    second = opened()
    assert not first.read_only
    assert second.read_only
    assert isinstance(second.held, HeldError)
    assert second.held.holder == first.lock.holder
    with pytest.raises(RuntimeError):
        second.submit(titled(second.course, "Non"))
    first.close()
    assert not opened().read_only


def test_a_folder_that_can_not_be_written_opens_read_only(folder):
    shutil.rmtree(folder / ".studio", ignore_errors=True)
    with locked(folder):
        session = open_session(folder)
        assert session.read_only
        assert session.held is None
        assert session.course.title == "Élan vital"
        session.close()


def test_a_change_from_outside_is_noticed_without_an_edit(opened, folder):
    session = opened()
    outside(folder, "De Git")
    wait_until(lambda: session.state is SaveState.CHANGED_OUTSIDE)
    assert session.problem.message.id == "save.changed_outside"


def test_a_change_from_outside_is_noticed_before_it_is_overwritten(opened, folder):
    session = opened(PATIENT)
    session.flush()
    theirs = outside(folder, "De Git")
    session.submit(titled(session.course, "Le mien"))
    assert not session.flush()
    assert session.state is SaveState.CHANGED_OUTSIDE
    assert open_project(folder).load() == theirs


def test_a_rewritten_file_with_the_same_content_is_no_change(opened, folder):
    session = opened(PATIENT)
    session.flush()
    data = (folder / "course.json").read_bytes()
    (folder / "course.json").unlink()
    (folder / "course.json").write_bytes(data)
    session.submit(titled(session.course, "Le mien"))
    assert session.flush()


@pytest.fixture
def in_conflict(opened, folder):
    session = opened(PATIENT)
    session.flush()
    theirs = outside(folder, "De Git")
    mine = titled(session.course, "Le mien")
    session.submit(mine)
    session.flush()
    return session, mine, theirs


def test_taking_theirs_keeps_mine_in_the_history(in_conflict, folder):
    session, mine, theirs = in_conflict
    assert session.take_theirs() == theirs
    assert session.course == theirs
    assert session.state is SaveState.SAVED
    assert {mine.title, theirs.title} <= set(kept_titles(session))
    session.submit(titled(session.course, "Plus tard"))
    assert session.flush()
    assert open_project(folder).load().title == "Plus tard"


def test_keeping_mine_keeps_theirs_in_the_history(in_conflict, folder):
    session, mine, theirs = in_conflict
    session.keep_mine()
    assert session.state is SaveState.SAVED
    assert open_project(folder).load() == mine
    assert {mine.title, theirs.title} <= set(kept_titles(session))


def test_keeping_both_makes_a_course_of_theirs(in_conflict, folder, tmp_path):
    session, mine, theirs = in_conflict
    other = session.keep_both(tmp_path / "Autre.course")
    assert open_project(folder).load() == mine
    copy = open_project(tmp_path / "Autre.course").load()
    assert copy.title == theirs.title
    assert copy.id != theirs.id
    for entry in copy.media.values():
        assert other.media.path(entry.file).is_file()
    assert {mine.title, theirs.title} <= set(kept_titles(session))


def test_keeping_mine_over_a_broken_file_keeps_its_bytes(opened, folder):
    session = opened(PATIENT)
    session.flush()
    (folder / "course.json").write_bytes(b"<<<<<<< broken")
    session.submit(titled(session.course, "Le mien"))
    assert not session.flush()
    with pytest.raises(StudioError):
        session.take_theirs()
    session.keep_mine()
    assert open_project(folder).load().title == "Le mien"
    [kept] = (folder / "history").glob("course.unreadable-*")
    assert kept.read_bytes() == b"<<<<<<< broken"


def test_a_folder_that_has_gone_keeps_the_edits_in_memory(opened, folder, tmp_path):
    session = opened()
    session.flush()
    folder.rename(tmp_path / "gone")
    with pytest.raises(FileNotFoundError):
        session.project.cache("pictures")
    session.submit(titled(session.course, "Sans disque"))
    wait_until(lambda: session.state is SaveState.FAILED)
    assert session.course.title == "Sans disque"
    assert not folder.exists()
    (tmp_path / "gone").rename(folder)
    wait_until(lambda: session.state is SaveState.SAVED)
    assert open_project(folder).load().title == "Sans disque"


def test_a_full_disk_keeps_the_edits_until_there_is_room(tmp_path):
    with small_disk(tmp_path / "disk", "2m") as disk:
        project, _ = small_course(tmp_path)
        shutil.copytree(project.folder, disk / "c.course")
        session = open_session(disk / "c.course", pace=QUICK)
        with contextlib.closing(session):
            session.flush()
            fill(disk / "filler")
            session.submit(titled(session.course, "Disque plein"))
            wait_until(lambda: session.state is SaveState.FAILED)
            problem = session.problem
            assert problem
            assert problem.message.id == "error.disk_full"
            assert open_project(disk / "c.course").load().title == "Élan vital"
            (disk / "filler").unlink()
            wait_until(lambda: session.state is SaveState.SAVED)
            assert open_project(disk / "c.course").load().title == "Disque plein"


def fill(file) -> None:
    """Write until the disk is full."""
    with file.open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while True:
            filler.write(b"x" * 512)


def test_a_lock_taken_over_by_another_machine_stops_the_writing(opened, folder):
    session = opened(Pace(quiet=0.01, latest=0.02, retry=0.02, tick=20))
    session.flush()
    session.lock.file.write_text(
        '{"user":"Zoé","machine":"m","process":1,"since":"2026-03-18T12:00:00Z","token":"t"}',
        "utf-8",
    )
    session._tick()
    assert session.read_only
    assert session.problem.message.id == "lock.lost"


def test_a_broken_course_can_be_opened_from_its_history(opened, folder):
    session = opened()
    session.keep(VersionKind.CHECKPOINT, "Bien")
    good = session.course
    session.close()
    (folder / "course.json").write_bytes(b"\x00" * 100)
    project = open_project(folder)
    with pytest.raises(StudioError):
        project.load()
    open_from_history(folder, project.history.versions()[0])
    assert open_project(folder).load() == good
    [kept] = (folder / "history").glob("course.unreadable-*")
    assert kept.read_bytes() == b"\x00" * 100


def test_the_lock_is_given_back(opened, folder):
    session = opened()
    session.close()
    take_lock(folder / ".studio").release()


def test_the_command_line_leaves_a_course_alone_that_is_open(opened, folder, tmp_path, capsys):
    opened()
    assert main(["publish", str(folder), "--to", "html", "--out", str(tmp_path / "x.zip")]) == 1
    assert opened().held.holder.machine in capsys.readouterr().err
    assert not (tmp_path / "x.zip").exists()


def test_a_publication_is_kept_in_the_history(folder, tmp_path):
    assert main(["publish", str(folder), "--to", "html", "--out", str(tmp_path / "x.zip")]) == 0
    [version] = open_project(folder).history.versions()
    assert version.head.kind is VersionKind.PUBLISHED
