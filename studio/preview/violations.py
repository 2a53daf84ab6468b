"""What a judge holds against a package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studio.messages import Message, Param


@dataclass(frozen=True, slots=True)
class Violation:
    """One breach of a rule.

    `kind` is `standard` for a rule of the standard's text, `profile` for what real platforms need
    beyond it. `place` is the element or the path in the statement, `requirement` says where the
    rule stands, `code` is the error code that the package got (0: it was let through).
    """

    judge: str
    rule: str
    kind: str
    requirement: str
    place: str
    value: str = ""
    code: str = "0"
    params: Mapping[str, Param] = field(default_factory=dict)

    @property
    def message(self) -> Message:
        """The sentence that says what is wrong."""
        params: dict[str, Param] = {"place": self.place, "value": self.value, **self.params}
        return Message(f"{self.judge}.{self.rule}", params)
