"""The sound of one span, out of that of a recording: whole, with silence where there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from studio.media.cutting.limiter import Limiter
from studio.media.decoding import Heard, Span, sound_form
from studio.media.probe import Sound

if TYPE_CHECKING:
    from studio.media.decoding import Samples


class SpanSound:
    """Takes sound in the order of time and hands on what is of its span, louder by `gain`."""

    def __init__(
        self, span: Span, sound: Sound, add: Callable[[Samples], None], gain: float | None = None
    ) -> None:
        self.done = False
        self._rate, layout = sound_form(sound)
        self._channels = 1 if layout == "mono" else 2
        self._due, self._end = span.first_sample, span.end_sample
        self._limiter = Limiter(self._rate, self._channels, gain, add) if gain else None
        self._add = self._limiter.add if self._limiter else add

    def take(self, heard: Heard) -> None:
        """Hand on what is of the span."""
        if self.done:
            return
        self._silent_until(min(heard.at, self._end))
        own = heard.samples[:, max(0, self._due - heard.at) : max(0, self._end - heard.at)]
        self._hand_on(own)
        if heard.end >= self._end:
            self._complete()

    def end(self) -> None:
        """Complete the span: there is no more sound."""
        self._silent_until(self._end)
        self._complete()

    def _complete(self) -> None:
        if self._limiter is not None:
            self._limiter.end()
        self.done = True

    def _silent_until(self, sample: int) -> None:
        while self._due < sample:
            length = min(self._rate, sample - self._due)
            self._hand_on(np.zeros((self._channels, length), np.float32))

    def _hand_on(self, samples: Samples) -> None:
        if samples.shape[1]:
            self._add(samples)
            self._due += samples.shape[1]
