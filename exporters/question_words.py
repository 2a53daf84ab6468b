"""A question in words, with what is right and what is not, for those who read a storyboard."""

from __future__ import annotations

from collections.abc import Iterator

from studio.course.excerpts import plain
from studio.course.questions import (
    Categorise,
    FillBlanks,
    Hotspot,
    Likert,
    LongAnswer,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
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
        case Numeric() if question.value is not None:
            yield f"{RIGHT} {_number(question, voice)}"
        case ShortText():
            yield from (f"{RIGHT} {text}" for text in question.accepted)
        case FillBlanks():
            yield plain(question.text)
        case LongAnswer():
            yield from filter(None, (plain(question.model_answer),))
            yield from (f"{WRONG} {plain(text)}" for text in question.criteria)
        case _:
            yield from _placed(question)


def _placed(question: Question) -> Iterator[str]:
    match question:
        case Ordering():
            yield from (f"{n}. {plain(item.text)}" for n, item in enumerate(question.items, 1))
        case Matching():
            yield from (f"{plain(p.text)} → {plain(p.match)}" for p in question.pairs)
            yield from (f"{WRONG} {plain(item.text)}" for item in question.distractors)
        case Categorise():
            for category in question.categories:
                held = " · ".join(plain(item.text) for item in category.items)
                yield f"{plain(category.text)} → {held}"
        case Hotspot():
            regions = enumerate(question.regions, 1)
            named = ((each, each.name or str(n)) for n, each in regions)
            yield from (f"{RIGHT if each.correct else WRONG} {name}" for each, name in named)
        case Likert():
            yield from (f"• {plain(item.text)}" for item in question.statements)
            yield from filter(None, (" · ".join(map(plain, question.scale)),))


def _number(question: Numeric, voice: Voice) -> str:
    values = {"value": question.value, "tolerance": question.tolerance, "upper": question.upper}
    name = "range" if question.upper is not None else "percent" if question.percent else "absolute"
    if not question.tolerance and name != "range":
        name = "exact"
    said = voice.text(
        f"storyboard.number.{name}", **{k: f"{v:.15g}" for k, v in values.items() if v is not None}
    )
    return f"{said} {question.unit}".strip()
