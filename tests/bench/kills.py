"""300 kills of a process that edits: every time the course opens, at most two seconds old."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from studio.project.project import create_project
from tests.force.courses import numbered
from tests.force.killing import PROMISE_S, Killed, kill_once

_KILLS = 300
_AT_ONCE = 6


def main() -> None:
    """Print what was lost at most."""
    with tempfile.TemporaryDirectory() as home, ThreadPoolExecutor(_AT_ONCE) as pool:
        folders = [Path(home) / f"{seed}.course" for seed in range(_AT_ONCE)]
        killed = [each for found in pool.map(_kills, folders, range(_AT_ONCE)) for each in found]
    lost = sorted(each.lost_s for each in killed)
    edits = sum(each.told for each in killed)
    print(f"{len(killed)} kills: every course opened and was valid")
    print(
        f"    age of the oldest lost edit: median {lost[len(lost) // 2]:.2f} s, "
        f"most {lost[-1]:.2f} s   goal: at most {PROMISE_S:.0f} s ({edits} edits told in all)"
    )


def _kills(folder: Path, seed: int) -> list[Killed]:
    create_project(folder, numbered(1))
    random = Random(seed)
    return [kill_once(folder, random, longest_s=4.0) for _ in range(_KILLS // _AT_ONCE)]
