"""Killing a process that edits a course, and looking at what it has left."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

from studio.project.project import open_project
from tests.force.courses import number_of
from tests.force.strace import ROOT

PROMISE_S = 2.0
"""No more than the edits of the last two seconds may be missing."""


class Killed(NamedTuple):
    """What a kill has shown: the edits told and found on disk, and how old the first lost one is.

    `lost_s` is the time between the first edit that is missing on disk and the kill.
    """

    told: int
    found: int
    lost_s: float


def kill_once(folder: Path, random: Random, longest_s: float) -> Killed:
    """Have a process edit the course in `folder`, kill it at a random instant, open the course."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.force.editor", str(folder)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    lines = [process.stdout.readline()]
    time.sleep(random.uniform(0.0, longest_s))
    process.kill()
    killed_at = time.monotonic()
    lines += process.stdout.read().splitlines()
    process.stdout.close()
    process.wait()
    edits = [(int(number), float(at)) for number, at in (line.split() for line in lines if line)]
    found = number_of(open_project(folder).load())
    lost = [at for number, at in edits if number > found]
    return Killed(edits[-1][0], found, killed_at - lost[0] if lost else 0.0)
