"""What is to be played: stretches of a recording one after the other, or all from here on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a recording, in its seconds."""

    start_s: float
    end_s: float


class Playlist:
    """Stretches to play, again and again if `loop`; none means: on to the end of the recording."""

    def __init__(self, spans: Sequence[Span] = (), *, loop: bool = False) -> None:
        self.spans = tuple(spans)
        self.loop = loop
        self._here = 0

    def is_over(self, at_s: float) -> bool:
        """Say whether the stretch that plays has come to its end at `at_s`."""
        return bool(self.spans) and at_s >= self.spans[self._here].end_s

    def following(self) -> Span | None:
        """Go on to the next stretch and return it; None after the last one."""
        self._here += 1
        if self._here >= len(self.spans):
            if not self.loop:
                return None
            self._here = 0
        return self.spans[self._here]
