"""What is asked. A new type is one struct here, added to `Question`.

How it is graded is one function in `studio.course.grading` and its twin in the learner's page;
the rule of each type stands there.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from studio.course.bloom import Bloom
from studio.course.ids import Id

Points: TypeAlias = Annotated[float, Meta(gt=0, le=1000)]
PictureShare: TypeAlias = Annotated[float, Meta(ge=0, le=1)]
Tolerance: TypeAlias = Annotated[float, Meta(ge=0)]


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a question that responses name by its id."""

    id: Id


class Wording(Part, frozen=True, kw_only=True):
    """Something said in Markdown."""

    text: str


class Item(Wording, frozen=True, kw_only=True):
    """Something to choose or to put in its place; a picture may show it (`picture_text`: what)."""

    picture: Id | None = None
    picture_text: str = ""


class Choice(Item, frozen=True, kw_only=True):
    """One answer to choose from, with what is said to those who choose it."""

    correct: bool = False
    feedback: str = ""


class Moment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A place in a clip, in seconds from the clip's beginning."""

    clip: Id
    at_s: Annotated[float, Meta(ge=0)] = 0.0


class QuestionBase(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """What every question has. `stem`, `hint` and the feedbacks are Markdown.

    `tries` is how often it may be answered before it is closed; 0 means without limit. By `tags`
    (plain text) quizzes take it from the bank. `watch` is what a learner who was wrong is led back
    to.
    """

    id: Id
    stem: str
    picture: Id | None = None
    picture_text: str = ""
    points: Points = 1.0
    tries: Annotated[int, Meta(ge=0, le=7)] = 2
    hint: str = ""
    feedback_right: str = ""
    feedback_wrong: str = ""
    objectives: tuple[Id, ...] = ()
    bloom: Bloom | None = None
    tags: tuple[str, ...] = ()
    watch: Moment | None = None


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


class Ordering(QuestionBase, frozen=True, kw_only=True, tag="ordering"):
    """Items to be put in order; here they are in the right one."""

    items: tuple[Item, ...]
    partial_credit: bool = True


class Pair(Item, frozen=True, kw_only=True):
    """Something, and what belongs to it (`match`, in Markdown)."""

    match: str = ""


class Matching(QuestionBase, frozen=True, kw_only=True, tag="matching"):
    """Pairs to be found again; `distractors` belong to nothing."""

    pairs: tuple[Pair, ...]
    distractors: tuple[Wording, ...] = ()
    partial_credit: bool = True


class Category(Wording, frozen=True, kw_only=True):
    """A category, with the items that belong into it."""

    items: tuple[Item, ...] = ()


class Categorise(QuestionBase, frozen=True, kw_only=True, tag="categorise"):
    """Items to be sorted into categories."""

    categories: tuple[Category, ...]
    partial_credit: bool = True


class FillBlanks(Written, frozen=True, kw_only=True, tag="fill-blanks"):
    """A text with blanks (`studio.course.blanks` says how it is written).

    They are filled by typing, or from a list (`choose`).
    """

    text: str = ""
    choose: bool = False
    partial_credit: bool = True


class Shape(Enum):
    """The outline of a region."""

    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"


class Region(Part, frozen=True, kw_only=True):
    """A part of a picture, in shares of its width and height, from its upper left corner.

    `feedback` (Markdown) is said to those who point there.
    """

    name: str = ""
    shape: Shape = Shape.RECTANGLE
    x: PictureShare = 0.4
    y: PictureShare = 0.4
    width: PictureShare = 0.2
    height: PictureShare = 0.2
    correct: bool = True
    feedback: str = ""


class Hotspot(QuestionBase, frozen=True, kw_only=True, tag="hotspot"):
    """Places to be shown on the picture of the question: one, or all that are right."""

    regions: tuple[Region, ...] = ()
    find_all: bool = False
    partial_credit: bool = True


class Likert(QuestionBase, frozen=True, kw_only=True, tag="likert"):
    """Statements, and how far the learner agrees: nothing is right, and nothing counts.

    Without a `scale` of its own it has the five usual degrees, in the language of the course.
    """

    statements: tuple[Item, ...]
    scale: tuple[str, ...] = ()


class LongAnswer(QuestionBase, frozen=True, kw_only=True, tag="long-answer"):
    """A text that learners compare with a model answer by the criteria: it does not count."""

    model_answer: str = ""
    criteria: tuple[str, ...] = ()


Uncounted: TypeAlias = Likert | LongAnswer
Question: TypeAlias = (
    SingleChoice
    | MultipleChoice
    | TrueFalse
    | Numeric
    | ShortText
    | Ordering
    | Matching
    | Categorise
    | FillBlanks
    | Hotspot
    | Likert
    | LongAnswer
)
UNCOUNTED = (Likert, LongAnswer)
"""What is asked without being graded: it has no points in any score."""
