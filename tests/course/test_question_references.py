"""Pictures and clips that questions name: copied, moved and removed with them, or without them."""

from __future__ import annotations

import pytest

from studio.course.blocks import QuizBlock
from studio.course.edits import remove
from studio.course.model import Course
from studio.course.parts import pictures_of
from studio.course.references import question_references
from studio.course.transplant import part_of, planted
from studio.course.usage import media_uses, unused_media
from studio.jobs import Progress
from studio.project.clipboard import copied_blocks, paste
from tests.questions import QUIZ, course_with_all, with_pictures


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    project, course = course_with_all(tmp_path_factory.mktemp("course"))
    return project, with_pictures(course)


@pytest.fixture(scope="module")
def course(made) -> Course:
    held: Course = made[1]
    return held


def picture_of(course: Course) -> str:
    picture = course.questions["q0000002"].picture
    assert picture is not None
    return picture


def test_a_picture_of_a_question_is_in_use(course):
    picture = picture_of(course)
    assert pictures_of(course.questions["q0000002"]) == [picture] * 4
    assert picture not in unused_media(course)
    assert "s0000003" in {use.screen.id for use in media_uses(course)[picture]}


def test_what_is_removed_is_named_no_more(course):
    without = remove(remove(course, picture_of(course)), "k0000002")
    assert pictures_of(without.questions["q0000002"]) == []
    assert without.questions["qnumeric1"].watch is None
    assert without.questions["qordering1"] is course.questions["qordering1"]


def test_a_part_takes_along_what_its_questions_show(course):
    part = part_of(course, ["s0000003"])
    assert picture_of(course) in part.media
    assert "k0000002" in part.clips
    target = part_of(course, ["l0000002"])
    then, [copy] = planted(target, part, ["s0000003"], "l0000002", 0)
    [quiz] = then.screens[copy].blocks
    assert isinstance(quiz, QuizBlock)
    asked = [then.questions[id_] for id_ in quiz.questions]
    named = [ref for each in asked for ref in question_references(each)]
    assert {ref.target for ref in named if ref.field == "media"} <= then.media.keys()
    assert {ref.target for ref in named if ref.field == "clips"} <= then.clips.keys()


def test_a_paste_within_a_course_shares_them(made, course):
    block = next(b for s in course.screens.values() for b in s.blocks if b.id == QUIZ)
    pasted = paste(made[0], copied_blocks(made[0], course, [block]), Progress())
    then, _ = pasted.edit(course, "s0000005", 0)
    assert then.media.keys() == course.media.keys()
    assert then.clips.keys() == course.clips.keys()
    assert len(then.questions) == 2 * len(course.questions)
