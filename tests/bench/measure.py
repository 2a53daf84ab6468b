"""Timing a piece of work and a reference in turn, so that both meet the same machine."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Timed(NamedTuple):
    """Milliseconds of several runs."""

    runs: tuple[float, ...]

    @property
    def median(self) -> float:
        """The run in the middle."""
        return statistics.median(self.runs)

    @property
    def p95(self) -> float:
        """What 95 of 100 runs stay below."""
        return statistics.quantiles(self.runs, n=20)[-1]

    def __str__(self) -> str:
        return f"{self.median:8.1f} ms  ({min(self.runs):.1f} to {max(self.runs):.1f})"


def timed(*works: Callable[[], object], runs: int = 15) -> Sequence[Timed]:
    """Run the works in turn, `runs` times each after one run to warm up, and time each."""
    for work in works:
        work()
    figures: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for work, own in zip(works, figures, strict=True):
            started = time.perf_counter()
            work()
            own.append((time.perf_counter() - started) * 1000.0)
    return [Timed(tuple(own)) for own in figures]


def report(name: str, measured: Timed, reference: str, against: Timed, goal: str) -> None:
    """Print one figure with its goal, and the reference beside it."""
    print(f"{name}\n    measured   {measured}   goal: {goal}")
    print(f"    reference  {against}   {reference}")
    print(f"    ratio      {measured.median / against.median:8.2f}")
