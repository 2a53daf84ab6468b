"""The course as the learner's page knows it: `CourseData` of `assets/player/types.d.ts`."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

from msgspec import to_builtins

from exporters.grading import askable, pass_mark
from exporters.markdown import to_plain
from exporters.options import Options
from exporters.publication import ClipFile, Publication, Unit
from exporters.question_data import question_data
from studio.course.asking import asked_on, asks, is_graded, stops_of
from studio.course.asking_blocks import Kept, Results, Stop
from studio.course.blocks import Block, ClipBlock, QuizBlock
from studio.course.done_blocks import KEEPING, PollBlock
from studio.course.model import Course, Lesson, Module, Screen, Term
from studio.course.questions import Question
from studio.course.scenario import ScenarioBlock
from studio.course.sequences import letters
from studio.course.timing import learner_s
from studio.i18n import PAGE_LANGUAGES, Voice

Json: TypeAlias = dict[str, Any]
_PREFIX = "player."
_CATEGORIES = {2: ("one", "other"), 6: ("zero", "one", "two", "few", "many", "other")}
"""The plural categories of Unicode's CLDR in the order of gettext's forms, by their number."""


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
        "navigation": course.navigation.value,
        "questions": [
            _question(publication, screen, block, course.questions[id_])
            for screen in screens
            for block, id_ in asked_on(course, screen)
        ],
        "quizzes": [
            _quiz(publication, screen, block)
            for screen in screens
            for block in screen.blocks
            if asks(block) or (isinstance(block, ScenarioBlock) and block.graded)
        ],
        "polls": _polls(publication, screens),
        "kept": _kept(publication, screens),
        "clips": {id_: _clip(publication, id_, publication.clips[id_]) for id_ in shown},
        "objectives": [{"id": o.id, "text": to_plain(o.text)} for o in course.objectives.values()],
        "glossary": [{"term": t.term, "definition": t.definition} for t in explained(course)],
        "completion": {
            "screens": rule.screens,
            "video": rule.video,
            "quizzes": rule.quizzes,
            "passMark": pass_mark(course, unit),
            "reportFailed": rule.report_failed,
        },
        "labels": labels(publication.language),
        **({"lrs": _lrs(publication.options)} if tracker == "xapi" else {}),
    }


def _lrs(options: Options) -> Json:
    """Return how the page talks to its LRS, and to which one where nobody launches it."""
    version = {"version": options.xapi_version.value}
    if options.lrs is None:
        return version
    login = f"{options.lrs.key}:{options.lrs.secret}".encode()
    auth = {"auth": f"Basic {b64encode(login).decode()}"} if options.lrs.key else {}
    return {**version, "endpoint": options.lrs.endpoint, **auth}


@cache
def labels(language: str) -> Mapping[str, str | Mapping[str, str]]:
    """Return the page's own words by their id without prefix.

    A text that holds a number is a map of its forms by their plural category (Unicode CLDR).
    """
    entries = Voice(language, PAGE_LANGUAGES).entries(_PREFIX)
    return {id_.removeprefix(_PREFIX): _by_plural(forms) for id_, forms in sorted(entries.items())}


def _by_plural(forms: tuple[str, ...]) -> str | Mapping[str, str]:
    if len(forms) == 1:
        return forms[0]
    return dict(zip(_CATEGORIES[len(forms)], forms, strict=True))


def explained(course: Course) -> list[Term]:
    """Return the terms that have a definition, in the order of the letters."""
    terms = [term for term in course.glossary.values() if term.term.strip() and term.definition]
    return sorted(terms, key=lambda term: letters(term.term))


def clips_of(screen: Screen) -> list[str]:
    """Return the ids of the clips on a screen."""
    return [block.clip for block in screen.blocks if isinstance(block, ClipBlock)]


def placement(block: Block, question: str) -> str:
    """Return the name of a question's place, as `published.json` has it."""
    return f"{block.id}/{question}"


def _node(publication: Publication, id_: str, title: str) -> Json:
    return {"id": id_, "title": title, "iri": publication.activity_iri(id_)}


def _modules(publication: Publication, unit: Unit) -> Iterator[Json]:
    """Yield the modules that have screens in this unit."""
    course, inside = publication.course, frozenset(unit.screens)
    for module in (course.modules[id_] for id_ in course.order):
        lessons = [
            _lesson(publication, unit, lesson)
            for lesson in (course.lessons[id_] for id_ in module.lessons)
            if inside.intersection(lesson.screens)
        ]
        if lessons:
            yield _holder(publication, module, "lessons", lessons)


