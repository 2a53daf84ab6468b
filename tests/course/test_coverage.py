"""How questions are spread over objectives and levels."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from studio.course.asking_blocks import QuizBlock
from studio.course.bloom import Bloom
from studio.course.coverage import LEVELS, Tally, coverage
from studio.course.edits import insert
from studio.course.model import Course, Lesson, Module, Objective, Screen
from studio.course.questions import Likert, TrueFalse
from tests.course.strategies import questions


def course(*asked: str) -> Course:
    """Make a course with three objectives, the last of them without a question."""
    made = Course(id="c0000001", title="C")
    for number in (1, 2, 3):
        made = insert(made, Objective(id=f"o000000{number}", text=f"O{number}"))
    held = (
        TrueFalse(
            id="q0000001",
            stem="",
            answer=True,
            objectives=("o0000001",),
            bloom=Bloom.APPLY,
            points=2,
        ),
        TrueFalse(id="q0000002", stem="", answer=True, objectives=("o0000001", "o0000002")),
        TrueFalse(id="q0000003", stem="", answer=True, bloom=Bloom.APPLY),
        Likert(id="q0000004", stem="", statements=(), objectives=("o0000002",)),
    )
    for question in held:
        made = insert(made, question)
    made = insert(made, Module(id="m0000001", title="M"), made.id)
    made = insert(made, Lesson(id="l0000001", title="L"), "m0000001")
    quiz = QuizBlock(id="b0000001", questions=asked)
    return insert(made, Screen(id="s0000001", title="S", blocks=(quiz,)), "l0000001")


def test_a_question_counts_for_each_of_its_objectives_and_once_in_the_sums():
    found = coverage(course("q0000001", "q0000003"))
    totals = {line.objective: line.total for line in found.lines}
    assert totals == {
        "o0000001": Tally(2, 3.0, 1),
        "o0000002": Tally(2, 1.0, 0),
        "o0000003": Tally(),
        None: Tally(1, 1.0, 1),
    }
    assert found.total.total == Tally(4, 4.0, 2)
    assert found.total.total.only_in_bank == 2


def test_levels_stand_apart_and_what_is_not_graded_has_no_points():
    found = coverage(course("q0000001"))
    first, second = found.lines[:2]
    assert first.levels[Bloom.APPLY] == Tally(1, 2.0, 1)
    assert first.levels[None] == Tally(1, 1.0, 0)
    assert second.levels[None] == Tally(2, 1.0, 0)
    assert found.total.levels[Bloom.APPLY] == Tally(2, 3.0, 1)


@given(st.lists(questions(), max_size=8, unique_by=lambda question: question.id))
def test_levels_add_up_to_the_sum_of_their_line(held):
    made = changed(Course(id="c0000001", title="C"), questions={each.id: each for each in held})
    found = coverage(made)
    for line in (*found.lines, found.total):
        assert tuple(line.levels) == LEVELS
        assert sum(each.questions for each in line.levels.values()) == line.total.questions
    assert found.total.total.questions == len(held)
