"""Running a program as a process of its own: how long it takes, and how much memory."""

from __future__ import annotations

import json
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_EVERY_S = 0.01
_TOO_LONG_TO_REPEAT_S = 60.0


@dataclass(frozen=True, slots=True)
class Run:
    """One run: wall time, peak memory, and the JSON that it printed last, if any.

    The memory is what the process and its children hold resident at once, read from /proc every
    10 ms; pages that two of them share count twice. 0 where there is no /proc.
    """

    seconds: float
    peak_mb: float
    told: Mapping[str, Any]


@dataclass(slots=True)
class Step:
    """Something to measure: `command` gives the words, for a new folder that it may write to."""

    name: str
    command: Callable[[Path], Sequence[str | Path]]
    runs: list[Run] = field(default_factory=list)
    failure: str = ""

    @property
    def seconds(self) -> float:
        """The median wall time."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def peak_mb(self) -> float:
        """The largest memory of all runs, in MB."""
        return max(run.peak_mb for run in self.runs)

    @property
    def told(self) -> Mapping[str, Any]:
        """What the first run printed."""
        return self.runs[0].told

    def run(self) -> None:
        """Run once more. What fails once is not tried again."""
        if self.failure or (self.runs and self.runs[0].seconds > _TOO_LONG_TO_REPEAT_S):
            return
        with tempfile.TemporaryDirectory() as folder:
            try:
                self.runs.append(measured(self.command(Path(folder))))
            except subprocess.CalledProcessError as problem:
                self.failure = (problem.stderr or "").strip().rsplit("\n", 1)[-1][:100] or "failed"


def interleaved(steps: Sequence[Step], rounds: int) -> None:
    """Run all steps in turn, `rounds` times: so all meet the same weather on this machine."""
    for _ in range(rounds):
        for step in steps:
            step.run()


def measured(words: Sequence[str | Path]) -> Run:
    """Run a program to its end.

    Raises:
        CalledProcessError: it failed.
    """
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        started = time.perf_counter()
        process = subprocess.Popen([*map(str, words)], stdout=out, stderr=errors)
        peak_kb = 0
        while process.poll() is None:
            peak_kb = max(peak_kb, sum(map(_resident_kb, _family(process.pid))))
            _wait(process)
        seconds = time.perf_counter() - started
        for stream in (out, errors):
            stream.seek(0)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, words, "", errors.read())
        return Run(seconds, peak_kb / 1024, _json(out.read()))


def _wait(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(_EVERY_S)
    except subprocess.TimeoutExpired:
        return


def _family(pid: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _resident_kb(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    lines = (line.split() for line in status.splitlines() if line.startswith("VmRSS"))
    return next((int(line[1]) for line in lines), 0)


def _json(said: str) -> Mapping[str, Any]:
    last = said.strip().rsplit("\n", 1)[-1]
    return json.loads(last) if last.startswith("{") else {}
