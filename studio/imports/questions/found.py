"""What was understood of a list of questions, and what was not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from studio.course.questions import Question
from studio.messages import Message, message

MOST_QUESTIONS = 10_000
LARGEST = 10_000_000
"""Bytes of a file, or characters of a text, that are read."""
LONGEST_TEXT = 20_000
"""Characters of a stem, an answer or a feedback: more is no part of a question."""
MOST_PROBLEMS = 1_000
MOST_ANSWERS = 200
FORMATS = ("text", "gift", "aiken", "table")


class FoundQuestion(NamedTuple):
    """A question, and the line that it begins in (from 1).

    `objectives` are texts of objectives that the list names; `notes` say what could not be kept.
    """

    question: Question
    line: int
    notes: tuple[Message, ...] = ()
    objectives: tuple[str, ...] = ()


class Problem(NamedTuple):
    """Something that was not understood: its line (from 1), what is wrong and what to do."""

    line: int
    said: Message


class Found(NamedTuple):
    """All that was read, in the order of the list; `format` is one of `FORMATS`."""

    questions: tuple[FoundQuestion, ...]
    problems: tuple[Problem, ...]
    format: str


def found_of(parts: Iterable[FoundQuestion | Problem], format_: str) -> Found:
    """Return what was read, the problems in the order of their lines.

    No more is read once there are more questions or problems than anybody goes through.
    """
    questions: list[FoundQuestion] = []
    problems: list[Problem] = []
    for part in parts:
        if isinstance(part, Problem):
            problems.append(part)
        elif len(questions) < MOST_QUESTIONS:
            questions.append(part)
        else:
            problems.append(Problem(part.line, message("taking.too_many", most=MOST_QUESTIONS)))
            break
        if len(problems) > MOST_PROBLEMS:
            break
    ordered = tuple(sorted(problems, key=lambda each: each.line))
    return Found(tuple(questions), ordered, format_)
