"""A question in words, with what is right and what is not, for those who read a storyboard."""

from __future__ import annotations

from collections.abc import Iterator

from studio.course.excerpts import plain
from studio.course.questions import (
    MultipleChoice,
    Numeric,
    Question,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from studio.i18n import Voice

RIGHT, WRONG = "☑", "☐"


def question_words(question: Question, voice: Voice) -> str:
    """Return what is asked and, a line each, the answers."""
    return "\n".join((plain(question.stem), *_answers(question, voice)))


def _answers(question: Question, voice: Voice) -> Iterator[str]:
    match question:
        case TrueFalse():
            for name, right in (("true", question.answer), ("false", not question.answer)):
                yield f"{RIGHT if right else WRONG} {voice.text(f'storyboard.{name}')}"
        case SingleChoice() | MultipleChoice():
            for choice in question.choices:
                said = f"{RIGHT if choice.correct else WRONG} {plain(choice.text)}"
                yield f"{said} → {plain(choice.feedback)}" if choice.feedback else said
        case Numeric():
            if question.value is not None:
                yield f"{RIGHT} {_number(question, voice)}"
        case ShortText():
            yield from (f"{RIGHT} {text}" for text in question.accepted)


def _number(question: Numeric, voice: Voice) -> str:
    values = {"value": question.value, "tolerance": question.tolerance, "upper": question.upper}
    name = "range" if question.upper is not None else "percent" if question.percent else "absolute"
    if not question.tolerance and name != "range":
        name = "exact"
    said = voice.text(
        f"storyboard.number.{name}", **{k: f"{v:.15g}" for k, v in values.items() if v is not None}
    )
    return f"{said} {question.unit}".strip()
