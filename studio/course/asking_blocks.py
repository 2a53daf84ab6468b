"""Blocks that ask questions of the bank: a quiz, and a clip that stops for them."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, TypeAlias

from msgspec import Meta

from studio.course.block_base import BlockBase, Item
from studio.course.ids import Id

Share: TypeAlias = Annotated[float, Meta(ge=0, le=1)]
Seconds: TypeAlias = Annotated[float, Meta(ge=0)]
MOST_ATTEMPTS = 63


class Results(Enum):
    """When learners are told how they did."""

    AT_ONCE = "at_once"
    """After each question, which may be tried again as often as it says."""
    AT_END = "at_end"
    """After all questions are handed in; until then each answer can be changed."""


class Kept(Enum):
    """Which of several attempts at a quiz counts."""

    BEST = "best"
    LAST = "last"


class QuizBlock(BlockBase, frozen=True, kw_only=True, tag="quiz"):
    """Questions of the bank, asked one below the other. Only a graded quiz counts in the score.

    It asks its `questions` and those of the bank that have one of its `tags`; where `draw` is not
    0, only so many of them, drawn anew for each attempt. It may be taken `attempts` times (0: as
    often as one likes), each in `time_limit_s` seconds where there is a limit. It is passed from
    the share `pass_mark` of its points on. With `review`, learners see what is right once they have
    no try left, or have handed in.
    """

    questions: tuple[Id, ...] = ()
    tags: tuple[str, ...] = ()
    draw: Annotated[int, Meta(ge=0)] = 0
    graded: bool = True
    pass_mark: Share | None = None
    attempts: Annotated[int, Meta(ge=0, le=MOST_ATTEMPTS)] = 1
    time_limit_s: Annotated[float, Meta(gt=0)] | None = None
    results: Results = Results.AT_ONCE
    review: bool = True
    kept: Kept = Kept.BEST


class Stop(Item, frozen=True, kw_only=True):
    """A question at a moment of a clip, in seconds from its beginning: the clip stops for it.

    Whoever is wrong is led back to the moment `back_to_s`, where there is one, and asked again.
    """

    question: Id
    at_s: Seconds = 0.0
    back_to_s: Seconds | None = None


class ClipBlock(BlockBase, frozen=True, kw_only=True, tag="clip"):
    """A stretch of a recording, played as video (or as sound alone).

    The questions of its `stops` count in the score if it is `graded`.
    """

    clip: Id
    stops: tuple[Stop, ...] = ()
    graded: bool = True
