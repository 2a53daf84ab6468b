"""Integrated loudness, after ITU-R BS.1770-4.

It is that of the sound in one channel, as `studio.media.listen` hears it, with what lies above
8 kHz left out. A recording with two channels is heard from two loudspeakers: its mix into one
counts twice, which is exact where both channels hold the same voice. Where they differ the mix is
quieter than the two: by 3 LU where they have nothing in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from studio.media.levels import FULL_SCALE, RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from studio.media.levels import Samples

    Powers: TypeAlias = NDArray[np.float64]
    """Mean squares of the K-weighted sound, one for each `HOP` samples."""

HOP = RATE // 10
"""Blocks of 400 ms overlap by three quarters: each begins 100 ms after the one before."""

_BLOCK_HOPS = 4
_OFFSET_LU = -0.691
_ABSOLUTE_GATE_LUFS, _RELATIVE_GATE_LU = -70.0, -10.0
# BS.1770-4, Annex 1, tables 1 and 2: numerator and denominator of each stage, at 48 kHz.
_FILTER_RATE = 48_000
_SHELF = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (1.0, -1.69065929318241, 0.73248077421585),
)
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))


def powers_of(samples: Samples) -> Powers:
    """Return the weighted power of each whole hop of `samples`."""
    hops = samples[: len(samples) // HOP * HOP].reshape(-1, HOP)
    spectrum = np.fft.rfft(hops * np.float32(1 / FULL_SCALE))
    energy = spectrum.real**2 + spectrum.imag**2
    powers: Powers = energy @ _weights()
    return powers


def integrated_lufs(powers: Powers, channels: int) -> float | None:
    """Return the loudness of a whole recording in LUFS; None where all of it is too quiet.

    Blocks below -70 LUFS, and below the mean of the others less 10 LU, do not count (BS.1770-4,
    Annex 1, equations 5 to 7). `channels` is the number in the recording.
    """
    if len(powers) < _BLOCK_HOPS:
        return None
    sums = np.cumsum(np.append(0.0, powers))
    blocks = (sums[_BLOCK_HOPS:] - sums[:-_BLOCK_HOPS]) / _BLOCK_HOPS * min(channels, 2)
    heard = blocks[blocks > _power(_ABSOLUTE_GATE_LUFS)]
    if not len(heard):
        return None
    heard = heard[heard > np.mean(heard) * 10 ** (_RELATIVE_GATE_LU / 10)]
    return float(_OFFSET_LU + 10 * np.log10(np.mean(heard)))


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET_LU) / 10))


@cache
def _weights() -> Powers:
    """Return what each bin of a hop's spectrum adds to its mean square (Parseval), K-weighted."""
    frequencies = np.arange(HOP // 2 + 1, dtype=np.float64) * (RATE / HOP)
    weights = _gains(_SHELF, frequencies)
    weights *= _gains(_HIGH_PASS, frequencies) / HOP**2
    weights[1:-1] *= 2  # each of these stands for a negative frequency too
    return weights


def _gains(
    stage: Sequence[Sequence[float]], frequencies: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return by how much a filter stage changes the power at each frequency."""
    turn = np.exp(-2j * np.pi * frequencies / _FILTER_RATE)
    numerator, denominator = (np.polyval(part[::-1], turn) for part in stage)
    gains: NDArray[np.float64] = np.abs(numerator / denominator) ** 2
    return gains
