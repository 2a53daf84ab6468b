"""What the review finds about quizzes, clips that stop, and completion."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace as changed

from studio.course.asking_blocks import Stop
from studio.course.blocks import QuizBlock
from studio.course.model import CompletionRule, Course, Screen
from studio.i18n import Voice
from studio.review.findings import Level
from studio.review.review import review
from tests.review.courses import QUIZ, SHOWN, SINGLE, TRUTH, sound_course
from tests.review.fault_making import course_with, node_with


def stops(*fields: dict[str, Any]) -> Course:
    made = (
        Stop(id=f"i000000{n}", **{"question": SINGLE, "at_s": 60.0, **each})
        for n, each in enumerate(fields, 1)
    )
    return node_with(SHOWN, stops=tuple(made))


def rule(**fields: Any) -> Course:
    return course_with(completion=CompletionRule(**fields))


FAULTS = {
    "empty-pool": (partial(node_with, QUIZ, questions=(), tags=("rien",)), QUIZ, Level.ERROR),
    "small-pool": (partial(node_with, QUIZ, draw=4), QUIZ, Level.WARNING),
    "twice-in-clip": (partial(stops, {}, {"at_s": 90.0}), SHOWN, Level.WARNING),
    "late-stop": (partial(stops, {"at_s": 301.0}), SHOWN, Level.WARNING),
    "back-onwards": (partial(stops, {"back_to_s": 60.0}), SHOWN, Level.WARNING),
    "no-quiz-to-pass": (partial(rule, quizzes=True), "", Level.WARNING),
    "completed-at-once": (partial(rule, screens=0.0), "", Level.WARNING),
}


@pytest.mark.parametrize("check", FAULTS)
def test_a_fault_is_found_and_said(check):
    make, node, level = FAULTS[check]
    found = [each for each in review(make()) if each.check == check]
    assert [(each.node, each.level) for each in found] == [(node, level)]
    assert all(Voice(language).say(each.said) for each in found for language in ("en", "fr"))


def test_video_is_asked_for_where_there_is_none():
    course = course_with(
        completion=CompletionRule(video=0.9),
        screens={k: without_clips(v) for k, v in sound_course().screens.items()},
    )
    assert "no-video-to-watch" in {each.check for each in review(course)}


def without_clips(screen: Screen) -> Screen:
    return changed(screen, blocks=tuple(b for b in screen.blocks if isinstance(b, QuizBlock)))


@pytest.mark.parametrize(
    "course",
    [
        node_with(QUIZ, draw=2, pass_mark=0.5, attempts=3, time_limit_s=600.0),
        node_with(QUIZ, draw=3),
        stops({"at_s": 300.0}, {"question": TRUTH, "at_s": 90.0, "back_to_s": 30.0}),
        rule(screens=0.0, video=0.9),
        rule(screens=0.0, pass_mark=0.5),
    ],
)
def test_nothing_is_said_of_what_is_right(course):
    assert review(course) == []
