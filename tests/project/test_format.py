"""`course.json`: what is written, what is refused, what is upgraded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings

from studio.course.model import Course
from studio.messages import StudioError
from studio.project.format import decode, encode
from studio.project.project import open_project
from studio.project.upgrades import FORMAT
from tests.course.strategies import courses
from tests.courses import small_course

OLD = Path(__file__).parent / "old"
HERE = Path("course.json")


@given(courses())
@settings(max_examples=50, deadline=None)
def test_a_course_comes_back_as_it_was(course):
    assert decode(encode(course), HERE).course == course


@given(courses())
@settings(max_examples=20, deadline=None)
def test_the_file_merges_well(course):
    text = encode(course).decode()
    assert text.endswith("}\n")
    data = json.loads(text)
    for name in ("modules", "lessons", "screens", "questions"):
        assert list(data["course"].get(name, {})) == sorted(data["course"].get(name, {}))


def test_the_text_is_for_people():
    text = encode(Course(id="c0000001", title="Élan “vital”", language="fr")).decode()
    assert '\n    "title": "Élan “vital”"' in text


Change: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]


def refused(change: Change) -> StudioError:
    data = json.loads(encode(Course(id="c0000001", title="T")))
    with pytest.raises(StudioError) as raised:
        decode(json.dumps(change(data)).encode(), HERE)
    return raised.value


def in_course(**fields: Any) -> Change:
    return lambda data: {**data, "course": {**data["course"], **fields}}


@pytest.mark.parametrize(
    ("change", "id_", "place"),
    [
        (in_course(title=3), "course.broken_field", "course.title"),
        (in_course(colour="red"), "course.broken_field", "course.colour"),
        (
            in_course(completion={"pass_mark": 60}),
            "course.broken_field",
            "course.completion.pass_mark",
        ),
        (
            in_course(screens={"s0000001": {"id": "s0000001"}}),
            "course.broken_field",
            "screens.s0000001.title",
        ),
        (
            in_course(screens={"s0000001": {"id": "s0000002", "title": "T"}}),
            "course.broken_field",
            "screens.s0000001.id",
        ),
    ],
)
def test_a_broken_field_is_named_by_its_place(change, id_, place):
    problem = refused(change).message
    assert (problem.id, problem.params["place"]) == (id_, place)


def test_what_is_named_must_be_there():
    problem = refused(in_course(order=["m0000001"])).message
    assert problem.id == "course.dangling"
    assert problem.params["target"] == "m0000001"


def test_a_screen_stands_in_one_place():
    lessons = {
        id_: {"id": id_, "title": "L", "screens": ["s0000001"]} for id_ in ("l0000001", "l0000002")
    }
    problem = refused(
        in_course(
            order=["m0000001"],
            modules={"m0000001": {"id": "m0000001", "title": "M", "lessons": list(lessons)}},
            lessons=lessons,
            screens={"s0000001": {"id": "s0000001", "title": "S"}},
        )
    ).message
    assert (problem.id, problem.params["node"]) == ("course.placed_twice", "s0000001")


def test_a_newer_format_is_refused():
    problem = refused(lambda data: {**data, "format": FORMAT + 1, "later": True}).message
    assert (problem.id, problem.params["found"]) == ("course.newer_format", FORMAT + 1)


@pytest.mark.parametrize(
    ("data", "id_"),
    [
        (b"", "course.not_json"),
        (b"[]", "course.not_a_course"),
        (b'{"format": 2}', "course.not_a_course"),
        (b'{"format": "2", "course": {}}', "course.not_a_course"),
        (b"\xff\xfe\x00", "course.not_a_course"),
    ],
)
def test_what_is_no_course(data, id_):
    with pytest.raises(StudioError) as raised:
        decode(data, HERE)
    assert raised.value.message.id == id_


ONE_CONFLICT = ["<<<<<<< HEAD", "=======", ">>>>>>> other"]
DIFF3 = ["<<<<<<< HEAD", "||||||| 1a2b3c4", "=======", ">>>>>>> other"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("marks", "count"),
    [
        (ONE_CONFLICT, 1),
        (DIFF3, 1),
        (ONE_CONFLICT * 2, 2),
        (["<<<<<<< HEAD"], 1),  # the others were taken out already
        (["======="], 1),
        (["<<<<<<< HEAD", "<<<<<<<<< nested", "=========", ">>>>>>>>> nested", "======="], 2),
    ],
)
def test_conflict_marks_of_git_are_counted_and_name_their_line(marks, count, end):
    lines = encode(Course(id="c0000001", title="T\u2028=======")).decode().split("\n")
    lines[3:3] = marks
    with pytest.raises(StudioError) as raised:
        decode(end.join(lines).encode(), HERE)
    said = raised.value.message
    assert said.id == "course.conflict_marks"
    assert said.params == {"file": str(HERE), "line": 4, "n": count}


def test_damage_beside_a_text_that_looks_like_marks_is_no_conflict():
    data = encode(Course(id="c0000001", title="======= <<<<<<< a")).replace(b'"format"', b"format")
    with pytest.raises(StudioError) as raised:
        decode(data, HERE)
    assert raised.value.message.id == "course.not_json"


def test_format_1_is_upgraded_and_kept(tmp_path):
    old = (OLD / "format-1.json").read_bytes()
    (tmp_path / "course.json").write_bytes(old)
    project = open_project(tmp_path)
    course = project.load()
    assert course.clip_limit_s == 390.0
    assert course.completion.screens == 0.8
    assert course.completion.pass_mark == 0.6
    assert [screen.title for screen in course.screens_in_order()] == ["Bienvenue"]
    assert (tmp_path / "course.json").read_bytes() == old
    project.save(course)
    assert json.loads((tmp_path / "course.json").read_text("utf-8"))["format"] == FORMAT
    assert (tmp_path / "history" / "course.format-1.json").read_bytes() == old
    assert open_project(tmp_path).load() == course


def test_a_broken_old_file_is_refused():
    data = json.loads((OLD / "format-1.json").read_text("utf-8"))
    data["course"]["clip_limit_min"] = "long"
    with pytest.raises(StudioError) as raised:
        decode(json.dumps(data).encode(), HERE)
    assert raised.value.message.id == "course.broken_field"


def test_a_project_keeps_what_it_was_given(tmp_path):
    project, course = small_course(tmp_path)
    assert open_project(project.folder / "course.json").load() == course
