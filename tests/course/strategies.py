"""Courses for property tests: small, whole, with everything that refers to something."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace as changed

from studio.course.blocks import Block, ClipBlock, FileBlock, ImageBlock, QuizBlock, TextBlock
from studio.course.ids import new_id
from studio.course.model import (
    Clip,
    Course,
    Lesson,
    MediaFile,
    Module,
    Objective,
    Recording,
    Screen,
)
from studio.course.new_blocks import NEW_BLOCKS
from studio.course.questions import Choice, MultipleChoice, Question, SingleChoice, TrueFalse
from studio.course.shown_blocks import ComparisonBlock

TITLES = st.text(max_size=20)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    kind = draw(st.sampled_from([SingleChoice, MultipleChoice, TrueFalse]))
    if kind is TrueFalse:
        return TrueFalse(id=new_id(), stem=draw(TITLES), answer=draw(st.booleans()))
    right = draw(st.lists(st.booleans(), min_size=2, max_size=5))
    choices = tuple(Choice(id=new_id(), text=draw(TITLES), correct=flag) for flag in right)
    if kind is SingleChoice:
        return SingleChoice(id=new_id(), stem=draw(TITLES), choices=choices)
    partial = draw(st.booleans())
    return MultipleChoice(id=new_id(), stem=draw(TITLES), choices=choices, partial_credit=partial)


def bank(draw: st.DrawFn) -> Course:
    """A course without an outline: a file, a recording, clips, objectives, questions."""
    media = MediaFile(id=new_id(), file="abc123.mp4", name="Leçon 1.mp4", size=9, mime="video/mp4")
    recording = Recording(id=new_id(), media=media.id, title="Leçon", duration_s=60.0)
    clips = [
        Clip(id=new_id(), recording=recording.id, start_s=20.0 * i, end_s=20.0 * (i + 1))
        for i in range(3)
    ]
    objective = Objective(id=new_id(), text=draw(TITLES))
    asked = draw(st.lists(questions(), max_size=3))
    return Course(
        id=new_id(),
        title=draw(TITLES),
        media={media.id: media},
        recordings={recording.id: recording},
        clips={clip.id: clip for clip in clips},
        objectives={objective.id: objective},
        questions={question.id: question for question in asked},
    )


@st.composite
def blocks(draw: st.DrawFn, course: Course) -> Block:
    kinds = ["text", "image", "clip", "file", "quiz", "comparison", "new"]
    media = next(iter(course.media))
    match draw(st.sampled_from(kinds)):
        case "image":
            return ImageBlock(id=new_id(), media=media, alternative=draw(TITLES))
        case "clip":
            return ClipBlock(id=new_id(), clip=draw(st.sampled_from(list(course.clips))))
        case "comparison":
            return ComparisonBlock(id=new_id(), before=media, after=media, caption=draw(TITLES))
        case "new":
            return NEW_BLOCKS[draw(st.sampled_from(sorted(NEW_BLOCKS)))]()
        case "file":
            return FileBlock(id=new_id(), media=media)
        case "quiz":
            known = list(course.questions)
            asked = draw(st.lists(st.sampled_from(known), unique=True)) if known else []
            return QuizBlock(id=new_id(), questions=tuple(asked))
        case _:
            return TextBlock(id=new_id(), text=draw(TITLES))


@st.composite
def courses(draw: st.DrawFn) -> Course:
    course = bank(draw)
    modules: dict[str, Module] = {}
    lessons: dict[str, Lesson] = {}
    screens: dict[str, Screen] = {}
    for _ in range(draw(st.integers(0, 3))):
        held = []
        for _ in range(draw(st.integers(0, 2))):
            pages = [
                Screen(
                    id=new_id(),
                    title=draw(TITLES),
                    blocks=tuple(draw(st.lists(blocks(course), max_size=3))),
                    objectives=tuple(course.objectives) if draw(st.booleans()) else (),
                )
                for _ in range(draw(st.integers(0, 3)))
            ]
            screens |= {page.id: page for page in pages}
            lesson = Lesson(id=new_id(), title=draw(TITLES), screens=tuple(p.id for p in pages))
            lessons[lesson.id] = lesson
            held.append(lesson.id)
        module = Module(id=new_id(), title=draw(TITLES), lessons=tuple(held))
        modules[module.id] = module
    return changed(course, order=tuple(modules), modules=modules, lessons=lessons, screens=screens)
