"""Listening to a recording: where it pauses, and where it is quietest.

What is a pause depends on the recording: the level that parts speech from silence is found anew
for each stretch of it, between the noise of the room and the loudness of the voice there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from studio.jobs import Progress
from studio.media.ffmpeg import stream
from studio.media.ffmpeg_arguments import Pcm, samples_of
from studio.media.probe import Probe, Sound

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Levels = NDArray[np.float32]

RATE = 16_000
STEP_S = 0.01
"""The length of one level."""

SILENCE_DB = -96.0
"""The level of no sound at all: the least that 16 bits can hold."""

MINIMUM_PAUSE_S = 0.3
_STEP = int(RATE * STEP_S)
_BREATH_S = 0.05
_WINDOW_S, _HOP_S = 60.0, 20.0
_FLOOR_PERCENT, _VOICE_PERCENT = 2, 90
_PAUSE_SHARE = 0.35
_SHALLOWEST_DB, _DEEPEST_DB, _QUIETER_VOICE_DB = 12.0, 45.0, 12.0
_INAUDIBLE_DB = -70.0
_QUIET_EVERY_S, _QUIET_S = 4.0, 0.2


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which nobody speaks; `depth_db` is how far below the voice it lies."""

    start_s: float
    end_s: float
    depth_db: float

    @property
    def length_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class QuietSpot:
    """The quietest moment of its surroundings, and its level."""

    at_s: float
    level_db: float


@dataclass(frozen=True, slots=True)
class Listening:
    """What was heard: the pauses, and quiet spots for where no pause is."""

    pauses: tuple[Pause, ...]
    quiet: tuple[QuietSpot, ...]


def listen(recording: Probe, *, ffmpeg: Path, progress: Progress) -> Listening:
    """Return the pauses of a recording, from one pass over its sound.

    A recording without sound is one pause.

    Raises:
        StudioError: the sound can't be decoded.
        Cancelled: the work was cancelled.
    """
    steps = max(1, round(recording.duration_s / STEP_S))
    levels = np.full(steps, SILENCE_DB, np.float32)
    if recording.sound is not None:
        at = 0
        for heard in _heard(recording, recording.sound, ffmpeg, progress):
            part = heard[: steps - at]
            levels[at : at + len(part)] = part
            at += len(part)
            progress.at(at / steps)
    return Listening(find_pauses(levels), quiet_spots(levels))


def find_pauses(levels: Levels) -> tuple[Pause, ...]:
    """Return the pauses in `levels` (decibels, one for each `STEP_S`)."""
    threshold, voice = _thresholds(levels)
    quiet = _without_gaps(levels < threshold, round(_BREATH_S / STEP_S))
    return tuple(
        Pause(a * STEP_S, b * STEP_S, float(np.mean(voice[a:b]) - np.mean(levels[a:b])))
        for a, b in _runs(quiet)
        if (b - a) * STEP_S >= MINIMUM_PAUSE_S
    )


def quiet_spots(levels: Levels) -> tuple[QuietSpot, ...]:
    """Return the quietest moment of each few seconds."""
    width = round(_QUIET_S / STEP_S)
    if len(levels) < width:
        return ()
    smooth = np.convolve(levels, np.full(width, 1 / width), "valid")
    every = round(_QUIET_EVERY_S / STEP_S)
    starts = range(0, len(smooth), every)
    lowest = [start + int(np.argmin(smooth[start : start + every])) for start in starts]
    return tuple(QuietSpot((at + width / 2) * STEP_S, float(smooth[at])) for at in lowest)


def _heard(recording: Probe, sound: Sound, ffmpeg: Path, progress: Progress) -> Iterator[Levels]:
    """Yield the levels of the sound, in the recording's time, in blocks."""
    rest = b""
    for block in stream(ffmpeg, samples_of(recording, sound, Pcm(RATE)), progress):
        data = rest + block
        whole = len(data) // (2 * _STEP) * 2 * _STEP
        rest = data[whole:]
        yield _levels(np.frombuffer(data[:whole], "<i2"))


def _levels(samples: NDArray[np.int16]) -> Levels:
    """Return the level of each step, in decibels below full scale."""
    blocks = samples.reshape(-1, _STEP).astype(np.float32) / 32768.0
    power = np.mean(blocks * blocks, axis=1)
    levels: Levels = np.maximum(10.0 * np.log10(power + 1e-12), SILENCE_DB).astype(np.float32)
    return levels


def _thresholds(levels: Levels) -> tuple[Levels, Levels]:
    """Return, for each step, the level below which it is a pause, and that of the voice there."""
    overall_voice = np.percentile(levels, _VOICE_PERCENT)
    centres = np.arange(0, len(levels), round(_HOP_S / STEP_S))
    half = round(_WINDOW_S / STEP_S / 2)
    near = [
        np.percentile(levels[max(0, at - half) : at + half], (_FLOOR_PERCENT, _VOICE_PERCENT))
        for at in centres
    ]
    floors, voices = np.array(near).T
    # A stretch of silence has no voice of its own, one of nothing but talk no floor; and digital
    # silence beside a noisy room would hide the room's pauses.
    voices = np.maximum(voices, overall_voice - _QUIETER_VOICE_DB)
    floors = np.clip(floors, voices - _DEEPEST_DB, voices - _SHALLOWEST_DB)
    limits = np.maximum(floors + _PAUSE_SHARE * (voices - floors), _INAUDIBLE_DB)
    steps = np.arange(len(levels))
    return (
        np.interp(steps, centres, limits).astype(np.float32),
        np.interp(steps, centres, voices).astype(np.float32),
    )


def _without_gaps(quiet: NDArray[np.bool_], width: int) -> NDArray[np.bool_]:
    """Return `quiet` with its gaps of at most `width` steps closed: a click is no speech."""
    closed = quiet.copy()
    for start, end in _runs(~quiet):
        if end - start <= width and start > 0 and end < len(quiet):
            closed[start:end] = True
    return closed


def _runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the (start, end) of each run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]
