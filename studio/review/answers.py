"""What is wrong with answers that are not chosen from a list: typed, put in order, placed."""

from __future__ import annotations

from collections.abc import Iterator

from studio.course.blanks import blanks
from studio.course.blocks import ClipBlock
from studio.course.excerpts import shortened
from studio.course.model import Course
from studio.course.parts import items_of, with_parts
from studio.course.questions import (
    Categorise,
    FillBlanks,
    Hotspot,
    Matching,
    Numeric,
    Ordering,
    Question,
    ShortText,
)
from studio.course.readings import accepts
from studio.course.regions import reachable
from studio.review.findings import Finding, Level, finding
from studio.review.walk import blocks_of

_FEWEST = 2
_PLACING = (Ordering, Matching, Categorise)


def missing_answers(course: Course) -> Iterator[Finding]:
    """Find questions to which the author has given no answer yet."""
    for question in course.questions.values():
        if _unanswered(question):
            yield finding(Level.ERROR, "no-answer-given", question.id)


def accepted_twice(course: Course) -> Iterator[Finding]:
    """Find texts of which two accepted answers are the same one for who grades them."""
    for question in course.questions.values():
        if isinstance(question, ShortText):
            twice = _first_twice(question)
            if twice:
                yield finding(Level.WARNING, "accepted-twice", question.id, text=shortened(twice))


def few_parts(course: Course) -> Iterator[Finding]:
    """Find questions with less than two things to put in their place."""
    for question in course.questions.values():
        if len(items_of(question)) < _FEWEST and isinstance(question, _PLACING):
            yield finding(Level.ERROR, "too-few-parts", question.id)


def empty_parts(course: Course) -> Iterator[Finding]:
    """Find questions that offer something without any text."""
    for question in course.questions.values():
        texts = [text for group in _groups(question) for text in group]
        if not all(text.strip() for text in texts):
            yield finding(Level.WARNING, "empty-part", question.id)


def equal_parts(course: Course) -> Iterator[Finding]:
    """Find questions that offer the same twice, where learners can't tell which is meant."""
    for question in course.questions.values():
        twice = next(filter(None, map(_said_twice, _groups(question))), "")
        if twice:
            yield finding(Level.WARNING, "same-twice", question.id, text=shortened(twice))


def empty_blanks(course: Course) -> Iterator[Finding]:
    """Find texts with a blank that nothing fills."""
    for question in course.questions.values():
        if isinstance(question, FillBlanks) and not all(blanks(question.text)):
            yield finding(Level.ERROR, "empty-blank", question.id)


def hotspots_without_picture(course: Course) -> Iterator[Finding]:
    """Find places to be shown on a picture that is not there."""
    for question in course.questions.values():
        if isinstance(question, Hotspot) and question.picture is None:
            yield finding(Level.ERROR, "no-picture", question.id)


def unreachable_regions(course: Course) -> Iterator[Finding]:
    """Find regions without a size, or beside the picture."""
    for question in course.questions.values():
        if isinstance(question, Hotspot) and not all(map(reachable, question.regions)):
            yield finding(Level.ERROR, "unreachable-region", question.id)


def undescribed_pictures(course: Course) -> Iterator[Finding]:
    """Find questions with a picture that no words describe."""
    for question in course.questions.values():
        shown = [each for each in with_parts(question) if getattr(each, "picture", None)]
        if not all(getattr(each, "picture_text", "").strip() for each in shown):
            yield finding(Level.WARNING, "undescribed-picture", question.id)


def lost_moments(course: Course) -> Iterator[Finding]:
    """Find moments to watch again that no screen shows, or that lie behind the end of the clip."""
    shown = {block.clip for block in blocks_of(course, ClipBlock)}
    for question in course.questions.values():
        watch = question.watch
        if watch is None:
            continue
        if watch.clip not in shown:
            yield finding(Level.WARNING, "unshown-watch", question.id)
        elif watch.at_s >= course.clips[watch.clip].duration_s:
            yield finding(Level.WARNING, "late-watch", question.id)


def _groups(question: Question) -> list[list[str]]:
    """Return the texts that are offered together, group by group."""
    placed = [item.text for item in items_of(question)]
    match question:
        case Matching():
            others = [pair.match for pair in question.pairs]
            return [placed, [*others, *(item.text for item in question.distractors)]]
        case Categorise():
            return [placed, [category.text for category in question.categories]]
        case _:
            return [placed]


def _said_twice(texts: list[str]) -> str:
    plain = [" ".join(text.split()) for text in texts]
    return next((text for at, text in enumerate(plain) if text and text in plain[:at]), "")


def _unanswered(question: Question) -> bool:
    match question:
        case Numeric():
            return question.value is None
        case ShortText():
            return not any(text.strip() for text in question.accepted)
        case FillBlanks():
            return not blanks(question.text)
        case Hotspot():
            return not any(region.correct for region in question.regions)
        case _:
            return False


def _first_twice(question: ShortText) -> str:
    texts = question.accepted
    for at, text in enumerate(texts):
        if any(accepts(question, each, text) for each in texts[:at]):
            return text
    return ""
