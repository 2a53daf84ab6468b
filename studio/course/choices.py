"""Edits of the answers that a question offers."""

from __future__ import annotations

from typing import Any, TypeAlias

from msgspec.structs import replace as changed

from studio.course.ids import new_id
from studio.course.questions import Choice, MultipleChoice, SingleChoice

ChoiceQuestion: TypeAlias = SingleChoice | MultipleChoice


def with_right(question: ChoiceQuestion, choice: str, *, right: bool = True) -> ChoiceQuestion:
    """Return the question with one answer right or wrong; a single choice has one right answer."""
    if isinstance(question, SingleChoice):
        return _with(question, [changed(c, correct=c.id == choice) for c in question.choices])
    return with_choice(question, choice, correct=right)


def with_choice(question: ChoiceQuestion, choice: str, **fields: Any) -> ChoiceQuestion:  # noqa: ANN401
    """Return the question with fields of one answer changed."""
    new = [changed(c, **fields) if c.id == choice else c for c in question.choices]
    return _with(question, new)


def with_new_choice(question: ChoiceQuestion, behind: str = "") -> tuple[ChoiceQuestion, str]:
    """Return the question with an empty answer behind another (else at the end), and its id."""
    ids = [choice.id for choice in question.choices]
    at = ids.index(behind) + 1 if behind in ids else len(ids)
    new = Choice(id=new_id(), text="")
    return _with(question, [*question.choices[:at], new, *question.choices[at:]]), new.id


def without_choice(question: ChoiceQuestion, choice: str) -> ChoiceQuestion:
    """Return the question without one of its answers."""
    return _with(question, [each for each in question.choices if each.id != choice])


def with_choice_moved(question: ChoiceQuestion, choice: str, by: int) -> ChoiceQuestion:
    """Return the question with one of its answers moved down (1) or up (-1)."""
    choices = list(question.choices)
    at = next(n for n, each in enumerate(choices) if each.id == choice)
    new = max(0, min(len(choices) - 1, at + by))
    choices.insert(new, choices.pop(at))
    return _with(question, choices)


def _with(question: ChoiceQuestion, choices: list[Choice]) -> ChoiceQuestion:
    return changed(question, choices=tuple(choices))
