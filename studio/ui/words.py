"""What is said of a module, lesson or screen beside its title: aloud, in tips and on cards."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from studio.course.conditional import conditions_of
from studio.course.model import Lesson, Module, Screen
from studio.i18n import Voice, duration
from studio.ui.kinds import kind_of
from studio.ui.rows import Row


class Lack(NamedTuple):
    """What the review says of a screen: in a word or two, and as a sentence."""

    label: str
    sentence: str


class NodeWords:
    """Puts what is known of a line of the outline into words."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self.lacks: Mapping[str, tuple[Lack, ...]] = {}
        """What the review says of screens, by their ids."""

    def title(self, row: Row) -> str:
        """Return the title of a line, modules with their numbers."""
        title = row.node.title or self._voice.text("ui.untitled")
        return f"{row.place + 1}  {title}" if isinstance(row.node, Module) else title

    def tip(self, row: Row) -> str:
        """Return what a tip tells: title, place, length, status, and all that was found."""
        lines = [row.node.title or self._voice.text("ui.untitled")]
        if isinstance(row.node, Screen) and row.above is not None:
            lines.append(row.above.node.title)
        lines.append(" \u00b7 ".join(self._facts(row)))
        lines += (f"\u2022 {lack.sentence}" for lack in self.lacks.get(row.node.id, ()))
        return "\n".join(lines)

    def aloud(self, row: Row) -> str:
        """Return what a screen reader says: title, kind, length, status, and what is missing."""
        said = [self.title(row), *self._facts(row)]
        said += dict.fromkeys(lack.label for lack in self.lacks.get(row.node.id, ()))
        return ", ".join(said)

    def _facts(self, row: Row) -> Iterator[str]:
        say, node = self._voice.text, row.node
        if isinstance(node, Screen):
            yield say(f"ui.kind.{kind_of(node)}")
        yield duration(row.length_s)
        if isinstance(node, (Lesson, Screen)) and conditions_of(node):
            yield say("ui.conditional")
        if not isinstance(node, Screen):
            return
        yield say(f"ui.status.{node.status.value}")
        comments = open_comments(node)
        if comments:
            yield say("ui.card_comments", n=comments)


def open_comments(screen: Screen) -> int:
    """Return how many comments are not resolved."""
    return sum(not comment.resolved for comment in screen.comments)


def about(voice: Voice, seconds: float) -> str:
    """Return a length as one says it: 40 s, 42 min, 2 h 10 min."""
    if seconds < 60:
        return voice.text("ui.length_s", s=round(seconds))
    minutes = round(seconds / 60)
    if minutes < 60:
        return voice.text("ui.length_min", min=minutes)
    return voice.text("ui.length_h", h=minutes // 60, min=f"{minutes % 60:02d}")


def is_right_to_left(text: str) -> bool:
    """Say whether a text is written from the right: its first strong letter (UAX #9, P2 and P3)."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in strong if kind in ("L", "R", "AL")), False)
