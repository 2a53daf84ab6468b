"""The review in figures: what learners' time is made of, and how much is captioned and assessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from studio.course.asking import asked_in, count_asked
from studio.course.blocks import ClipBlock, QuizBlock
from studio.course.model import Course, Screen
from studio.course.timing import block_s
from studio.review.media import is_captioned
from studio.review.walk import blocks_of

MOST_VIDEO = 0.6
"""A course with a larger share of video is a filmed lecture: a planning figure of this program."""


@dataclass(frozen=True, slots=True)
class ScreenTime:
    """The learner time of one screen in seconds, by what the learner does meanwhile."""

    screen: str
    video_s: float = 0.0
    reading_s: float = 0.0
    practice_s: float = 0.0

    @property
    def total_s(self) -> float:
        """All of it."""
        return self.video_s + self.reading_s + self.practice_s


@dataclass(frozen=True, slots=True)
class Figures:
    """What can be counted in a course; None where there is nothing to count."""

    longest_clip_s: float | None
    clip_limit_s: float
    video_s: float
    total_s: float
    questions: int
    """How often a question is asked."""
    captioned: int
    """Clips in use with captions in the language of the course."""
    clips: int
    """Clips in use."""
    assessed: int
    """Objectives that some question on a screen assesses."""
    objectives: int
    times: tuple[ScreenTime, ...]
    """The screens as learners meet them."""

    @property
    def video_share(self) -> float | None:
        """The share of video in the learner's time, 0 to 1."""
        return self.video_s / self.total_s if self.total_s else None

    @property
    def question_every_s(self) -> float | None:
        """The seconds of video for each question."""
        return self.video_s / self.questions if self.questions and self.video_s else None


def figures(course: Course) -> Figures:
    """Count what learners meet in the course."""
    times = tuple(screen_time(course, screen) for screen in course.screens_in_order())
    shown = [course.clips[id_] for id_ in {block.clip for block in blocks_of(course, ClipBlock)}]
    captioned = [is_captioned(course.recordings[clip.recording], course.language) for clip in shown]
    blocks = [block for screen in course.screens_in_order() for block in screen.blocks]
    asked = asked_in(course).values()
    assessed = {id_ for question in asked for id_ in question.objectives}
    return Figures(
        longest_clip_s=max((clip.duration_s for clip in shown), default=None),
        clip_limit_s=course.clip_limit_s,
        video_s=sum(time.video_s for time in times),
        total_s=sum(time.total_s for time in times),
        questions=sum(count_asked(course, block) for block in blocks),
        captioned=sum(captioned),
        clips=len(shown),
        assessed=len(assessed & course.objectives.keys()),
        objectives=len(course.objectives),
        times=times,
    )


def screen_time(course: Course, screen: Screen) -> ScreenTime:
    """Return the learner time of a screen: clips, questions (practice), and the rest (reading)."""
    video = reading = practice = 0.0
    for block in screen.blocks:
        seconds = block_s(course, block)
        if isinstance(block, ClipBlock):
            video += course.clips[block.clip].duration_s
            practice += seconds - course.clips[block.clip].duration_s
        elif isinstance(block, QuizBlock):
            practice += seconds
        else:
            reading += seconds
    return ScreenTime(screen.id, video, reading, practice)


def columns(times: Sequence[ScreenTime], most: int) -> list[ScreenTime]:
    """Return at most `most` screens to draw: of neighbours that share a column, the longest."""
    count = min(len(times), max(most, 1))
    bounds = [len(times) * at // count for at in range(count + 1)] if count else []
    return [max(times[begin:end], key=lambda time: time.total_s) for begin, end in pairwise(bounds)]
