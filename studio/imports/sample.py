"""The sample course: a lecture of our own with its captions, texts and a quiz after each part."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec
from msgspec.structs import replace as changed

from studio.course.blocks import ClipBlock, QuizBlock, TextBlock
from studio.course.bloom import Bloom
from studio.course.edits import insert, replace
from studio.course.ids import new_id
from studio.course.model import Clip, CompletionRule, Course, Lesson, Objective, Screen
from studio.course.questions import Question
from studio.i18n import Voice
from studio.imports.lecture import Lecture, bring_in_lecture
from studio.jobs import Progress
from studio.media.captions import read_captions, vtt
from studio.project.project import Project, create_project
from studio.resources import asset

_NAME = "first-home"
_LANGUAGE = "en"
_PASS_MARK = 0.6


class _Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a part of the file may hold, and no more."""


class _Part(_Strict, frozen=True, kw_only=True):
    until_s: float
    title: str


class _Objective(_Strict, frozen=True, kw_only=True):
    key: str
    level: Bloom
    text: str


class _Choice(_Strict, frozen=True, kw_only=True):
    text: str
    correct: bool
    feedback: str


class _Question(_Strict, frozen=True, kw_only=True):
    type: Literal["single-choice", "multiple-choice", "true-false"]
    after_s: float
    objectives: tuple[str, ...]
    stem: str
    hint: str
    choices: tuple[_Choice, ...] = ()
    answer: bool = False
    feedback_right: str = ""
    feedback_wrong: str = ""


class Sample(_Strict, frozen=True, kw_only=True):
    """The file beside the lecture: what the course holds besides it."""

    title: str
    description: str
    audience: str
    module: str
    welcome: str
    checklist: str
    parts: tuple[_Part, ...]
    objectives: tuple[_Objective, ...]
    questions: tuple[_Question, ...]


_Asked: TypeAlias = tuple[float, Question]


def read_sample() -> Sample:
    """Return what the sample course holds besides its lecture."""
    return msgspec.toml.decode(asset("samples", f"{_NAME}.toml").read_bytes(), type=Sample)


def make_sample(
    folder: Path,
    *,
    ffmpeg: Path | None,
    progress: Progress,
    title: str | None = None,
    base_iri: str = "",
) -> Course:
    """Make the sample course in `folder`, a new one, under its own title or another.

    Raises:
        StudioError: the folder holds files already.
        OSError: it can't be written.
        Cancelled: the work was cancelled; the folder holds an empty course then.
    """
    sample = read_sample()
    course = Course(
        id=new_id(),
        title=title or sample.title,
        description=sample.description,
        audience=sample.audience,
        language=_LANGUAGE,
        base_iri=base_iri,
        completion=CompletionRule(pass_mark=_PASS_MARK),
    )
    project = create_project(folder, course)
    lecture = bring_in_lecture(
        project,
        course,
        asset("samples", f"{_NAME}.mp4"),
        captions=asset("samples", f"{_NAME}.{_LANGUAGE}.vtt"),
        limit_s=None,
        ffmpeg=ffmpeg,
        progress=progress,
    )
    course = _filled(_with_french(project, lecture.edit(course)), sample, lecture)
    project.save(course)
    return course


def _with_french(project: Project, course: Course) -> Course:
    [recording] = course.recordings.values()
    cues = read_captions(asset("samples", f"{_NAME}.fr.vtt"))
    file = project.captions.add_bytes(vtt(cues).encode(), ".vtt")
    return replace(course, changed(recording, captions={**recording.captions, "fr": file}))


def _filled(course: Course, sample: Sample, lecture: Lecture) -> Course:
    voice = Voice(course.language)
    objectives = {
        each.key: Objective(id=new_id(), text=each.text, bloom=each.level)
        for each in sample.objectives
    }
    for objective in objectives.values():
        course = insert(course, objective)
    asked = [(each.after_s, _question(each, objectives)) for each in sample.questions]
    for _, question in asked:
        course = insert(course, question)
    course = _named(course, sample)
    course = _with_quizzes(course, lecture.clips, asked, voice.text("sample.check"))
    course = _with_text(course, voice.text("sample.welcome"), sample.welcome, 0)
    return _with_text(course, voice.text("sample.checklist"), sample.checklist, None)


def _named(course: Course, sample: Sample) -> Course:
    """Name the module, and each clip and its screen after what it teaches."""
    [module], [lesson] = course.modules.values(), course.lessons.values()
    course = replace(course, changed(module, title=sample.module))
    for screen in (course.screens[id_] for id_ in lesson.screens):
        clips = [
            course.clips[block.clip] for block in screen.blocks if isinstance(block, ClipBlock)
        ]
        for clip in clips:
            middle_s = (clip.start_s + clip.end_s) / 2
            title = next(part.title for part in sample.parts if middle_s < part.until_s)
            course = replace(course, changed(clip, title=title))
            course = replace(course, changed(screen, title=title))
    return course


def _question(each: _Question, objectives: dict[str, Objective]) -> Question:
    choices = [{"id": new_id(), **msgspec.to_builtins(choice)} for choice in each.choices]
    fields = {
        "type": each.type,
        "id": new_id(),
        "stem": each.stem,
        "hint": each.hint,
        "feedback_right": each.feedback_right,
        "feedback_wrong": each.feedback_wrong,
        "objectives": [objectives[key].id for key in each.objectives],
        **({"choices": choices} if choices else {"answer": each.answer}),
    }
    question: Question = msgspec.convert(fields, type=Question)
    return question


def _with_quizzes(course: Course, clips: Iterable[Clip], asked: list[_Asked], title: str) -> Course:
    """Put a screen of questions after each clip that teaches some; both get their objectives."""
    [lesson] = course.lessons.values()
    for clip, shown in zip(clips, lesson.screens, strict=True):
        taught = [q.id for after_s, q in asked if clip.start_s < after_s <= clip.end_s]
        if taught:
            named = (id_ for q in taught for id_ in course.questions[q].objectives)
            objectives = tuple(dict.fromkeys(named))
            quiz = QuizBlock(id=new_id(), questions=tuple(taught))
            screen = Screen(id=new_id(), title=title, blocks=(quiz,), objectives=objectives)
            course = replace(course, changed(course.screens[shown], objectives=objectives))
            at = course.lessons[lesson.id].screens.index(shown) + 1
            course = insert(course, screen, lesson.id, at)
    return course


def _with_text(course: Course, title: str, text: str, index: int | None) -> Course:
    """Put a lesson with one screen of text into the module, before position `index`."""
    lesson = Lesson(id=new_id(), title=title)
    screen = Screen(id=new_id(), title=title, blocks=(TextBlock(id=new_id(), text=text.strip()),))
    course = insert(course, lesson, course.order[0], index)
    return insert(course, screen, lesson.id)
