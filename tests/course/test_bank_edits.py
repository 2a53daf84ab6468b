"""Edits of several questions at once, where they are asked, and one alone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace as changed

from studio.course import bank_edits
from studio.course.asking import asked_by, asked_in
from studio.course.asking_blocks import ClipBlock, QuizBlock, Stop
from studio.course.bloom import Bloom
from studio.course.edits import replace
from studio.course.model import Course, Screen
from studio.course.nodes import find
from studio.course.question_alone import question_alone
from studio.course.question_uses import question_uses
from studio.course.questions import SingleChoice
from tests.courses import small_course

IDS = ("q0000001", "q0000003")


def stop_on(course: Course, screen: str) -> Stop:
    """Return the one stop of the clip of a screen."""
    block = course.screens[screen].blocks[0]
    assert isinstance(block, ClipBlock)
    [stop] = block.stops
    return stop


def quiz_of(course: Course, id_: str) -> QuizBlock:
    """Return a quiz."""
    block = find(course, id_)
    assert isinstance(block, QuizBlock)
    return block


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return small_course(tmp_path_factory.mktemp("bank"))[1]


def test_tags_and_objectives_are_added_and_taken_once(course):
    tagged = bank_edits.with_tag(bank_edits.with_tag(course, IDS, "a"), IDS, "a")
    assert [question.tags for question in tagged.questions.values()] == [("a",), (), ("a",)]
    assert bank_edits.without_tag(tagged, IDS, "a") == course
    served = bank_edits.with_objective(course, IDS, "o0000001")
    assert served.questions["q0000003"].objectives == ("o0000001",)
    gone = bank_edits.without_objective(served, course.questions, "o0000001")
    assert not any(question.objectives for question in gone.questions.values())


def test_what_changes_nothing_leaves_the_course_as_it_is(course):
    assert bank_edits.with_fields(course, IDS, bloom=None) is course
    assert bank_edits.without_tag(course, ("q0000009",), "a") is course


def test_a_field_is_given_to_all(course):
    edited = bank_edits.with_fields(course, IDS, bloom=Bloom.CREATE, points=3.0)
    assert [edited.questions[id_].points for id_ in IDS] == [3.0, 3.0]
    assert edited.questions["q0000002"] is course.questions["q0000002"]


def test_copies_stand_behind_their_originals_with_parts_of_their_own(course):
    edited, copies = bank_edits.duplicated(course, IDS)
    ids = list(edited.questions)
    assert [ids.index(copy) - ids.index(id_) for id_, copy in zip(IDS, copies, strict=True)] == [
        1,
        1,
    ]
    first, copy = edited.questions[IDS[0]], edited.questions[copies[0]]
    assert isinstance(first, SingleChoice)
    assert isinstance(copy, SingleChoice)
    assert first.choices[0].id != copy.choices[0].id
    assert first.stem == copy.stem


def test_deleted_questions_are_asked_nowhere(course):
    edited = bank_edits.without(course, IDS)
    assert list(asked_in(edited)) == ["q0000002"]
    assert list(edited.questions) == ["q0000002"]


def test_a_clip_stops_for_a_question_once(course):
    stopped = bank_edits.with_stop(course, "b0000004", "q0000001", 1.5)
    moved = bank_edits.with_stop(stopped, "b0000004", "q0000001", 0.5)
    assert stop_on(moved, "s0000002") == changed(stop_on(stopped, "s0000002"), at_s=0.5)
    with pytest.raises(KeyError):
        bank_edits.with_stop(course, "b0000005", "q0000001", 1.0)


def test_nobody_is_led_back_behind_a_stop_that_was_moved(course):
    stopped = bank_edits.with_stop(course, "b0000004", "q0000001", 2.0)
    clip = find(stopped, "b0000004")
    assert isinstance(clip, ClipBlock)
    led = replace(stopped, changed(clip, stops=(changed(clip.stops[0], back_to_s=1.5),)))
    moved = bank_edits.with_stop(led, "b0000004", "q0000001", 1.0)
    assert stop_on(moved, "s0000002").back_to_s == 1.0


def test_a_pool_is_drawn_from_by_its_tag_on_a_new_screen(course):
    quiz = QuizBlock(id="b0000099", draw=1)
    screen = Screen(id="s0000099", title="Tirage")
    edited = bank_edits.with_pool(course, quiz, IDS, "pool", (screen, "l0000002", 1))
    assert edited.lessons["l0000002"].screens[1] == "s0000099"
    made = quiz_of(edited, "b0000099")
    assert (made.tags, made.draw, asked_by(edited, made)) == (("pool",), 1, IDS)


def test_a_quiz_is_given_questions_by_name(course):
    quiz = changed(quiz_of(course, "b0000005"), questions=("q0000003",))
    edited = bank_edits.with_pool(course, quiz, IDS)
    assert quiz_of(edited, "b0000005").questions == ("q0000003", "q0000001")


def test_where_questions_are_asked(course):
    quiz = QuizBlock(id="b0000099", draw=1)
    screen = Screen(id="s0000099", title="Tirage")
    edited = bank_edits.with_pool(course, quiz, IDS, "pool", (screen, "l0000002", 1))
    edited = bank_edits.with_stop(edited, "b0000004", "q0000001", 1.5)
    uses = question_uses(edited)
    told = [(use.screen.id, use.stop and use.stop.at_s, use.drawn) for use in uses["q0000001"]]
    assert told == [("s0000002", 1.5, False), ("s0000003", None, False), ("s0000099", None, True)]
    assert len(uses["q0000002"]) == 1
    assert "q0000009" not in uses


def test_a_question_alone_is_all_that_a_course_asks(course):
    alone = question_alone(course, "q0000002")
    assert list(asked_in(alone)) == ["q0000002"]
    assert len(list(alone.screens_in_order())) == 1
    with pytest.raises(KeyError):
        question_alone(course, "q0000009")
