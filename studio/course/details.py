"""What platforms and catalogues are told of a course besides its title and description."""

from __future__ import annotations

from msgspec import Struct


class Details(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who made a course, what it is about, and under which licence; all plain text.

    `version` is the author's own count, such as "2.1"; it says nothing of the file format.
    """

    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    licence: str = ""
    version: str = ""
