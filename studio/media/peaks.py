"""The waveform of a recording as it is drawn: the lowest and the highest sample of each step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from studio.media.levels import STEP_S, whole_steps

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from studio.media.levels import Samples

    Spans: TypeAlias = NDArray[np.int8]
    """Rows of (lowest, highest), in 128ths of full scale."""

FACTOR = 4
"""How many steps of one resolution make one of the next."""

_COARSEST = 64


@dataclass(frozen=True, slots=True)
class Peaks:
    """The waveform in several resolutions: steps of `STEP_S`, and each time `FACTOR` longer.

    Each is an array of rows (lowest, highest sample), in 128ths of full scale.
    """

    resolutions: tuple[Spans, ...]

    def columns(self, start_s: float, end_s: float, count: int) -> Spans:
        """Return what to draw from `start_s` to `end_s` in `count` columns.

        The resolution is the coarsest that still has a step for each column. What lies outside
        of the recording is silence.
        """
        finest = (end_s - start_s) / STEP_S / max(count, 1)
        level = 0
        while level + 1 < len(self.resolutions) and FACTOR ** (level + 1) <= finest:
            level += 1
        return _columns(self.resolutions[level], STEP_S * FACTOR**level, start_s, end_s, count)


def peaks_of(samples: Samples) -> Spans:
    """Return the lowest and the highest sample of each whole step, never narrower than it was."""
    steps = whole_steps(samples)
    low, high = steps.min(axis=1) >> 8, -(-steps.max(axis=1).astype(np.int32) >> 8)
    return np.stack((low, np.minimum(high, 127)), axis=1).astype(np.int8)


def pyramid(finest: Spans) -> Peaks:
    """Return all resolutions of a waveform, from that of `STEP_S` on."""
    made = [finest]
    while len(made[-1]) > _COARSEST:
        made.append(_coarser(made[-1]))
    return Peaks(tuple(made))


def _coarser(spans: Spans) -> Spans:
    starts = np.arange(0, len(spans), FACTOR)
    return _joined(spans, starts)


def _joined(spans: Spans, starts: NDArray[np.int64]) -> Spans:
    """Return one row for each stretch of rows: from each of `starts` to the next."""
    low = np.minimum.reduceat(spans[:, 0], starts)
    return np.stack((low, np.maximum.reduceat(spans[:, 1], starts)), axis=1)


def _columns(spans: Spans, step_s: float, start_s: float, end_s: float, count: int) -> Spans:
    edges = np.linspace(start_s, end_s, count, endpoint=False) / step_s
    starts = np.floor(edges + 1e-6).astype(np.int64)
    inside = (starts >= 0) & (starts < len(spans))
    drawn = np.zeros((count, 2), np.int8)
    if inside.any():
        end = min(len(spans), int(np.ceil(end_s / step_s - 1e-6)))
        drawn[inside] = _joined(spans[: max(end, int(starts[inside][-1]) + 1)], starts[inside])
    return drawn
