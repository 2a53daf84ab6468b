"""The short-term level of sound: one figure for each hundredth of a second."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Levels: TypeAlias = NDArray[np.float32]
    """Decibels below full scale, one for each `STEP_S`."""

    Samples: TypeAlias = NDArray[np.int16]
    """Sound in one channel, `RATE` samples a second."""

RATE = 16_000
STEP_S = 0.01
"""The length of one level."""

STEP = int(RATE * STEP_S)
FULL_SCALE = 32_768.0
SILENCE_DB = -96.0
"""The level of no sound at all: the least that 16 bits can hold."""


def levels_of(samples: Samples) -> Levels:
    """Return the level (root mean square) of each whole step of `samples`."""
    steps = whole_steps(samples).astype(np.float32)
    power = np.einsum("ij,ij->i", steps, steps) / np.float32(STEP * FULL_SCALE**2)
    levels: Levels = np.maximum(10 * np.log10(power + 1e-12), SILENCE_DB).astype(np.float32)
    return levels


def whole_steps(samples: Samples) -> Samples:
    """Return `samples` as rows, one for each whole step."""
    return samples[: len(samples) // STEP * STEP].reshape(-1, STEP)
