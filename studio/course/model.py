"""The course as a value: frozen structs, nothing of it is ever changed in place.

Modules, lessons, screens, questions, recordings, clips, media, objectives and terms are maps by
id; the course, its modules and its lessons hold the order as tuples of ids. A default is part of
the file format (fields that have it are not written): changing one takes an upgrade step in
`studio.project.upgrades`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from studio.course.blocks import Block
from studio.course.bloom import Bloom
from studio.course.conditions import Condition
from studio.course.details import Details
from studio.course.ids import Id
from studio.course.look import Look
from studio.course.questions import Question

Seconds: TypeAlias = Annotated[float, Meta(ge=0)]
Share: TypeAlias = Annotated[float, Meta(ge=0, le=1)]
LanguageTag: TypeAlias = Annotated[str, Meta(pattern=r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$")]
FileName: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9.-]*$", max_length=100)]

CLIP_LIMIT_S = 420.0
"""Seven minutes: no clip is longer unless the author sets another limit for the course."""


class Node(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every value of a course has: an identity that never changes."""

    id: Id


class Objective(Node, frozen=True, kw_only=True):
    """What the learner will be able to do."""

    text: str
    bloom: Bloom | None = None


class Term(Node, frozen=True, kw_only=True):
    """A word that the course explains to its learners. Both are plain text."""

    term: str
    definition: str = ""


class MediaFile(Node, frozen=True, kw_only=True):
    """A file in the folder `media`, named by its content.

    `name` is the name it had when it was brought in, `size` is in bytes; `duration_s`, `width`
    and `height` are there where they have a meaning. `original` is the file, in the same folder,
    that a picture was made of when it was brought in; no learner gets it.
    """

    file: FileName
    name: str
    size: Annotated[int, Meta(ge=0)]
    mime: str
    duration_s: Seconds | None = None
    width: int | None = None
    height: int | None = None
    original: FileName | None = None


class Recording(Node, frozen=True, kw_only=True):
    """A lecture as it was recorded. `captions` maps a language to a file of `captions`."""

    media: Id
    title: str
    duration_s: Seconds
    captions: Mapping[LanguageTag, FileName] = {}


class Clip(Node, frozen=True, kw_only=True):
    """The stretch [`start_s`, `end_s`) of a recording; nothing is cut before publication.

    The end of a `pinned` clip stays where it is when the recording is planned again.
    """

    recording: Id
    start_s: Seconds
    end_s: Seconds
    title: str = ""
    pinned: bool = False

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s


class ScreenStatus(Enum):
    """How far a screen has come."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"


class Reply(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What somebody has answered to a comment, and when."""

    author: str
    written: datetime
    text: str


class Comment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What somebody has said of a screen, and when; `resolved` once nothing is left to do."""

    id: Id
    author: str
    written: datetime
    text: str
    replies: tuple[Reply, ...] = ()
    resolved: bool = False


class Screen(Node, frozen=True, kw_only=True):
    """One page of the course.

    `script` is the narration to be spoken, `on_screen` says in words what is to be seen, `notes`
    are for whoever produces it; none of them reaches the learner. A learner for whom `shown_if`
    does not hold skips the screen; it can't be entered before `open_if` holds.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    objectives: tuple[Id, ...] = ()
    status: ScreenStatus = ScreenStatus.DRAFT
    script: str = ""
    on_screen: str = ""
    notes: str = ""
    comments: tuple[Comment, ...] = ()
    shown_if: Condition | None = None
    open_if: Condition | None = None


class Lesson(Node, frozen=True, kw_only=True):
    """Screens in their order; the conditions of a lesson hold for each of its screens."""

    title: str
    screens: tuple[Id, ...] = ()
    shown_if: Condition | None = None
    open_if: Condition | None = None


class Module(Node, frozen=True, kw_only=True):
    """Lessons in their order."""

    title: str
    lessons: tuple[Id, ...] = ()


class Navigation(Enum):
    """Where a learner may go."""

    FREE = "free"
    """To any screen, in any order."""
    LINEAR = "linear"
    """To a screen once all that come before it were seen."""


class CompletionRule(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """When the course counts as completed and as passed.

    It is completed when the share `screens` of the screens was seen, the share `video` of the
    running time of its clips was watched and, with `quizzes`, each quiz that has a pass mark is
    passed. With a `pass_mark` (share of the points) the course is passed from that score on, and
    completed only when passed. A learner below it stays incomplete; `report_failed` lets the
    package say "failed" once no try is left.
    """

    screens: Share = 1.0
    video: Share = 0.0
    quizzes: bool = False
    pass_mark: Share | None = None
    report_failed: bool = False


class Course(Node, frozen=True, kw_only=True):
    """A whole course. `base_iri` is where its xAPI activity ids begin; the author owns it."""

    title: str
    language: LanguageTag = "en"
    description: str = ""
    audience: str = ""
    base_iri: str = ""
    clip_limit_s: Annotated[float, Meta(gt=0)] = CLIP_LIMIT_S
    completion: CompletionRule = CompletionRule()
    look: Look = Look()
    details: Details = Details()
    navigation: Navigation = Navigation.FREE
    order: tuple[Id, ...] = ()
    modules: Mapping[Id, Module] = {}
    lessons: Mapping[Id, Lesson] = {}
    screens: Mapping[Id, Screen] = {}
    questions: Mapping[Id, Question] = {}
    objectives: Mapping[Id, Objective] = {}
    recordings: Mapping[Id, Recording] = {}
    clips: Mapping[Id, Clip] = {}
    media: Mapping[Id, MediaFile] = {}
    glossary: Mapping[Id, Term] = {}

    def screens_in_order(self) -> list[Screen]:
        """Return the screens as the learner meets them."""
        return [
            self.screens[screen]
            for module in self.order
            for lesson in self.modules[module].lessons
            for screen in self.lessons[lesson].screens
        ]
