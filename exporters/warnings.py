"""What a publication tells its author to look at. Nothing here keeps a package from being made."""

from __future__ import annotations

from collections.abc import Iterator

from studio.course.blocks import Block, ClipBlock, ImageBlock, QuizBlock
from studio.course.model import Course, Screen
from studio.messages import Message, message


def warnings(course: Course, format_name: str) -> Iterator[Message]:
    """Yield what the author should look at before the package goes to learners."""
    for screen in course.screens_in_order():
        for block in screen.blocks:
            yield from _of_block(course, screen, block)
    if format_name == "xapi" and not course.base_iri:
        yield message("publish.warning.no_iri")
    if course.completion.pass_mark is not None and not _graded_points(course):
        yield message("publish.warning.nothing_graded")


def _of_block(course: Course, screen: Screen, block: Block) -> Iterator[Message]:
    match block:
        case ClipBlock():
            yield from _of_clip(course, screen, block)
        case ImageBlock(alternative="", decorative=False):
            yield message("publish.warning.no_alternative", screen=screen.title)
        case QuizBlock(questions=()):
            yield message("publish.warning.empty_quiz", screen=screen.title)
        case _:
            return


def _of_clip(course: Course, screen: Screen, block: ClipBlock) -> Iterator[Message]:
    clip = course.clips[block.clip]
    recording = course.recordings[clip.recording]
    if not recording.captions:
        yield message("publish.warning.no_captions", screen=screen.title, recording=recording.title)
    if clip.duration_s >= course.clip_limit_s:
        yield message(
            "publish.warning.long_clip",
            screen=screen.title,
            length=clip.duration_s,
            limit=course.clip_limit_s,
        )


def _graded_points(course: Course) -> float:
    return sum(
        course.questions[id_].points
        for screen in course.screens_in_order()
        for block in screen.blocks
        if isinstance(block, QuizBlock) and block.graded
        for id_ in block.questions
    )
