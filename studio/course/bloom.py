"""How deep somebody has to know a thing: the levels that objectives and questions are at."""

from __future__ import annotations

from enum import Enum


class Bloom(Enum):
    """The levels of Bloom's revised taxonomy (Anderson and Krathwohl, 2001)."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"
    EVALUATE = "evaluate"
    CREATE = "create"
