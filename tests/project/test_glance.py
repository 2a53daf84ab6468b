"""What a list shows of a course, read without the course as a whole."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace as changed

from studio.messages import StudioError
from studio.project.glance import glance_at
from tests.courses import small_course


@pytest.fixture
def project(tmp_path):
    return small_course(tmp_path)[0]


def test_a_glance_shows_what_the_course_holds(project):
    course = project.load()
    glance = glance_at(project.folder)
    assert (glance.title, glance.screens) == (course.title, len(course.screens))
    assert glance.edited == project.course_file.stat().st_mtime
    assert glance.front == course.screens["s0000001"]
    assert glance.course.media == course.media


def test_the_front_is_the_first_screen_with_a_picture(project):
    course = project.load()
    plain = changed(course.screens["s0000001"], blocks=())
    project.save(changed(course, screens={**course.screens, plain.id: plain}))
    front = glance_at(project.folder).front
    assert front is not None
    assert front.id == "s0000002"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"format": 2}',
        b'{"format": 2, "course": {"id": "c0000001", "title": 5}}',
        b'{"format": 2, "course": {"id": "c0000001", "title": "x", "order": ["m0000009"]}}',
        b'{"format": 999, "course": {"id": "c0000001", "title": "x"}}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_course_is_refused(project, content):
    project.course_file.write_bytes(content)
    with pytest.raises(StudioError):
        glance_at(project.folder)


def test_a_picture_cannot_come_from_elsewhere(project):
    raw = json.loads(project.course_file.read_text("utf-8"))
    for media in raw["course"]["media"].values():
        media["file"] = "../../secret.png"
    project.course_file.write_text(json.dumps(raw), "utf-8")
    with pytest.raises(StudioError):
        glance_at(project.folder)


def test_a_course_of_an_older_format_is_seen_too(project):
    shutil.copy(Path(__file__).parent / "old" / "format-1.json", project.course_file)
    glance = glance_at(project.folder)
    course = project.load()
    assert (glance.title, glance.screens) == (course.title, len(course.screens))


def test_a_missing_folder_is_no_broken_course(tmp_path):
    with pytest.raises(OSError, match="nowhere"):
        glance_at(tmp_path / "nowhere.course")
