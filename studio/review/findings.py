"""What a check finds: how bad it is, what it is about, what is said of it, and how it is mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeAlias

from studio.course.model import Course
from studio.messages import Message, Param, message

Fix: TypeAlias = Callable[[Course], Course]
"""An edit that mends a fault, and leaves a course alone that no longer has it."""


class Level(Enum):
    """How bad a finding is, the worst first."""

    ERROR = "error"
    """Learners are stopped or shut out."""
    WARNING = "warning"
    """Learners miss something or stumble over it."""
    HINT = "hint"
    """The course works, and could be better."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    `check` is the id of the check, `node` that of what it is about: a module, lesson, screen,
    block, question, objective, clip, recording or media file; empty for the course as a whole.
    `said` tells what is wrong and what to do. `fix` mends it, and `fix_said` names the button.
    """

    level: Level
    check: str
    node: str
    said: Message
    fix: Fix | None = None
    fix_said: Message | None = None

    def mended_by(self, fix: Fix, fix_said: Message) -> Finding:
        """Return the finding with its fix."""
        return replace(self, fix=fix, fix_said=fix_said)


Check: TypeAlias = Callable[[Course], Iterator[Finding]]


def finding(level: Level, check: str, node: str = "", /, **params: Param) -> Finding:
    """Return a finding; its sentence is the catalogue's entry `review.` and the id of the check."""
    return Finding(level, check, node, message(f"review.{check}", **params))
