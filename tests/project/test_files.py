"""Files that are whole or not there, media by content, slots that are never given twice."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from msgspec.structs import replace as changed

from studio.course.done_blocks import Entry, PollBlock
from studio.course.edits import move, remove, replace
from studio.course.nodes import find
from studio.jobs import Cancelled, Progress
from studio.messages import StudioError
from studio.project.files import write_file, writing
from studio.project.media_store import MediaStore, media_file
from studio.project.published import PublishedSlots, load_slots, save_slots, with_course
from tests.block_courses import with_all_blocks
from tests.courses import small_course
from tests.disks import locked, small_disk


class PowerCutError(Exception):
    """What a test breaks off with."""


def write_half(file: Path) -> None:
    with writing(file) as stream:
        stream.write(b"half of the new")
        raise PowerCutError


def test_a_file_is_replaced_whole(tmp_path):
    file = tmp_path / "course.json"
    write_file(file, b"old")
    with pytest.raises(PowerCutError):
        write_half(file)
    assert file.read_bytes() == b"old"
    write_file(file, b"new")
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("step", ["os.fsync", "studio.project.files.replace_file"])
def test_a_failing_disk_leaves_the_old_file(tmp_path, monkeypatch, step):
    file = tmp_path / "course.json"
    write_file(file, b"old")

    def fail(*_):
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(step, fail)
    with pytest.raises(OSError, match=r"course\.json"):
        write_file(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_full_disk_names_the_file(tmp_path):
    with small_disk(tmp_path / "disk", "64k") as disk:
        with pytest.raises(OSError, match=r"course\.json") as raised:
            write_file(disk / "course.json", b"x" * 200_000)
        assert raised.value.errno == errno.ENOSPC
        assert not list(disk.iterdir())


def test_a_closed_folder_names_the_file(tmp_path):
    with locked(tmp_path), pytest.raises(PermissionError, match=r"course\.json"):
        write_file(tmp_path / "course.json", b"new")


def test_the_same_content_is_stored_once(tmp_path):
    store = MediaStore(tmp_path / "media")
    for name in ("Vue d'été.PNG", "copy.png"):
        (tmp_path / name).write_bytes(b"picture")
    first, second = (
        media_file(store, tmp_path / name, Progress()) for name in ("Vue d'été.PNG", "copy.png")
    )
    assert first.file == second.file
    assert first.file.endswith(".png")
    assert (first.name, first.size, first.mime) == ("Vue d'été.PNG", 7, "image/png")
    assert [file.name for file in (tmp_path / "media").iterdir()] == [first.file]
    assert store.path(first.file).read_bytes() == b"picture"


def test_a_cancelled_copy_leaves_nothing(tmp_path):
    store = MediaStore(tmp_path / "media")
    (tmp_path / "film.mp4").write_bytes(b"x" * 3_000_000)
    progress = Progress(lambda progress: progress.cancel())
    with pytest.raises(Cancelled):
        store.add(tmp_path / "film.mp4", progress)
    assert not list((tmp_path / "media").iterdir())


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(StudioError) as raised:
        MediaStore(tmp_path).path("0123.mp4")
    assert "0123.mp4" in str(raised.value.message.params["file"])


def test_slots_are_kept_for_ever(tmp_path):
    _, course = small_course(tmp_path)
    first = with_course(PublishedSlots(), course)
    assert sorted(first.screens.values()) == [0, 1, 2, 3, 4]
    assert sorted(first.questions.values()) == [0, 1, 2]
    without = remove(course, "s0000002")
    assert with_course(first, without) == first
    moved = move(without, ["s0000005"], "l0000001", 0)
    fresh = changed(moved.screens["s0000001"], id="s0000009", blocks=())
    grown = changed(
        moved,
        screens={**moved.screens, fresh.id: fresh},
        lessons={
            **moved.lessons,
            "l0000002": changed(moved.lessons["l0000002"], screens=("s0000004", fresh.id)),
        },
    )
    assert with_course(first, grown).screens == {**first.screens, fresh.id: 5}


def test_blocks_that_keep_something_have_slots_and_their_lines_numbers(tmp_path):
    course = with_all_blocks(small_course(tmp_path)[1])
    first = with_course(PublishedSlots(), course)
    kept = ["b0000005", "b0000120", "b0000121", "b0000122", "b0000123", "b0000125"]
    kept.append("b0000130")
    assert first.blocks == {id_: slot for slot, id_ in enumerate(kept)}
    assert [first.marks[f"b0000121/v000010{n}"] for n in (0, 1)] == [0, 1]
    assert [first.marks[f"b0000122/w000010{n}"] for n in (0, 1)] == [0, 1]
    choices = [f"b0000130/u00001{n}" for n in (11, 12, 13, 21, 22, 31)]
    assert [first.marks[name] for name in choices] == [0, 1, 2, 3, 4, 5]
    poll = find(course, "b0000122")
    assert isinstance(poll, PollBlock)
    new = Entry(id="w0000109", text="Ailleurs")
    moved = replace(course, changed(poll, entries=(new, *poll.entries[::-1])))
    assert with_course(first, moved).marks == {**first.marks, "b0000122/w0000109": 2}


def test_slots_come_back_from_the_disk(tmp_path):
    file = tmp_path / "published.json"
    assert load_slots(file) == PublishedSlots()
    slots = PublishedSlots(screens={"s0000001": 0, "s0000007": 4}, questions={"b/q": 2})
    save_slots(file, slots)
    assert load_slots(file) == slots


@pytest.mark.parametrize(
    "text", ["", "[]", '{"screens": {"a": 1, "b": 1}}', '{"screens": {"a": -1}}', '{"format": 9}']
)
def test_broken_slots_are_named(tmp_path, text):
    file = tmp_path / "published.json"
    file.write_text(text, "utf-8")
    with pytest.raises(StudioError) as raised:
        load_slots(file)
    assert raised.value.message.params["file"] == str(file)


def test_the_cache_is_no_part_of_the_course(tmp_path):
    project, _ = small_course(tmp_path)
    cache = project.cache("cuts")
    assert cache.is_dir()
    assert (cache.parent / ".gitignore").read_text("utf-8").splitlines()[-1] == "*"
    assert cache.parent == project.folder / ".studio"
