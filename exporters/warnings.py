"""What a publication tells its author to look at. Nothing here keeps a package from being made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from exporters.freeze import units_of
from exporters.grading import askable
from exporters.options import DEFAULTS, Options, Split
from studio.course.change import name_of
from studio.course.done_blocks import AssignmentBlock, PollBlock
from studio.course.model import Course, Lesson, Screen
from studio.messages import Message, message
from studio.review.findings import Check, Finding, Level
from studio.review.places import Places
from studio.review.plan import made_up_address, too_many_answers
from studio.review.review import LEARNER_CHECKS, review
from studio.review.walk import blocks_of


class Told(NamedTuple):
    """What is said to the author, and the id of the node that it is about ("": of none)."""

    said: Message
    node: str = ""


_OF_FORMATS: Mapping[str, Check] = {
    "scorm12": too_many_answers,
    "scorm2004": too_many_answers,
    "xapi": made_up_address,
    "cmi5": made_up_address,
}
"""What matters for one format alone."""


def warnings(course: Course, format_name: str, options: Options = DEFAULTS) -> Iterator[Told]:
    """Yield what the author should look at before the package goes to learners."""
    places = Places(course)
    for finding in review(course, checks=LEARNER_CHECKS):
        if finding.level is not Level.HINT and places.is_met(finding.node):
            yield Told(_at(places, finding), finding.node or "")
    if check := _OF_FORMATS.get(format_name):
        yield from (Told(finding.said, finding.node or "") for finding in check(course))
    if format_name == "html":
        yield from (Told(each) for each in _uncollected(course))
    if options.split is not Split.COURSE:
        yield from _across_modules(course)
    if options.lrs and options.lrs.secret:
        yield Told(message("publish.lrs_readable"))


def _uncollected(course: Course) -> Iterator[Message]:
    """Say that nobody receives what learners do for others, where no platform stands behind."""
    if any(blocks_of(course, PollBlock)):
        yield message("publish.polls_uncollected")
    if any(blocks_of(course, AssignmentBlock)):
        yield message("publish.assignments_uncollected")


def _across_modules(course: Course) -> Iterator[Told]:
    """Say what waits for something of another module, and no longer does."""
    for unit in units_of(course, Split.MODULES):
        lessons = [course.lessons[id_] for id_ in course.modules[unit.id].lessons]
        screens = [course.screens[id_] for id_ in unit.screens]
        places: list[Lesson | Screen] = [*lessons, *screens]
        for place in places:
            found = [each for each in (place.shown_if, place.open_if) if each]
            if list(askable(course, unit, found)) != found:
                said = message("publish.across_modules", place=name_of(place))
                yield Told(said, place.id)


def _at(places: Places, finding: Finding) -> Message:
    """Return what is said of the course as it is, and of anything else with its place."""
    if not finding.node:
        return finding.said
    return message("publish.warning", place=places.said(finding.node), text=finding.said)
