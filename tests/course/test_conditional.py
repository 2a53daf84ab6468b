"""Places with conditions: what becomes of the names in them as a course is edited."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from msgspec.structs import replace as changed

from studio.course.blocks import QuizBlock
from studio.course.conditional import conditional_places, names_of, with_renamed
from studio.course.conditions import All, Mastery, Not, Score, Seen, renamed
from studio.course.copying import duplicate
from studio.course.edits import remove, replace
from studio.course.model import Course, Navigation
from studio.course.nodes import find
from studio.course.transplant import part_of, planted
from studio.project.format import decode, encode
from tests.course.compare_edits import small_course
from tests.course.strategies import courses

PATH = Path("course.json")
QUIZ, SCREEN, LESSON, MODULE = "b0000005", "s0000003", "l0000001", "m0000001"


def branching() -> Course:
    """A lesson whose last screen depends on the first, on the quiz before it, and on another."""
    course = changed(small_course(), navigation=Navigation.LINEAR)
    asks = All(
        of=(Seen(screen="s0000001"), Score(quiz=QUIZ, at_least=0.5), Seen(screen="s0000005"))
    )
    for id_ in (SCREEN, "s0000004"):
        course = replace(course, changed(course.screens[id_], open_if=asks))
    return course


def twins(course: Course, copy: str) -> tuple[str, str, list[str]]:
    """Return the first screen, the quiz and the names in the last condition of a copied lesson."""
    first, *_, last = (course.screens[id_] for id_ in course.lessons[copy].screens)
    [quiz] = (block.id for block in last.blocks if isinstance(block, QuizBlock))
    return first.id, quiz, list(names_of(last))


def test_old_courses_have_no_condition_and_are_written_as_before():
    course = small_course()
    assert not list(conditional_places(course))
    assert b"shown_if" not in encode(course)
    assert b"navigation" not in encode(course)
    assert decode(encode(branching()), PATH).course == branching()


def test_a_copied_lesson_asks_for_its_own_screens_and_quizzes():
    course, copy = duplicate(branching(), LESSON)
    first, quiz, names = twins(course, copy)
    assert names == [first, quiz, "s0000005"]
    assert quiz != QUIZ
    assert list(names_of(course.screens[SCREEN])) == ["s0000001", QUIZ, "s0000005"]


def test_a_copied_screen_keeps_asking_for_what_stays():
    course, copy = duplicate(branching(), "s0000004")
    assert list(names_of(course.screens[copy])) == ["s0000001", QUIZ, "s0000005"]


def test_what_is_pasted_asks_for_its_own_screens_and_quizzes():
    course = branching()
    course, [copy] = planted(course, part_of(course, [LESSON]), [LESSON], MODULE, 1)
    first, quiz, names = twins(course, copy)
    assert names == [first, quiz, "s0000005"]


def test_screens_pasted_together_ask_for_one_another():
    course = branching()
    chosen = ["s0000001", "s0000004"]
    course, made = planted(course, part_of(course, chosen), chosen, LESSON, 0)
    assert list(names_of(course.screens[made[1]])) == [made[0], QUIZ, "s0000005"]


def test_a_condition_stays_when_what_it_asks_for_is_removed():
    course = branching()
    for id_ in (QUIZ, "s0000001", "s0000005"):
        course = remove(course, id_)
    assert list(names_of(course.screens["s0000004"])) == ["s0000001", QUIZ, "s0000005"]
    assert decode(encode(course), PATH).course == course


def test_taking_names_out_leaves_what_else_is_asked():
    seen, score = Seen(screen="s0000001"), Score(quiz=QUIZ, below=0.5)
    both = All(of=(seen, Not(of=score)))
    without = {QUIZ: None, "s0000001": "s0000002"}
    assert renamed(both, without.get) == All(of=(Seen(screen="s0000002"),))
    assert renamed(Not(of=score), without.get) is None
    assert renamed(All(), without.get) == All()
    assert renamed(Mastery(objective="o0000001"), without.get) is None


@settings(max_examples=60, deadline=None)
@given(courses())
def test_renaming_to_itself_changes_nothing(course):
    for place in conditional_places(course):
        assert with_renamed(place, lambda id_: id_) == place
        assert find(course, place.id) is place
