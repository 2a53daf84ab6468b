"""What the program has to say, before it is put into a language.

Every layer below the window and the command line speaks in messages: an id of the
catalogue and its parameters. `studio.i18n` turns them into French or English at the edge.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

Param: TypeAlias = "str | int | float | Message"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be said: `id` names its entry in the catalogue of `assets/i18n`.

    A parameter called `n` chooses between singular and plural.
    """

    id: str
    params: dict[str, Param] = field(default_factory=dict)


def message(id_: str, **params: Param) -> Message:
    """Return the message `id_` with its parameters."""
    return Message(id_, params)


class StudioError(Exception):
    """Something the user can understand and act on: one sentence, and details to copy.

    The sentence names the thing that is wrong and says what to do. `details` is technical text
    in no particular language (what ffmpeg printed, a path), shown only on request.
    """

    def __init__(self, said: Message, details: str = "") -> None:
        super().__init__(said.id, said.params)
        self.message = said
        self.details = details

    def __reduce__(self) -> tuple[type[StudioError], tuple[Message, str]]:
        return type(self), (self.message, self.details)


def error(id_: str, *, details: str = "", **params: Param) -> StudioError:
    """Return a `StudioError` that says the message `id_`."""
    return StudioError(Message(id_, params), details)
