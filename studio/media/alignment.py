"""The same talk in two recordings: how much later it is said in the other one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from studio.media.levels import STEP_S
from studio.media.peaks import FACTOR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from studio.media.peaks import Peaks, Spans

    Numbers = NDArray[np.float64]

_COARSE = 1
"""The resolution of the waveform (40 ms) at which all shifts are tried."""

_AROUND = 8
"""How many of the finest steps around the best coarse shift are tried."""

_LEAST_SHARE = 0.5
"""The share of the shorter recording that both have to have in common."""

_ALIKE = 0.7
"""The correlation from which two are the same talk: another one stays under 0.3."""


def shift_s(before: Peaks, after: Peaks) -> float | None:
    """Return how many seconds later what is heard in `before` is heard in `after`.

    It is negative where `after` begins later in the talk; None where it is another talk. What is
    correlated is how loud they are from step to step, at every shift that leaves enough in common.
    """
    level = min(_COARSE, len(before.resolutions) - 1, len(after.resolutions) - 1)
    found = _best_shift(before.resolutions[level], after.resolutions[level])
    if found is None:
        return None
    middle = found * FACTOR**level
    near = range(middle - _AROUND, middle + _AROUND + 1)
    first, second = _loudness(before.resolutions[0]), _loudness(after.resolutions[0])
    best = max(near, key=lambda shift: _correlation(first, second, shift))
    return round(best * STEP_S, 2)


def _loudness(spans: Spans) -> Numbers:
    """Return how loud each step is, about as one hears it, around the recording's mean."""
    loud = np.log1p(spans[:, 1].astype(np.float64) - spans[:, 0])
    centred: Numbers = loud - loud.mean() if len(loud) else loud
    return centred


def _best_shift(before: Spans, after: Spans) -> int | None:
    """Return the shift, in steps, at which two are most alike; None if they are not."""
    first, second = _loudness(before), _loudness(after)
    least = int(min(len(first), len(second)) * _LEAST_SHARE)
    if least == 0:
        return None
    size = 1 << (len(first) + len(second)).bit_length()
    products = np.fft.irfft(np.fft.rfft(second, size) * np.fft.rfft(first, size).conj(), size)
    shifts = np.arange(least - len(first), len(second) - least + 1)
    common = np.sqrt(_energy(first, second, shifts) * _energy(second, first, -shifts))
    alike = products[shifts] / np.maximum(common, 1e-9)
    best = int(np.argmax(alike))
    return int(shifts[best]) if alike[best] >= _ALIKE else None


def _energy(one: Numbers, other: Numbers, shifts: NDArray[np.int64]) -> Numbers:
    """Return the energy of the part of `one` that `other` has, too, when it is moved by a shift."""
    sums = np.concatenate(([0.0], np.cumsum(one * one)))
    start, end = np.maximum(0, -shifts), np.minimum(len(one), len(other) - shifts)
    energy: Numbers = sums[end] - sums[start]
    return energy


def _correlation(first: Numbers, second: Numbers, shift: int) -> float:
    start, end = max(0, -shift), min(len(first), len(second) - shift)
    if end <= start:
        return -1.0
    one, other = first[start:end], second[start + shift : end + shift]
    common = float(np.sqrt((one @ one) * (other @ other)))
    return float(one @ other) / max(common, 1e-9)
