"""Faults of a course, its outline and its media, by the checks that find them."""

from __future__ import annotations

from functools import partial

from studio.course.blocks import QuizBlock
from studio.course.conditions import Not, Score
from studio.course.model import (
    Clip,
    Lesson,
    MediaFile,
    Module,
    Screen,
)
from studio.review.findings import Level
from tests.review.courses import (
    IMAGE,
    LESSON,
    MODULE,
    OBJECTIVE,
    PICTURE,
    QUIZ,
    RECORDING,
    SCREEN,
    SHOWN,
    TEXT,
)
from tests.review.fault_making import (
    Fault,
    added,
    clips,
    course_with,
    node_with,
    unassessed,
    ungraded,
    waiting_for_each_other,
    without,
)

OUTLINE_FAULTS: dict[str, Fault] = {
    "untitled-course": (partial(course_with, title=" "), "", Level.WARNING),
    "no-description": (partial(course_with, description=""), "", Level.HINT),
    "no-audience": (partial(course_with, audience="\n"), "", Level.HINT),
    "no-objectives": (partial(without, OBJECTIVE), "", Level.WARNING),
    "no-iri": (partial(course_with, base_iri=""), "", Level.HINT),
    "wrong-iri": (partial(course_with, base_iri="mon site"), "", Level.WARNING),
    "many-answers": (partial(node_with, QUIZ, attempts=60), "", Level.HINT),
    "untitled-objective": (partial(node_with, OBJECTIVE, text=""), OBJECTIVE, Level.WARNING),
    "objective-not-covered": (partial(node_with, SCREEN, objectives=()), OBJECTIVE, Level.WARNING),
    "objective-not-assessed": (
        unassessed,
        OBJECTIVE,
        Level.WARNING,
    ),
    "nothing-graded": (ungraded, "", Level.ERROR),
    "empty-course": (partial(without, MODULE), "", Level.ERROR),
    "empty-module": (
        partial(added, Module(id="m0000002", title="M"), "c0000001"),
        "m0000002",
        Level.WARNING,
    ),
    "empty-lesson": (
        partial(added, Lesson(id="l0000002", title="L"), MODULE),
        "l0000002",
        Level.WARNING,
    ),
    "empty-screen": (
        partial(added, Screen(id="s0000002", title="S"), LESSON),
        "s0000002",
        Level.WARNING,
    ),
    "condition-gone": (
        partial(node_with, SCREEN, shown_if=Not(of=Score(quiz="b0000099"))),
        SCREEN,
        Level.ERROR,
    ),
    "condition-within": (
        partial(node_with, LESSON, open_if=Score(quiz=QUIZ, at_least=0.5)),
        LESSON,
        Level.ERROR,
    ),
    "condition-circle": (waiting_for_each_other, "t0000000", Level.ERROR),
    "empty-text": (partial(node_with, TEXT, text=" \n"), TEXT, Level.WARNING),
    "empty-quiz": (partial(added, QuizBlock(id="b0000009"), SCREEN), "b0000009", Level.WARNING),
    "untitled-module": (partial(node_with, MODULE, title=""), MODULE, Level.WARNING),
    "untitled-lesson": (partial(node_with, LESSON, title=" "), LESSON, Level.WARNING),
    "untitled-screen": (partial(node_with, SCREEN, title=""), SCREEN, Level.WARNING),
    "clips-in-a-row": (partial(clips, 4), "t0000000", Level.WARNING),
    "no-alternative": (partial(node_with, IMAGE, alternative=" "), IMAGE, Level.WARNING),
    "no-captions": (partial(node_with, RECORDING, captions={"en": "abc.vtt"}), SHOWN, Level.ERROR),
    "long-clip": (partial(course_with, clip_limit_s=300.0), SHOWN, Level.WARNING),
    "unused-clip": (
        partial(added, Clip(id="k0000002", recording=RECORDING, start_s=0.0, end_s=9.0)),
        "k0000002",
        Level.HINT,
    ),
    "unused-media": (
        partial(added, MediaFile(id="f0000003", file="x.pdf", name="X", size=1, mime="")),
        "f0000003",
        Level.HINT,
    ),
    "heavy-picture": (partial(node_with, PICTURE, size=4_000_000), PICTURE, Level.HINT),
}
