"""Faults of questions, by the checks that find them."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace as changed

from studio.course.questions import (
    FillBlanks,
    Hotspot,
    Matching,
    Moment,
    Numeric,
    Ordering,
    Pair,
    ShortText,
    Wording,
)
from studio.review.findings import Level
from tests.review.courses import (
    CLIP,
    PICTURE,
    QUIZ,
    SEVERAL,
    SHOWN,
    SINGLE,
    TRUTH,
    with_changed,
)
from tests.review.fault_making import (
    ALSO,
    BLANK,
    ONE,
    RIGHT,
    SAME,
    WRONG,
    ZONE,
    Fault,
    asking,
    node_with,
    without,
)

QUESTION_FAULTS: dict[str, Fault] = {
    "untitled-question": (partial(node_with, TRUTH, stem=""), TRUTH, Level.WARNING),
    "no-right-answer": (
        partial(node_with, SEVERAL, choices=(WRONG, changed(ALSO, correct=False))),
        SEVERAL,
        Level.ERROR,
    ),
    "no-answer-given": (
        partial(asking, Numeric(id="q0000009", stem="?", feedback_right="Oui.")),
        "q0000009",
        Level.ERROR,
    ),
    "accepted-twice": (
        partial(
            asking,
            ShortText(id="q0000009", stem="?", feedback_right="Oui.", accepted=("Où", "où ")),
        ),
        "q0000009",
        Level.WARNING,
    ),
    "no-picture": (
        partial(asking, Hotspot(id="q0000009", stem="?", feedback_right="Oui.", regions=(ZONE,))),
        "q0000009",
        Level.ERROR,
    ),
    "unreachable-region": (
        partial(
            asking,
            Hotspot(
                id="q0000009",
                stem="?",
                feedback_right="Oui.",
                picture=PICTURE,
                picture_text="Le plan",
                regions=(ZONE, changed(ZONE, id="z0000002", width=0.0)),
            ),
        ),
        "q0000009",
        Level.ERROR,
    ),
    "undescribed-picture": (partial(node_with, TRUTH, picture=PICTURE), TRUTH, Level.WARNING),
    "unshown-watch": (
        lambda: with_changed(without(SHOWN), TRUTH, watch=Moment(clip=CLIP)),
        TRUTH,
        Level.WARNING,
    ),
    "late-watch": (
        partial(node_with, TRUTH, watch=Moment(clip=CLIP, at_s=300.0)),
        TRUTH,
        Level.WARNING,
    ),
    "too-few-parts": (
        partial(asking, Ordering(id="q0000009", stem="?", feedback_right="Oui.", items=(ONE,))),
        "q0000009",
        Level.ERROR,
    ),
    "empty-part": (
        partial(
            asking,
            Ordering(
                id="q0000009",
                stem="?",
                feedback_right="Oui.",
                items=(ONE, changed(ONE, id="i0000002", text=" ")),
            ),
        ),
        "q0000009",
        Level.WARNING,
    ),
    "same-twice": (
        partial(
            asking,
            Matching(
                id="q0000009",
                stem="?",
                feedback_right="Oui.",
                pairs=(
                    Pair(id="i0000001", text="Un", match="Deux"),
                    Pair(id="i0000002", text="Trois", match="Quatre"),
                ),
                distractors=(Wording(id="i0000003", text="Deux"),),
            ),
        ),
        "q0000009",
        Level.WARNING,
    ),
    "empty-blank": (
        partial(
            asking,
            FillBlanks(id="q0000009", stem="?", feedback_right="Oui.", text="[[Un]] et [[ ]]"),
        ),
        "q0000009",
        Level.ERROR,
    ),
    "not-one-right": (partial(node_with, SINGLE, choices=(RIGHT, ALSO)), SINGLE, Level.ERROR),
    "all-right": (partial(node_with, SEVERAL, choices=(RIGHT, ALSO)), SEVERAL, Level.WARNING),
    "too-few-choices": (partial(node_with, SINGLE, choices=(RIGHT,)), SINGLE, Level.ERROR),
    "empty-choice": (
        partial(node_with, SINGLE, choices=(RIGHT, BLANK, changed(BLANK, id="a0000016"))),
        SINGLE,
        Level.WARNING,
    ),
    "equal-choices": (partial(node_with, SINGLE, choices=(RIGHT, SAME)), SINGLE, Level.WARNING),
    "no-feedback": (partial(node_with, TRUTH, feedback_wrong=""), TRUTH, Level.HINT),
    "unused-question": (partial(node_with, QUIZ, questions=(SINGLE, SEVERAL)), TRUTH, Level.HINT),
}
