"""How the command line tells what was found in a package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.i18n import Voice
from studio.messages import message
from studio.review.findings import Level

if TYPE_CHECKING:
    from exporters.validation.findings import Finding


def findings_data(findings: Sequence[Finding], voice: Voice) -> list[dict[str, Any]]:
    """Return the findings as data; `text` is in words."""
    return [
        {
            "level": each.level.value,
            "code": each.code,
            "place": each.place,
            "text": voice.say(each.said),
            "details": each.details,
        }
        for each in findings
    ]


def findings_text(file: Path, data: Sequence[dict[str, Any]], voice: Voice) -> str:
    """Return the findings of `findings_data` as lines below their places, and their count."""
    lines = []
    for place, group in groupby(data, key=lambda each: str(each["place"])):
        lines.append(place or voice.text("validate.whole"))
        for each in group:
            level = message(f"review.level.{each['level']}")
            code, text = each["code"], each["text"]
            lines.append(voice.text("cli.validate_finding", level=level, code=code, text=text))
    return "\n".join([*lines, _count(file, data, voice)])


def _count(file: Path, data: Sequence[dict[str, Any]], voice: Voice) -> str:
    if not data:
        return voice.text("cli.validate_clean", file=str(file))
    found = Counter(each["level"] for each in data)
    counts = {
        f"{level.value}s": message(f"review.count.{level.value}", n=found[level.value])
        for level in Level
    }
    return voice.text("cli.validate_count", file=str(file), **counts)
