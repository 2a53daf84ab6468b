"""Files that are made when a browser asks for them: each once, the newest wish first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from studio.jobs import Job, Progress
from studio.messages import Message, StudioError
from studio.preview.closing import Closing

_AT_ONCE = 2
"""Cutting uses all cores anyway; the second one lets a short clip pass a long one."""


class OnDemand(Protocol):
    """A file that is made when it is asked for. Equal ones are the same file."""

    @property
    def target(self) -> Path:
        """Where it lies once it is made."""
        ...

    @property
    def title(self) -> Message:
        """What it is called while it is made."""
        ...

    def make(self, progress: Progress) -> Path:
        """Make it, if it is not there."""
        ...


class Making(Closing):
    """Makes files on the threads of those who ask for them."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._turn = threading.Condition()
        self._waiting: list[Job[Path]] = []
        self._busy = 0
        self._jobs: dict[Path, Job[Path]] = {}
        self._closed = False
        self.problems: dict[Path, StudioError] = {}
        """What kept files from being made, by their targets."""

    def file(self, wanted: OnDemand) -> Path:
        """Return the file, made now if need be; who asks for it meanwhile waits for the same.

        Raises:
            StudioError: it can't be made.
            Cancelled: this was closed.
        """
        with self._turn:
            job = self._jobs.get(wanted.target)
            first = job is None
            if job is None:
                job = Job(str(wanted.target), wanted.title, wanted.make, lambda _: self._changed())
                self._jobs[wanted.target] = job
            if self._closed:
                job.cancel()
        if first:
            self._run(wanted.target, job)
        job.wait()
        return job.result()

    def under_way(self, wanted: OnDemand) -> Job[Path] | None:
        """Return the job that makes a file, if there is one."""
        return self._jobs.get(wanted.target)

    def close(self) -> None:
        """Cancel what is made. May be called twice."""
        with self._turn:
            self._closed = True
            for job in self._jobs.values():
                job.cancel()
            self._turn.notify_all()

    def wait(self, timeout_s: float) -> bool:
        """Wait until nothing is made any more; return whether that is so."""
        with self._turn:
            return self._turn.wait_for(lambda: not self._jobs, timeout_s)

    def _run(self, target: Path, job: Job[Path]) -> None:
        with self._turn:
            self._waiting.append(job)
            self._turn.wait_for(lambda: self._closed or self._next_is(job))
            self._waiting.remove(job)
            self._busy += 1
        try:
            job.run()
        finally:
            with self._turn:
                self._busy -= 1
                del self._jobs[target]
                self.problems.pop(target, None)
                if job.error:
                    self.problems[target] = job.error
                self._turn.notify_all()
            self._changed()

    def _next_is(self, job: Job[Path]) -> bool:
        return self._busy < _AT_ONCE and self._waiting[-1] is job
