"""Which questions of the bank the blocks of a course ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from studio.course.asking_blocks import ClipBlock, QuizBlock, Results
from studio.course.blocks import Block
from studio.course.model import Course, Screen
from studio.course.questions import Question
from studio.course.scenario import ScenarioBlock
from studio.course.sequences import letters


def asks(block: Block) -> bool:
    """Return whether a block asks something, or would if questions were put there."""
    return isinstance(block, QuizBlock) or (isinstance(block, ClipBlock) and bool(block.stops))


def named_questions(block: Block) -> tuple[str, ...]:
    """Return the ids of the questions that a block names; a quiz may take more from the bank."""
    match block:
        case QuizBlock():
            return block.questions
        case ClipBlock():
            return tuple(stop.question for stop in block.stops)
        case _:
            return ()


def asked_by(course: Course, block: Block) -> tuple[str, ...]:
    """Return the ids of all questions that a block may ask, in the order in which it asks them."""
    named = tuple(dict.fromkeys(named_questions(block)))
    tags = frozenset(block.tags) if isinstance(block, QuizBlock) else frozenset()
    if not tags:
        return named
    tagged = (id_ for id_, question in course.questions.items() if tags & frozenset(question.tags))
    return tuple(dict.fromkeys((*named, *tagged)))


def asked_on(course: Course, screen: Screen) -> list[tuple[Block, str]]:
    """Return what a screen may ask: each question with the block that asks it."""
    return [(block, id_) for block in screen.blocks for id_ in asked_by(course, block)]


def asked_in(course: Course) -> dict[str, Question]:
    """Return the questions that some screen may ask, by id, in the order in which they are met."""
    screens = course.screens_in_order()
    found = (id_ for screen in screens for _, id_ in asked_on(course, screen))
    return {id_: course.questions[id_] for id_ in found}


def count_asked(course: Course, block: Block) -> int:
    """Return how many questions one learner is asked at a block."""
    offered = len(asked_by(course, block))
    drawn = block.draw if isinstance(block, QuizBlock) else 0
    return min(drawn, offered) if drawn else offered


def most_answers(course: Course, block: Block) -> int:
    """Return how many answers one learner can give at a block; what has no limit counts once."""
    at_end = isinstance(block, QuizBlock) and block.results is Results.AT_END
    questions = (course.questions[id_] for id_ in asked_by(course, block))
    tries = sorted(1 if at_end else max(1, question.tries) for question in questions)
    attempts = max(1, block.attempts) if isinstance(block, QuizBlock) else 1
    asked = count_asked(course, block)
    return attempts * sum(tries[len(tries) - asked :])


def is_graded(block: Block) -> bool:
    """Return whether what is earned at a block counts in the score of the course."""
    return isinstance(block, (QuizBlock, ClipBlock, ScenarioBlock)) and block.graded


def tags_in(questions: Mapping[str, Question] | Iterable[Question]) -> list[str]:
    """Return the tags that questions have, each once, in the order of the letters."""
    held = questions.values() if isinstance(questions, Mapping) else questions
    return sorted({tag for question in held for tag in question.tags}, key=letters)
