"""Edits of the answers that a question offers."""

from __future__ import annotations

from typing import Any, TypeAlias

from msgspec.structs import replace as changed

from studio.course.ids import new_id
from studio.course.parts import with_new_part, with_part, with_part_moved, without_part
from studio.course.questions import Choice, MultipleChoice, SingleChoice

ChoiceQuestion: TypeAlias = SingleChoice | MultipleChoice


def with_right(question: ChoiceQuestion, choice: str, *, right: bool = True) -> ChoiceQuestion:
    """Return the question with one answer right or wrong; a single choice has one right answer."""
    if isinstance(question, SingleChoice):
        choices = tuple(changed(each, correct=each.id == choice) for each in question.choices)
        return changed(question, choices=choices)
    return with_choice(question, choice, correct=right)


def with_choice(question: ChoiceQuestion, choice: str, **fields: Any) -> ChoiceQuestion:  # noqa: ANN401
    """Return the question with fields of one answer changed."""
    return changed(question, choices=with_part(question.choices, choice, **fields))


def with_new_choice(question: ChoiceQuestion, behind: str = "") -> tuple[ChoiceQuestion, str]:
    """Return the question with an empty answer behind another (else at the end), and its id."""
    new = Choice(id=new_id(), text="")
    return changed(question, choices=with_new_part(question.choices, new, behind)), new.id


def without_choice(question: ChoiceQuestion, choice: str) -> ChoiceQuestion:
    """Return the question without one of its answers."""
    return changed(question, choices=without_part(question.choices, choice))


def with_choice_moved(question: ChoiceQuestion, choice: str, by: int) -> ChoiceQuestion:
    """Return the question with one of its answers moved down (1) or up (-1)."""
    return changed(question, choices=with_part_moved(question.choices, choice, by))
