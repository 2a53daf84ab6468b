"""Reviewing a course of 1,000 screens."""

from __future__ import annotations

from studio.project.format import encode
from studio.review.review import review
from tests.bench.courses import large_course
from tests.bench.measure import report, timed


def main() -> None:
    """Print the figures."""
    course = large_course()
    found = len(review(course))
    measured, against = timed(lambda: review(course), lambda: encode(course))
    name = f"review 1,000 screens, 2,000 questions, 500 media ({found} findings)"
    report(name, measured, "encode it as course.json", against, "under 50 ms")
