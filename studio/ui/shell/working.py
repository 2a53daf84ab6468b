"""Long work of the window: its progress in the status bar, a cancel, and a list of all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QStatusBar

from studio.i18n import Voice
from studio.jobs import Job, Jobs, Progress, State
from studio.messages import Message, StudioError
from studio.ui.shell.elided import ElidedLabel
from studio.ui.shell.job_list import JobList, said
from studio.ui.shell.running import Running

T = TypeVar("T")


class Working(QObject):
    """Runs work on other threads; the window goes on. One job at a time writes to one target."""

    changed = Signal()
    """Work has begun or ended."""
    failed = Signal(object)
    """A `StudioError` to be shown."""

    def __init__(self, voice: Voice, bar: QStatusBar) -> None:
        super().__init__(bar)
        self._voice = voice
        self._done: dict[int, Callable[[Any], None]] = {}
        self.running = Running(self)
        self.running.changed.connect(self._show_progress)
        self.running.ended.connect(self._end)
        self.step = ElidedLabel(voice.text("ui.no_task"))
        self.step.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bar = QProgressBar()
        self.bar.setFixedSize(120, 8)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(voice.text("ui.progress"))
        self.cancel_button = QPushButton(voice.text("ui.cancel"))
        self.cancel_button.clicked.connect(lambda _checked: self.cancel())
        self.list_button = QPushButton(voice.text("ui.tasks", n=0))
        self.list_button.clicked.connect(lambda _checked: self.show_list())
        self.list: JobList | None = None
        bar.addPermanentWidget(self.step, 1)
        for widget in (self.bar, self.cancel_button, self.list_button):
            widget.setProperty("link", widget is not self.bar)
            bar.addPermanentWidget(widget)
            widget.hide()

    @property
    def jobs(self) -> Jobs:
        """The pool of the jobs."""
        return self.running.pool

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return bool(self.running.jobs)

    @property
    def shown(self) -> Job[Any] | None:
        """The job that the status bar shows: the one that was started last."""
        return self.running.jobs[-1] if self.running.jobs else None

    def start(
        self, target: str, title: Message, work: Callable[[Progress], T], done: Callable[[T], None]
    ) -> Job[T] | None:
        """Do `work`; `done` is given its result, on this thread, unless it failed."""
        try:
            job = self.running.start(target, title, work)
        except StudioError as problem:
            self.failed.emit(problem)
            return None
        self._done[id(job)] = done
        self._show()
        return job

    def say(self, text: str) -> None:
        """Show a sentence where the steps of work are shown."""
        self.step.setToolTip("")
        self.step.setText(text or self._voice.text("ui.no_task"))

    def cancel(self) -> None:
        """Cancel the job that is shown."""
        if self.shown:
            self.shown.cancel()

    def jobs_on(self, folder: Path) -> list[Job[Any]]:
        """Return what would change the course of a folder: its target is the folder or in it."""
        return [job for job in self.running.jobs if _is_on(job.target, str(folder))]

    def cancel_on(self, folder: Path) -> None:
        """Cancel what would change a course that is left."""
        for job in self.jobs_on(folder):
            job.cancel()

    def show_list(self) -> None:
        """Show all that is under way, each with its cancel."""
        self.list = JobList(self._voice, self.running, self.list_button)
        self.list.open_above()

    def close(self) -> None:
        """Cancel what runs and wait until it has stopped."""
        self.jobs.close()

    def _show_progress(self) -> None:
        job = self.shown
        if job is not None:
            self.say(said(self._voice, job))
            self.bar.setValue(round(job.progress.fraction * 100))

    def _end(self, job: Job[Any]) -> None:
        done = self._done.pop(id(job), None)
        self._show()
        if job.state is State.DONE and done is not None and not job.progress.cancelled:
            self.say("")
            done(job.result())
        else:
            self.say(self._voice.text("ui.not_done"))
        self._show_progress()
        if job.error:
            self.failed.emit(job.error)

    def _show(self) -> None:
        count = len(self.running.jobs)
        self.bar.setValue(0)
        self._show_progress()
        for widget in (self.bar, self.cancel_button):
            widget.setVisible(count > 0)
        self.list_button.setText(self._voice.text("ui.tasks", n=count))
        self.list_button.setVisible(count > 1)
        self.changed.emit()


def _is_on(target: str, folder: str) -> bool:
    inside = target.removeprefix(folder)
    return inside != target and inside[:1] in {"", "/", "\\", " "}
