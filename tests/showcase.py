"""A course that shows each kind of block and each type of question on a screen of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace as changed

from studio.course.asking_blocks import ClipBlock, QuizBlock, Results, Stop
from studio.course.blocks import Block, TextBlock, tag_of_block
from studio.course.edits import insert, remove
from studio.course.model import Course, Lesson, Module, Screen
from studio.course.question_types import tag_of
from studio.project.project import Project
from tests.block_courses import DONE, SHOWN, full_course
from tests.questions import with_one_by_one, with_pictures

RICH = """## Un titre

Du texte **gras**, *italique*, `du code`, [un lien](https://example.org) et une note[^1].

- un point
- un autre

| Année | Taux |
|-------|-----:|
| 2024  | 3,5 % |
| 2025  | 3,1 % |

$$\\frac{a}{b} = \\sqrt{c}$$

> Une citation.

[^1]: Une note en bas de page.
"""


def showcase(folder: Path) -> tuple[Project, Course]:
    """Make the course; the title of each screen is the name of its kind or type."""
    project, course = full_course(folder)
    course = with_pictures(with_one_by_one(project, course, folder))
    blocks = [*_alone(course), *_taken_otherwise(course)]
    for id_ in (SHOWN, DONE):
        course = remove(course, id_)
    course = insert(course, Module(id="mshowcase", title="Blocs"), course.id, 1)
    course = insert(course, Lesson(id="lshowcase", title="Blocs"), "mshowcase")
    for number, (title, block) in enumerate(blocks):
        screen = Screen(id=f"sshow{number:04}", title=title, blocks=(block,))
        course = insert(course, screen, "lshowcase")
    project.save(course)
    return project, course


def _alone(course: Course) -> Iterator[tuple[str, Block]]:
    """Yield each kind of block once; of callouts all kinds."""
    yield "text", TextBlock(id="bshowtext1", text=RICH)
    for block in (*course.screens[SHOWN].blocks, *course.screens[DONE].blocks):
        yield tag_of_block(block), block


def _taken_otherwise(course: Course) -> Iterator[tuple[str, Block]]:
    """Yield a clip that stops for a question, and the questions of the small course by type."""
    stop = Stop(id="ishow0001", question="q0000001", at_s=1.0, back_to_s=0.0)
    yield "clip-stops", ClipBlock(id="bshowstop1", clip="k0000001", stops=(stop,))
    for id_ in ("q0000001", "q0000002", "q0000003"):
        tag = tag_of(course.questions[id_])
        yield tag, QuizBlock(id=f"bshow{id_}", questions=(id_,))
    quiz = QuizBlock(id="bshowquiz1", questions=("q0000001", "q0000003"), pass_mark=0.8)
    yield "quiz-end", changed(quiz, results=Results.AT_END, attempts=3, time_limit_s=1200.0)
