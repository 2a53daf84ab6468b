"""Places in words, the screens to go to, and what a learner meets."""

from __future__ import annotations

import pytest

from studio.course.edits import insert
from studio.course.model import Clip
from studio.course.questions import TrueFalse
from studio.i18n import Voice
from studio.review.places import Places
from tests.review.courses import (
    CLIP,
    FILM,
    IMAGE,
    LESSON,
    MODULE,
    OBJECTIVE,
    PICTURE,
    RECORDING,
    SCREEN,
    SINGLE,
    sound_course,
    with_changed,
)

ON_SCREEN = "Module \u203a Leçon \u203a Écran"
UNTITLED = ("untitled lesson", "leçon sans titre")
UNASKED, UNSHOWN = "q0000009", "k0000009"


@pytest.fixture
def places() -> Places:
    course = insert(sound_course(), TrueFalse(id=UNASKED, stem="Sept est **pair**.", answer=False))
    clip = Clip(id=UNSHOWN, recording=RECORDING, start_s=0.0, end_s=9.0)
    return Places(insert(course, clip))


@pytest.mark.parametrize(
    ("node", "place"),
    [
        ("", "Élan vital"),
        (OBJECTIVE, "Préparer un budget"),
        (MODULE, "Module"),
        (LESSON, "Module \u203a Leçon"),
        (SCREEN, ON_SCREEN),
        (IMAGE, ON_SCREEN),
        (PICTURE, ON_SCREEN),
        (CLIP, ON_SCREEN),
        (RECORDING, ON_SCREEN),
        (FILM, ON_SCREEN),
        (SINGLE, f"{ON_SCREEN} \u203a Pair ?"),
        (UNASKED, "Sept est pair."),
        (UNSHOWN, "Élan vital"),
    ],
)
def test_places_are_said_from_the_module_down(places, node, place):
    assert Voice("fr").text("cli.check_place", place=places.said(node)) == place


def test_what_has_no_name_is_said_in_the_reader_s_language():
    place = Places(with_changed(sound_course(), LESSON, title=" ")).said(SCREEN)
    said = [Voice(language).text("cli.check_place", place=place) for language in ("en", "fr")]
    assert said == [f"Module \u203a {words} \u203a Écran" for words in UNTITLED]


def test_the_screen_to_go_to(places):
    on_it = (SCREEN, IMAGE, PICTURE, SINGLE, CLIP, RECORDING, FILM)
    assert {places.screen_of(node) for node in on_it} == {SCREEN}
    elsewhere = ("", OBJECTIVE, MODULE, LESSON, UNASKED, UNSHOWN)
    assert {places.screen_of(node) for node in elsewhere} == {None}


def test_what_a_learner_meets(places):
    assert all(places.is_met(node) for node in ("", MODULE, SCREEN, IMAGE, SINGLE, FILM))
    assert not any(places.is_met(node) for node in (UNASKED, UNSHOWN, OBJECTIVE))


def test_ranks_follow_the_learner(places):
    nodes = ("", OBJECTIVE, MODULE, LESSON, SCREEN, IMAGE, PICTURE, SINGLE, UNASKED, UNSHOWN)
    ranks = [places.rank(node) for node in nodes]
    assert ranks == sorted(set(ranks))
