"""Who names whom: blocks name clips, media and questions; clips name recordings..."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec.structs import replace as changed

from studio.course.blocks import Block, ClipBlock, FileBlock, ImageBlock, QuizBlock
from studio.course.model import Course, Screen
from studio.course.questions import Question
from studio.course.shown_blocks import AudioBlock, ComparisonBlock, HotspotsBlock


class Reference(NamedTuple):
    """`source` names `target`, an entry of the course's map `field`."""

    source: str
    field: str
    target: str


def references(course: Course) -> Iterator[Reference]:
    """Yield every reference from one node of the course to another."""
    for id_ in course.order:
        yield Reference(course.id, "modules", id_)
    for module in course.modules.values():
        yield from (Reference(module.id, "lessons", id_) for id_ in module.lessons)
    for lesson in course.lessons.values():
        yield from (Reference(lesson.id, "screens", id_) for id_ in lesson.screens)
    for screen in course.screens.values():
        yield from (Reference(screen.id, "objectives", id_) for id_ in screen.objectives)
        for block in screen.blocks:
            yield from block_references(block)
    for question in course.questions.values():
        yield from (Reference(question.id, "objectives", id_) for id_ in question.objectives)
    for recording in course.recordings.values():
        yield Reference(recording.id, "media", recording.media)
    for clip in course.clips.values():
        yield Reference(clip.id, "recordings", clip.recording)


def block_references(block: Block) -> Iterator[Reference]:
    """Yield what one block names."""
    match block:
        case ImageBlock() | FileBlock() | AudioBlock() | HotspotsBlock():
            yield Reference(block.id, "media", block.media)
        case ComparisonBlock():
            yield Reference(block.id, "media", block.before)
            yield Reference(block.id, "media", block.after)
        case ClipBlock():
            yield Reference(block.id, "clips", block.clip)
        case QuizBlock():
            yield from (Reference(block.id, "questions", id_) for id_ in block.questions)
        case _:
            return


def repointed(block: Block, new: Callable[[str], str]) -> Block:
    """Return the block with every id that it names put through `new`."""
    match block:
        case ImageBlock() | FileBlock() | AudioBlock() | HotspotsBlock():
            return changed(block, media=new(block.media))
        case ComparisonBlock():
            return changed(block, before=new(block.before), after=new(block.after))
        case ClipBlock():
            return changed(block, clip=new(block.clip))
        case QuizBlock():
            return changed(block, questions=tuple(new(id_) for id_ in block.questions))
        case _:
            return block


def detached(course: Course, gone: set[str]) -> Course:
    """Return the course without what names the removed ids `gone`.

    Recordings of a removed file, clips of a removed recording and blocks that show them go;
    quizzes, screens and questions only lose the name.
    """
    recordings = {k: v for k, v in course.recordings.items() if v.media not in gone}
    gone = gone | (course.recordings.keys() - recordings.keys())
    clips = {k: v for k, v in course.clips.items() if v.recording not in gone}
    gone = gone | (course.clips.keys() - clips.keys())
    screens = {k: _detached_screen(v, gone) for k, v in course.screens.items()}
    questions = {k: _detached_question(v, gone) for k, v in course.questions.items()}
    return changed(course, recordings=recordings, clips=clips, screens=screens, questions=questions)


def _detached_screen(screen: Screen, gone: set[str]) -> Screen:
    blocks = tuple(b for b in (_detached_block(b, gone) for b in screen.blocks) if b is not None)
    objectives = tuple(id_ for id_ in screen.objectives if id_ not in gone)
    same = objectives == screen.objectives and len(blocks) == len(screen.blocks)
    if same and all(a is b for a, b in zip(blocks, screen.blocks, strict=True)):
        return screen
    return changed(screen, blocks=blocks, objectives=objectives)


def _detached_block(block: Block, gone: set[str]) -> Block | None:
    named = {reference.target for reference in block_references(block)}
    if not named & gone:
        return block
    if isinstance(block, QuizBlock):
        return changed(block, questions=tuple(id_ for id_ in block.questions if id_ not in gone))
    return None


def _detached_question(question: Question, gone: set[str]) -> Question:
    objectives = tuple(id_ for id_ in question.objectives if id_ not in gone)
    return (
        question if objectives == question.objectives else changed(question, objectives=objectives)
    )
