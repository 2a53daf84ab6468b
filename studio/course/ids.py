"""Identities: made once, random, kept for ever.

They become SCORM identifiers, parts of xAPI activity ids and file names inside packages, so they
are lower-case ASCII letters and digits and start with a letter (an NCName).
"""

from __future__ import annotations

import re
import secrets
from typing import Annotated, TypeAlias

from msgspec import Meta

ID_PATTERN = "^[a-z][a-z0-9]{7,}$"

Id: TypeAlias = Annotated[str, Meta(pattern=ID_PATTERN, max_length=64)]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SYMBOLS = _LETTERS + "0123456789"
_LENGTH = 10
"""26 * 36^9 identities: two of a million drawn are alike with a chance of 0.02 %."""


def new_id() -> str:
    """Return an identity that no other node has."""
    tail = (secrets.choice(_SYMBOLS) for _ in range(_LENGTH - 1))
    return secrets.choice(_LETTERS) + "".join(tail)


def is_id(text: str) -> bool:
    """Return whether `text` has the form of an identity."""
    return re.fullmatch(ID_PATTERN, text) is not None
