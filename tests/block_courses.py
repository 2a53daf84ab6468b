"""The small course of the tests with a screen more: on it stands each further kind of block."""

from __future__ import annotations

from pathlib import Path

from studio.course.block_base import Section
from studio.course.blocks import Block
from studio.course.edits import insert
from studio.course.model import Course, Screen
from studio.course.shown_blocks import (
    AccordionBlock,
    CalloutBlock,
    CalloutKind,
    Card,
    ComparisonBlock,
    FlashcardsBlock,
    Moment,
    ProcessBlock,
    QuoteBlock,
    TabsBlock,
    TimelineBlock,
)
from studio.project.project import Project
from tests.courses import small_course

SHOWN = "s0000101"
"""The screen of the blocks that show something."""


def full_course(folder: Path) -> tuple[Project, Course]:
    """Make a course with every kind of block."""
    project, course = small_course(folder)
    course = with_all_blocks(course)
    project.save(course)
    return project, course


def with_all_blocks(course: Course) -> Course:
    """Add a screen for the further kinds of blocks."""
    picture = next(each.id for each in course.media.values() if each.mime == "image/gif")
    screen = Screen(id=SHOWN, title="Montrer", blocks=shown_blocks(picture))
    return insert(course, screen, course.modules[course.order[-1]].lessons[-1])


def sections(first: str) -> tuple[Section, ...]:
    """Return two sections, the ids of which begin with a letter."""
    return (
        Section(id=f"{first}0000101", title="Revenu", text="Ce que l'on **gagne** chaque mois."),
        Section(id=f"{first}0000102", title="Charges", text="- Le loyer\n- L'assurance"),
    )


def shown_blocks(picture: str) -> tuple[Block, ...]:
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
        ComparisonBlock(
            id="b0000112",
            before=picture,
            after=picture,
            before_alternative="La façade grise",
            after_alternative="La façade blanche",
        ),
    )
