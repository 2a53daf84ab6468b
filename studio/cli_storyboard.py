"""How the command line tells what a storyboard that came back would change."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from studio.course.change import name_of
from studio.course.excerpts import differing
from studio.course.model import Course
from studio.i18n import Voice
from studio.imports.storyboard_changes import Change, Changes


def changes_data(
    course: Course, back: Changes, taken: Sequence[Change], voice: Voice
) -> dict[str, Any]:
    """Return the changes as data, with those `taken` marked; `told` is in words."""
    return {
        "changes": [
            {
                "screen": each.screen,
                "title": voice.text("storyboard.name", name=name_of(course.screens[each.screen])),
                "field": each.field,
                "before": each.before,
                "after": each.after,
                "conflict": each.conflict,
                "applied": any(each is one for one in taken),
            }
            for each in back.changes
        ],
        "told": [voice.say(each) for each in back.told],
    }


def changes_text(data: dict[str, Any], voice: Voice) -> str:
    """Return the changes of `changes_data` below their screens, and their count."""
    lines = [voice.text("cli.warning", text=each) for each in data["told"]]
    changes = data["changes"]
    for title, group in groupby(changes, key=lambda each: str(each["title"])):
        lines.append(title)
        for each in group:
            field = voice.text(f"storyboard.field.{each['field']}")
            before, after = differing(each["before"], each["after"])
            id_ = "cli.storyboard_conflict" if each["conflict"] else "cli.storyboard_change"
            lines.append(voice.text(id_, field=field, before=before, after=after))
    applied = sum(each["applied"] for each in changes)
    lines.append(
        voice.text("cli.storyboard_count", n=len(changes), applied=applied)
        if changes
        else voice.text("storyboard.nothing")
    )
    return "\n".join(lines)
