"""How the command line tells what it has understood of a list of questions."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from studio.course.excerpts import plain, shortened
from studio.course.model import Course
from studio.course.question_types import tag_of
from studio.i18n import Voice
from studio.imports.questions.found import Found
from studio.imports.questions.labels import FIELDS
from studio.imports.questions.table import Mapping
from studio.imports.questions.taking import remarks


def columns_of(text: str) -> Mapping:
    """Return the mapping that `question=A,answer=B,answer=C,right=D` says.

    Raises:
        ValueError: it says something else.
    """
    columns: dict[int, str] = {}
    for part in text.split(","):
        field, _, letter = part.strip().partition("=")
        if field not in FIELDS or not re.fullmatch(r"[A-Za-z]", letter):
            raise ValueError(text)
        columns[ord(letter.upper()) - ord("A")] = field
    if "question" not in columns.values():
        raise ValueError(text)
    return tuple(columns.get(at, "") for at in range(max(columns) + 1))


def questions_data(
    course: Course, found: Found, taken: Collection[int], known: Collection[int], voice: Voice
) -> dict[str, Any]:
    """Return what was understood as data: which questions were `taken`, which the bank knew."""
    said = remarks(course, found)
    return {
        "format": found.format,
        "questions": [
            {
                "line": each.line,
                "id": each.question.id,
                "type": tag_of(each.question),
                "stem": each.question.stem,
                "notes": [voice.say(note) for note in said[at]],
                "in_bank": at in known,
                "taken": at in taken,
            }
            for at, each in enumerate(found.questions)
        ],
        "problems": [
            {"line": each.line, "id": each.said.id, "text": voice.say(each.said)}
            for each in found.problems
        ],
    }


def questions_text(data: dict[str, Any], voice: Voice) -> str:
    """Return the questions of `questions_data`, what is wrong by line, and the count."""
    lines = []
    for each in data["questions"]:
        kind = voice.text(f"ui.question.{each['type']}")
        stem = shortened(plain(each["stem"]))
        lines.append(voice.text("cli.question", line=each["line"], kind=kind, stem=stem))
        notes = [*each["notes"], *([voice.text("taking.in_bank")] if each["in_bank"] else [])]
        lines += [f"    {note}" for note in notes]
    lines += [
        voice.text("cli.question_problem", line=each["line"], text=each["text"])
        for each in data["problems"]
    ]
    taken = sum(each["taken"] for each in data["questions"])
    count = len(data["questions"])
    lines.append(voice.text("cli.questions_count", n=count, taken=taken))
    return "\n".join(lines)
