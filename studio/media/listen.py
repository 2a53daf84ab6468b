"""Listening to a recording: one pass over its sound gives all that there is to know of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from studio.jobs import Progress
from studio.media.ffmpeg import stream
from studio.media.ffmpeg_arguments import Pcm, samples_of
from studio.media.integrated_loudness import HOP, integrated_lufs, powers_of
from studio.media.levels import RATE, SILENCE_DB, STEP_S, levels_of
from studio.media.pauses import Pause, QuietSpot, find_pauses, quiet_spots
from studio.media.peaks import Peaks, peaks_of, pyramid
from studio.media.probe import Probe, Sound

if TYPE_CHECKING:
    from studio.media.integrated_loudness import Powers
    from studio.media.levels import Samples

_BLOCK = 1 << 18
"""Bytes of sound that are looked at together: eight seconds."""


@dataclass(frozen=True, slots=True)
class Listening:
    """What was heard: the pauses, quiet spots for where no pause is, the waveform, the loudness.

    `loudness_lufs` is None where nothing is loud enough to be measured.
    """

    pauses: tuple[Pause, ...]
    quiet: tuple[QuietSpot, ...]
    peaks: Peaks
    loudness_lufs: float | None


def listen(recording: Probe, *, ffmpeg: Path, progress: Progress) -> Listening:
    """Return what there is to hear in a recording, from one pass over its sound.

    A recording without sound is one pause.

    Raises:
        StudioError: the sound can't be decoded.
        Cancelled: the work was cancelled.
    """
    heard = _Heard(recording.duration_s)
    if recording.sound is not None:
        for samples in _samples(recording, recording.sound, ffmpeg, progress):
            heard.add(samples)
            progress.at(heard.fraction)
    return Listening(
        find_pauses(heard.levels),
        quiet_spots(heard.levels),
        pyramid(heard.peaks),
        integrated_lufs(heard.powers, recording.sound.channels if recording.sound else 0),
    )


class _Heard:
    """Figures of the sound, filled from its start; what is never filled is silence."""

    def __init__(self, duration_s: float) -> None:
        steps = max(1, round(duration_s / STEP_S))
        self.levels = np.full(steps, SILENCE_DB, np.float32)
        self.peaks = np.zeros((steps, 2), np.int8)
        self._powers: list[Powers] = []
        self._at = 0

    @property
    def fraction(self) -> float:
        """How much of the recording was heard, 0 to 1."""
        return self._at / len(self.levels)

    @property
    def powers(self) -> Powers:
        """The power of each tenth of a second that was heard."""
        return np.concatenate(self._powers) if self._powers else np.empty(0)

    def add(self, samples: Samples) -> None:
        """Add the samples that follow: whole tenths of a second, but for the last."""
        levels = levels_of(samples)[: len(self.levels) - self._at]
        now = slice(self._at, self._at + len(levels))
        self.levels[now] = levels
        self.peaks[now] = peaks_of(samples)[: len(levels)]
        self._powers.append(powers_of(samples))
        self._at = now.stop


def _samples(recording: Probe, sound: Sound, ffmpeg: Path, progress: Progress) -> Iterator[Samples]:
    """Yield the sound in the recording's time, in blocks of whole tenths of a second."""
    # FFmpeg gives a few thousand samples at a time: too few for what each block costs.
    held = bytearray()
    for piece in stream(ffmpeg, samples_of(recording, sound, Pcm(RATE)), progress):
        held += piece
        if len(held) >= _BLOCK:
            whole = len(held) // (2 * HOP) * 2 * HOP
            yield np.frombuffer(bytes(held[:whole]), "<i2")
            del held[:whole]
    yield np.frombuffer(bytes(held[: len(held) // 2 * 2]), "<i2")
