"""A question as the learner's page knows it, wherever it is asked: `QuestionData` of types.d.ts."""

from __future__ import annotations

from typing import Any, TypeAlias

from exporters.markdown import to_plain
from studio.course.blanks import blanks
from studio.course.grading import FALSE, TRUE, right_answer, right_range
from studio.course.parts import items_of
from studio.course.questions import (
    UNCOUNTED,
    Categorise,
    FillBlanks,
    Hotspot,
    Likert,
    Matching,
    MultipleChoice,
    Numeric,
    Question,
    Region,
    ShortText,
    SingleChoice,
    TrueFalse,
    Written,
)
from studio.i18n import PAGE_LANGUAGES, Voice

Json: TypeAlias = dict[str, Any]
USUAL_DEGREES = 5
"""Of agreement, where a scale has none of its own."""


def question_data(question: Question, language: str) -> Json:
    """Return what is asked, how it is graded, and the answers that are offered."""
    return {
        "id": question.id,
        "type": type(question).__struct_config__.tag,
        "stem": to_plain(question.stem),
        "points": question.points,
        "tries": 1 if isinstance(question, UNCOUNTED) else question.tries,
        "partialCredit": getattr(question, "partial_credit", False),
        "shuffle": getattr(question, "shuffle", False),
        "choices": _texts(choices_of(question, language)),
        "right": list(right_answer(question)),
        "objectives": list(question.objectives),
        **(
            {"watch": {"clip": question.watch.clip, "at_s": question.watch.at_s}}
            if question.watch
            else {}
        ),
        **_own(question, language),
    }


def choices_of(question: Question, language: str) -> list[tuple[str, str]]:
    """Return the id and the Markdown text of each answer that a question offers."""
    match question:
        case TrueFalse():
            voice = Voice(language, PAGE_LANGUAGES)
            return [(TRUE, voice.text("player.true")), (FALSE, voice.text("player.false"))]
        case SingleChoice() | MultipleChoice():
            return [(choice.id, choice.text) for choice in question.choices]
        case _:
            return [(item.id, item.text) for item in items_of(question)]


def targets_of(question: Question, language: str) -> list[tuple[str, str]]:
    """Return the id and the Markdown text of what can be given to each of the choices."""
    match question:
        case Matching():
            pairs = [(pair.id, pair.match) for pair in question.pairs]
            return [*pairs, *((item.id, item.text) for item in question.distractors)]
        case Categorise():
            return [(category.id, category.text) for category in question.categories]
        case Likert():
            voice = Voice(language, PAGE_LANGUAGES)
            usual = [voice.text(f"player.degree_{n}") for n in range(1, USUAL_DEGREES + 1)]
            return [(str(n), text) for n, text in enumerate(question.scale or usual, 1)]
        case _:
            return []


def _own(question: Question, language: str) -> Json:
    """Return what only some types have."""
    match question:
        case Numeric():
            return {"range": right_range(question), "unit": question.unit}
        case ShortText():
            return {"accepted": [list(question.accepted)], "leniency": _leniency(question)}
        case FillBlanks():
            accepted = [list(ways) for ways in blanks(question.text)]
            choose = {"choose": True} if question.choose else {}
            return {"accepted": accepted, "leniency": _leniency(question), **choose}
        case Hotspot():
            regions = [_region(region) for region in question.regions]
            return {"regions": regions, "findAll": question.find_all}
        case Matching() | Categorise() | Likert():
            return {"targets": _texts(targets_of(question, language))}
        case _:
            return {}


def _region(region: Region) -> Json:
    named = {name: getattr(region, name) for name in ("id", "x", "y", "width", "height", "correct")}
    return {**named, "text": region.name, "shape": region.shape.value}


def _texts(parts: list[tuple[str, str]]) -> list[Json]:
    return [{"id": id_, "text": to_plain(text)} for id_, text in parts]


def _leniency(question: Written) -> Json:
    switches = {
        "matchCase": question.match_case,
        "ignoreAccents": question.ignore_accents,
        "typos": question.typos,
    }
    return {name: True for name, on in switches.items() if on}
