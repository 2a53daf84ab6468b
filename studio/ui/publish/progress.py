"""The publication under way, step by step, and what has come of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from exporters.platforms import PLATFORMS, Platform
from studio.i18n import Voice
from studio.jobs import Job, State
from studio.ui.pieces import button, card, head, quiet, said

if TYPE_CHECKING:
    from exporters.batch import Delivery
    from exporters.warnings import Told

PHASES = ("check", "cut", "render", "validate", "write")
_BY_KEY = Qt.TextInteractionFlag.LinksAccessibleByKeyboard
_DONE, _NOW, _TO_COME = "\u2713", "\u25cf", "\u25cb"


class ProgressPane(QWidget):
    """Shows the steps with ticks, how long it takes, and then the packages."""

    try_wanted = Signal(object)
    """The `Path` of a package."""
    cancel_wanted = Signal()
    go_wanted = Signal(str)
    """The id of a node that a warning is about."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        say = voice.text
        self.step, self.left = said(), quiet()
        self.bar = QProgressBar()
        self.bar.setFixedHeight(8)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(say("ui.progress"))
        self.phases = {name: QLabel() for name in PHASES}
        self.cancel_button = button(say("ui.cancel"), self.cancel_wanted.emit)
        self.deliveries: list[DeliveryCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        for widget in (self.step, self.bar, self.left, *self.phases.values(), self.cancel_button):
            self._column.addWidget(widget)
        self.rest()

    def rest(self) -> None:
        """Show that nothing is under way, and forget the packages of before."""
        self._clear()
        self._show_working(on=False)
        self.step.setText(self._voice.text("ui.publish_idle"))

    def begin(self) -> None:
        """Show that a publication has begun."""
        self._clear()
        self._show_working(on=True)
        self.bar.setValue(0)
        self.left.setText("")
        self._reach("check")

    def show_job(self, job: Job[Any]) -> None:
        """Show how far a publication is."""
        progress = job.progress
        self.bar.setValue(round(progress.fraction * 100))
        if progress.step:
            self.step.setText(self._voice.say(progress.step))
            self._reach(progress.step.id.removeprefix("publish.step."))
        left = progress.remaining_s()
        self.left.setText(
            "" if left is None else self._voice.text("ui.publish_about_left", left=left)
        )

    def end(self, job: Job[Any], made: Sequence[Delivery]) -> None:
        """Show what has come of it: packages that are whole, whatever happened after them."""
        self._show_working(on=False)
        if job.state is State.DONE:
            self._reach("")
            for label in self.phases.values():
                label.show()
        else:
            self.step.setText(self._outcome(job, made))
        self.step.setVisible(job.state is not State.DONE)
        for each in made:
            shown = DeliveryCard(each, self._voice)
            shown.try_wanted.connect(self.try_wanted)
            shown.go_wanted.connect(self.go_wanted)
            self.deliveries.append(shown)
            self._column.addWidget(shown)

    def _outcome(self, job: Job[Any], made: Sequence[Delivery]) -> str:
        """Say how a publication ended that did not end well."""
        if job.error:
            return self._voice.text("ui.publish_failed", reason=self._voice.say(job.error.message))
        return self._voice.text("ui.publish_stopped" if made else "ui.publish_stopped_bare")

    def _show_working(self, *, on: bool) -> None:
        for widget in (self.bar, self.left, self.cancel_button, *self.phases.values()):
            widget.setVisible(on)
        self.step.show()

    def _reach(self, phase: str) -> None:
        """Tick what is behind a phase; "" is the end of all."""
        at = PHASES.index(phase) if phase in PHASES else len(PHASES)
        for number, (name, label) in enumerate(self.phases.items()):
            sign = _DONE if number < at else _NOW if number == at else _TO_COME
            label.setText(f"{sign}  {self._voice.text(f'ui.publish_phase.{name}')}")
            label.setEnabled(number <= at)

    def _clear(self) -> None:
        for each in self.deliveries:
            self._column.removeWidget(each)
            each.hide()
            each.deleteLater()
        self.deliveries = []


class DeliveryCard(QWidget):
    """A package that was written: where it lies, what to look at, and what to do with it."""

    try_wanted = Signal(object)
    go_wanted = Signal(str)
    """The id of a node that a warning is about."""

    def __init__(self, delivery: Delivery, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self._published = delivery.published
        self.file: Path = delivery.published.file
        say = voice.text
        path, size, n = str(self.file), self._published.size, len(self._published.files)
        self.result = said(say("ui.published", path=_breakable(path), size=size, n=n))
        self.warnings = [self._warning(each) for each in self._published.warnings]
        self.folder_button = button(say("ui.show_folder"), self._show_folder)
        self.try_button = button(say("ui.publish_try"), lambda: self.try_wanted.emit(self.file))
        self.steps: dict[str, list[str]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        frame, self._inner = card()
        column.addWidget(frame)
        for widget in (self.result, self.folder_button, self.try_button):
            self._inner.addWidget(widget)
        for warning in self.warnings:
            self._inner.addWidget(warning)
        for place in delivery.places:
            self._add_steps(place)
        if any(place in PLATFORMS for place in delivery.places):
            self._inner.addWidget(quiet(say("ui.publish_words_differ")))

    def _warning(self, told: Told) -> QLabel:
        """Return a warning; one about a place of the course is a link to it."""
        label = said(f"\u26a0  {self._voice.say(told.said)}")
        label.setProperty("told", "warns")
        if told.node:
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setText(f'<a href="{escape(told.node)}">{escape(label.text())}</a>')
            label.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse | _BY_KEY)
            label.setAccessibleName(self._voice.say(told.said))
            label.linkActivated.connect(self.go_wanted)
        return label

    def _add_steps(self, place: Platform) -> None:
        say, name = self._voice, place.name
        at_home = say.text("ui.publish_then", platform=say.say(place.title))
        steps = [say.say(step) for step in place.steps_for(self.file.name)]
        self.steps[name] = [f"{number}. {step}" for number, step in enumerate(steps, 1)]
        title = head(at_home) if place in PLATFORMS else quiet(at_home)
        title.setWordWrap(True)
        self._inner.addWidget(title)
        for step in self.steps[name]:
            self._inner.addWidget(said(step))
        copy = say.text("ui.publish_copy_steps")
        self._inner.addWidget(button(copy, lambda: self.copy_steps(name), icon="copy"))

    def copy_steps(self, name: str) -> None:
        """Put the steps for a platform on the clipboard, to be sent to whoever uploads."""
        QGuiApplication.clipboard().setText("\n".join(self.steps[name]))

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.file.parent)))


def _breakable(path: str) -> str:
    """Return a path that a narrow column may break after each folder."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
