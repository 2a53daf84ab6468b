"""Long work of the window: one piece at a time, its progress in the status bar, and a cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar

from studio.i18n import Voice
from studio.jobs import Jobs, Progress, State
from studio.messages import Message, StudioError
from studio.ui.shell.running import Running

T = TypeVar("T")


class Working(QObject):
    """Runs work on another thread; the window goes on."""

    changed = Signal()
    """Work has begun or ended."""
    failed = Signal(object)
    """A `StudioError` to be shown."""

    def __init__(self, voice: Voice, bar: QStatusBar) -> None:
        super().__init__(bar)
        self._voice = voice
        self._done: Callable[[Any], None] = lambda _: None
        self.jobs = Jobs()
        self.running: Running[Any] = Running(self)
        self.running.changed.connect(self._show_progress)
        self.running.ended.connect(self._end)
        self.step = QLabel()
        self.bar = QProgressBar()
        self.bar.setMaximumWidth(200)
        self.bar.setAccessibleName(voice.text("ui.progress"))
        self.cancel_button = QPushButton(voice.text("ui.cancel"))
        self.cancel_button.clicked.connect(self.running.cancel)
        bar.addWidget(self.step, 1)
        for widget in (self.bar, self.cancel_button):
            bar.addPermanentWidget(widget)
            widget.hide()

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self.running.job is not None

    def start(
        self, target: str, title: Message, work: Callable[[Progress], T], done: Callable[[T], None]
    ) -> None:
        """Do `work`; `done` is given its result, on this thread, unless it failed."""
        self._done = done
        try:
            self.running.start(self.jobs, target, title, work)
        except StudioError as problem:
            self.failed.emit(problem)
            return
        self.step.setText(self._voice.say(title))
        self._show()

    def say(self, text: str) -> None:
        """Show a sentence where the steps of work are shown."""
        self.step.setText(text)

    def close(self) -> None:
        """Cancel what runs and wait until it has stopped."""
        self.jobs.close()

    def _show_progress(self) -> None:
        job = self.running.job
        if job is None:
            return
        said = self._voice.say(job.progress.step or job.title)
        left = job.progress.remaining_s()
        text = said if left is None else self._voice.text("ui.step_left", step=said, left=left)
        self.step.setText(text)
        self.bar.setValue(round(job.progress.fraction * 100))

    def _end(self) -> None:
        job = self.running.last
        self._show()
        if job is None:
            return
        if job.state is State.DONE:
            self.step.clear()
            self._done(job.result())
        else:
            self.step.setText(self._voice.text("ui.not_done"))
        if job.error:
            self.failed.emit(job.error)

    def _show(self) -> None:
        self.bar.setValue(0)
        for widget in (self.bar, self.cancel_button):
            widget.setVisible(self.busy)
        self.changed.emit()
