"""Small steps from each format of `course.json` to the next, each with a stored old file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from studio.messages import error

FORMAT = 2
"""The format that this program writes."""


def upgrade(raw: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return the content of a `course.json` in the present format.

    Raises:
        StudioError: a field that a step needs is broken.
    """
    for number in range(raw["format"], FORMAT):
        try:
            raw = {**raw, "format": number + 1, "course": _STEPS[number](raw["course"])}
        except (KeyError, TypeError, AttributeError, ValueError) as problem:
            place = f"format {number}"
            raise error(
                "course.broken_field", file=str(path), place=place, details=repr(problem)
            ) from problem
    return raw


def _seconds_and_shares(course: dict[str, Any]) -> dict[str, Any]:
    """1 to 2: the clip limit in seconds instead of minutes, the pass mark as a share of 1."""
    new = dict(course)
    if "clip_limit_min" in new:
        new["clip_limit_s"] = float(new.pop("clip_limit_min")) * 60.0
    rule = dict(new.get("completion", {}))
    if rule.get("pass_mark") is not None:
        rule["pass_mark"] = float(rule["pass_mark"]) / 100.0
    return {**new, "completion": rule} if rule else new


_STEPS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _seconds_and_shares}
