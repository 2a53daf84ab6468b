# SPDX-License-Identifier: MIT
"""The lecture as it is written in lecture.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

CUT = " | "
"""Where the captions of a line are cut."""

Layout = Literal["cover", "section", "points", "numbers", "table", "bar"]
Figure = Literal[
    "", "couple", "ring", "loan", "calendar", "envelopes", "coins", "bank", "price", "speech"
]


class Item(Struct, frozen=True, forbid_unknown_fields=True):
    """What a step adds to its slide. `euros` is the length of a piece of a bar."""

    text: str
    note: str = ""
    values: tuple[str, ...] = ()
    euros: int = 0
    strong: bool = False


class Line(Struct, frozen=True):
    """What is said in one breath: the texts of its captions, in English and in French."""

    en: tuple[str, ...]
    fr: tuple[str, ...]

    @property
    def spoken(self) -> str:
        """The line without its cuts."""
        return " ".join(self.en)


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """Items that appear, then what is said. `pause` is the silence after it, in seconds."""

    en: str
    fr: str
    add: tuple[Item, ...] = ()
    pause: float = 0.0

    @property
    def lines(self) -> list[Line]:
        """The lines with their French twins.

        Raises:
            ValueError: the two texts differ in their lines or cuts.
        """
        pairs = zip(self.en.splitlines(), self.fr.splitlines(), strict=True)
        lines = [Line(tuple(en.split(CUT)), tuple(fr.split(CUT))) for en, fr in pairs]
        for line in lines:
            if len(line.en) != len(line.fr):
                raise ValueError(f"cut differently in French: {line.spoken}")
        return lines


class Slide(Struct, frozen=True, forbid_unknown_fields=True):
    """A slide. A table has one value in a row, or as many as it has `heads`."""

    layout: Layout
    title: str
    steps: tuple[Step, ...]
    figure: Figure = ""
    heads: tuple[str, ...] = ()
    foot: str = ""

    @property
    def items(self) -> list[Item]:
        """All items, in the order in which they appear."""
        return [item for step in self.steps for item in step.add]


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the lecture."""

    title: str
    slides: tuple[Slide, ...]


class Lecture(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole lecture."""

    course: str
    title: str
    sections: tuple[Section, ...]


def read(path: Path) -> Lecture:
    """Return the lecture written in `path`."""
    return msgspec.toml.decode(path.read_bytes(), type=Lecture)
