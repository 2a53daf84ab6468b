"""What can be said of a package before it is made: what it reports, its size, its progress."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from exporters.freeze import clips_on, media_on, units_of
from exporters.options import Split
from studio.course.asking import asked_by
from studio.course.asking_blocks import QuizBlock
from studio.course.blocks import Block
from studio.course.done_blocks import KEEPING, marked_items
from studio.course.model import Course
from studio.messages import Message, message
from studio.project.published import PublishedSlots, with_course

STATE_LETTERS = 4096
"""What SCORM 1.2 promises to keep of a learner's progress (`cmi.suspend_data`, CMIString4096)."""
_PAGES = 300_000
"""The player, its fonts and the pages, about."""
_HEAD_BITS, _COUNT_BITS, _LETTER_BITS = 70, 16, 6
_ANSWER_BITS, _QUIZ_BITS, _CLIP_BITS, _MARKS_BITS = 16, 63, 10, 7
_MOST_MARKS = 63


def reported(course: Course, format_name: str) -> Iterator[Message]:
    """Yield what a platform learns of each learner, by what the course has in it."""
    if format_name == "html":
        yield message("publish.reported.nothing")
        return
    asked = sum(len(asked_by(course, block)) for block in _blocks(course))
    mark = course.completion.pass_mark
    yield message("publish.reported.completion")
    if mark is None:
        yield message("publish.reported.no_success")
    elif format_name == "scorm12":
        yield message("publish.reported.status", mark=mark)
    else:
        yield message("publish.reported.success", mark=mark)
    if not asked:
        yield message("publish.reported.no_score")
        return
    yield message("publish.reported.score")
    statements = format_name in {"xapi", "cmi5"}
    yield message(f"publish.reported.{'statements' if statements else 'answers'}", n=asked)


def expected_sizes(course: Course, split: Split = Split.COURSE) -> list[int]:
    """Return about how many bytes each package will have: clips by their share of the recording."""
    units = units_of(course, Split.MODULES if split is Split.PACKAGES else Split.COURSE)
    return [_PAGES + _media_size(course, unit.screens) for unit in units]


def state_letters(course: Course, given: PublishedSlots) -> int:
    """Return how many letters the progress of a learner takes who has done all there is.

    The layout is that of the player (`assets/player/state.js`). What learners write is not
    counted: it gets the rest of the room.
    """
    slots = with_course(given, course)
    blocks = {block.id: block for block in _blocks(course)}
    quizzes = sum(isinstance(block, QuizBlock) for block in blocks.values())
    asked = len(slots.questions)
    marks = sum(
        _MARKS_BITS - 1 + min(_MOST_MARKS, len(marked_items(block)))
        for block in blocks.values()
        if isinstance(block, KEEPING) and marked_items(block)
    )
    bits = (
        _HEAD_BITS
        + 6 * _COUNT_BITS
        + len(slots.screens)
        + _ANSWER_BITS * asked
        + len(slots.blocks)
        + marks
        + asked
        + len(slots.blocks)
        + (_QUIZ_BITS - 1) * quizzes
        + _CLIP_BITS * len(slots.clips)
    )
    return 1 + ceil(bits / _LETTER_BITS)


def _blocks(course: Course) -> list[Block]:
    return [block for screen in course.screens_in_order() for block in screen.blocks]


def _media_size(course: Course, shown: tuple[str, ...]) -> int:
    screens = [course.screens[id_] for id_ in shown]
    size = sum(course.media[id_].size for id_ in media_on(course, screens))
    for clip in clips_on(course, screens):
        recording = course.recordings[clip.recording]
        share = clip.duration_s / recording.duration_s if recording.duration_s else 1.0
        size += round(course.media[recording.media].size * share)
    return size
