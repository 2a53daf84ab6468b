"""A microphone that hears what a test speaks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from studio.ui.narration.microphone import Named

RATE = 48_000


def voice(seconds: float, loudness: float = 0.3, silent_s: float = 0.0) -> bytes:
    """Return samples that are nowhere the same twice, with silence before and after."""
    spoken = np.random.default_rng(7).normal(0.0, loudness / 3, round(seconds * RATE))
    silence = np.zeros(round(silent_s * RATE))
    whole = np.concatenate((silence, np.clip(spoken, -1.0, 1.0), silence))
    return (whole * 32_767).astype("<i2").tobytes()


class SpokenMicrophone:
    """Hears by `speak`; can be taken away."""

    def __init__(self, *, names: tuple[str, ...] = ("Micro",), allowed: bool = True) -> None:
        self.names = names
        self.allowed = allowed
        self.started = ""
        self._heard: Callable[[bytes], None] = lambda _: None
        self._lost: Callable[[], None] = lambda: None

    def found(self) -> list[Named]:
        return [Named(name, name) for name in self.names]

    def allow(self, done: Callable[[bool], None]) -> None:
        done(self.allowed)

    def start(self, id_: str, heard: Callable[[bytes], None], lost: Callable[[], None]) -> int:
        self.started, self._heard, self._lost = id_, heard, lost
        return RATE

    def stop(self) -> None:
        self.started = ""

    def speak(self, samples: bytes) -> None:
        """Give samples as a microphone does, in pieces."""
        step = RATE // 25 * 2
        for at in range(0, len(samples), step):
            if self.started:
                self._heard(samples[at : at + step])

    def unplug(self) -> None:
        """Be taken away."""
        self._lost()
