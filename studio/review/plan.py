"""What the plan of a course lacks: what it is, whom it is for, and what it is to teach."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.course.addresses import IRI
from studio.course.asking import asked_in, most_answers
from studio.course.model import Course
from studio.review.findings import Finding, Level, finding

_MOST_REPORTED = 250
"""SCORM promises room for as many interactions; the learner's page reports no more."""


def unplanned(course: Course) -> Iterator[Finding]:
    """Find what the course does not say of itself: title, description, audience, objectives."""
    if not course.title.strip():
        yield finding(Level.WARNING, "untitled-course")
    if not course.description.strip():
        yield finding(Level.HINT, "no-description")
    if not course.audience.strip():
        yield finding(Level.HINT, "no-audience")
    if not course.objectives:
        yield finding(Level.WARNING, "no-objectives")


def untitled_objectives(course: Course) -> Iterator[Finding]:
    """Find objectives without a text."""
    for objective in course.objectives.values():
        if not objective.text.strip():
            yield finding(Level.WARNING, "untitled-objective", objective.id)


def uncovered_objectives(course: Course) -> Iterator[Finding]:
    """Find objectives that no screen teaches, once there are screens."""
    covered = {id_ for screen in course.screens_in_order() for id_ in screen.objectives}
    if course.screens_in_order():
        for id_ in course.objectives.keys() - covered:
            yield finding(Level.WARNING, "objective-not-covered", id_)


def unassessed_objectives(course: Course) -> Iterator[Finding]:
    """Find objectives that no question on a screen assesses, once there are screens."""
    assessed = {id_ for asked in asked_in(course).values() for id_ in asked.objectives}
    if course.screens_in_order():
        for id_ in course.objectives.keys() - assessed:
            yield finding(Level.WARNING, "objective-not-assessed", id_)


def made_up_address(course: Course) -> Iterator[Finding]:
    """Find whether the ids of xAPI activities begin with an address that is not the author's.

    They are IRIs (xAPI 1.0.3, Data 2.4.4): a scheme first, and no spaces (RFC 3987).
    """
    if not course.base_iri:
        yield finding(Level.HINT, "no-iri")
    elif not re.fullmatch(IRI, course.base_iri):
        yield finding(Level.WARNING, "wrong-iri", address=course.base_iri)


def too_many_answers(course: Course) -> Iterator[Finding]:
    """Find whether learners can give more answers than SCORM has room for."""
    blocks = (block for screen in course.screens_in_order() for block in screen.blocks)
    most = sum(most_answers(course, block) for block in blocks)
    if most > _MOST_REPORTED:
        yield finding(Level.HINT, "many-answers", most=most, room=_MOST_REPORTED)
