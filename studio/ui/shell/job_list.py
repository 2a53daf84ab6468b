"""All that is under way, one row each: what it is, how far, how long still, and a cancel."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar, QPushButton, QWidget

from studio.i18n import Voice
from studio.jobs import Job, State
from studio.ui.shell.running import Running

_WIDTH = 440


class JobList(QFrame):
    """A small list above the status bar; a click beside it or Esc closes it."""

    def __init__(self, voice: Voice, running: Running, beside: QWidget) -> None:
        super().__init__(beside, Qt.WindowType.Popup)
        self.setObjectName("jobs")
        self._voice = voice
        self._running = running
        self._beside = beside
        self._rows: dict[int, tuple[QLabel, QProgressBar]] = {}
        self.cancel_buttons: list[QPushButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setColumnStretch(0, 1)
        self.setFixedWidth(_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for job in reversed(running.jobs):
            self._add(job)
        running.changed.connect(self._show)
        running.ended.connect(self._show)
        self._show()

    def open_above(self) -> None:
        """Show the list above the button that it belongs to."""
        self.adjustSize()
        corner = self._beside.mapToGlobal(QPoint(self._beside.width(), 0))
        self.move(corner.x() - self.width(), corner.y() - self.height() - 4)
        self.show()

    def _add(self, job: Job[Any]) -> None:
        row = self._grid.rowCount()
        label, bar = QLabel(), QProgressBar()
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        bar.setTextVisible(False)
        bar.setFixedHeight(8)
        name = self._voice.say(job.title)
        bar.setAccessibleName(name)
        button = QPushButton(self._voice.text("ui.cancel"))
        button.setAccessibleName(self._voice.text("ui.cancel_task", task=name))
        button.clicked.connect(lambda _checked: job.cancel())
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(bar, row + 1, 0)
        self._grid.addWidget(button, row, 1, 2, 1)
        self._rows[id(job)] = (label, bar)
        self.cancel_buttons.append(button)

    def _show(self) -> None:
        jobs = self._running.jobs
        for job in jobs:
            if id(job) in self._rows:
                label, bar = self._rows[id(job)]
                label.setText(said(self._voice, job))
                bar.setValue(round(job.progress.fraction * 100))
        if not jobs:
            self.close()


def said(voice: Voice, job: Job[Any]) -> str:
    """Return in words what a job does now, and how long it still takes where that is known."""
    title = voice.say(job.title)
    if job.state is State.WAITING:
        return voice.text("ui.step_waits", step=title)
    step = voice.say(job.progress.step) if job.progress.step else title
    left = job.progress.remaining_s()
    return step if left is None else voice.text("ui.step_left", step=step, left=left)
