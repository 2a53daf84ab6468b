"""Continuous saving: every edit is on disk within two seconds, written by a thread of its own."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from studio.course.model import Course
from studio.jobs import in_words
from studio.messages import StudioError
from studio.project.project import ChangedOutsideError


class SaveState(Enum):
    """How the course in memory stands to the one on disk."""

    SAVED = "saved"
    WAITING = "waiting"
    FAILED = "failed"
    """It could not be written; it is tried again until it works."""
    CHANGED_OUTSIDE = "changed_outside"
    """The file was changed by somebody else: nothing is written until the author has chosen."""


class Pace(NamedTuple):
    """When the thread writes, in seconds. Typing is not interrupted by a write at each letter."""

    quiet: float = 0.3
    """After the last edit."""
    latest: float = 1.2
    """After the first edit that is not on disk: with the write itself less than two seconds."""
    retry: float = 1.0
    """After a write that failed."""
    tick: float = 2.0
    """Between two calls of `tick`."""


class Saver:
    """Writes the course that was submitted last, and does other writing in its turn.

    `write` puts a course on disk. `told` is called, on this thread, whenever the state has
    changed; `tick` every few seconds.
    """

    def __init__(
        self,
        saved: Course,
        write: Callable[[Course], None],
        *,
        told: Callable[[], None] = lambda: None,
        tick: Callable[[], None] = lambda: None,
        pace: Pace = Pace(),  # noqa: B008  # a value that never changes
    ) -> None:
        self._write = write
        self._told = told
        self._tick = tick
        self._pace = pace
        self._condition = threading.Condition()
        self._wanted = self._on_disk = saved
        self._tasks: deque[Callable[[], object]] = deque()
        self._first_edit = self._last_edit = self._not_before = 0.0
        self._next_tick = time.monotonic() + pace.tick
        self._hurry = self._closing = self._busy = False
        self._problem: StudioError | None = None
        self._thread = threading.Thread(target=self._run, name="saver", daemon=True)
        self._thread.start()

    @property
    def on_disk(self) -> Course:
        """The course as it was written last."""
        return self._on_disk

    @property
    def problem(self) -> StudioError | None:
        """Why the last write failed; None while all is well."""
        return self._problem

    @property
    def state(self) -> SaveState:
        """How the course in memory stands to the one on disk."""
        with self._condition:
            if isinstance(self._problem, ChangedOutsideError):
                return SaveState.CHANGED_OUTSIDE
            if self._problem is not None:
                return SaveState.FAILED
            return SaveState.WAITING if self._work_left() else SaveState.SAVED

    def submit(self, course: Course) -> None:
        """Have `course` written soon. Returns at once."""
        with self._condition:
            now = time.monotonic()
            if self._wanted is self._on_disk:
                self._first_edit = now
            self._last_edit = now
            self._wanted = course
            self._condition.notify_all()

    def then(self, task: Callable[[], object]) -> None:
        """Have `task` done on the saver's thread once all that was submitted is on disk.

        A task that fails with an `OSError` is tried again, as a write is.
        """
        with self._condition:
            self._tasks.append(task)
            self._condition.notify_all()

    def changed_outside(self, problem: ChangedOutsideError) -> None:
        """Write nothing more until `settled` is called."""
        self._end_of_work(problem)

    def settled(self, on_disk: Course, wanted: Course) -> None:
        """Go on after a change from outside: `on_disk` is there, `wanted` is to be there."""
        with self._condition:
            self._on_disk, self._wanted = on_disk, wanted
            self._first_edit = self._last_edit = self._not_before = 0.0
        self._end_of_work(None)

    def flush(self, timeout_s: float = 30.0) -> bool:
        """Write now what is not on disk; return whether all of it is. After `close` nothing is."""
        with self._condition:
            if not self._thread.is_alive():
                return not self._work_left()
            self._hurry, self._not_before = True, 0.0
            blocked = isinstance(self._problem, ChangedOutsideError)
            if self._problem is not None and not blocked:
                self._problem = None
            self._condition.notify_all()
            self._condition.wait_for(
                lambda: not self._busy and (self._problem is not None or not self._work_left()),
                timeout_s,
            )
            return not self._work_left()

    def close(self, timeout_s: float = 30.0) -> bool:
        """Write what is not on disk and end the thread; return whether all of it is on disk."""
        written = self.flush(timeout_s)
        with self._condition:
            self._closing = True
            self._condition.notify_all()
        self._thread.join(timeout_s)
        return written

    def _work_left(self) -> bool:
        return self._wanted is not self._on_disk or bool(self._tasks)

    def _run(self) -> None:
        while action := self._next():
            try:
                action()
            except Exception as problem:  # noqa: BLE001  # nothing may end the saving
                self._end_of_work(in_words(problem))
            finally:
                with self._condition:
                    self._busy = False
                    self._condition.notify_all()

    def _next(self) -> Callable[[], None] | None:
        """Wait until there is something to do and return it; None once the thread is to end."""
        with self._condition:
            while not self._closing:
                now = time.monotonic()
                if self._due() <= now:
                    self._busy, self._hurry = True, False
                    return self._work
                if self._next_tick <= now:
                    self._next_tick = now + self._pace.tick
                    return self._tick
                self._condition.wait(min(self._due(), self._next_tick) - now)
            return None

    def _due(self) -> float:
        """Return when the next write is due (on the monotonic clock)."""
        if isinstance(self._problem, ChangedOutsideError) or not self._work_left():
            return float("inf")
        if self._hurry or self._tasks:
            return self._not_before
        after_typing = self._last_edit + self._pace.quiet
        return max(self._not_before, min(after_typing, self._first_edit + self._pace.latest))

    def _work(self) -> None:
        """Write the course and do the first of the tasks."""
        with self._condition:
            course = self._wanted
            task = self._tasks[0] if self._tasks else None
        if course is not self._on_disk:
            self._write(course)
            with self._condition:
                self._on_disk = course
                self._first_edit = time.monotonic()
        if task is not None:
            task()
            with self._condition:
                self._tasks.popleft()
        self._end_of_work(None)

    def _end_of_work(self, problem: StudioError | None) -> None:
        with self._condition:
            self._problem = problem
            self._not_before = time.monotonic() + self._pace.retry if problem else 0.0
            self._condition.notify_all()
        self._told()
