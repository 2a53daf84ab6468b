"""Blocks that show something: set off, to unfold, in an order, beside each other.

Texts are Markdown; titles, labels and dates are plain.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated, TypeAlias

from msgspec import Meta

from studio.course.block_base import BlockBase, Item, Section
from studio.course.ids import Id

Share: TypeAlias = Annotated[float, Meta(ge=0, le=1)]


class CalloutKind(Enum):
    """What a callout is: said by its word and its icon, not by its colour alone."""

    NOTE = "note"
    TIP = "tip"
    WARNING = "warning"
    EXAMPLE = "example"
    DEFINITION = "definition"


class CalloutBlock(BlockBase, frozen=True, kw_only=True, tag="callout"):
    """A text set off from the others. Without a `title` the word for its kind stands above it."""

    text: str = ""
    title: str = ""
    kind: CalloutKind = CalloutKind.NOTE


class QuoteBlock(BlockBase, frozen=True, kw_only=True, tag="quote"):
    """Somebody's words, by whom, and where they are from (Markdown in one line)."""

    text: str = ""
    author: str = ""
    source: str = ""


class AccordionBlock(BlockBase, frozen=True, kw_only=True, tag="accordion"):
    """Sections that open and close below their titles."""

    sections: tuple[Section, ...] = ()


class TabsBlock(BlockBase, frozen=True, kw_only=True, tag="tabs"):
    """Sections of which one is shown, chosen by its title."""

    sections: tuple[Section, ...] = ()


class ProcessBlock(BlockBase, frozen=True, kw_only=True, tag="process"):
    """Steps, shown one by one."""

    steps: tuple[Section, ...] = ()


class Moment(Item, frozen=True, kw_only=True):
    """What happened when. `date` is as the author writes it: "1789", "spring", "day 3"."""

    date: str = ""
    title: str = ""
    text: str = ""


class TimelineBlock(BlockBase, frozen=True, kw_only=True, tag="timeline"):
    """Moments in the order in which they came."""

    moments: tuple[Moment, ...] = ()


class Card(Item, frozen=True, kw_only=True):
    """Two sides, in Markdown."""

    front: str = ""
    back: str = ""


class FlashcardsBlock(BlockBase, frozen=True, kw_only=True, tag="flashcards"):
    """Cards that the learner turns over."""

    cards: tuple[Card, ...] = ()


class ComparisonBlock(BlockBase, frozen=True, kw_only=True, tag="comparison"):
    """Two pictures of the same thing, one above the other, with a slider between them.

    Without labels they are called before and after.
    """

    before: Id
    after: Id
    before_label: str = ""
    after_label: str = ""
    before_alternative: str = ""
    after_alternative: str = ""
    caption: str = ""


class AudioBlock(BlockBase, frozen=True, kw_only=True, tag="audio"):
    """A sound to listen to, and its words for those who can't (Markdown)."""

    media: Id
    title: str = ""
    transcript: str = ""


class EmbedBlock(BlockBase, frozen=True, kw_only=True, tag="embed"):
    """A page of the web, shown in the course once the learner asks for it.

    `text` stands beside it and says what is there, for those who are offline or whose platform
    blocks it.
    """

    address: str = ""
    title: str = ""
    text: str = ""


class Point(Item, frozen=True, kw_only=True):
    """A place on a picture, in shares of its width from the left and of its height from above."""

    x: Share = 0.5
    y: Share = 0.5
    title: str = ""
    text: str = ""


class HotspotsBlock(BlockBase, frozen=True, kw_only=True, tag="image-hotspots"):
    """A picture with numbered points, each of which opens a note."""

    media: Id
    alternative: str = ""
    points: tuple[Point, ...] = ()
    caption: str = ""
