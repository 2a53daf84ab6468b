"""How a course looks to its learners: a theme, and what is the author's own."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from studio.course.ids import Id

Colour: TypeAlias = Annotated[str, Meta(pattern=r"^#[0-9a-f]{6}$")]


class Theme(Enum):
    """The themes that come with the program, each a file of `assets/themes`."""

    TEAL = "teal"
    PAPER = "paper"
    SLATE = "slate"
    MEADOW = "meadow"
    CONTRAST = "contrast"


class Look(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The look of a course.

    `accent` stands in for the theme's own (None: it does not), in shades that can be read; `logo`
    is a picture among the course's media, shown beside its title.
    """

    theme: Theme = Theme.TEAL
    accent: Colour | None = None
    logo: Id | None = None
