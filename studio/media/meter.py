"""How loud a microphone is: the figures of a level meter."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

FLOOR_DB = -60.0
"""As low as a meter shows."""
_FULL = 32_768.0
_CLIPPED = 32_700
_CLIPPED_RUN = 3
"""So many samples in a row at full scale are a wave whose top was cut off; one may be chance."""


class Level(NamedTuple):
    """The highest peak and the mean (RMS), in dB below full scale, and whether tops are cut off."""

    peak_db: float
    mean_db: float
    clips: bool


SILENCE = Level(FLOOR_DB, FLOOR_DB, clips=False)


def level_of(samples: bytes) -> Level:
    """Return the level of samples of 16 bits, one channel."""
    values = np.frombuffer(samples[: len(samples) // 2 * 2], "<i2").astype(np.float64)
    if not len(values):
        return SILENCE
    high = np.abs(values) >= _CLIPPED
    run = np.convolve(high, np.ones(_CLIPPED_RUN), "valid") if len(high) >= _CLIPPED_RUN else high
    mean = float(np.sqrt(np.mean(values**2)))
    return Level(
        _db(float(np.abs(values).max())), _db(mean), clips=bool(np.any(run >= _CLIPPED_RUN))
    )


def _db(value: float) -> float:
    return max(FLOOR_DB, 20.0 * float(np.log10(max(value, 1.0) / _FULL)))
