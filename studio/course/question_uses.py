"""Where the questions of the bank are asked: on which screens, by which quizzes and clips, when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from studio.course.asking import asked_by, named_questions, stops_of
from studio.course.asking_blocks import ClipBlock, QuizBlock, Stop
from studio.course.model import Course, Screen


class QuestionUse(NamedTuple):
    """A block that may ask a question, and the screen that it stands on.

    `stop` is there where a clip stops for the question. A quiz that is `drawn` takes it from the
    bank by a tag, and does not name it.
    """

    screen: Screen
    block: QuizBlock | ClipBlock
    stop: Stop | None = None
    drawn: bool = False


def question_uses(course: Course) -> Mapping[str, tuple[QuestionUse, ...]]:
    """Return where each question is asked, by its id, in the order in which learners meet it.

    A question that is asked nowhere has no entry.
    """
    found: dict[str, list[QuestionUse]] = {}
    for screen in course.screens_in_order():
        for block in screen.blocks:
            for id_, use in _uses(course, screen, block):
                found.setdefault(id_, []).append(use)
    return {id_: tuple(uses) for id_, uses in found.items()}


def _uses(course: Course, screen: Screen, block: object) -> Iterable[tuple[str, QuestionUse]]:
    if isinstance(block, ClipBlock):
        for stop in stops_of(block):
            yield stop.question, QuestionUse(screen, block, stop)
    elif isinstance(block, QuizBlock):
        named = frozenset(named_questions(block))
        for id_ in asked_by(course, block):
            yield id_, QuestionUse(screen, block, drawn=id_ not in named)
