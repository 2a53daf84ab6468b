"""What was read from a storyboard that came back, whatever kind of document it was."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from studio.messages import Message


class Written(NamedTuple):
    """What a document says in a field; `base` is the digest of what it said when it was made.

    Without a `base` nobody knows what the expert has changed.
    """

    text: str
    base: str = ""


class Said(NamedTuple):
    """A comment of an expert on a screen; an author without a name is ""."""

    screen: str
    author: str
    written: datetime
    text: str


class NewScreen(NamedTuple):
    """A screen that an expert has added behind the screen `after`, by its fields' names."""

    after: str
    fields: dict[str, str]


@dataclass
class Found:
    """All that was found in a document: its screens in their order, and what it says of them.

    `author` is who has saved it last ("" if it does not say), `when` the time of that.
    """

    name: str
    author: str
    when: datetime
    screens: list[str] = field(default_factory=list)
    written: dict[str, Written] = field(default_factory=dict)
    comments: list[Said] = field(default_factory=list)
    new_screens: list[NewScreen] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)

    def meet(self, screen: str) -> bool:
        """Take note of a screen; return whether it is there for the first time."""
        if screen in self.screens:
            if screen not in self.repeated:
                self.repeated.append(screen)
            return False
        self.screens.append(screen)
        return True
