"""Undo: one stack for a course, one kind of step for every edit of it.

A step keeps the course before and after it. The two share what the edit did not touch, so a step
costs little, and going back is exact whatever the edit was.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QUndoCommand

from studio.course.model import Course

_PAUSE_S = 1.2
"""Typing that stops for longer begins a new step."""
_TYPING = 1


class Typing(NamedTuple):
    """An edit made by typing: the field that is typed in, and its text before and after."""

    node: str
    field: str
    before: str
    after: str


class EditStep(QUndoCommand):
    """One edit. `show` is given the value that the course has after doing or undoing it."""

    def __init__(
        self,
        label: str,
        before: Course,
        after: Course,
        show: Callable[[Course], None],
        typing: Typing | None = None,
    ) -> None:
        super().__init__(label)
        self.before = before
        self.after = after
        self.typing = typing
        self._show = show
        self.at = time.monotonic()

    def redo(self) -> None:
        """Show the course after the edit."""
        self._show(self.after)

    def undo(self) -> None:
        """Show the course before the edit."""
        self._show(self.before)

    def id(self) -> int:
        """Return the kind of steps that this one may merge with: none but typing."""
        return _TYPING if self.typing else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802  # Qt's name
        """Take in the step that follows if both are parts of typing one word."""
        if not isinstance(other, EditStep) or not self._goes_on(other):
            return False
        self.after, self.typing, self.at = other.after, other.typing, other.at
        self.setObsolete(self.after is self.before or self.after == self.before)
        return True

    def _goes_on(self, later: EditStep) -> bool:
        if self.typing is None or later.typing is None or later.before is not self.after:
            return False
        same_field = self.typing[:2] == later.typing[:2]
        return same_field and later.at - self.at <= _PAUSE_S and not _new_word(later.typing)


class SideStep(QUndoCommand):
    """A step that changes no course but something on disk, and can change it back."""

    def __init__(self, label: str, do: Callable[[], None], undo: Callable[[], None]) -> None:
        super().__init__(label)
        self._do = do
        self._undo = undo

    def redo(self) -> None:
        """Do it."""
        self._do()

    def undo(self) -> None:
        """Change it back."""
        self._undo()


def _new_word(typing: Typing) -> bool:
    """Return whether this typing begins a word, or jumps: letters after a space, or a paste."""
    start = _common_start(typing.before, typing.after)
    added = typing.after[start : len(typing.after) - _common_end(typing, start)]
    if len(added) > 1:
        return True
    behind_space = start == 0 or typing.after[start - 1].isspace()
    return bool(added) and not added.isspace() and behind_space and bool(typing.before)


def _common_start(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _common_end(typing: Typing, start: int) -> int:
    before, after = typing.before[start:][::-1], typing.after[start:][::-1]
    return _common_start(before, after)
