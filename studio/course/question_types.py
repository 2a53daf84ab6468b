"""A question as one of another type: what both types have is kept."""

from __future__ import annotations

from typing import Any

from msgspec.structs import asdict

from studio.course.choices import with_right
from studio.course.ids import new_id
from studio.course.questions import (
    Choice,
    MultipleChoice,
    Question,
    QuestionBase,
    SingleChoice,
    TrueFalse,
)

QUESTION_TYPES: dict[str, type[SingleChoice | MultipleChoice | TrueFalse]] = {
    "single-choice": SingleChoice,
    "multiple-choice": MultipleChoice,
    "true-false": TrueFalse,
}
"""The types by their tags, in the order in which they are offered."""


def tag_of(question: Question) -> str:
    """Return the tag of a question's type."""
    return next(tag for tag, kind in QUESTION_TYPES.items() if isinstance(question, kind))


def new_question(tag: str, choices: int = 3) -> Question:
    """Return an empty question of a type; the first of its answers is the right one."""
    return as_type(TrueFalse(id=new_id(), stem="", answer=True), tag, choices)


def as_type(question: Question, tag: str, choices: int = 3) -> Question:
    """Return the question as one of the type `tag`, with the same identity.

    Answers are kept where the new type has any; `choices` empty ones are made where there were
    none. A single choice keeps only the first of several right answers as right.
    """
    kind = QUESTION_TYPES[tag]
    if isinstance(question, kind):
        return question
    fields = {name: asdict(question)[name] for name in QuestionBase.__struct_fields__}
    if kind is TrueFalse:
        return TrueFalse(**fields, answer=True)
    own = () if isinstance(question, TrueFalse) else question.choices
    kept = own or tuple(Choice(id=new_id(), text="", correct=at == 0) for at in range(choices))
    shuffle = not isinstance(question, TrueFalse) and question.shuffle
    held: dict[str, Any] = {**fields, "choices": kept, "shuffle": shuffle}
    if kind is SingleChoice:
        return with_right(SingleChoice(**held), _first_right(kept))
    return MultipleChoice(**held)


def _first_right(choices: tuple[Choice, ...]) -> str:
    return next((choice.id for choice in choices if choice.correct), "")
