"""A question as the learner's page knows it, wherever it is asked: `QuestionData` of types.d.ts."""

from __future__ import annotations

from typing import Any, TypeAlias

from exporters.markdown import to_plain
from studio.course.grading import FALSE, TRUE, right_answer, right_range
from studio.course.questions import (
    MultipleChoice,
    Numeric,
    Question,
    ShortText,
    SingleChoice,
    TrueFalse,
    Written,
)
from studio.i18n import Voice

Json: TypeAlias = dict[str, Any]


def question_data(question: Question, language: str) -> Json:
    """Return what is asked, how it is graded, and the answers that are offered."""
    return {
        "id": question.id,
        "type": type(question).__struct_config__.tag,
        "stem": to_plain(question.stem),
        "points": question.points,
        "tries": question.tries,
        "partialCredit": getattr(question, "partial_credit", False),
        "shuffle": getattr(question, "shuffle", False),
        "choices": [
            {"id": id_, "text": to_plain(text)} for id_, text in choices_of(question, language)
        ],
        "right": list(right_answer(question)),
        "objectives": list(question.objectives),
        **_own(question),
    }


def choices_of(question: Question, language: str) -> list[tuple[str, str]]:
    """Return the id and the Markdown text of each answer that a question offers."""
    match question:
        case TrueFalse():
            voice = Voice(language)
            return [(TRUE, voice.text("player.true")), (FALSE, voice.text("player.false"))]
        case SingleChoice() | MultipleChoice():
            return [(choice.id, choice.text) for choice in question.choices]
        case _:
            return []


def _own(question: Question) -> Json:
    """Return what only some types have."""
    match question:
        case Numeric():
            return {"range": right_range(question), "unit": question.unit}
        case ShortText():
            return {"accepted": [list(question.accepted)], "leniency": _leniency(question)}
        case _:
            return {}


def _leniency(question: Written) -> Json:
    switches = {
        "matchCase": question.match_case,
        "ignoreAccents": question.ignore_accents,
        "typos": question.typos,
    }
    return {name: True for name, on in switches.items() if on}
