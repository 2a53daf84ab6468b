"""Courses for property tests: small, whole, with everything that refers to something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace as changed

from studio.course.asking_blocks import Kept, Results, Stop
from studio.course.blocks import Block, ClipBlock, FileBlock, ImageBlock, QuizBlock, TextBlock
from studio.course.bloom import Bloom
from studio.course.conditional import CONDITION_FIELDS, Place
from studio.course.conditions import All, Condition, Mastery, Not, Score, Seen, Some
from studio.course.edits import replace
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
    Term,
)
from studio.course.new_blocks import NEW_BLOCKS
from studio.course.question_types import QUESTION_TYPES
from studio.course.questions import (
    Categorise,
    Category,
    Choice,
    FillBlanks,
    Hotspot,
    Item,
    Likert,
    LongAnswer,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Pair,
    Question,
    Region,
    Shape,
    ShortText,
    SingleChoice,
    TrueFalse,
    Wording,
)
from studio.course.scenario import ScenarioBlock, Scene, SceneChoice
from studio.course.shown_blocks import ComparisonBlock

TITLES = st.text(max_size=20)
TAGS = ("dates", "été")


FINITE = st.floats(allow_nan=False, allow_infinity=False, width=32)


@st.composite
def choices(draw: st.DrawFn) -> tuple[Choice, ...]:
    right = draw(st.lists(st.booleans(), min_size=2, max_size=5))
    return tuple(Choice(id=new_id(), text=draw(TITLES), correct=flag) for flag in right)


@st.composite
def items(draw: st.DrawFn) -> tuple[Item, ...]:
    return tuple(Item(id=new_id(), text=text) for text in draw(st.lists(TITLES, max_size=4)))


def conditions(
    *, quizzes: Sequence[str], objectives: Sequence[str], screens: Sequence[str]
) -> st.SearchStrategy[Condition]:
    """Conditions over some ids; where there is none, those that ask nothing."""
    share = st.integers(0, 100).map(lambda percent: percent / 100)
    below = st.none() | share
    atoms: list[st.SearchStrategy[Condition]] = [st.just(All())]
    if quizzes:
        ids = st.sampled_from(quizzes)
        atoms.append(st.builds(Score, quiz=ids, at_least=share, below=below))
    if objectives:
        ids = st.sampled_from(objectives)
        atoms.append(st.builds(Mastery, objective=ids, at_least=share, below=below))
    if screens:
        atoms.append(st.builds(Seen, screen=st.sampled_from(screens)))
    return st.recursive(
        st.one_of(atoms),
        lambda inner: st.one_of(
            st.builds(Not, of=inner),
            st.builds(All, of=st.lists(inner, max_size=3).map(tuple)),
            st.builds(Some, of=st.lists(inner, max_size=3).map(tuple)),
        ),
        max_leaves=5,
    )


@st.composite
def questions(draw: st.DrawFn) -> Question:
    kind = QUESTION_TYPES[draw(st.sampled_from(list(QUESTION_TYPES)))]
    tags = draw(st.lists(st.sampled_from(TAGS), max_size=2, unique=True))
    level = draw(st.none() | st.sampled_from(Bloom))
    common: dict[str, Any] = {"stem": draw(TITLES), "tags": tuple(tags), "bloom": level}
    return kind(id=new_id(), **common, **draw(OWN_FIELDS[kind]))


@st.composite
def categories(draw: st.DrawFn) -> tuple[Category, ...]:
    held = draw(st.lists(items(), max_size=3))
    return tuple(Category(id=new_id(), text="", items=each) for each in held)


@st.composite
def regions(draw: st.DrawFn) -> tuple[Region, ...]:
    share = st.floats(0.1, 0.5)
    return tuple(
        Region(
            id=new_id(),
            shape=draw(st.sampled_from(Shape)),
            x=draw(share),
            y=draw(share),
            width=draw(share),
            height=draw(share),
            correct=draw(st.booleans()),
        )
        for _ in range(draw(st.integers(0, 3)))
    )


def pairs_of(parts: tuple[Item, ...]) -> tuple[Pair, ...]:
    return tuple(Pair(id=each.id, text=each.text) for each in parts)


def wordings_of(parts: tuple[Item, ...]) -> tuple[Wording, ...]:
    return tuple(Wording(id=each.id, text=each.text) for each in parts)


def text_of(words: list[str]) -> str:
    return " et ".join(f"[[{word}]]" for word in words)


WORD = st.text("abé", min_size=1)
OWN_FIELDS: dict[Any, st.SearchStrategy[dict[str, Any]]] = {
    SingleChoice: st.fixed_dictionaries({"choices": choices()}),
    MultipleChoice: st.fixed_dictionaries({"choices": choices(), "partial_credit": st.booleans()}),
    TrueFalse: st.fixed_dictionaries({"answer": st.booleans()}),
    Numeric: st.fixed_dictionaries(
        {
            "value": st.none() | FINITE,
            "tolerance": st.floats(0, 100),
            "percent": st.booleans(),
        }
    ),
    ShortText: st.fixed_dictionaries(
        {"accepted": st.lists(WORD, max_size=3).map(tuple), "typos": st.booleans()}
    ),
    Ordering: st.fixed_dictionaries({"items": items()}),
    Matching: st.fixed_dictionaries(
        {"pairs": items().map(pairs_of), "distractors": items().map(wordings_of)}
    ),
    Categorise: st.fixed_dictionaries({"categories": categories()}),
    FillBlanks: st.fixed_dictionaries(
        {"text": st.lists(WORD, max_size=3).map(text_of), "choose": st.booleans()}
    ),
    Hotspot: st.fixed_dictionaries({"regions": regions(), "find_all": st.booleans()}),
    Likert: st.fixed_dictionaries({"statements": items()}),
    LongAnswer: st.fixed_dictionaries({"model_answer": TITLES}),
}
"""What each type of question has beside the fields of all."""


def bank(draw: st.DrawFn) -> Course:
    """A course without an outline: a file, a recording, clips, objectives, questions."""
    media = MediaFile(id=new_id(), file="abc123.mp4", name="Leçon 1.mp4", size=9, mime="video/mp4")
    recording = Recording(id=new_id(), media=media.id, title="Leçon", duration_s=60.0)
    clips = [
        Clip(id=new_id(), recording=recording.id, start_s=20.0 * i, end_s=20.0 * (i + 1))
        for i in range(3)
    ]
    objective = Objective(id=new_id(), text=draw(TITLES))
    term = Term(id=new_id(), term=draw(TITLES), definition=draw(TITLES))
    asked = draw(st.lists(questions(), max_size=3))
    return Course(
        id=new_id(),
        title=draw(TITLES),
        media={media.id: media},
        recordings={recording.id: recording},
        clips={clip.id: clip for clip in clips},
        objectives={objective.id: objective},
        glossary={term.id: term},
        questions={question.id: question for question in asked},
    )


SECONDS = st.integers(0, 200).map(lambda tenths: tenths / 10)
QUIZ_FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "tags": st.lists(st.sampled_from(TAGS), max_size=2, unique=True).map(tuple),
        "draw": st.integers(0, 4),
        "pass_mark": st.none() | st.integers(0, 100).map(lambda percent: percent / 100),
        "attempts": st.integers(0, 63),
        "time_limit_s": st.none() | st.integers(1, 7200).map(float),
        "results": st.sampled_from(Results),
        "review": st.booleans(),
        "kept": st.sampled_from(Kept),
    },
)


@st.composite
def scenarios(draw: st.DrawFn, pictures: Sequence[str]) -> ScenarioBlock:
    """Scenes that lead to each other, to the end, and to what is not there."""
    ids = [new_id() for _ in range(draw(st.integers(0, 4)))]
    choices = st.builds(
        SceneChoice,
        id=st.builds(new_id),
        text=TITLES,
        consequence=TITLES,
        points=st.integers(-3, 3),
        target=st.sampled_from([None, new_id(), *ids]),
    )
    scenes = (
        Scene(
            id=id_,
            title=draw(TITLES),
            text=draw(TITLES),
            picture=draw(st.sampled_from([None, *pictures])),
            choices=tuple(draw(st.lists(choices, max_size=3))),
        )
        for id_ in ids
    )
    graded, weight = draw(st.booleans()), draw(st.sampled_from([1.0, 2.5]))
    return ScenarioBlock(id=new_id(), scenes=tuple(scenes), graded=graded, weight=weight)


@st.composite
def blocks(draw: st.DrawFn, course: Course) -> Block:
    kinds = ["text", "image", "clip", "file", "quiz", "comparison", "scenario", "new"]
    media, known = next(iter(course.media)), list(course.questions)
    match draw(st.sampled_from(kinds)):
        case "image":
            return ImageBlock(id=new_id(), media=media, alternative=draw(TITLES))
        case "clip":
            clip = draw(st.sampled_from(list(course.clips)))
            asked = draw(st.lists(st.sampled_from(known), max_size=2)) if known else []
            stops = tuple(Stop(id=new_id(), question=id_, at_s=draw(SECONDS)) for id_ in asked)
            return ClipBlock(id=new_id(), clip=clip, stops=stops)
        case "comparison":
            return ComparisonBlock(id=new_id(), before=media, after=media, caption=draw(TITLES))
        case "scenario":
            return draw(scenarios([media]))
        case "new":
            return NEW_BLOCKS[draw(st.sampled_from(sorted(NEW_BLOCKS)))]()
        case "file":
            return FileBlock(id=new_id(), media=media)
        case "quiz":
            asked = draw(st.lists(st.sampled_from(known), unique=True)) if known else []
            return QuizBlock(id=new_id(), questions=tuple(asked), **draw(QUIZ_FIELDS))
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
    course = changed(
        course, order=tuple(modules), modules=modules, lessons=lessons, screens=screens
    )
    places: list[Place] = [*lessons.values(), *screens.values()]
    for place in places:
        if draw(st.integers(0, 3)) == 0:
            course = replace(course, draw(conditional(course, place)))
    return course


@st.composite
def conditional(draw: st.DrawFn, course: Course, place: Place) -> Place:
    """The place, shown or open if something holds of what the course has."""
    blocks_there = (block for screen in course.screens.values() for block in screen.blocks)
    condition = conditions(
        quizzes=[block.id for block in blocks_there if isinstance(block, QuizBlock)],
        objectives=list(course.objectives),
        screens=list(course.screens),
    )
    field = draw(st.sampled_from(CONDITION_FIELDS))
    return changed(place, **{field: draw(condition)})
