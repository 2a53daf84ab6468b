"""Which questions the blocks of a course ask."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from studio.course.asking import (
    asked_by,
    asked_in,
    asks,
    count_asked,
    most_answers,
    named_questions,
    tags_in,
)
from studio.course.asking_blocks import ClipBlock, QuizBlock, Results, Stop
from studio.course.blocks import TextBlock
from studio.course.copying import duplicate
from studio.course.edits import remove, replace
from studio.course.model import Course
from studio.course.nodes import find
from studio.course.questions import TrueFalse
from tests.course.strategies import courses


def bank(**tags: tuple[str, ...]) -> Course:
    questions = {
        id_: TrueFalse(id=id_, stem=id_, answer=True, tags=own) for id_, own in tags.items()
    }
    return Course(id="c0000001", title="", questions=questions)


COURSE = bank(q0000001=(), q0000002=("dates", "été"), q0000003=("dates",), q0000004=("villes",))


def quiz(**fields: object) -> QuizBlock:
    return changed(QuizBlock(id="b0000001", questions=("q0000003",)), **fields)


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({}, ("q0000003",)),
        ({"tags": ("dates",)}, ("q0000003", "q0000002")),
        ({"tags": ("été", "villes")}, ("q0000003", "q0000002", "q0000004")),
        ({"tags": ("nobody",)}, ("q0000003",)),
        ({"questions": (), "tags": ("dates",)}, ("q0000002", "q0000003")),
    ],
)
def test_a_quiz_asks_what_it_names_and_what_has_its_tags(fields, asked):
    assert asked_by(COURSE, quiz(**fields)) == asked


@pytest.mark.parametrize(("drawn", "count"), [(0, 3), (2, 2), (9, 3)])
def test_a_draw_asks_no_more_than_there_is(drawn, count):
    three = ("q0000001", "q0000002", "q0000003")
    assert count_asked(COURSE, quiz(questions=three, draw=drawn)) == count


@pytest.mark.parametrize(
    ("fields", "most"),
    [
        ({}, 3 + 1 + 2),
        ({"draw": 1}, 3),
        ({"attempts": 4}, 4 * 6),
        ({"attempts": 0}, 6),
        ({"results": Results.AT_END}, 3),
        ({"questions": ()}, 0),
    ],
)
def test_so_many_answers_can_be_given(fields, most):
    questions = {
        id_: TrueFalse(id=id_, stem="", answer=True, tries=tries)
        for id_, tries in (("q0000001", 3), ("q0000002", 0), ("q0000003", 2))
    }
    course = Course(id="c0000001", title="", questions=questions)
    assert most_answers(course, quiz(**{"questions": tuple(questions), **fields})) == most


def test_a_clip_that_stops_asks():
    stops = (Stop(id="i0000001", question="q0000001"), Stop(id="i0000002", question="q0000001"))
    clip = ClipBlock(id="b0000002", clip="k0000001", stops=stops)
    assert asks(clip)
    assert not asks(changed(clip, stops=()))
    assert asked_by(COURSE, clip) == ("q0000001",)
    assert asked_by(COURSE, TextBlock(id="b0000003")) == ()


def test_tags_stand_in_the_order_of_the_letters():
    assert tags_in(COURSE.questions) == ["dates", "été", "villes"]


@given(courses(), st.data())
def test_a_copied_screen_asks_copies_and_leaves_the_bank_alone(course, data):
    screens = [screen for screen in course.screens.values() if screen.blocks]
    if not screens:
        return
    screen = data.draw(st.sampled_from(screens))
    after, copy = duplicate(course, screen.id)
    named = [id_ for block in screen.blocks for id_ in named_questions(block)]
    copied = [id_ for block in after.screens[copy].blocks for id_ in named_questions(block)]
    assert len(copied) == len(named)
    assert not set(copied) & set(course.questions)


@given(courses(), st.data())
def test_a_removed_question_is_asked_nowhere(course, data):
    asked = list(asked_in(course))
    if not asked:
        return
    gone = data.draw(st.sampled_from(asked))
    after = remove(course, gone)
    assert gone not in asked_in(after)
    clips = [b.clip for s in course.screens.values() for b in s.blocks if isinstance(b, ClipBlock)]
    kept = [b.clip for s in after.screens.values() for b in s.blocks if isinstance(b, ClipBlock)]
    assert kept == clips, "a clip stays when a question that it stops for goes"


def test_a_stop_goes_with_its_question():
    from tests.course.compare_edits import small_course

    course = small_course()
    block = find(course, "b0000004")
    assert isinstance(block, ClipBlock)
    course = replace(course, changed(block, stops=(Stop(id="i0000001", question="q0000001"),)))
    left = find(remove(course, "q0000001"), "b0000004")
    assert isinstance(left, ClipBlock)
    assert left.stops == ()
