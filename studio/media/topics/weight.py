"""A row of the table of weights."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weight:
    """What a feature adds to the log-odds: `weight` for each `spread` above its `mean`."""

    mean: float
    spread: float
    weight: float
