"""A storyboard as rows of words, resolved once for every kind of document.

All words are in the language of the interface; what the author has written stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from exporters.condition_words import Targets, condition_lines
from exporters.question_words import question_words
from exporters.scenario_words import scenario_words
from studio.course.asking import asked_by, stops_of
from studio.course.block_kinds import main_kind
from studio.course.block_texts import block_texts
from studio.course.blocks import (
    Block,
    ClipBlock,
    FileBlock,
    ImageBlock,
    QuizBlock,
    TextBlock,
    tag_of_block,
)
from studio.course.change import name_of
from studio.course.excerpts import plain
from studio.course.model import Course, Lesson, Module, Screen
from studio.course.scenario import ScenarioBlock
from studio.course.timing import SPEAKING_WORDS_PER_MINUTE, learner_s
from studio.course.written_fields import BLOCK_FIELD, COMMENT_FIELD, comment_lines
from studio.i18n import Voice, duration

Pictures: TypeAlias = Callable[[Screen], bytes | None]
"""Gives the picture of a screen as JPEG, where it has one."""


class Field(NamedTuple):
    """One line of a card: what it is, what it says; with a `key`, what is written there comes back.

    `base` is the text as the course has it, where the document puts it into words.
    """

    label: str
    text: str
    key: str = ""
    base: str = ""


class Heading(NamedTuple):
    """A module (level 1) or a lesson (level 2), and on what conditions it is shown and open."""

    level: int
    number: str
    text: str
    conditions: tuple[str, ...] = ()


class Card(NamedTuple):
    """A screen: what a table says of it in columns, and its lines."""

    screen: Screen
    number: str
    module: str
    lesson: str
    kind: str
    learner_s: float
    objectives: str
    conditions: str
    lesson_conditions: str
    words: int
    comments: str
    fields: tuple[Field, ...]

    @property
    def spoken_s(self) -> float:
        """How long the script takes to be said, in seconds."""
        return self.words * 60.0 / SPEAKING_WORDS_PER_MINUTE


def facts(course: Course, voice: Voice) -> list[str]:
    """Return what the first page says below the title."""
    counts = [
        voice.text("ui.modules", n=len(course.modules)),
        voice.text("ui.lessons", n=len(course.lessons)),
        voice.text("ui.screens", n=len(course.screens)),
        voice.text("ui.learner_time", length=learner_s(course)),
    ]
    known = f"ui.language.{course.language[:2].lower()}"
    language = voice.text(known) if voice.knows(known) else course.language
    said = [
        " · ".join(counts),
        voice.text("storyboard.fact", label=voice.text("ui.field.language"), text=language),
    ]
    for name in ("audience", "description"):
        if getattr(course, name).strip():
            label = voice.text(f"ui.field.{name}")
            said.append(voice.text("storyboard.fact", label=label, text=getattr(course, name)))
    return said


def storyboard(course: Course, voice: Voice) -> Iterator[Heading | Card]:
    """Yield the headings and cards in the learner's order."""
    targets = Targets(course, voice)
    for at, module_id in enumerate(course.order, 1):
        module = course.modules[module_id]
        yield Heading(1, str(at), _named(module, voice))
        for below, lesson_id in enumerate(module.lessons, 1):
            lesson = course.lessons[lesson_id]
            conditions = tuple(condition_lines(targets, lesson))
            yield Heading(2, f"{at}.{below}", _named(lesson, voice), conditions)
            for last, screen_id in enumerate(lesson.screens, 1):
                number = f"{at}.{below}.{last}"
                screen = course.screens[screen_id]
                yield _card(course, screen, number, (module, lesson), targets)


