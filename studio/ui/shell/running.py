"""A job under way, for the GUI thread: its progress, its end, and a cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from studio.jobs import Job, Jobs, Progress
from studio.messages import Message

T = TypeVar("T")


class Running(QObject, Generic[T]):
    """Starts a job and tells of its changes on the thread that made this object."""

    changed = Signal()
    ended = Signal()
    _noticed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.job: Job[T] | None = None
        self.last: Job[T] | None = None
        """The job that has ended last."""
        # The work runs on another thread: what it emits is queued for this one.
        self._noticed.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(self, jobs: Jobs, target: str, title: Message, work: Callable[[Progress], T]) -> None:
        """Start `work`.

        Raises:
            StudioError: another job is at work on `target`.
        """
        self.job = jobs.start(target, title, work, lambda _: self._noticed.emit())

    def cancel(self) -> None:
        """Ask the job to stop."""
        if self.job:
            self.job.cancel()

    def _tell(self) -> None:
        if self.job and self.job.ended:
            self.job, ended = None, self.job
            self.last = ended
            self.ended.emit()
        elif self.job:
            self.changed.emit()
