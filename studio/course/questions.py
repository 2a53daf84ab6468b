"""What is asked. A new type is one struct here, added to `Question`.

How it is graded is one function in `studio.course.grading` and its twin in the learner's page.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from studio.course.ids import Id

Points: TypeAlias = Annotated[float, Meta(gt=0, le=1000)]


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


Question: TypeAlias = SingleChoice | MultipleChoice | TrueFalse
