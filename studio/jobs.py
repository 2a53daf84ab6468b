"""Long work: progress, remaining time, cancel, and a result or an error in words.

Work is a function of one argument, the `Progress` that it reports to. It returns its result
(for work on a course: an edit, never a course) or raises. Work code never touches a window;
whoever starts a job is told of its changes by a callback, on the thread of the work.
"""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from typing import Generic, TypeVar

from studio.messages import Message, StudioError, error, message

T = TypeVar("T")

log = logging.getLogger(__name__)


class Cancelled(Exception):  # noqa: N818  # not an error
    """The user has cancelled the work that raises this. Not an error: nothing is shown."""


class Progress:
    """Where work reports how far it is, and where it learns that it is to stop.

    The fraction never goes back. Every report raises `Cancelled` once `cancel` was called, so
    work that reports often stops soon.
    """

    def __init__(
        self,
        changed: Callable[[Progress], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> None:
        self.fraction = 0.0
        self.step: Message | None = None
        self._changed = changed
        self._cancelled = cancelled or threading.Event()
        self._started = time.monotonic()

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancelled.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if the work is to stop."""
        if self._cancelled.is_set():
            raise Cancelled

    def at(self, fraction: float) -> None:
        """Report that `fraction` (0 to 1) of the work is done."""
        self.check()
        self.fraction = max(self.fraction, min(1.0, fraction))
        if self._changed:
            self._changed(self)

    def say(self, step: Message) -> None:
        """Report which step has begun."""
        self.step = step
        self.at(self.fraction)

    def part(
        self, start: float, end: float, step: Callable[[float], Message] | None = None
    ) -> Progress:
        """Return a progress whose 0 to 1 is `start` to `end` of this one.

        `step` names what is done at a fraction of the part, for work that does not say so itself.
        """
        return _Part(self, start, end, self._cancelled, step)

    def remaining_s(self) -> float | None:
        """Return the seconds left if the work goes on at its mean pace; None while unknown."""
        elapsed = time.monotonic() - self._started
        if self.fraction < 0.02 or elapsed < 1.0:
            return None
        return elapsed * (1.0 - self.fraction) / self.fraction


class _Part(Progress):
    """A share of another progress."""

    def __init__(
        self,
        whole: Progress,
        start: float,
        end: float,
        cancelled: threading.Event,
        step: Callable[[float], Message] | None,
    ) -> None:
        super().__init__(cancelled=cancelled)
        self._whole = whole
        self._start = start
        self._span = end - start
        self._step_at = step

    def at(self, fraction: float) -> None:
        super().at(fraction)
        if self._step_at:
            self._whole.say(self._step_at(self.fraction))
        self._whole.at(self._start + self._span * self.fraction)

    def say(self, step: Message) -> None:
        self.step = step
        self._whole.say(step)


class State(Enum):
    """Where a job is in its life."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(Generic[T]):
    """One piece of work under way. `target` names what it writes; it is alone on that."""

    def __init__(
        self,
        target: str,
        title: Message,
        work: Callable[[Progress], T],
        changed: Callable[[Job[T]], None] | None = None,
    ) -> None:
        self.target = target
        self.title = title
        self.state = State.WAITING
        self.error: StudioError | None = None
        self.progress = Progress(lambda _: self._tell())
        self._work = work
        self._changed = changed
        self._result: T | None = None
        self._ended = threading.Event()

    @property
    def ended(self) -> bool:
        """Whether the job is done, failed or cancelled."""
        return self._ended.is_set()

    def cancel(self) -> None:
        """Ask the job to stop; it ends as cancelled unless it was done before it noticed."""
        self.progress.cancel()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until the job has ended; return whether it has."""
        return self._ended.wait(timeout_s)

    def result(self) -> T:
        """Return what the work returned.

        Raises:
            Cancelled: the job was cancelled.
            StudioError: the work failed.
            RuntimeError: the job has not ended.
        """
        if self.state is State.CANCELLED:
            raise Cancelled
        if self.error is not None:
            raise self.error
        if self.state is not State.DONE:
            raise RuntimeError(f"the job on {self.target} has not ended")
        return self._result  # type: ignore[return-value]  # set when the state is DONE

    def run(self) -> None:
        """Do the work on this thread and end in one of the three final states."""
        try:
            self.progress.check()
            self._enter(State.RUNNING)
            self._result = self._work(self.progress)
            final = State.DONE
        except Cancelled:
            final = State.CANCELLED
        except Exception as problem:  # noqa: BLE001  # the edge: any failure becomes words
            self.error = in_words(problem)
            final = State.FAILED
        self.state = final
        self._ended.set()
        self._tell()

    def _enter(self, state: State) -> None:
        self.state = state
        self._tell()

    def _tell(self) -> None:
        if self._changed:
            self._changed(self)


def in_words(problem: Exception) -> StudioError:
    """Return `problem` as an error that can be shown; an unforeseen one is logged whole."""
    if isinstance(problem, StudioError):
        return problem
    details = "".join(traceback.format_exception(problem))
    if isinstance(problem, OSError):
        return os_error(problem, details)
    log.error("unforeseen error", exc_info=problem)
    return error("error.unforeseen", kind=type(problem).__name__, details=details)


def os_error(problem: OSError, details: str = "") -> StudioError:
    """Return an operating-system error as a sentence that names the file."""
    import errno

    ids = {
        errno.ENOSPC: "error.disk_full",
        errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: "error.disk_full",
        errno.EACCES: "error.no_permission",
        errno.EPERM: "error.no_permission",
        errno.EROFS: "error.no_permission",
        errno.ENOENT: "error.no_such_file",
    }
    name = str(problem.filename or "")
    said = message(
        ids.get(problem.errno or 0, "error.os"), file=name, reason=problem.strerror or ""
    )
    return StudioError(said, details or str(problem))


class Jobs:
    """The jobs of one program: a small pool, one job for each target."""

    def __init__(self, workers: int = 2) -> None:
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="job")
        self._running: dict[str, Job[object]] = {}
        self._lock = threading.Lock()

    def start(
        self,
        target: str,
        title: Message,
        work: Callable[[Progress], T],
        changed: Callable[[Job[T]], None] | None = None,
    ) -> Job[T]:
        """Start `work` on another thread.

        Raises:
            StudioError: another job is at work on `target`.
        """
        job: Job[T] = Job(target, title, work, changed)
        with self._lock:
            earlier = self._running.get(target)
            if earlier is not None and not earlier.ended:
                raise error("job.busy", title=earlier.title)
            self._running[target] = job  # type: ignore[assignment]  # kept to be waited for only
        self._pool.submit(job.run)
        return job

    def running(self) -> list[Job[object]]:
        """Return the jobs that have not ended."""
        with self._lock:
            return [job for job in self._running.values() if not job.ended]

    def close(self) -> None:
        """Cancel what runs and wait until it has stopped."""
        for job in self.running():
            job.cancel()
        self._pool.shutdown(wait=True)


def run_now(work: Callable[[Progress], T], progress: Progress | None = None) -> T:
    """Do `work` on this thread and return its result (the command line's way)."""
    try:
        return work(progress or Progress())
    except (Cancelled, StudioError):
        raise
    except Exception as problem:
        raise in_words(problem) from problem
