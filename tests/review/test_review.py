"""Every check finds its fault, and nothing else; order, fixes, speech and files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from studio.course.blocks import TextBlock
from studio.course.edits import insert, remove
from studio.course.model import (
    CompletionRule,
    Course,
    Lesson,
    Objective,
    Screen,
)
from studio.i18n import LANGUAGES, Voice
from studio.imports.captions import replace_captions
from studio.media.cues import Cue
from studio.project.format import decode, encode
from studio.review.findings import Finding, Level
from studio.review.places import Places
from studio.review.review import review
from tests.course.scenarios import scenario
from tests.course.strategies import courses
from tests.courses import small_course
from tests.review.block_faults import BLOCK_FAULTS
from tests.review.courses import (
    IMAGE,
    LESSON,
    OBJECTIVE,
    QUIZ,
    RECORDING,
    SCREEN,
    SINGLE,
    TEXT,
    TRUTH,
    sound_course,
    with_changed,
)
from tests.review.fault_making import (
    RIGHT,
    UNASKED,
    WRONG,
    added,
    clips,
    course_with,
    node_with,
)
from tests.review.outline_faults import OUTLINE_FAULTS
from tests.review.question_faults import QUESTION_FAULTS

FAULTS = {**OUTLINE_FAULTS, **BLOCK_FAULTS, **QUESTION_FAULTS}
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


def test_captions_that_are_hard_to_read_are_found(tmp_path):
    project, course = small_course(tmp_path)
    [recording] = course.recordings.values()
    fast = [Cue(at, at + 1, "Vraiment beaucoup trop de mots.") for at in range(2)]
    slow = [Cue(10 * at, 10 * at + 3, "Bien.") for at in range(1, 19)]
    few = replace_captions(project, recording.id, "fr", [*fast, *slow])(course)
    assert "hard-captions" not in [each.check for each in review(few, project)]
    many = replace_captions(project, recording.id, "fr", [*fast, *slow[1:]])(course)
    [hard] = [each for each in review(many, project) if each.check == "hard-captions"]
    assert (hard.node, hard.level) == (recording.id, Level.HINT)
    assert Voice("fr").say(hard.said).startswith("2 des 19 sous-titres")
    assert "hard-captions" not in [each.check for each in review(many)]


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
