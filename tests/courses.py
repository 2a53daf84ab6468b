"""Small courses for tests, with everything that a course can hold."""

from __future__ import annotations

from pathlib import Path

from studio.course.blocks import ClipBlock, FileBlock, ImageBlock, QuizBlock, TextBlock
from studio.course.model import (
    Clip,
    CompletionRule,
    Course,
    Lesson,
    MediaFile,
    Module,
    Objective,
    Recording,
    Screen,
    Term,
)
from studio.course.questions import Choice, MultipleChoice, SingleChoice, TrueFalse
from studio.jobs import Progress
from studio.project.media_store import media_file
from studio.project.project import Project, create_project
from tests.media import recordings

CAPTIONS = """WEBVTT

00:00:00.200 --> 00:00:01.200
Première phrase

00:00:01.400 --> 00:00:02.600
Deuxième phrase & la suite

00:00:03.400 --> 00:00:04.500
Troisième phrase
"""


def small_course(folder: Path) -> tuple[Project, Course]:
    """Make a course with every kind of block and question, a pass mark, and two clips."""
    folder.mkdir(parents=True, exist_ok=True)
    course_folder = folder / "Élan vital.course"
    project = create_project(course_folder, Course(id="c0000001", title="Élan vital"))
    film = media_file(project.media, recordings.plain(folder), Progress())
    notes = folder / "Notes d'été.txt"
    notes.write_text("Des notes.", "utf-8")
    handout = media_file(project.media, notes, Progress())
    captions = project.captions.add_bytes(CAPTIONS.encode(), ".vtt")
    course = _course(film, handout, captions, picture(project, folder))
    project.save(course)
    return project, course


def picture(project: Project, folder: Path) -> MediaFile:
    """Bring a picture of one pixel in."""
    file = folder / "Plan du site.gif"
    file.write_bytes(
        b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00"
        b"\x00\x02\x02D\x01\x00;"
    )
    return media_file(project.media, file, Progress())


def _course(film: MediaFile, handout: MediaFile, captions: str, image: MediaFile) -> Course:
    recording = Recording(
        id="r0000001", media=film.id, title="Cours", duration_s=9.0, captions={"fr": captions}
    )
    clips = (
        Clip(id="k0000001", recording=recording.id, start_s=0.0, end_s=3.04, title="Premier"),
        Clip(id="k0000002", recording=recording.id, start_s=3.04, end_s=6.0, title="Second"),
    )
    questions = _questions()
    screens = (
        Screen(
            id="s0000001",
            title="Bienvenue",
            blocks=(
                TextBlock(
                    id="b0000001", text="Bonjour **à tous** : [le site](https://example.org)."
                ),
                ImageBlock(id="b0000002", media=image.id, alternative="Le plan du site"),
                FileBlock(id="b0000003", media=handout.id, label="Les notes"),
            ),
        ),
        Screen(
            id="s0000002",
            title="Regarder",
            blocks=(ClipBlock(id="b0000004", clip=clips[0].id),),
        ),
        Screen(
            id="s0000003",
            title="Vérifier",
            blocks=(QuizBlock(id="b0000005", questions=tuple(q.id for q in questions)),),
        ),
        Screen(id="s0000004", title="Revoir", blocks=(ClipBlock(id="b0000006", clip=clips[1].id),)),
        Screen(id="s0000005", title="Conclure", blocks=(TextBlock(id="b0000007", text="Fin."),)),
    )
    lessons = (
        Lesson(id="l0000001", title="Débuter", screens=tuple(s.id for s in screens[:3])),
        Lesson(id="l0000002", title="Finir", screens=tuple(s.id for s in screens[3:])),
    )
    modules = (
        Module(id="m0000001", title="Le début", lessons=(lessons[0].id,)),
        Module(id="m0000002", title="La fin", lessons=(lessons[1].id,)),
    )
    return Course(
        id="c0000001",
        title="Élan vital",
        language="fr",
        description="Une description & plus.",
        base_iri="https://formation.example.org/elan",
        completion=CompletionRule(pass_mark=0.5),
        order=tuple(module.id for module in modules),
        modules={module.id: module for module in modules},
        lessons={lesson.id: lesson for lesson in lessons},
        screens={screen.id: screen for screen in screens},
        questions={question.id: question for question in questions},
        objectives={"o0000001": Objective(id="o0000001", text="Savoir")},
        glossary={
            "t0000001": Term(id="t0000001", term="Site", definition="Un lieu, ou des pages.")
        },
        recordings={recording.id: recording},
        clips={clip.id: clip for clip in clips},
        media={media.id: media for media in (film, handout, image)},
    )


def _questions() -> tuple[SingleChoice, MultipleChoice, TrueFalse]:
    single = SingleChoice(
        id="q0000001",
        stem="Combien font **deux et deux** ?",
        hint="Comptez sur vos doigts.",
        objectives=("o0000001",),
        choices=(
            Choice(id="a0000001", text="Trois", feedback="Pas tout à fait."),
            Choice(id="a0000002", text="Quatre", correct=True, feedback="Bien compté."),
        ),
    )
    several = MultipleChoice(
        id="q0000002",
        stem="Lesquels sont pairs ?",
        points=2.0,
        choices=(
            Choice(id="a0000003", text="Deux", correct=True),
            Choice(id="a0000004", text="Sept"),
            Choice(id="a0000005", text="Huit", correct=True),
        ),
    )
    truth = TrueFalse(id="q0000003", stem="Sept est pair.", answer=False, tries=1)
    return single, several, truth
