"""The figures of the review."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from studio.course.model import Course
from studio.course.timing import learner_s
from studio.review.figures import ScreenTime, columns, figures
from tests.courses import small_course


@pytest.fixture
def course(tmp_path):
    return small_course(tmp_path)[1]


def test_a_course_is_counted(course):
    counted = figures(course)
    assert counted.longest_clip_s == pytest.approx(3.04)
    assert counted.video_s == pytest.approx(6.0)
    assert (counted.captioned, counted.clips) == (2, 2)
    assert (counted.assessed, counted.objectives) == (int(_assesses(course)), 1)
    assert counted.questions == len(course.screens["s0000003"].blocks[0].questions)
    assert counted.question_every_s == pytest.approx(6.0 / counted.questions)


def test_the_times_add_up_to_the_learners_time(course):
    counted = figures(course)
    assert [time.screen for time in counted.times] == [s.id for s in course.screens_in_order()]
    assert counted.total_s == pytest.approx(learner_s(course))
    assert counted.video_share == pytest.approx(6.0 / learner_s(course))
    parts = (sum(t.video_s + t.reading_s + t.practice_s for t in counted.times),)
    assert parts[0] == pytest.approx(counted.total_s)


def test_captions_in_another_language_do_not_count(course):
    assert figures(changed(course, language="en")).captioned == 0
    assert figures(changed(course, language="fr-CA")).captioned == 2


def test_an_objective_that_is_assessed_counts(course):
    assert figures(_assessed(course)).assessed == 1


def test_a_question_that_nobody_is_asked_assesses_nothing(course):
    screen = changed(course.screens["s0000003"], blocks=())
    assessed = _assessed(course)
    unasked = changed(assessed, screens={**assessed.screens, screen.id: screen})
    counted = figures(unasked)
    assert (counted.assessed, counted.questions, counted.question_every_s) == (0, 0, None)


def test_an_empty_course_has_no_figures():
    counted = figures(Course(id="c0000001", title=""))
    assert counted.longest_clip_s is None
    assert counted.video_share is None
    assert counted.question_every_s is None
    assert counted.times == ()


@given(st.lists(st.floats(0, 1e4), max_size=60), st.integers(0, 80))
def test_columns_keep_the_longest_and_the_order(lengths, most):
    times = [ScreenTime(f"s{at:07d}", video_s=length) for at, length in enumerate(lengths)]
    shown = columns(times, most)
    assert len(shown) == min(len(times), max(most, 1))
    assert [time.screen for time in shown] == sorted(time.screen for time in shown)
    if times:
        assert max(t.total_s for t in shown) == max(lengths)


def _assessed(course: Course) -> Course:
    question = next(iter(course.questions.values()))
    objectives = tuple(course.objectives)
    mended = changed(question, objectives=objectives)
    return changed(course, questions={**course.questions, question.id: mended})


def _assesses(course: Course) -> bool:
    return any(question.objectives for question in course.questions.values())
