"""A question as one of another type: what both types have is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, TypeAlias

from msgspec.structs import asdict
from msgspec.structs import replace as changed

from studio.course.blanks import blanks
from studio.course.excerpts import plain
from studio.course.ids import new_id
from studio.course.parts import items_of
from studio.course.questions import (
    Categorise,
    Category,
    Choice,
    FillBlanks,
    Hotspot,
    Item,
    Likert,
    LongAnswer,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Pair,
    Question,
    QuestionBase,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from studio.course.readings import numbers

QuestionType: TypeAlias = type[Question]

QUESTION_TYPES: dict[str, QuestionType] = {
    "single-choice": SingleChoice,
    "multiple-choice": MultipleChoice,
    "true-false": TrueFalse,
    "numeric": Numeric,
    "short-text": ShortText,
    "ordering": Ordering,
    "matching": Matching,
    "categorise": Categorise,
    "fill-blanks": FillBlanks,
    "hotspot": Hotspot,
    "likert": Likert,
    "long-answer": LongAnswer,
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
    return kind(**fields, **_own_fields(kind, question, choices))


def _own_fields(kind: QuestionType, question: Question, choices: int) -> dict[str, Any]:
    """Return what a type has beside the fields of all, made of the answers to a question."""
    answers = _answers(question)
    right = [plain(answer.text) for answer in answers if answer.correct]
    if kind is TrueFalse:
        return {"answer": True}
    if kind is Numeric:
        read = [value for text in right for value in numbers(text)]
        return {"value": read[0] if read else None}
    if kind is ShortText:
        return {"accepted": tuple(text for text in right if text)}
    if kind is FillBlanks:
        return {"text": " ".join(f"[[{text}]]" for text in right if text)}
    if kind is Hotspot:
        return {}
    if kind is LongAnswer:
        return {"model_answer": "\n\n".join(text for text in right if text)}
    return _offered(kind, question, answers or _empty(choices))


def _offered(kind: QuestionType, question: Question, offered: tuple[Choice, ...]) -> dict[str, Any]:
    """Return the fields of a type that offers something to choose, to place or to judge."""
    items = tuple(Item(id=each.id, text=each.text) for each in offered)
    if kind is Ordering:
        return {"items": items}
    if kind is Likert:
        return {"statements": items}
    if kind is Matching:
        return {"pairs": tuple(Pair(id=each.id, text=each.text) for each in items)}
    if kind is Categorise:
        right = {each.id for each in offered if each.correct}
        halves = ([i for i in items if (i.id in right) is inside] for inside in (True, False))
        return {"categories": tuple(Category(id=new_id(), text="", items=tuple(h)) for h in halves)}
    if kind is SingleChoice:
        offered = _one_right(offered)
    return {"choices": offered, "shuffle": getattr(question, "shuffle", False)}


def _answers(question: Question) -> tuple[Choice, ...]:
    """Return the answers to a question of any type as choices; a true/false has none to keep."""
    match question:
        case SingleChoice() | MultipleChoice():
            return question.choices
        case Numeric():
            said = "" if question.value is None else f"{question.value:.15g}"
            return _as_choices([f"{said} {question.unit}".strip()] if said else [], correct=True)
        case ShortText():
            return _as_choices(question.accepted, correct=True)
        case FillBlanks():
            words = [ways[0] for ways in blanks(question.text) if ways]
            return _as_choices(words, correct=True)
        case LongAnswer():
            return _as_choices(
                [question.model_answer] if question.model_answer else [], correct=True
            )
        case Categorise():
            first = question.categories[0].items if question.categories else ()
            return _of_items(items_of(question), right={item.id for item in first})
        case _:
            return _of_items(items_of(question))


def _of_items(items: Sequence[Item], right: AbstractSet[str] = frozenset()) -> tuple[Choice, ...]:
    return tuple(Choice(id=i.id, text=i.text, correct=i.id in right) for i in items)


def _as_choices(texts: Iterable[str], *, correct: bool) -> tuple[Choice, ...]:
    return tuple(Choice(id=new_id(), text=text, correct=correct) for text in texts)


def _empty(count: int) -> tuple[Choice, ...]:
    return tuple(Choice(id=new_id(), text="", correct=at == 0) for at in range(count))


def _one_right(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    first = next((choice.id for choice in choices if choice.correct), "")
    return tuple(changed(choice, correct=choice.id == first) for choice in choices)
