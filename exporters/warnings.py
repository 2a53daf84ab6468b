"""What a publication tells its author to look at. Nothing here keeps a package from being made."""

from __future__ import annotations

from collections.abc import Iterator

from studio.course.model import Course
from studio.messages import Message, message
from studio.review.findings import Finding, Level
from studio.review.places import Places
from studio.review.plan import made_up_address
from studio.review.review import LEARNER_CHECKS, review


def warnings(course: Course, format_name: str) -> Iterator[Message]:
    """Yield what the author should look at before the package goes to learners."""
    places = Places(course)
    for finding in review(course, checks=LEARNER_CHECKS):
        if finding.level is not Level.HINT and places.is_met(finding.node):
            yield _at(places, finding)
    if format_name == "xapi":
        yield from (finding.said for finding in made_up_address(course))


def _at(places: Places, finding: Finding) -> Message:
    """Return what is said of the course as it is, and of anything else with its place."""
    if not finding.node:
        return finding.said
    return message("publish.warning", place=places.said(finding.node), text=finding.said)
