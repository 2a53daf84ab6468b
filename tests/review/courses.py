"""A course in which nothing is to be found, and courses with one fault."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace as changed

from studio.course.blocks import Block, ClipBlock, ImageBlock, QuizBlock, TextBlock
from studio.course.edits import replace
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
from studio.course.nodes import find
from studio.course.questions import Choice, MultipleChoice, SingleChoice, TrueFalse

FILM, PICTURE = "f0000001", "f0000002"
RECORDING, CLIP, OBJECTIVE = "r0000001", "k0000001", "o0000001"
TEXT, IMAGE, SHOWN, QUIZ = "b0000001", "b0000002", "b0000003", "b0000004"
SINGLE, SEVERAL, TRUTH = "q0000001", "q0000002", "q0000003"
SCREEN, LESSON, MODULE = "s0000001", "l0000001", "m0000001"


def sound_course() -> Course:
    """Return a course with something of every kind, and nothing to be found."""
    blocks: tuple[Block, ...] = (
        TextBlock(id=TEXT, text="Un budget se prépare."),
        ImageBlock(id=IMAGE, media=PICTURE, alternative="Un tableau de dépenses"),
        ClipBlock(id=SHOWN, clip=CLIP),
        QuizBlock(id=QUIZ, questions=(SINGLE, SEVERAL, TRUTH)),
    )
    screen = Screen(id=SCREEN, title="Écran", blocks=blocks, objectives=(OBJECTIVE,))
    return Course(
        id="c0000001",
        title="Élan vital",
        language="fr-CA",
        description="Préparer son budget.",
        audience="Qui achète pour la première fois.",
        base_iri="https://formation.example.org/elan",
        order=(MODULE,),
        modules={MODULE: Module(id=MODULE, title="Module", lessons=(LESSON,))},
        lessons={LESSON: Lesson(id=LESSON, title="Leçon", screens=(SCREEN,))},
        screens={SCREEN: screen},
        objectives={OBJECTIVE: Objective(id=OBJECTIVE, text="Préparer un budget")},
        **_bank(),
    )


def _bank() -> dict[str, Any]:
    film = MediaFile(id=FILM, file="abc.mp4", name="Leçon n° 1.mp4", size=9, mime="video/mp4")
    picture = MediaFile(id=PICTURE, file="def.png", name="Dépenses.png", size=9, mime="image/png")
    recording = Recording(
        id=RECORDING, media=FILM, title="Cours", duration_s=300.0, captions={"fr": "abc.vtt"}
    )
    clip = Clip(id=CLIP, recording=RECORDING, start_s=0.0, end_s=300.0, title="Extrait")
    return {
        "media": {FILM: film, PICTURE: picture},
        "recordings": {RECORDING: recording},
        "clips": {CLIP: clip},
        "questions": {each.id: each for each in _questions()},
    }


def _questions() -> tuple[SingleChoice, MultipleChoice, TrueFalse]:
    said: dict[str, Any] = {"feedback_right": "Oui.", "objectives": (OBJECTIVE,)}
    right, wrong = (
        Choice(id="a0000001", text="Deux", correct=True),
        Choice(id="a0000002", text="Sept"),
    )
    return (
        SingleChoice(id=SINGLE, stem="Pair ?", choices=(right, wrong), **said),
        MultipleChoice(id=SEVERAL, stem="Pairs ?", choices=(right, wrong), **said),
        TrueFalse(id=TRUTH, stem="Deux est pair.", answer=True, feedback_wrong="Si."),
    )


def with_changed(course: Course, id_: str, **fields: Any) -> Course:
    """Return the course with other `fields` in one of its nodes."""
    return replace(course, changed(find(course, id_), **fields))
