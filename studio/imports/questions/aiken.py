"""Aiken: a question on a line, answers with capital letters, and `ANSWER:` with that of the right.

As described in Moodle's documentation ("Aiken format"). Several letters and blank lines inside of
a question are taken as well, since people write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.imports.questions.drafts import Answer, Draft, question_of
from studio.imports.questions.found import Found, FoundQuestion, Problem, found_of
from studio.imports.questions.keys import answers_meant
from studio.imports.questions.wording import lines_of
from studio.messages import message

ANSWER = re.compile(r"\s*([A-Z])[.)]\s*(.*)")
KEY = re.compile(r"\s*ANSWER\s*:\s*(.*)", re.IGNORECASE)


def read_aiken(text: str) -> Found:
    """Return the questions of a text in Aiken."""
    return found_of(map(_question, _drafts(text)), "aiken")


def _drafts(text: str) -> Iterator[Draft]:
    draft: Draft | None = None
    for number, line in enumerate(lines_of(text), 1):
        if not line.strip():
            continue
        answer, key = ANSWER.fullmatch(line), KEY.fullmatch(line)
        if draft is not None and draft.answers and not answer and not key:
            yield draft
            draft = None
        draft = draft or Draft(number)
        if key:
            draft.key, draft.key_line = key[1].strip(), number
            yield draft
            draft = None
        elif answer:
            draft.answers.append(Answer(answer[2].strip(), label=answer[1]))
        else:
            draft.said.append(line.strip())
    if draft is not None:
        yield draft


def _question(draft: Draft) -> FoundQuestion | Problem:
    if not draft.stem:
        return Problem(draft.line, message("taking.no_stem"))
    if len(draft.answers) < 2:
        return Problem(draft.line, message("taking.aiken_too_few"))
    if not draft.key_line:
        return Problem(draft.line, message("taking.aiken_no_key"))
    texts = [answer.text for answer in draft.answers]
    if answers_meant(draft.key, texts, [answer.label for answer in draft.answers]) is None:
        return Problem(draft.key_line, message("taking.key_unknown", key=draft.key))
    draft.type = "single-choice"
    return question_of(draft)
