"""The course as the learner's page knows it: `CourseData` of `assets/player/types.d.ts`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeAlias

from exporters.markdown import to_plain
from exporters.publication import ClipFile, Publication, Unit
from studio.course.blocks import ClipBlock, QuizBlock
from studio.course.done_blocks import KEEPING
from studio.course.grading import FALSE, TRUE, right_answer
from studio.course.model import Lesson, Module, Screen
from studio.course.questions import MultipleChoice, Question, TrueFalse
from studio.course.timing import learner_s
from studio.i18n import Voice

Json: TypeAlias = dict[str, Any]
_PREFIX = "player."


def page_data(publication: Publication, unit: Unit, tracker: str | None) -> Json:
    """Return what the page of `unit` knows; the order of everything is that of the course."""
    course = publication.course
    screens = [course.screens[id_] for id_ in unit.screens]
    shown = dict.fromkeys(clip for screen in screens for clip in clips_of(screen))
    rule = course.completion
    return {
        **_node(publication, course.id, course.title),
        "language": publication.language,
        "tracker": tracker,
        "unit": _node(publication, unit.id, unit.title),
        "modules": list(_modules(publication, unit)),
        "questions": [
            _question(publication, screen, block, course.questions[id_])
            for screen in screens
            for block in quizzes_of(screen)
            for id_ in block.questions
        ],
        "kept": _kept(publication, screens),
        "clips": {id_: _clip(publication, id_, publication.clips[id_]) for id_ in shown},
        "objectives": [{"id": o.id, "text": to_plain(o.text)} for o in course.objectives.values()],
        "completion": {
            "screens": rule.screens,
            "passMark": rule.pass_mark,
            "reportFailed": rule.report_failed,
        },
        "labels": labels(publication.language),
    }


@cache
def labels(language: str) -> dict[str, str]:
    """Return the page's own words by their id without prefix."""
    entries = Voice(language).entries(_PREFIX)
    return {id_.removeprefix(_PREFIX): text for id_, text in sorted(entries.items())}


def clips_of(screen: Screen) -> list[str]:
    """Return the ids of the clips on a screen."""
    return [block.clip for block in screen.blocks if isinstance(block, ClipBlock)]


def quizzes_of(screen: Screen) -> list[QuizBlock]:
    """Return the quizzes on a screen."""
    return [block for block in screen.blocks if isinstance(block, QuizBlock)]


def placement(block: QuizBlock, question: str) -> str:
    """Return the name of a question's place, as `published.json` has it."""
    return f"{block.id}/{question}"


def choices_of(publication: Publication, question: Question) -> list[tuple[str, str]]:
    """Return the id and the Markdown text of each answer that a question offers."""
    if isinstance(question, TrueFalse):
        voice = Voice(publication.language)
        return [(TRUE, voice.text("player.true")), (FALSE, voice.text("player.false"))]
    return [(choice.id, choice.text) for choice in question.choices]


def _node(publication: Publication, id_: str, title: str) -> Json:
    return {"id": id_, "title": title, "iri": publication.activity_iri(id_)}


def _modules(publication: Publication, unit: Unit) -> Iterator[Json]:
    """Yield the modules that have screens in this unit."""
    course, inside = publication.course, frozenset(unit.screens)
    for module in (course.modules[id_] for id_ in course.order):
        lessons = [
            _lesson(publication, lesson, inside)
            for lesson in (course.lessons[id_] for id_ in module.lessons)
            if inside.intersection(lesson.screens)
        ]
        if lessons:
            yield _holder(publication, module, "lessons", lessons)


def _lesson(publication: Publication, lesson: Lesson, inside: frozenset[str]) -> Json:
    ids = (id_ for id_ in lesson.screens if id_ in inside)
    screens = [_screen(publication, publication.course.screens[id_]) for id_ in ids]
    return _holder(publication, lesson, "screens", screens)


def _holder(publication: Publication, node: Module | Lesson, name: str, held: list[Json]) -> Json:
    return {**_node(publication, node.id, node.title), name: held}


def _screen(publication: Publication, screen: Screen) -> Json:
    return {
        **_node(publication, screen.id, screen.title),
        "slot": publication.slots.screens[screen.id],
        "duration_s": round(learner_s(publication.course, screen.id)),
        "clips": clips_of(screen),
        "questions": [placement(q, id_) for q in quizzes_of(screen) for id_ in q.questions],
    }


def _question(
    publication: Publication, screen: Screen, block: QuizBlock, question: Question
) -> Json:
    place = placement(block, question.id)
    right = right_answer(question)
    choices = choices_of(publication, question)
    quiz = {"id": block.id, "iri": publication.activity_iri(block.id), "screen": screen.id}
    return {
        "placement": place,
        "slot": publication.slots.questions[place],
        "id": question.id,
        "iri": publication.activity_iri(question.id),
        "quiz": quiz,
        "type": type(question).__struct_config__.tag,
        "stem": to_plain(question.stem),
        "points": question.points,
        "tries": question.tries,
        "graded": block.graded,
        "partialCredit": isinstance(question, MultipleChoice) and question.partial_credit,
        "shuffle": not isinstance(question, TrueFalse) and question.shuffle,
        "choices": [{"id": id_, "text": to_plain(text)} for id_, text in choices],
        "right": [id_ for id_, _ in choices if id_ in right],
        "objectives": list(question.objectives),
    }


def _kept(publication: Publication, screens: list[Screen]) -> Json:
    """Return the slots of the blocks that keep something of the learner."""
    blocks = (block for screen in screens for block in screen.blocks)
    return {b.id: publication.slots.blocks[b.id] for b in blocks if isinstance(b, KEEPING)}


def _clip(publication: Publication, id_: str, clip: ClipFile) -> Json:
    return {
        "title": publication.course.clips[id_].title,
        "iri": publication.activity_iri(id_),
        "src": clip.file.path,
        "mime": clip.mime,
        "duration_s": round(clip.duration_s, 3),
        "cues": {
            language: [[round(c.start_s, 3), round(c.end_s, 3), c.text] for c in cues]
            for language, cues in clip.cues.items()
        },
    }