def _card(
    course: Course, screen: Screen, number: str, place: tuple[Module, Lesson], targets: Targets
) -> Card:
    voice = targets.voice
    objectives = [course.objectives[id_].text for id_ in screen.objectives]
    module, lesson = (_named(node, voice) for node in place)
    card = Card(
        screen,
        number,
        module,
        lesson,
        voice.text(f"ui.kind.{main_kind(screen.blocks)}"),
        learner_s(course, screen.id),
        "\n".join(objectives),
        "\n".join(condition_lines(targets, screen)),
        "\n".join(condition_lines(targets, place[1])),
        len(screen.script.split()),
        "\n".join(comment_lines(screen)),
        (),
    )
    return card._replace(fields=tuple(_fields(course, card, voice)))


def _fields(course: Course, card: Card, voice: Voice) -> Iterator[Field]:
    screen = card.screen
    yield _written(screen, "title", voice)
    status = screen.status.value
    label, word = voice.text("ui.field.status"), voice.text(f"ui.status.{status}")
    yield Field(label, word, f"{screen.id}.status", status)
    yield Field(voice.text("ui.field.time"), duration(card.learner_s))
    if card.objectives:
        yield Field(voice.text("ui.field.objectives"), card.objectives)
    if card.conditions:
        yield Field(voice.text("ui.field.conditions"), card.conditions)
    for block in screen.blocks:
        yield _content(course, block, voice)
    for name in ("on_screen", "script"):
        yield _written(screen, name, voice)
    if card.words:
        spoken = voice.text(
            "ui.spoken",
            n=card.words,
            length=card.spoken_s,
            pace=round(SPEAKING_WORDS_PER_MINUTE),
        )
        yield Field(voice.text("storyboard.spoken"), spoken)
    yield _written(screen, "notes", voice)
    key = f"{screen.id}.{COMMENT_FIELD}"
    yield Field(voice.text("ui.field.comments"), card.comments, key, card.comments)


def _written(screen: Screen, name: str, voice: Voice) -> Field:
    text = getattr(screen, name)
    return Field(voice.text(f"ui.field.{name}"), text, f"{screen.id}.{name}", text)


def _content(course: Course, block: Block, voice: Voice) -> Field:
    """Return what the learner meets in a block, in words."""
    kind = voice.text(f"ui.kind.{tag_of_block(block)}")
    match block:
        case TextBlock():
            label = voice.text("ui.field.block_text")
            return Field(label, block.text, f"{block.id}.{BLOCK_FIELD}", block.text)
        case ImageBlock():
            return Field(kind, _image(course, block, voice))
        case ClipBlock():
            return Field(kind, "\n".join(_clip(course, block, voice)))
        case FileBlock():
            return Field(kind, block.label or course.media[block.media].name)
        case QuizBlock():
            asked = [
                question_words(course.questions[id_], voice) for id_ in asked_by(course, block)
            ]
            return Field(kind, "\n".join(asked))
        case ScenarioBlock():
            return Field(kind, scenario_words(block, voice))
        case _:
            return Field(kind, "\n".join(plain(text) for text in block_texts(block)))


def _clip(course: Course, block: ClipBlock, voice: Voice) -> Iterator[str]:
    """Yield which stretch of which recording it is, and what it asks when."""
    clip = course.clips[block.clip]
    yield voice.text(
        "storyboard.clip",
        title=name_of(clip),
        recording=name_of(course.recordings[clip.recording]),
        start=clip.start_s,
        end=clip.end_s,
        length=clip.duration_s,
    )
    for stop in stops_of(block):
        question = question_words(course.questions[stop.question], voice)
        yield voice.text("storyboard.stop", at=stop.at_s, question=question)
        if stop.back_to_s is not None:
            yield voice.text("storyboard.stop_back", at=stop.back_to_s)


def _image(course: Course, block: ImageBlock, voice: Voice) -> str:
    said = block.alternative
    if block.decorative:
        said = voice.text("ui.field.block_decorative")
    lines = (course.media[block.media].name, said, block.caption)
    return "\n".join(line for line in lines if line.strip())


def _named(node: Module | Lesson, voice: Voice) -> str:
    name = name_of(node)
    return name if isinstance(name, str) else voice.text("ui.untitled")
