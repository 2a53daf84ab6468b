"""What faulty courses are made with: a sound one, and one thing wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from msgspec.structs import replace as changed

from studio.course.blocks import ClipBlock, QuizBlock
from studio.course.conditions import Seen
from studio.course.edits import insert, remove
from studio.course.model import (
    CompletionRule,
    Course,
    Screen,
)
from studio.course.nodes import find
from studio.course.questions import (
    Choice,
    Item,
    Question,
    Region,
    TrueFalse,
)
from studio.review.findings import Level
from tests.course.scenarios import scenario
from tests.review.courses import (
    CLIP,
    LESSON,
    OBJECTIVE,
    QUIZ,
    SCREEN,
    SEVERAL,
    SINGLE,
    TRUTH,
    sound_course,
    with_changed,
)

Made: TypeAlias = Callable[[], Course]
Fault: TypeAlias = tuple[Made, str, Level]
"""What makes a course at fault, the place that the finding names, and how bad it is."""

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
