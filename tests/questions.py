"""A question of every type, and courses that ask them."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace as changed

from studio.course.blocks import QuizBlock
from studio.course.edits import insert, replace
from studio.course.model import Course, Lesson, MediaFile, Module, Screen
from studio.course.nodes import find
from studio.course.questions import (
    Categorise,
    Category,
    FillBlanks,
    Hotspot,
    Item,
    Likert,
    LongAnswer,
    Matching,
    Moment,
    MultipleChoice,
    Numeric,
    Ordering,
    Pair,
    Question,
    Region,
    Shape,
    ShortText,
    Wording,
)
from studio.jobs import Progress
from studio.project.media_store import media_file
from studio.project.project import Project
from tests.courses import small_course


def items(letter: str, *texts: str) -> tuple[Item, ...]:
    """Return items with these texts."""
    return tuple(Item(id=f"{letter}item{n:04}", text=text) for n, text in enumerate(texts, 1))


QUIZ = "b0000005"
"""The quiz that asks them all."""
OTHER_TYPES: tuple[Question, ...] = (
    Numeric(
        id="qnumeric1",
        stem="Combien mesure le sommet du **mont Blanc** ?",
        value=4806.0,
        tolerance=5.0,
        unit="m",
        hint="Plus de 4 800.",
        feedback_right="Sa hauteur change avec la neige.",
        watch=Moment(clip="k0000002", at_s=1.5),
        objectives=("o0000001",),
    ),
    ShortText(
        id="qshorttext",
        stem="Qui a écrit *Les Misérables* ?",
        accepted=("Victor Hugo", "Hugo"),
        typos=True,
        ignore_accents=True,
        feedback_wrong="Il a aussi écrit *Notre-Dame de Paris*.",
    ),
    Ordering(
        id="qordering1",
        stem="Remettez les étapes d'un achat dans l'ordre.",
        items=items(
            "i",
            "Signer le compromis",
            "Comparer les offres",
            "Attendre **dix jours**",
            "Signer chez le notaire",
        ),
        hint="Le délai court à partir de l'offre.",
    ),
    Matching(
        id="qmatching1",
        stem="À chaque pays sa capitale.",
        pairs=(
            Pair(id="mpair0001", text="Italie", match="Rome"),
            Pair(id="mpair0002", text="Pérou", match="Lima"),
            Pair(id="mpair0003", text="Kenya", match="Nairobi"),
        ),
        distractors=(Wording(id="ditem0001", text="Quito"),),
    ),
    Categorise(
        id="qcategorise",
        stem="Classez ces animaux.",
        categories=(
            Category(
                id="ccat00001", text="Mammifères", items=items("m", "Baleine", "Chauve-souris")
            ),
            Category(id="ccat00002", text="Oiseaux", items=items("o", "Manchot")),
        ),
    ),
    FillBlanks(
        id="qblanks01",
        stem="Complétez.",
        text="Le [[Rhône]] se jette dans la [[Méditerranée|mer Méditerranée]], **après** Arles.",
        ignore_accents=True,
    ),
    Hotspot(
        id="qhotspot01",
        stem="Montrez les deux portes du plan.",
        picture_text="Le plan du site",
        regions=(
            Region(id="region0001", name="Nord", x=0.4, y=0.0, width=0.2, height=0.2),
            Region(
                id="region0002",
                name="Sud",
                x=0.4,
                y=0.8,
                width=0.2,
                height=0.2,
                shape=Shape.ELLIPSE,
            ),
            Region(
                id="region0003",
                name="Mur",
                x=0.0,
                y=0.4,
                width=0.2,
                height=0.2,
                correct=False,
                feedback="C'est un **mur**.",
            ),
        ),
        find_all=True,
    ),
    Likert(
        id="qlikert01",
        stem="Votre avis",
        statements=items("s", "Ce chapitre était **clair**.", "Le rythme me convient."),
    ),
    LongAnswer(
        id="qlonganswer",
        stem="Pourquoi comparer plusieurs offres ?",
        model_answer="Parce que le **taux** n'est pas tout : frais, assurance...",
        criteria=("Je parle du taux.", "Je parle de l'assurance."),
    ),
)
"""Types that the small course has none of."""


def course_with_all(folder: Path) -> tuple[Project, Course]:
    """Make the small course with every type of question in its quiz."""
    return with_all_questions(*small_course(folder), folder)


def with_all_questions(project: Project, course: Course, folder: Path) -> tuple[Project, Course]:
    """Put every type of question into the quiz of the small course, or of one made of it."""
    quiz = find(course, QUIZ)
    assert isinstance(quiz, QuizBlock)
    course = _with_new(project, course, folder)
    asked = (*quiz.questions, *(question.id for question in OTHER_TYPES))
    course = replace(course, changed(quiz, questions=asked))
    project.save(course)
    return project, course


def course_one_by_one(folder: Path) -> tuple[Project, Course]:
    """Make the small course with a module that has a screen for each of the other types."""
    project, course = small_course(folder)
    return project, with_one_by_one(project, course, folder)


def with_one_by_one(project: Project, course: Course, folder: Path) -> Course:
    """Add a module that has a screen for each of the other types of questions."""
    course = _with_new(project, course, folder)
    course = insert(course, Module(id="mquestions", title="Questions"), course.id)
    course = insert(course, Lesson(id="lquestions", title="Questions"), "mquestions")
    for question in OTHER_TYPES:
        quiz = QuizBlock(id=f"b{question.id}", questions=(question.id,))
        tag = str(type(question).__struct_config__.tag)
        screen = Screen(id=f"s{question.id}", title=tag, blocks=(quiz,))
        course = insert(course, screen, "lquestions")
    project.save(course)
    return course


def _with_new(project: Project, course: Course, folder: Path) -> Course:
    plan = _plan(project, folder)
    course = insert(course, plan)
    for question in OTHER_TYPES:
        shown = isinstance(question, Hotspot)
        course = insert(course, changed(question, picture=plan.id) if shown else question)
    return course


def _plan(project: Project, folder: Path) -> MediaFile:
    """Bring in a plan with a door in the north and one in the south."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (480, 320), "#e8e4da")
    draw = ImageDraw.Draw(image)
    draw.rectangle((40, 20, 440, 300), outline="#5c4632", width=10)
    for top in (14, 288):
        draw.rectangle((210, top, 270, top + 18), fill="#b8862b")
    file = folder / "Plan des portes.png"
    image.save(file)
    return media_file(project.media, file, Progress())


def with_pictures(course: Course) -> Course:
    """Give a question of a course and its choices the picture that the course has."""
    picture = next(each.id for each in course.media.values() if each.mime == "image/gif")
    question = course.questions["q0000002"]
    assert isinstance(question, MultipleChoice)
    choices = tuple(
        changed(each, picture=picture, picture_text="Un plan") for each in question.choices
    )
    return replace(
        course, changed(question, choices=choices, picture=picture, picture_text="Le plan")
    )
