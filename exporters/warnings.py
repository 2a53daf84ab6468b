"""What a publication tells its author to look at. Nothing here keeps a package from being made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from studio.course.done_blocks import AssignmentBlock, PollBlock
from studio.course.model import Course
from studio.messages import Message, message
from studio.review.findings import Check, Finding, Level
from studio.review.places import Places
from studio.review.plan import made_up_address, too_many_answers
from studio.review.review import LEARNER_CHECKS, review
from studio.review.walk import blocks_of

_OF_FORMATS: Mapping[str, Check] = {"xapi": made_up_address, "scorm12": too_many_answers}
"""What matters for one format alone."""


def warnings(course: Course, format_name: str) -> Iterator[Message]:
    """Yield what the author should look at before the package goes to learners."""
    places = Places(course)
    for finding in review(course, checks=LEARNER_CHECKS):
        if finding.level is not Level.HINT and places.is_met(finding.node):
            yield _at(places, finding)
    if check := _OF_FORMATS.get(format_name):
        yield from (finding.said for finding in check(course))
    if format_name == "html":
        yield from _uncollected(course)


def _uncollected(course: Course) -> Iterator[Message]:
    """Say that nobody receives what learners do for others, where no platform stands behind."""
    if any(blocks_of(course, PollBlock)):
        yield message("publish.polls_uncollected")
    if any(blocks_of(course, AssignmentBlock)):
        yield message("publish.assignments_uncollected")


def _at(places: Places, finding: Finding) -> Message:
    """Return what is said of the course as it is, and of anything else with its place."""
    if not finding.node:
        return finding.said
    return message("publish.warning", place=places.said(finding.node), text=finding.said)
