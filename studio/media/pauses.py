"""Where a recording pauses, and where it is quietest.

What is a pause depends on the recording: the level that parts speech from silence is found anew
for each stretch of it, between the noise of the room and the loudness of the voice there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from studio.media.levels import STEP_S

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from studio.media.levels import Levels

MINIMUM_PAUSE_S = 0.3
_BREATH_S = 0.05
_WINDOW_S, _HOP_S = 60.0, 5.0
_THINNED = 3
_FLOOR_PERCENT, _VOICE_PERCENT = 2, 90
_STEADY_PERCENT, _STEADY_DB = 6, 4.0
_PAUSE_SHARE = 0.35
_SHALLOWEST_DB, _DEEPEST_DB, _QUIETER_VOICE_DB = 12.0, 45.0, 12.0
_INAUDIBLE_DB = -70.0
_QUIET_EVERY_S, _QUIET_S = 4.0, 0.2
_BLOCK = 6000


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
class _Room:
    """The voice, and the level that parts it from silence, at each of `centres` (in steps)."""

    centres: NDArray[np.int64]
    voices: Levels
    limits: Levels

    def limit(self, start: int, end: int) -> NDArray[np.float64]:
        return np.interp(np.arange(start, end), self.centres, self.limits)

    def voice(self, at: float) -> float:
        return float(np.interp(at, self.centres, self.voices))


def find_pauses(levels: Levels) -> tuple[Pause, ...]:
    """Return the pauses in `levels` (decibels, one for each `STEP_S`)."""
    room = _room(levels)
    starts, ends = _runs(_is_quiet(levels, room))
    if not len(starts):
        return ()
    # A click is no speech: what parts two stretches of silence must be longer.
    apart = starts[1:] - ends[:-1] > round(_BREATH_S / STEP_S)
    starts, ends = starts[np.append(True, apart)], ends[np.append(apart, True)]
    long = ends - starts >= round(MINIMUM_PAUSE_S / STEP_S)
    return tuple(_pause(levels, room, *span) for span in _pairs(starts[long], ends[long]))


def quiet_spots(levels: Levels) -> tuple[QuietSpot, ...]:
    """Return the quietest moment of each few seconds."""
    width, every = round(_QUIET_S / STEP_S), round(_QUIET_EVERY_S / STEP_S)
    spots = []
    for start in range(0, len(levels) - width + 1, every):
        near = levels[start : start + every + width - 1]
        smooth = np.convolve(near, np.full(width, 1 / width), "valid")
        lowest = int(np.argmin(smooth))
        spots.append(QuietSpot((start + lowest + width / 2) * STEP_S, float(smooth[lowest])))
    return tuple(spots)


def _pause(levels: Levels, room: _Room, start: int, end: int) -> Pause:
    depth_db = room.voice((start + end) / 2) - float(np.mean(levels[start:end]))
    return Pause(start * STEP_S, end * STEP_S, depth_db)


def _is_quiet(levels: Levels, room: _Room) -> NDArray[np.bool_]:
    quiet = np.empty(len(levels), np.bool_)
    for start in range(0, len(levels), _BLOCK):
        block = levels[start : start + _BLOCK]
        quiet[start : start + _BLOCK] = block < room.limit(start, start + len(block))
    return quiet


def _room(levels: Levels) -> _Room:
    """Measure the noise of the room and the voice, from minute to minute."""
    few = levels[::_THINNED]  # enough for percentiles
    centres = np.arange(0, len(few), round(_HOP_S / STEP_S / _THINNED))
    half = round(_WINDOW_S / STEP_S / _THINNED / 2)
    floors = np.array([_floor(few, at, half) for at in centres.tolist()])
    near = (few[max(0, at - half) : at + half] for at in centres)
    voices = np.array([np.percentile(part, _VOICE_PERCENT) for part in near])
    overall_voice = np.percentile(few, _VOICE_PERCENT)
    # A stretch of silence has no voice of its own, one of nothing but talk no floor; and digital
    # silence beside a noisy room would hide the room's pauses.
    voices = np.maximum(voices, overall_voice - _QUIETER_VOICE_DB)
    floors = np.clip(floors, voices - _DEEPEST_DB, voices - _SHALLOWEST_DB)
    limits = np.maximum(floors + _PAUSE_SHARE * (voices - floors), _INAUDIBLE_DB)
    return _Room(centres * _THINNED, voices.astype(np.float32), limits.astype(np.float32))


def _floor(levels: Levels, at: int, half: int) -> float:
    """Return the level of the room around a step.

    Where the room has become louder or quieter it is that of the louder side, whose pauses would
    be lost in the middle between the two. A side counts for itself if its lowest levels are
    close together: noise of a room is steady, while the lowest levels of unbroken talk are not.
    """
    floor = float(np.percentile(levels[max(0, at - half) : at + half], _FLOOR_PERCENT))
    for side in (levels[max(0, at - half) : at], levels[at : at + half]):
        if len(side) >= half // 2:
            low, higher = np.percentile(side, (_FLOOR_PERCENT, _STEADY_PERCENT))
            floor = max(floor, float(low)) if higher - low < _STEADY_DB else floor
    return floor


def _runs(mask: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where each run of True begins and where it ends."""
    edges = np.flatnonzero(np.diff(mask, prepend=False, append=False))
    return edges[::2], edges[1::2]


def _pairs(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    return zip(starts.tolist(), ends.tolist(), strict=True)
