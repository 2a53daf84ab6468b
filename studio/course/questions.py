"""What is asked. A new type is one struct here, added to `Question`.

How it is graded is one function in `studio.course.grading` and its twin in the learner's page;
the rule of each type stands there.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from studio.course.ids import Id

Points: TypeAlias = Annotated[float, Meta(gt=0, le=1000)]
Tolerance: TypeAlias = Annotated[float, Meta(ge=0)]


class Choice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One answer to choose from, with what is said to those who choose it."""

    id: Id
    text: str
    correct: bool = False
    feedback: str = ""


class QuestionBase(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """What every question has. `stem`, `hint` and the feedbacks are Markdown.

    `tries` is how often it may be answered before it is closed; 0 means without limit.
    """

    id: Id
    stem: str
    points: Points = 1.0
    tries: Annotated[int, Meta(ge=0, le=7)] = 2
    hint: str = ""
    feedback_right: str = ""
    feedback_wrong: str = ""
    objectives: tuple[Id, ...] = ()


class SingleChoice(QuestionBase, frozen=True, kw_only=True, tag="single-choice"):
    """One right answer among several."""

    choices: tuple[Choice, ...]
    shuffle: bool = False


class MultipleChoice(QuestionBase, frozen=True, kw_only=True, tag="multiple-choice"):
    """Any number of right answers among several."""

    choices: tuple[Choice, ...]
    shuffle: bool = False
    partial_credit: bool = False


class TrueFalse(QuestionBase, frozen=True, kw_only=True, tag="true-false"):
    """A statement that is true or false (`answer`)."""

    answer: bool


class Numeric(QuestionBase, frozen=True, kw_only=True, tag="numeric"):
    """A number, shown with its `unit`.

    It is right within `tolerance` of `value` (in `percent` of it, or as a number), or anywhere
    from `value` to `upper` where there is an upper end.
    """

    value: float | None = None
    tolerance: Tolerance = 0.0
    percent: bool = False
    upper: float | None = None
    unit: str = ""


class Written(QuestionBase, frozen=True, kw_only=True):
    """What is typed, and how near it has to be to what is accepted.

    `typos` lets one typing error pass in words of 5 letters and more, two from 10 letters on.
    """

    match_case: bool = False
    ignore_accents: bool = False
    typos: bool = False


class ShortText(Written, frozen=True, kw_only=True, tag="short-text"):
    """A word or a few, of which any of the `accepted` is right."""

    accepted: tuple[str, ...] = ()


Question: TypeAlias = SingleChoice | MultipleChoice | TrueFalse | Numeric | ShortText
