"""The jobs under way, for the GUI thread: their progress, their ends, and a cancel for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from studio.jobs import Job, Jobs, Progress
from studio.messages import Message

T = TypeVar("T")

_AT_ONCE = 4
"""A publication must not wait for two lectures that are brought in."""
_LOOK_MS = 100
"""Work reports as often as it likes; the window looks at it ten times a second."""


class Running(QObject):
    """Starts jobs and tells of their changes on the thread that made this object."""

    changed = Signal()
    """Jobs have come further, as far as can be known."""
    ended = Signal(object)
    """A `Job` is done, failed or cancelled."""
    _stopped = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.pool = Jobs(_AT_ONCE)
        self.jobs: list[Job[Any]] = []
        """What runs or waits, the newest last."""
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.changed)
        # The work ends on another thread: what is emitted there is queued for this one.
        self._stopped.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def start(self, target: str, title: Message, work: Callable[[Progress], T]) -> Job[T]:
        """Start `work`.

        Raises:
            StudioError: another job is at work on `target`.
        """
        job = self.pool.start(target, title, work, self._notice)
        self.jobs.append(job)
        self._timer.start()
        return job

    def _notice(self, job: Job[Any]) -> None:
        """Take word of a change, on the thread of the work."""
        if job.ended:
            self._stopped.emit(job)

    def _end(self, job: Job[Any]) -> None:
        self.jobs.remove(job)
        if not self.jobs:
            self._timer.stop()
        self.ended.emit(job)
