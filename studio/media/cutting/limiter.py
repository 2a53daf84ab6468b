"""Making sound louder without a peak that is too high.

The gain is the same everywhere, but around peaks that would then be too high: it goes down before
such a peak and comes up after it, too slowly to be heard as a distortion.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from studio.media.ffmpeg_arguments import PEAK_DBTP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from studio.media.decoding import Samples

_REACH_S = 0.02
"""How early the gain goes down: several periods of a voice."""

_BETWEEN_DB = 1.5
"""How much higher the sound may be between two samples, and after it was encoded."""

CEILING_DB = PEAK_DBTP - _BETWEEN_DB
"""The level of the highest sample that is handed on, below full scale."""

_CEILING = 10 ** (CEILING_DB / 20)


class Limiter:
    """Multiplies samples by `gain`, hands them on to `add`, none of them above `CEILING_DB`.

    It hands on as many as it takes, the last of them at its end.
    """

    def __init__(
        self, rate: int, channels: int, gain: float, add: Callable[[Samples], None]
    ) -> None:
        self._reach = round(_REACH_S * rate)
        self._gain = np.float32(gain)
        self._hand_on = add
        self._held = np.zeros((channels, 2 * self._reach), np.float32)

    def add(self, samples: Samples) -> None:
        """Take samples, one row for each channel."""
        around = 2 * self._reach
        held = np.concatenate((self._held, samples * self._gain), axis=1)
        if held.shape[1] > 2 * around:
            self._hand_on(self._limited(held))
            held = held[:, -2 * around :]
        self._held = held

    def end(self) -> None:
        """Hand on what is held."""
        self.add(np.zeros((len(self._held), 2 * self._reach), np.float32))

    def _limited(self, held: Samples) -> Samples:
        """Return the samples, but those at both ends that are there for what is around."""
        around = 2 * self._reach
        peaks = np.abs(held).max(axis=0)
        inner = held[:, around:-around]
        if peaks.max() <= _CEILING:
            return inner
        allowed = _CEILING / np.maximum(peaks, _CEILING)
        width = 2 * self._reach + 1
        # The mean of the least around: each of these is at most what the peak itself allows.
        gain = _mean(_least(allowed, width), width)
        return (inner * gain).astype(np.float32)


def _least(values: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """Return the least of each `width` values in a row: of 2, of 4, of 8... of them."""
    span = 1
    while 2 * span <= width:
        values = np.minimum(values[:-span], values[span:])
        span *= 2
    rest = width - span
    return np.minimum(values[: len(values) - rest], values[rest:])


def _mean(values: NDArray[np.float32], width: int) -> NDArray[np.float64]:
    sums = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    return (sums[width:] - sums[:-width]) / width
