"""A text in pieces: headings, paragraphs, lists, tables and the like, with their exact source."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct


class Run(Struct, frozen=True):
    """Characters that look alike. In words, a line feed is a hard line break."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    math: bool = False
    """The text is TeX."""
    link: str = ""
    """The address that the run leads to."""

    @property
    def verbatim(self) -> bool:
        """Whether the text is code or TeX and no words."""
        return self.code or self.math


Runs: TypeAlias = tuple[Run, ...]
Alignment: TypeAlias = Literal["", "left", "center", "right"]


class Paragraph(Struct, frozen=True):
    """Words."""

    runs: Runs


class Heading(Struct, frozen=True):
    """A title inside of the text, level 1 to 6."""

    level: int
    runs: Runs


class Item(Struct, frozen=True):
    """An entry of a list, with the lists below it."""

    runs: Runs
    lists: tuple[ItemList, ...] = ()


class ItemList(Struct, frozen=True):
    """A list with bullets or numbers."""

    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1
    tight: bool = True
    """Whether the items stand close together."""


class Table(Struct, frozen=True):
    """A table whose first row is its head. Each row has as many cells as there are alignments."""

    alignments: tuple[Alignment, ...]
    rows: tuple[tuple[Runs, ...], ...]


class CodeBlock(Struct, frozen=True):
    """Lines of a program."""

    text: str
    language: str = ""


class MathBlock(Struct, frozen=True):
    """A formula on lines of its own, in TeX."""

    text: str


class Rule(Struct, frozen=True):
    """A line across the page."""


class Raw(Struct, frozen=True):
    """What the editor knows no form for, as its source."""

    source: str


class Quote(Struct, frozen=True):
    """What somebody else has said."""

    blocks: tuple[Paragraph | Heading | ItemList, ...]


Block: TypeAlias = (
    Paragraph | Heading | ItemList | Table | CodeBlock | MathBlock | Rule | Raw | Quote
)


class Piece(Struct, frozen=True):
    """A block with the bytes that it was written in, and those between it and the next one."""

    block: Block
    source: str
    gap: str = ""


class Prose(Struct, frozen=True):
    """A text in its pieces; what stands before the first one is kept, too."""

    lead: str = ""
    pieces: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        """The Markdown."""
        return self.lead + "".join(piece.source + piece.gap for piece in self.pieces)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What the pieces are."""
        return tuple(piece.block for piece in self.pieces)

    @property
    def line_end(self) -> str:
        r"""How lines end in the source: `\r\n` where its first line does."""
        head, feed, _ = self.text.partition("\n")
        return "\r\n" if feed and head.endswith("\r") else "\n"
