"""What Review says of conditions: what is gone, and what can never be reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from studio.course.blocks import QuizBlock
from studio.course.conditions import All, Condition, Mastery, Not, Score, Seen, Some
from studio.course.edits import remove
from studio.course.model import Course, Navigation
from studio.i18n import LANGUAGES, Voice
from studio.review.conditions import conditions_in_a_circle, gone_from_conditions
from studio.review.findings import Finding
from studio.review.review import review
from tests.course.compare_edits import small_course
from tests.course.strategies import courses
from tests.review.courses import with_changed

QUIZ, OBJECTIVE = "b0000005", "o0000001"
FIRST, WATCH, ASKED, AGAIN, LAST = (f"s000000{n}" for n in range(1, 6))
BEGIN, END = "l0000001", "l0000002"


def course_with(
    conditions: Mapping[str, dict[str, Any]], navigation: Navigation = Navigation.FREE
) -> Course:
    course = changed(small_course(), navigation=navigation)
    for id_, fields in conditions.items():
        course = with_changed(course, id_, **fields)
    return course


def told(found: list[Finding]) -> list[str]:
    assert all(Voice(language).say(each.said) for each in found for language in LANGUAGES)
    return [Voice("en").say(each.said) for each in found]


def circles(course: Course) -> list[tuple[str, str]]:
    return [(each.check, each.node) for each in conditions_in_a_circle(course)]


def shown(condition: Condition) -> dict[str, Any]:
    return {"shown_if": condition}


def opened(condition: Condition) -> dict[str, Any]:
    return {"open_if": condition}


def test_what_is_gone_is_named_and_taken_out():
    asks = All(of=(Seen(screen=FIRST), Score(quiz=QUIZ), Not(of=Mastery(objective=OBJECTIVE))))
    course = course_with({LAST: shown(asks)})
    assert not list(gone_from_conditions(course))
    for id_ in (OBJECTIVE, QUIZ):
        course = remove(course, id_)
    [found] = gone_from_conditions(course)
    assert told([found]) == [
        (
            "A condition asks for something that is no longer there: a quiz, an objective. "
            "Take it out, or ask for something else."
        )
    ]
    assert found.fix is not None
    mended = found.fix(course)
    assert mended.screens[LAST].shown_if == All(of=(Seen(screen=FIRST),))
    assert found.fix(mended) is mended


def test_nothing_is_left_of_a_condition_without_its_only_name():
    course = remove(course_with({LAST: shown(Score(quiz=QUIZ, below=0.5))}), ASKED)
    [found] = gone_from_conditions(course)
    assert found.fix is not None
    assert found.fix(course).screens[LAST].shown_if is None


@pytest.mark.parametrize(
    "conditions",
    [
        {LAST: shown(Score(quiz=QUIZ, below=0.5))},
        {END: shown(Not(of=Mastery(objective=OBJECTIVE, at_least=0.8)))},
        {AGAIN: opened(Seen(screen=LAST))},
        {ASKED: opened(Seen(screen=FIRST)), END: opened(Score(quiz=QUIZ))},
        {LAST: shown(Mastery(objective=OBJECTIVE)), END: shown(Seen(screen=FIRST))},
        {FIRST: shown(Some())},
    ],
)
def test_conditions_that_can_be_met_are_left_alone(conditions):
    assert circles(course_with(conditions)) == []


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({LAST: shown(Seen(screen=LAST))}, [("condition-within", LAST)]),
        ({BEGIN: shown(Not(of=Score(quiz=QUIZ)))}, [("condition-within", BEGIN)]),
        ({BEGIN: shown(Mastery(objective=OBJECTIVE))}, [("condition-within", BEGIN)]),
        (
            {AGAIN: shown(Seen(screen=LAST)), LAST: opened(Seen(screen=AGAIN))},
            [("condition-circle", AGAIN)],
        ),
        (
            {BEGIN: opened(Seen(screen=LAST)), LAST: shown(Score(quiz=QUIZ))},
            [("condition-circle", BEGIN)],
        ),
        (
            {FIRST: shown(Seen(screen=FIRST)), LAST: shown(Seen(screen=FIRST))},
            [("condition-within", FIRST)],
        ),
    ],
)
def test_circles_are_found_once_where_they_are(conditions, found):
    assert circles(course_with(conditions)) == found


def test_both_places_of_a_circle_are_named():
    course = course_with({AGAIN: shown(Seen(screen=LAST)), LAST: shown(Seen(screen=AGAIN))})
    [found] = told(list(conditions_in_a_circle(course)))
    assert "“Revoir”" in found
    assert "“Conclure”" in found


def test_an_objective_that_is_asked_about_before_makes_no_circle():
    """A test at the start, and lessons with quizzes of their own that mastery skips."""
    course = course_with({BEGIN: shown(Not(of=Mastery(objective=OBJECTIVE, at_least=0.8)))})
    assert circles(course)
    before = QuizBlock(id="b0000099", questions=("q0000001",))
    course = with_changed(course, LAST, blocks=(before,))
    assert circles(course) == []


def test_in_a_linear_course_nobody_gets_behind_what_is_not_open():
    waits = {AGAIN: opened(Seen(screen=LAST))}
    assert circles(course_with(waits, Navigation.LINEAR)) == [("condition-within", AGAIN)]
    before = {AGAIN: opened(Score(quiz=QUIZ, at_least=0.5))}
    assert circles(course_with(before, Navigation.LINEAR)) == []
    shown_later = {FIRST: shown(Seen(screen=LAST))}
    assert circles(course_with(shown_later, Navigation.LINEAR)) == []


@given(courses(), st.sampled_from(Navigation))
def test_mending_circle_by_circle_comes_to_an_end(course, navigation):
    course = changed(course, navigation=navigation)
    for _ in range(1 + len(course.screens) + len(course.lessons)):
        found = next(conditions_in_a_circle(course), None)
        if found is None:
            break
        assert found.fix is not None
        course = found.fix(course)
    assert not list(conditions_in_a_circle(course))
    assert not [each for each in review(course) if each.check == "condition-circle"]
