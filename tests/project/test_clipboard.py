"""Copy and paste: new identities, files that come along, and nothing taken on trust."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from studio.course.blocks import TextBlock
from studio.course.edits import insert, remove
from studio.course.model import Course, Lesson, Module, Screen
from studio.course.nodes import MAP_FIELDS, map_of
from studio.course.references import references
from studio.course.transplant import part_of, planted
from studio.jobs import Progress
from studio.messages import StudioError
from studio.project.clipboard import copied, copied_blocks, paste
from studio.project.format import decode, encode
from studio.project.media_check import full_check
from studio.project.project import create_project
from tests.course.strategies import courses
from tests.courses import small_course


@pytest.fixture
def made(tmp_path):
    return small_course(tmp_path)


@pytest.fixture
def other(tmp_path):
    module = Module(id="m0000001", title="Ailleurs", lessons=("l0000001",))
    lesson = Lesson(id="l0000001", title="Une leçon")
    course = Course(
        id="c0000002",
        title="Autre",
        order=(module.id,),
        modules={module.id: module},
        lessons={lesson.id: lesson},
    )
    return create_project(tmp_path / "Autre.course", course), course


def all_ids(course: Course) -> set[str]:
    ids = {id_ for field in MAP_FIELDS for id_ in map_of(course, field)}
    return ids | {block.id for screen in course.screens.values() for block in screen.blocks}


def valid(course: Course, folder) -> Course:
    """Return the course as it comes back from the disk: all that is wrong is refused there."""
    return decode(encode(course), folder).course


def test_screens_are_pasted_in_the_same_course(made, tmp_path):
    project, course = made
    pasted = paste(project, copied(project, course, ["s0000002", "s0000003"]), Progress())
    assert pasted.kind == "screens"
    then, ids = pasted.edit(course, "l0000002", 1)
    assert then.lessons["l0000002"].screens == ("s0000004", *ids, "s0000005")
    assert then.clips is course.clips or then.clips == course.clips
    assert len(then.questions) == 2 * len(course.questions)
    assert all(
        then.screens[id_].title == course.screens[old].title
        for id_, old in zip(ids, ("s0000002", "s0000003"), strict=True)
    )
    assert valid(then, tmp_path) == then


@pytest.mark.parametrize(
    ("ids", "kind", "parent"),
    [
        (["s0000001", "s0000002", "s0000003"], "screens", "l0000001"),
        (["l0000001", "l0000002"], "lessons", "m0000001"),
        (["m0000001", "m0000002"], "modules", "c0000002"),
    ],
)
def test_parts_are_pasted_into_another_course_with_their_files(
    made, other, tmp_path, ids, kind, parent
):
    source, course = made
    target, empty = other
    pasted = paste(target, copied(source, course, ids), Progress())
    assert pasted.kind == kind
    then, roots = pasted.edit(empty, parent, 0)
    assert len(roots) == len(ids)
    assert not all_ids(then) & (all_ids(course) - all_ids(empty))
    assert full_check(target, then, Progress()) == []
    assert valid(then, tmp_path) == then
    again, _ = pasted.edit(then, parent, 0)
    assert len(again.screens) == 2 * len(then.screens)
    assert again.media == then.media or len(again.media) == 2 * len(then.media)


def test_what_was_deleted_since_is_pasted_all_the_same(made, tmp_path):
    project, course = made
    data = copied(project, course, ["m0000001"])
    without = remove(remove(course, "m0000001"), "r0000001")
    then, _ = paste(project, data, Progress()).edit(without, course.id, 0)
    assert len(then.recordings) == 1
    assert valid(then, tmp_path) == then


def test_a_part_without_its_files_is_refused(made, other):
    source, course = made
    target, _ = other
    data = copied(source, course, ["s0000002"])
    for file in source.media.folder.iterdir():
        file.unlink()
    with pytest.raises(StudioError) as raised:
        paste(target, data, Progress())
    assert raised.value.message.id == "media.missing_in_course"


def test_a_file_with_another_content_is_refused(made, other):
    source, course = made
    target, _ = other
    for file in source.media.folder.iterdir():
        file.write_bytes(b"something else")
    with pytest.raises(StudioError):
        paste(target, copied(source, course, ["s0000001"]), Progress())


def test_what_no_program_of_ours_has_copied_is_refused(made):
    project, course = made
    good = json.loads(copied(project, course, ["s0000003"]))
    bad = [
        {**good, "roots": []},
        {**good, "roots": ["nowhere00"]},
        {**good, "roots": ["s0000003", "b0000001"]},
        {**good, "more": 1},
        {**good, "part": {**good["part"], "questions": {}}},
        {**good, "part": {**good["part"], "media": {"x0000001": {"file": "../../etc/passwd"}}}},
    ]
    for data in (b"", b"\xff", b"[" * 100_000, *(json.dumps(each).encode() for each in bad)):
        with pytest.raises(StudioError) as raised:
            paste(project, data, Progress())
        assert raised.value.message.id == "paste.nothing"


@given(courses(), st.data())
def test_any_part_of_any_course_can_be_planted(course, data):
    kinds = [field for field in ("modules", "lessons", "screens") if map_of(course, field)]
    if not kinds:
        return
    kind = data.draw(st.sampled_from(kinds))
    known = list(map_of(course, kind))
    roots = data.draw(st.lists(st.sampled_from(known), min_size=1, unique=True))
    part = part_of(course, roots)
    assert all(
        target in map_of(part, field)
        for _, field, target in references(part)
        if field != "objectives"
    )
    parents = {
        "modules": [course.id],
        "lessons": list(course.modules),
        "screens": list(course.lessons),
    }
    for into in (
        course,
        changed(
            course,
            media={},
            recordings={},
            clips={},
            screens={},
            lessons={id_: changed(lesson, screens=()) for id_, lesson in course.lessons.items()},
        ),
    ):
        then, made = planted(into, part, roots, parents[kind][0], 0)
        assert len(made) == len(roots)
        assert all(target in map_of(then, field) for _, field, target in references(then))


def test_blocks_are_pasted_on_another_screen_with_what_they_show(made, other):
    project, course = made
    blocks = [*course.screens["s0000001"].blocks, *course.screens["s0000003"].blocks]
    data = copied_blocks(project, course, blocks)
    there, elsewhere = other
    screen = Screen(id="s0000009", title="Vide", blocks=(TextBlock(id="b0000009", text="Ici"),))
    elsewhere = insert(elsewhere, screen, "l0000001")
    pasted = paste(there, data, Progress())
    assert pasted.kind == "blocks"
    then, ids = pasted.edit(elsewhere, screen.id, 0)
    held = then.screens[screen.id].blocks
    assert [block.id for block in held] == [*ids, "b0000009"]
    assert [type(block) for block in held[:-1]] == [type(block) for block in blocks]
    assert not set(ids) & all_ids(course)
    assert list(then.screens) == [screen.id]
    assert len(then.questions) == 3
    assert not full_check(there, then, Progress())
    assert valid(then, there.folder) == then


def test_blocks_that_name_no_screen_are_refused(made):
    project, course = made
    value = json.loads(copied_blocks(project, course, course.screens["s0000001"].blocks))
    value["roots"] = ["s0000404"]
    with pytest.raises(StudioError):
        paste(project, json.dumps(value).encode(), Progress())
