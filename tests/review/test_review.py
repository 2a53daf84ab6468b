"""Every check finds its fault, and nothing else; order, fixes, speech and files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from studio.course.block_base import Section
from studio.course.blocks import ClipBlock, QuizBlock, TextBlock
from studio.course.conditions import Not, Score, Seen
from studio.course.done_blocks import AssignmentBlock, DiscussionBlock, GateBlock, PollBlock
from studio.course.edits import insert, remove
from studio.course.model import (
    Clip,
    CompletionRule,
    Course,
    Lesson,
    MediaFile,
    Module,
    Objective,
    Screen,
)
from studio.course.nodes import find
from studio.course.questions import (
    Choice,
    FillBlanks,
    Hotspot,
    Item,
    Matching,
    Moment,
    Numeric,
    Ordering,
    Pair,
    Question,
    Region,
    ShortText,
    TrueFalse,
    Wording,
)
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
from studio.i18n import LANGUAGES, Voice
from studio.project.format import decode, encode
from studio.review.findings import Finding, Level
from studio.review.places import Places
from studio.review.review import review
from tests.course.scenarios import scenario
from tests.course.strategies import courses
from tests.courses import small_course
from tests.review.courses import (
    CLIP,
    FILM,
    IMAGE,
    LESSON,
    MODULE,
    OBJECTIVE,
    PICTURE,
    QUIZ,
    RECORDING,
    SCREEN,
    SEVERAL,
    SHOWN,
    SINGLE,
    TEXT,
    TRUTH,
    sound_course,
    with_changed,
)

RIGHT = Choice(id="a0000011", text="Deux", correct=True)
ALSO = Choice(id="a0000012", text="Quatre", correct=True)
WRONG = Choice(id="a0000013", text="Sept")
SAME = Choice(id="a0000014", text=" Deux\n")
BLANK = Choice(id="a0000015", text=" ")
ZONE = Region(id="z0000001")
ONE = Item(id="i0000001", text="Un")
UNASKED = TrueFalse(
    id="q0000009", stem="?", answer=True, objectives=(OBJECTIVE,), feedback_right="Oui."
)


def course_with(**fields: Any) -> Course:
    return changed(sound_course(), **fields)


def node_with(id_: str, **fields: Any) -> Course:
    return with_changed(sound_course(), id_, **fields)


def added(node: Any, parent: str | None = None) -> Course:
    return insert(sound_course(), node, parent)


def without(*ids: str) -> Course:
    course = sound_course()
    for id_ in ids:
        course = remove(course, id_)
    return course


def asking(question: Question) -> Course:
    """The quiz of the course asks one more question."""
    course = sound_course()
    quiz = find(course, QUIZ)
    assert isinstance(quiz, QuizBlock)
    course = insert(course, question)
    return with_changed(course, QUIZ, questions=(*quiz.questions, question.id))


def ungraded() -> Course:
    return changed(
        node_with(QUIZ, graded=False),
        completion=CompletionRule(pass_mark=0.5),
    )


def unassessed() -> Course:
    course = sound_course()
    for question in (SINGLE, SEVERAL):
        course = with_changed(course, question, objectives=())
    return insert(course, UNASKED)


def clips(shown: int, *, asked_after: int | None = None) -> Course:
    """The quiz of the course, then so many clips, with one more quiz among them."""
    course = sound_course()
    for number in range(shown):
        screen = Screen(
            id=f"t000000{number}",
            title="Suite",
            blocks=(ClipBlock(id=f"e000000{number}", clip=CLIP),),
        )
        course = insert(course, screen, LESSON)
        if number + 1 == asked_after:
            again = QuizBlock(id="b0000009", questions=(TRUTH,))
            course = insert(course, again, screen.id)
    return course


def waiting_for_each_other() -> Course:
    """Two screens, each shown once the other was seen."""
    course = with_changed(clips(2), "t0000000", shown_if=Seen(screen="t0000001"))
    return with_changed(course, "t0000001", shown_if=Seen(screen="t0000000"))


def playing(**ways: str) -> Course:
    """Return the course with a scenario."""
    return added(scenario(**ways), SCREEN)


def changed_scene(**fields: Any) -> Course:
    """Return the course with a scenario whose second scene has other fields."""
    block = scenario(a="b .", b="")
    scenes = (block.scenes[0], changed(block.scenes[1], **fields))
    return added(changed(block, scenes=scenes), SCREEN)


Made = Callable[[], Course]
FAULTS: dict[str, tuple[Made, str, Level]] = {
    "untitled-course": (partial(course_with, title=" "), "", Level.WARNING),
    "no-description": (partial(course_with, description=""), "", Level.HINT),
    "no-audience": (partial(course_with, audience="\n"), "", Level.HINT),
    "no-objectives": (partial(without, OBJECTIVE), "", Level.WARNING),
    "no-iri": (partial(course_with, base_iri=""), "", Level.HINT),
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
FOUND_WITH_IT = {
    "empty-course": {"unused-clip", "unused-question", "unused-media"},
    "objective-not-assessed": {"unused-question"},
    "unshown-watch": {"unused-clip"},
}
"""What else is found where a course is at fault in this way."""


def checks_of(course: Course) -> list[str]:
    return [each.check for each in review(course)]


def said(finding: Finding, voice: Voice) -> list[str]:
    fix = [finding.fix_said] if finding.fix_said else []
    return [voice.say(each) for each in (finding.said, *fix)]


def test_a_sound_course_has_no_finding():
    assert review(sound_course()) == []


@pytest.mark.parametrize("check", FAULTS)
def test_a_fault_is_found_and_nothing_else(check):
    make, node, level = FAULTS[check]
    found = review(make())
    at_fault = [each for each in found if each.check not in FOUND_WITH_IT.get(check, ())]
    assert [(each.check, each.node, each.level) for each in at_fault] == [(check, node, level)]
    assert all(said(each, Voice(language)) for each in found for language in LANGUAGES)


@pytest.mark.parametrize(
    "course",
    [
        node_with(IMAGE, alternative="", decorative=True),
        node_with(RECORDING, captions={"fr-FR": "abc.vtt"}),
        course_with(clip_limit_s=300.1),
        clips(3),
        clips(6, asked_after=3),
        node_with(TRUTH, feedback_wrong="", feedback_right="Oui."),
        node_with(SINGLE, feedback_right="", choices=(RIGHT, changed(WRONG, feedback="Non."))),
        node_with(SINGLE, choices=(RIGHT, changed(WRONG, text="deux"))),
        changed(sound_course(), completion=CompletionRule(pass_mark=0.5)),
    ],
)
def test_what_is_right_is_left_alone(course):
    assert review(course) == []


def test_a_scenario_that_counts_is_enough_for_a_pass_mark():
    course = added(changed(scenario(a=".+1 ."), graded=True), SCREEN)
    course = with_changed(course, QUIZ, graded=False)
    rule = CompletionRule(screens=0.0, pass_mark=0.5)
    assert checks_of(changed(course, completion=rule)) == []
    uncounted = with_changed(course, "b0000009", graded=False)
    assert checks_of(changed(uncounted, completion=rule)) == ["nothing-graded"]


def test_an_empty_quiz_does_not_part_clips():
    course = with_changed(clips(4, asked_after=2), "b0000009", questions=())
    assert set(checks_of(course)) == {"clips-in-a-row", "empty-quiz"}


def test_what_a_merge_has_left_outside_of_the_outline_is_passed_over():
    course = clips(5)
    lesson = changed(course.lessons[LESSON], screens=(SCREEN,))
    course = changed(course, lessons={LESSON: lesson, "l0000009": Lesson(id="l0000009", title="")})
    assert review(course) == []


def test_a_plan_without_screens_is_not_blamed_for_its_objectives():
    course = changed(
        Course(
            id="c0000001", title="T", description="D", audience="A", base_iri="https://a.example"
        ),
        objectives={OBJECTIVE: Objective(id=OBJECTIVE, text="Savoir")},
    )
    assert checks_of(course) == ["empty-course"]


def test_findings_come_as_a_learner_meets_the_places_and_the_worst_first():
    course = changed(sound_course(), audience="", title="")
    course = with_changed(course, SINGLE, choices=(RIGHT,), feedback_right="", stem="")
    course = with_changed(course, SCREEN, title="")
    course = insert(course, TextBlock(id="b0000000", text=""), SCREEN, 0)
    course = insert(course, changed(UNASKED, feedback_right=""))
    assert [(each.check, each.node) for each in review(course)] == [
        ("untitled-course", ""),
        ("no-audience", ""),
        ("untitled-screen", SCREEN),
        ("empty-text", "b0000000"),
        ("too-few-choices", SINGLE),
        ("untitled-question", SINGLE),
        ("no-feedback", SINGLE),
        ("unused-question", "q0000009"),
        ("no-feedback", "q0000009"),
    ]


FIXABLE = {
    "lost-target",
    "empty-module",
    "empty-lesson",
    "empty-screen",
    "empty-text",
    "empty-quiz",
    "condition-gone",
    "condition-within",
    "condition-circle",
    "no-alternative",
    "empty-block",
    "unused-media",
}


@pytest.mark.parametrize("check", FAULTS)
def test_what_can_be_mended_is_mended(check):
    course = FAULTS[check][0]()
    [found] = [each for each in review(course) if each.check == check]
    assert (found.fix is not None) == (found.fix_said is not None) == (check in FIXABLE)
    if found.fix is not None:
        before = encode(course)
        assert review(found.fix(course)) == []
        assert encode(course) == before


@pytest.mark.parametrize(
    "fields", [{"script": "À dire."}, {"on_screen": "Un plan"}, {"notes": "À filmer"}]
)
def test_an_empty_screen_with_a_storyboard_is_not_taken_away(fields):
    course = added(Screen(id="s0000002", title="S", **fields), LESSON)
    [found] = review(course)
    assert (found.check, found.fix) == ("empty-screen", None)


def test_a_fix_leaves_alone_what_was_mended_or_removed_meanwhile():
    for check in FIXABLE:
        make, node, _ = FAULTS[check]
        [found] = review(make())
        assert found.fix is not None
        removed = remove(make(), node)
        assert found.fix(removed) is removed
    written = with_changed(FAULTS["empty-text"][0](), TEXT, text="Enfin.")
    [empty] = review(FAULTS["empty-text"][0]())
    assert empty.fix is not None
    assert empty.fix(written) is written
    described = with_changed(FAULTS["no-alternative"][0](), IMAGE, alternative="Un plan")
    [undescribed] = review(FAULTS["no-alternative"][0]())
    assert undescribed.fix is not None
    assert undescribed.fix(described) is described


@given(courses(), st.booleans())
def test_any_course_is_reviewed_said_and_mended(course, passed):
    course = changed(course, completion=CompletionRule(pass_mark=0.5 if passed else None))
    places = Places(course)
    found = review(course)
    assert len({(each.check, each.node) for each in found}) == len(found)
    for language in LANGUAGES:
        voice = Voice(language)
        for each in found:
            assert all(said(each, voice))
            assert voice.text("cli.check_place", place=places.said(each.node))
    for each in found:
        if each.fix is not None:
            assert_mended(each, course)


def assert_mended(finding: Finding, course: Course) -> None:
    assert finding.fix is not None
    before = encode(course)
    mended = finding.fix(course)
    assert encode(course) == before
    assert decode(encode(mended), Path("course.json"))[0] == mended
    left = {(each.check, each.node) for each in review(mended)}
    assert (finding.check, finding.node) not in left


@given(courses())
def test_all_fixes_one_after_the_other(course):
    """Mending all leaves nothing to mend but what mending has emptied."""
    for _ in range(5):
        for each in review(course):
            if each.fix is not None:
                course = each.fix(course)
    assert not [each for each in review(course) if each.fix is not None]


def test_files_that_are_missing_or_changed_are_found(tmp_path):
    project, course = small_course(tmp_path)
    assert {each.level for each in review(course, project)} <= {Level.WARNING, Level.HINT}
    by_name = {entry.name: entry for entry in course.media.values()}
    picture, notes = by_name["Plan du site.gif"], by_name["Notes d'été.txt"]
    project.media.path(picture.file).unlink()
    project.media.path(notes.file).write_bytes(b"")
    [recording] = course.recordings.values()
    project.captions.path(recording.captions["fr"]).unlink()
    errors = [each for each in review(course, project) if each.level is Level.ERROR]
    assert [(each.check, each.node) for each in errors] == [
        ("missing-file", picture.id),
        ("changed-file", notes.id),
        ("missing-file", recording.id),
    ]
    assert "Plan du site.gif" in Voice("fr").say(errors[0].said)
    places = Places(course)
    assert [places.screen_of(each.node) for each in errors] == ["s0000001", "s0000001", "s0000002"]
    assert not [each for each in review(course) if each.level is Level.ERROR]


def test_an_original_that_is_missing_is_a_hint_and_can_be_forgotten(tmp_path):
    project, course = small_course(tmp_path)
    entry = next(each for each in course.media.values() if each.name == "Plan du site.gif")
    course = with_changed(course, entry.id, original="abcdef.tif")
    [lost] = [each for each in review(course, project) if each.check == "missing-original"]
    assert (lost.node, lost.level) == (entry.id, Level.HINT)
    assert lost.fix
    mended = lost.fix(course)
    assert mended.media[entry.id] == entry
    assert lost.fix(mended) is mended
