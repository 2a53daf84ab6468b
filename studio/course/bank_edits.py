"""Edits of several questions of the bank at once: pure functions from a course to a course."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace as changed

from studio.course.asking_blocks import ClipBlock, QuizBlock, Stop
from studio.course.copying import copied_entry
from studio.course.edits import insert, remove, replace
from studio.course.ids import new_id
from studio.course.model import Course, Screen
from studio.course.nodes import find, with_entries
from studio.course.questions import Question


def with_each(course: Course, ids: Iterable[str], change: Callable[[Question], Question]) -> Course:
    """Return the course with some questions changed; those that it has not are left out."""
    known = (course.questions[id_] for id_ in ids if id_ in course.questions)
    entries = {before.id: after for before in known if (after := change(before)) != before}
    return with_entries(course, "questions", entries) if entries else course


def with_tag(course: Course, ids: Iterable[str], tag: str) -> Course:
    """Give questions a tag, behind those that they have."""
    return with_each(course, ids, lambda each: changed(each, tags=_joined(each.tags, tag)))


def without_tag(course: Course, ids: Iterable[str], tag: str) -> Course:
    """Take a tag from questions."""
    return with_each(course, ids, lambda each: changed(each, tags=_left(each.tags, tag)))


def with_objective(course: Course, ids: Iterable[str], objective: str) -> Course:
    """Have questions serve an objective, besides those that they serve."""
    return with_each(
        course, ids, lambda each: changed(each, objectives=_joined(each.objectives, objective))
    )


def without_objective(course: Course, ids: Iterable[str], objective: str) -> Course:
    """Have questions no longer serve an objective."""
    return with_each(
        course, ids, lambda each: changed(each, objectives=_left(each.objectives, objective))
    )


def with_fields(course: Course, ids: Iterable[str], **fields: object) -> Course:
    """Give fields that all types of questions have (points, bloom...) one value."""
    return with_each(course, ids, lambda each: changed(each, **fields))


def duplicated(course: Course, ids: Iterable[str]) -> tuple[Course, tuple[str, ...]]:
    """Return the course with a copy of each question behind its original, and the copies' ids."""
    copies = {id_: copied_entry(course.questions[id_]) for id_ in ids if id_ in course.questions}
    entries: dict[str, object] = {}
    for id_, question in course.questions.items():
        entries[id_] = question
        if id_ in copies:
            entries[copies[id_].id] = copies[id_]
    return changed(course, questions=entries), tuple(copy.id for copy in copies.values())


def without(course: Course, ids: Iterable[str]) -> Course:
    """Take questions out of the course and out of all that asks them."""
    for id_ in ids:
        if id_ in course.questions:
            course = remove(course, id_)
    return course


def with_stop(course: Course, block: str, question: str, at_s: float) -> Course:
    """Have the clip of a block stop for a question, `at_s` seconds from its beginning.

    A clip asks a question once: if it stops for it already, that stop is moved.

    Raises:
        KeyError: the course has no such block.
    """
    clip = find(course, block)
    if not isinstance(clip, ClipBlock):
        raise KeyError(block)
    there = next((stop for stop in clip.stops if stop.question == question), None)
    if there is None:
        stops = (*clip.stops, Stop(id=new_id(), question=question, at_s=at_s))
    else:
        stops = tuple(_moved(stop, at_s) if stop is there else stop for stop in clip.stops)
    return replace(course, changed(clip, stops=stops))


def with_pool(
    course: Course,
    quiz: QuizBlock,
    ids: Sequence[str],
    tag: str = "",
    place: tuple[Screen, str, int] | None = None,
) -> Course:
    """Have a quiz ask questions: by name, or, with a `tag`, as a pool that they are put into.

    `place` is a new screen for a quiz that is not in the course yet, its lesson, and the place
    there.

    Raises:
        KeyError: no such quiz, or no such lesson.
    """
    if tag:
        course = with_tag(course, ids, tag)
        quiz = changed(quiz, tags=_joined(quiz.tags, tag))
    else:
        quiz = changed(quiz, questions=tuple(dict.fromkeys((*quiz.questions, *ids))))
    if place is None:
        return replace(course, quiz)
    screen, lesson, at = place
    return insert(course, changed(screen, blocks=(quiz,)), lesson, at)


def _moved(stop: Stop, at_s: float) -> Stop:
    """Return a stop at another moment; nobody is led back to what comes behind it."""
    back = None if stop.back_to_s is None else min(stop.back_to_s, at_s)
    return changed(stop, at_s=at_s, back_to_s=back)


def _joined(held: tuple[str, ...], new: str) -> tuple[str, ...]:
    return held if new in held else (*held, new)


def _left(held: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(each for each in held if each != gone)
