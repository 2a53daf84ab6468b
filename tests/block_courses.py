"""The small course of the tests with a screen more: on it stands each further kind of block."""

from __future__ import annotations

import wave
from pathlib import Path

from msgspec.structs import replace as changed
from PIL import Image, ImageDraw

from studio.course.block_base import Section
from studio.course.blocks import Block, ImageBlock
from studio.course.done_blocks import (
    AssignmentBlock,
    CertificateBlock,
    ChecklistBlock,
    DiscussionBlock,
    Entry,
    GateBlock,
    PollBlock,
    ReflectionBlock,
)
from studio.course.edits import insert
from studio.course.model import Course, Screen
from studio.course.scenario import ScenarioBlock, Scene, SceneChoice
from studio.course.shown_blocks import (
    AccordionBlock,
    AudioBlock,
    CalloutBlock,
    CalloutKind,
    Card,
    ComparisonBlock,
    EmbedBlock,
    FlashcardsBlock,
    HotspotsBlock,
    Moment,
    Point,
    ProcessBlock,
    QuoteBlock,
    TabsBlock,
    TimelineBlock,
)
from studio.jobs import Progress
from studio.project.media_store import media_file
from studio.project.project import Project
from tests.courses import small_course

SHOWN = "s0000101"
"""The screen of the blocks that show something."""


DONE = "s0000102"
"""The screen of the blocks with which the learner does something."""


PLAYED = "s0000103"
"""The screen of the scenario."""


def full_course(folder: Path) -> tuple[Project, Course]:
    """Make a course with every kind of block."""
    project, course = small_course(folder)
    spoken = media_file(project.media, silence(folder), Progress())
    house = media_file(project.media, drawing(folder), Progress())
    for entry in (changed(spoken, duration_s=1.0), changed(house, width=900, height=500)):
        course = insert(course, entry)
    course = with_all_blocks(course)
    project.save(course)
    return project, course


def silence(folder: Path) -> Path:
    """Write a second of silence."""
    file = folder / "Témoignage.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(16_000))
    return file


def drawing(folder: Path) -> Path:
    """Draw a house."""
    image = Image.new("RGB", (900, 500), "#bbccdd")
    brush = ImageDraw.Draw(image)
    brush.rectangle((200, 150, 700, 450), fill="#996644")
    brush.polygon([(150, 150), (450, 30), (750, 150)], fill="#662222")
    file = folder / "Maison.png"
    image.save(file)
    return file


def with_all_blocks(course: Course) -> Course:
    """Add a screen for the further kinds of blocks."""
    pictures = [each.id for each in course.media.values() if each.mime.startswith("image/")]
    picture = pictures[-1]
    sounds = (each.id for each in course.media.values() if each.mime.startswith("audio/"))
    sound = next(sounds, next(iter(course.media)))
    screen = Screen(id=SHOWN, title="Montrer", blocks=shown_blocks(picture, sound))
    lesson = course.modules[course.order[-1]].lessons[-1]
    course = insert(course, screen, lesson)
    course = insert(course, Screen(id=DONE, title="Faire", blocks=done_blocks()), lesson)
    return insert(
        course, Screen(id=PLAYED, title="Jouer", blocks=(bank_scenario(picture),)), lesson
    )


def bank_scenario(picture: str | None = None) -> ScenarioBlock:
    """Return a scenario with a way back, ends of both kinds and points; 5 is the best score."""
    return ScenarioBlock(
        id="b0000130",
        title="Le rendez-vous",
        scenes=(
            Scene(
                id="u0000101",
                title="Au guichet",
                text="La conseillère propose un **taux variable**.",
                picture=picture,
                picture_text="La banque",
                choices=(
                    SceneChoice(
                        id="u0000111",
                        text="Demander le taux *fixe*",
                        consequence="Elle le calcule : 3,4 %.",
                        points=2,
                        target="u0000102",
                    ),
                    SceneChoice(
                        id="u0000112",
                        text="Signer tout de suite",
                        consequence="Le taux **monte** l'année d'après.",
                        points=-1,
                    ),
                    SceneChoice(
                        id="u0000113", text="Relire le contrat", points=1, target="u0000103"
                    ),
                ),
            ),
            Scene(
                id="u0000102",
                title="Le calcul",
                text="La mensualité est de 900 €.",
                choices=(
                    SceneChoice(id="u0000121", text="Accepter", points=2, target="u0000104"),
                    SceneChoice(id="u0000122", text="Refuser"),
                ),
            ),
            Scene(
                id="u0000103",
                title="Le contrat",
                text="Tout y est.",
                choices=(SceneChoice(id="u0000131", text="Revenir", target="u0000101"),),
            ),
            Scene(id="u0000104", title="La maison", text="Vous avez les clés."),
        ),
    )


