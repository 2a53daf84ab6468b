"""Large courses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace as changed

from studio.course.blocks import Block, ImageBlock, QuizBlock, TextBlock
from studio.course.model import Course, Lesson, MediaFile, Module, Node, Screen
from studio.course.questions import Choice, SingleChoice
from studio.project.project import Project, create_project

_TEXT = "Un budget se prépare avant la visite ; *le taux* ne dit pas tout. " * 6


def large_course(screens: int = 1000, questions: int = 2000, media: int = 500) -> Course:
    """Return a course with so many screens, questions and pictures, all of them in use."""
    files = [_media(number) for number in range(media)]
    asked = [_question(number) for number in range(questions)]
    each = questions // screens
    pages = [
        _screen(number, asked[number * each : (number + 1) * each], files[number : number + 1])
        for number in range(screens)
    ]
    lessons = [
        Lesson(id=f"l{at:07d}", title=f"Leçon {at}", screens=ids)
        for at, ids in enumerate(_batches(pages, 20))
    ]
    modules = [
        Module(id=f"m{at:07d}", title=f"Module {at}", lessons=ids)
        for at, ids in enumerate(_batches(lessons, 5))
    ]
    return Course(
        id="c0000001",
        title="Grand cours",
        language="fr",
        order=tuple(module.id for module in modules),
        modules={module.id: module for module in modules},
        lessons={lesson.id: lesson for lesson in lessons},
        screens={page.id: page for page in pages},
        questions={question.id: question for question in asked},
        media={entry.id: entry for entry in files},
    )


def _batches(nodes: Sequence[Node], size: int) -> Iterator[tuple[str, ...]]:
    """Yield the ids of so many nodes at a time."""
    for start in range(0, len(nodes), size):
        yield tuple(node.id for node in nodes[start : start + size])


def _screen(number: int, asked: Sequence[SingleChoice], files: Sequence[MediaFile]) -> Screen:
    blocks: tuple[Block, ...] = (
        TextBlock(id=f"t{number:07d}", text=_TEXT),
        QuizBlock(id=f"q{number:07d}", questions=tuple(question.id for question in asked)),
        *(ImageBlock(id=f"i{number:07d}", media=file.id, alternative="Vue") for file in files),
    )
    return Screen(id=f"s{number:07d}", title=f"Écran {number}", blocks=blocks)


def large_project(folder: Path, course: Course) -> Project:
    """Make a course folder with small files in the place of the media."""
    project = create_project(folder, course)
    for entry in course.media.values():
        (project.media.folder / entry.file).write_bytes(_content(entry.id))
    return project


def retitled(course: Course, number: int) -> Course:
    """Return the course after one more edit of one screen."""
    screen = changed(course.screens["s0000007"], title=f"Titre {number}")
    return changed(course, screens={**course.screens, screen.id: screen})


def _media(number: int) -> MediaFile:
    id_ = f"f{number:07d}"
    content = _content(id_)
    name = hashlib.sha256(content).hexdigest()[:24] + ".png"
    return MediaFile(id=id_, file=name, name=f"{id_}.png", size=len(content), mime="image/png")


def _content(id_: str) -> bytes:
    return id_.encode() * 100


def _question(number: int) -> SingleChoice:
    choices = tuple(
        Choice(id=f"r{number:06d}{at}", text=f"Réponse {at}", correct=at == 0) for at in range(4)
    )
    return SingleChoice(id=f"a{number:07d}", stem=f"Question {number} ?", choices=choices)
