"""How the command line tells what the review has found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from studio.course.change import name_of
from studio.course.model import Course
from studio.i18n import Voice
from studio.messages import message
from studio.review.findings import Finding, Level
from studio.review.places import Places


def findings_data(
    course: Course, findings: Sequence[Finding], voice: Voice
) -> list[dict[str, Any]]:
    """Return the findings as data; `place` and `text` are in words."""
    places = Places(course)
    return [
        {
            "level": each.level.value,
            "check": each.check,
            "node": each.node,
            "place": voice.text("cli.check_place", place=places.said(each.node)),
            "text": voice.say(each.said),
            "fixable": each.fix is not None,
        }
        for each in findings
    ]


def findings_text(course: Course, data: Sequence[dict[str, Any]], voice: Voice) -> str:
    """Return the findings of `findings_data` as lines below their places, and their count."""
    lines = []
    for place, group in groupby(data, key=lambda each: str(each["place"])):
        lines.append(place)
        for each in group:
            level = message(f"review.level.{each['level']}")
            lines.append(voice.text("cli.check_finding", level=level, text=each["text"]))
    return "\n".join([*lines, _count(course, data, voice)])


def _count(course: Course, data: Sequence[dict[str, Any]], voice: Voice) -> str:
    title = name_of(course)
    if not data:
        return voice.text("cli.check_clean", title=title)
    found = Counter(each["level"] for each in data)
    counts = {
        f"{level.value}s": message(f"review.count.{level.value}", n=found[level.value])
        for level in Level
    }
    return voice.text("cli.check_count", title=title, **counts)