def done_blocks() -> tuple[Block, ...]:
    """Return a block of each kind with which the learner does something."""
    return (
        ReflectionBlock(id="b0000120", prompt="Que **changeriez-vous** chez vous ?"),
        ChecklistBlock(
            id="b0000121", title="Avant de signer", entries=entries("v", "Lire", "Dormir")
        ),
        PollBlock(
            id="b0000122", prompt="Ville ou campagne ?", entries=entries("w", "Ville", "Campagne")
        ),
        GateBlock(id="b0000123", label="Voir la suite"),
        DiscussionBlock(
            id="b0000124",
            prompt="Racontez **votre** visite.",
            link="https://forum.example.org/visites",
        ),
        AssignmentBlock(
            id="b0000125",
            prompt="Faites votre budget.",
            entries=entries("z", "Les charges y sont", "Le total est juste"),
            where="Sur la [page du devoir](https://example.org/devoir).",
            due="avant la semaine 3",
        ),
        CertificateBlock(id="b0000126", text="Vingt heures de formation.", issuer="L'école"),
    )


def entries(first: str, *texts: str) -> tuple[Entry, ...]:
    """Return lines with ids that begin with a letter."""
    return tuple(Entry(id=f"{first}000010{n}", text=text) for n, text in enumerate(texts))


def sections(first: str) -> tuple[Section, ...]:
    """Return two sections, the ids of which begin with a letter."""
    return (
        Section(id=f"{first}0000101", title="Revenu", text="Ce que l'on **gagne** chaque mois."),
        Section(id=f"{first}0000102", title="Charges", text="- Le loyer\n- L'assurance"),
    )


def shown_blocks(picture: str, sound: str) -> tuple[Block, ...]:
    """Return a block of each kind that shows something."""
    return (
        *(
            CalloutBlock(id=f"b000020{n}", text="Le taux **n'est pas** tout.", kind=kind)
            for n, kind in enumerate(CalloutKind)
        ),
        QuoteBlock(
            id="b0000106", text="Un sou est un sou.", author="Une voisine", source="*Dictons*"
        ),
        AccordionBlock(id="b0000107", sections=sections("e")),
        TabsBlock(id="b0000108", sections=sections("f")),
        ProcessBlock(id="b0000109", steps=sections("g")),
        TimelineBlock(
            id="b0000110",
            moments=(
                Moment(id="h0000101", date="1979", title="La loi", text="Dix jours de réflexion."),
                Moment(id="h0000102", date="2016", text="Tout en un code."),
            ),
        ),
        FlashcardsBlock(
            id="b0000111",
            cards=(
                Card(id="i0000101", front="TAEG ?", back="Le taux, **tous frais compris**."),
                Card(id="i0000102", front="Apport ?", back="Ce que l'on met soi-même."),
            ),
        ),
        ImageBlock(id="b0000116", media=picture, alternative="La maison", enlarge=True),
        AudioBlock(
            id="b0000113", media=sound, title="Le témoignage", transcript="J'ai **attendu**."
        ),
        EmbedBlock(
            id="b0000114",
            address="https://calcul.example.org/simulateur?d=20",
            title="Le simulateur",
            text="Il calcule une mensualité.",
        ),
        HotspotsBlock(
            id="b0000115",
            media=picture,
            alternative="Une maison",
            points=(
                Point(id="j0000101", x=0.25, y=0.5, title="La porte", text="Elle **grince**."),
                Point(id="j0000102", x=0.75, y=0.2, text="Le toit."),
            ),
        ),
        ComparisonBlock(
            id="b0000112",
            before=picture,
            after=picture,
            before_alternative="La façade grise",
            after_alternative="La façade blanche",
        ),
    )
