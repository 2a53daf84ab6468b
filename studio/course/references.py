"""Who names whom: blocks name clips, media and questions; clips name recordings..."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec.structs import replace as changed

from studio.course.blocks import Block, ClipBlock, FileBlock, ImageBlock, QuizBlock
from studio.course.model import Course, Screen
from studio.course.parts import pictures_of, with_pictures
from studio.course.questions import Question
from studio.course.scenario import ScenarioBlock
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
    if course.look.logo:
        yield Reference(course.id, "media", course.look.logo)
    for module in course.modules.values():
        yield from (Reference(module.id, "lessons", id_) for id_ in module.lessons)
    for lesson in course.lessons.values():
        yield from (Reference(lesson.id, "screens", id_) for id_ in lesson.screens)
    for screen in course.screens.values():
        yield from (Reference(screen.id, "objectives", id_) for id_ in screen.objectives)
        for block in screen.blocks:
            yield from block_references(block)
    for question in course.questions.values():
        yield from question_references(question)
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
            yield from (Reference(block.id, "questions", stop.question) for stop in block.stops)
        case QuizBlock():
            yield from (Reference(block.id, "questions", id_) for id_ in block.questions)
        case ScenarioBlock():
            shown = (scene.picture for scene in block.scenes if scene.picture)
            yield from (Reference(block.id, "media", id_) for id_ in shown)
        case _:
            return


def question_references(question: Question) -> Iterator[Reference]:
    """Yield what one question names: objectives, pictures, the clip that is watched again."""
    yield from (Reference(question.id, "objectives", id_) for id_ in question.objectives)
    yield from (Reference(question.id, "media", id_) for id_ in pictures_of(question))
    if question.watch is not None:
        yield Reference(question.id, "clips", question.watch.clip)


def repointed_question(question: Question, new: Callable[[str], str | None]) -> Question:
    """Return the question with every id that it names put through `new`; None drops the name."""
    objectives = tuple(id_ for each in question.objectives if (id_ := new(each)) is not None)
    watch = question.watch
    if watch is not None:
        clip = new(watch.clip)
        watch = None if clip is None else changed(watch, clip=clip)
    return changed(with_pictures(question, new), objectives=objectives, watch=watch)


def repointed(block: Block, new: Callable[[str], str]) -> Block:
    """Return the block with every id that it names put through `new`."""
    match block:
        case ImageBlock() | FileBlock() | AudioBlock() | HotspotsBlock():
            return changed(block, media=new(block.media))
        case ComparisonBlock():
            return changed(block, before=new(block.before), after=new(block.after))
        case ClipBlock():
            stops = tuple(changed(stop, question=new(stop.question)) for stop in block.stops)
            return changed(block, clip=new(block.clip), stops=stops)
        case QuizBlock():
            return changed(block, questions=tuple(new(id_) for id_ in block.questions))
        case ScenarioBlock():
            return _with_pictures(block, new)
        case _:
            return block


def _with_pictures(block: ScenarioBlock, new: Callable[[str], str | None]) -> ScenarioBlock:
    scenes = (
        changed(scene, picture=new(scene.picture)) if scene.picture else scene
        for scene in block.scenes
    )
    return changed(block, scenes=tuple(scenes))


def detached(course: Course, gone: set[str]) -> Course:
    """Return the course without what names the removed ids `gone`.

    Recordings of a removed file, clips of a removed recording and blocks that show them go;
    quizzes, scenarios, clips that stop for a question, screens, questions and the look of the
    course only lose the name.
    """
    recordings = {k: v for k, v in course.recordings.items() if v.media not in gone}
    gone = gone | (course.recordings.keys() - recordings.keys())
    clips = {k: v for k, v in course.clips.items() if v.recording not in gone}
    gone = gone | (course.clips.keys() - clips.keys())
    screens = {k: _detached_screen(v, gone) for k, v in course.screens.items()}
    questions = {k: _detached_question(v, gone) for k, v in course.questions.items()}
    look = changed(course.look, logo=None) if course.look.logo in gone else course.look
    return changed(
        course,
        recordings=recordings,
        clips=clips,
        screens=screens,
        questions=questions,
        look=look,
    )


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
    if isinstance(block, ScenarioBlock):
        return _with_pictures(block, lambda id_: None if id_ in gone else id_)
    if isinstance(block, ClipBlock) and block.clip not in gone:
        return changed(block, stops=tuple(s for s in block.stops if s.question not in gone))
    return None


def _detached_question(question: Question, gone: set[str]) -> Question:
    named = {reference.target for reference in question_references(question)}
    if not named & gone:
        return question
    return repointed_question(question, lambda id_: None if id_ in gone else id_)