def _lesson(publication: Publication, unit: Unit, lesson: Lesson) -> Json:
    ids = (id_ for id_ in lesson.screens if id_ in unit.screens)
    screens = [_screen(publication, unit, lesson, publication.course.screens[id_]) for id_ in ids]
    return _holder(publication, lesson, "screens", screens)


def _holder(publication: Publication, node: Module | Lesson, name: str, held: list[Json]) -> Json:
    return {**_node(publication, node.id, node.title), name: held}


def _screen(publication: Publication, unit: Unit, lesson: Lesson, screen: Screen) -> Json:
    conditions = {
        "shownIf": (lesson.shown_if, screen.shown_if),
        "openIf": (lesson.open_if, screen.open_if),
    }
    return {
        **_node(publication, screen.id, screen.title),
        "slot": publication.slots.screens[screen.id],
        "duration_s": round(learner_s(publication.course, screen.id)),
        "clips": clips_of(screen),
        "questions": [placement(b, id_) for b, id_ in asked_on(publication.course, screen)],
        **{
            name: asked
            for name, found in conditions.items()
            if (asked := [to_builtins(each) for each in askable(publication.course, unit, found)])
        },
    }


def _question(publication: Publication, screen: Screen, block: Block, question: Question) -> Json:
    place = placement(block, question.id)
    asking = block.clip if isinstance(block, ClipBlock) else block.id
    return {
        "placement": place,
        "slot": publication.slots.questions[place],
        "iri": publication.activity_iri(question.id),
        "quiz": {"id": block.id, "iri": publication.activity_iri(asking), "screen": screen.id},
        **question_data(question, publication.language),
    }


def _quiz(publication: Publication, screen: Screen, block: Block) -> Json:
    """Return how a block asks; what is as usual is left out."""
    match block:
        case QuizBlock():
            own = _as_quiz(block)
        case ClipBlock():
            own = {"stops": [_stop(block, stop) for stop in stops_of(block)]}
        case ScenarioBlock():
            own = {"points": block.weight, "attempts": 0}
        case _:
            own = {}
    usual = {"draw": 0, "passMark": None, "attempts": 1, "timeLimit_s": None, "atEnd": False}
    usual |= {"review": True, "last": False}
    return {
        "id": block.id,
        "iri": publication.activity_iri(block.id),
        "slot": publication.slots.blocks[block.id],
        "screen": screen.id,
        "graded": is_graded(block),
        **{name: value for name, value in own.items() if value != usual.get(name, ())},
    }


def _as_quiz(block: QuizBlock) -> Json:
    return {
        "draw": block.draw,
        "passMark": block.pass_mark,
        "attempts": block.attempts,
        "timeLimit_s": block.time_limit_s,
        "atEnd": block.results is Results.AT_END,
        "review": block.review,
        "last": block.kept is Kept.LAST,
    }


def _stop(block: ClipBlock, stop: Stop) -> Json:
    back = {} if stop.back_to_s is None else {"backTo_s": stop.back_to_s}
    return {"placement": placement(block, stop.question), "at_s": stop.at_s, **back}


def _polls(publication: Publication, screens: list[Screen]) -> Json:
    """Return the polls as questions of which nothing is right: so their answers are reported."""
    blocks = ((screen, block) for screen in screens for block in screen.blocks)
    return {
        block.id: _poll(publication, screen, block)
        for screen, block in blocks
        if isinstance(block, PollBlock)
    }


def _poll(publication: Publication, screen: Screen, block: PollBlock) -> Json:
    iri = publication.activity_iri(block.id)
    return {
        "placement": block.id,
        "id": block.id,
        "iri": iri,
        "quiz": {"id": block.id, "iri": iri, "screen": screen.id},
        "type": "multiple-choice" if block.several else "single-choice",
        "stem": to_plain(block.prompt),
        "points": 0,
        "tries": 0,
        "choices": [{"id": entry.id, "text": to_plain(entry.text)} for entry in block.entries],
        "right": [],
        "objectives": [],
    }


def _kept(publication: Publication, screens: list[Screen]) -> Json:
    """Return the slots of the blocks that keep something of the learner."""
    blocks = (block for screen in screens for block in screen.blocks)
    return {b.id: publication.slots.blocks[b.id] for b in blocks if isinstance(b, KEEPING)}


def _clip(publication: Publication, id_: str, clip: ClipFile) -> Json:
    return {
        "title": publication.course.clips[id_].title,
        "iri": publication.activity_iri(id_),
        "slot": publication.slots.clips[id_],
        "src": clip.file.path,
        "mime": clip.mime,
        "duration_s": round(clip.duration_s, 3),
        "cues": {
            language: [[round(c.start_s, 3), round(c.end_s, 3), c.text] for c in cues]
            for language, cues in clip.cues.items()
        },
    }
