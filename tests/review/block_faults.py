"""Faults of blocks, by the checks that find them."""

from __future__ import annotations

from functools import partial

from studio.course.block_base import Section
from studio.course.done_blocks import AssignmentBlock, DiscussionBlock, GateBlock, PollBlock
from studio.course.scenario import SceneChoice
from studio.course.shown_blocks import (
    AccordionBlock,
    AudioBlock,
    ComparisonBlock,
    EmbedBlock,
    HotspotsBlock,
    Point,
    QuoteBlock,
)
from studio.review.findings import Level
from tests.review.courses import (
    FILM,
    PICTURE,
    SCREEN,
)
from tests.review.fault_making import (
    Fault,
    added,
    changed_scene,
    playing,
)

BLOCK_FAULTS: dict[str, Fault] = {
    "empty-block": (partial(added, QuoteBlock(id="b0000009"), SCREEN), "b0000009", Level.WARNING),
    "empty-items": (
        partial(
            added,
            AccordionBlock(
                id="b0000009",
                sections=(Section(id="e0000001", title="Un"), Section(id="e0000002")),
            ),
            SCREEN,
        ),
        "b0000009",
        Level.WARNING,
    ),
    "no-description-of-picture": (
        partial(
            added,
            HotspotsBlock(id="b0000009", media=PICTURE, points=(Point(id="e0000001", title="Un"),)),
            SCREEN,
        ),
        "b0000009",
        Level.WARNING,
    ),
    "same-pictures": (
        partial(
            added,
            ComparisonBlock(
                id="b0000009",
                before=PICTURE,
                after=PICTURE,
                before_alternative="Avant",
                after_alternative="Après",
            ),
            SCREEN,
        ),
        "b0000009",
        Level.WARNING,
    ),
    "no-transcript": (
        partial(added, AudioBlock(id="b0000009", media=FILM), SCREEN),
        "b0000009",
        Level.ERROR,
    ),
    "sound-not-played": (
        partial(added, AudioBlock(id="b0000009", media=PICTURE, transcript="Oui."), SCREEN),
        "b0000009",
        Level.ERROR,
    ),
    "embed-address": (
        partial(added, EmbedBlock(id="b0000009", address="http://example.org"), SCREEN),
        "b0000009",
        Level.ERROR,
    ),
    "embed-fallback": (
        partial(added, EmbedBlock(id="b0000009", address="https://example.org/a"), SCREEN),
        "b0000009",
        Level.WARNING,
    ),
    "no-forum": (
        partial(added, DiscussionBlock(id="b0000009", prompt="Et vous ?"), SCREEN),
        "b0000009",
        Level.WARNING,
    ),
    "no-hand-in": (
        partial(added, AssignmentBlock(id="b0000009", prompt="Votre budget."), SCREEN),
        "b0000009",
        Level.WARNING,
    ),
    "few-entries": (
        partial(added, PollBlock(id="b0000009", prompt="Et vous ?"), SCREEN),
        "b0000009",
        Level.WARNING,
    ),
    "empty-scene": (partial(changed_scene, text=" "), "b0000009", Level.WARNING),
    "lost-scene": (partial(playing, a=". .", b=". ."), "b0000009", Level.WARNING),
    "endless-scenario": (partial(playing, a="b .", b="b b"), "b0000009", Level.ERROR),
    "lost-target": (partial(playing, a="x ."), "b0000009", Level.WARNING),
    "no-scene-choice": (partial(playing, a=""), "b0000009", Level.WARNING),
    "single-scene-choice": (partial(playing, a="."), "b0000009", Level.HINT),
    "nothing-to-earn": (partial(playing, a=".-1 .-2"), "b0000009", Level.WARNING),
    "empty-scene-choice": (
        partial(changed_scene, choices=(SceneChoice(id="x0000001"), SceneChoice(id="x0000002"))),
        "b0000009",
        Level.WARNING,
    ),
    "undescribed-scene": (
        partial(changed_scene, picture=PICTURE, text=""),
        "b0000009",
        Level.WARNING,
    ),
    "gate-to-nothing": (
        partial(added, GateBlock(id="b0000009"), SCREEN),
        "b0000009",
        Level.WARNING,
    ),
}
