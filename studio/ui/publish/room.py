"""Publishing: where the course will live, what is asked for that, and the packages."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace as changed
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from exporters.batch import Wish, grouped, proposed_name
from exporters.options import Options
from exporters.platforms import BY_NAME, PLAIN, PLATFORMS, Platform
from studio.course.model import Course
from studio.i18n import Voice
from studio.project.publishing import (
    KeptTarget,
    PublishingSettings,
    load_settings,
    save_settings,
)
from studio.ui.document import Document
from studio.ui.pieces import button, head, quiet, said, scrolling
from studio.ui.publish.before import BeforeCard
from studio.ui.publish.kept import file_from, kept_target, options_from
from studio.ui.publish.places import PlaceGrid
from studio.ui.publish.progress import ProgressPane
from studio.ui.publish.target import TargetForm
from studio.ui.review.reviewing import Reviewing
from studio.ui.shell.publishing import Publishing

if TYPE_CHECKING:
    from exporters.batch import Delivery
    from studio.jobs import Job

log = logging.getLogger(__name__)
_SIDE_WIDTH = 350
_KEEP_MS = 500


class PublishRoom(QWidget):
    """On the left what is wanted, on the right what becomes of it."""

    review_wanted = Signal()
    plan_wanted = Signal()
    go_wanted = Signal(str)
    """The id of a node that a warning is about."""
    try_wanted = Signal(object)
    """The `Path` of a package that shall be played in the test LMS."""

    def __init__(
        self, document: Document, voice: Voice, reviewing: Reviewing, publishing: Publishing
    ) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        self._reviewing = reviewing
        self._publishing = publishing
        self._course_shown = ""
        self._settings = PublishingSettings()
        self._decided: dict[str, Options] = {}
        self._files: dict[str, Path] = {}
        say = voice.text
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("ui.publish_find"))
        self.search.setAccessibleName(say("ui.publish_find"))
        self.search.setClearButtonEnabled(True)
        self.places = PlaceGrid((*PLATFORMS, *PLAIN), voice)
        self.counts = said()
        self.none_found = quiet(say("ui.publish_none_found"))
        self.form = TargetForm(voice)
        self.options, self.file = self.form.options, self.form.file
        self.before = BeforeCard(voice)
        self.findings, self.review_button = self.before.findings, self.before.review_button
        self.progress = ProgressPane(voice)
        self.publish_button = button(
            say("ui.publish_now"), self.publish, kind="main", icon="publish"
        )
        self._nothing = quiet(say("ui.publish_nothing"))
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._lay_out()
        self._connect()

    @property
    def place(self) -> Platform:
        """The platform whose settings are shown."""
        return BY_NAME[self.places.shown]

    @property
    def format(self) -> str:
        """The name of the format that is shown."""
        return self.place.format

    def show_course(self, course: Course) -> None:
        """Show what there is to publish; another course brings its own choices."""
        project = self._document.session.project
        if self._course_shown != str(project.folder):
            self._course_shown = str(project.folder)
            self._decided, self._files = {}, {}
            self._settings = load_settings(project)
            self.progress.rest()
            self.places.choose(self._settings.chosen)
        self._show_place(course)

    def wishes(self) -> list[Wish]:
        """Return what would be published now."""
        return [
            Wish(BY_NAME[name], self._options_of(name), self._file_of(name))
            for name in self.places.chosen
        ]

    def publish(self) -> None:
        """Write the packages."""
        self._keep()
        self._publishing.publish(self.wishes())

    def _options_of(self, name: str) -> Options:
        if name in self._decided:
            return self._decided[name]
        kept = self._settings.targets.get(name)
        return options_from(kept, BY_NAME[name]) if kept else BY_NAME[name].options

    def _file_of(self, name: str) -> Path:
        """Return where a package goes: as was written here, as was kept, or as is proposed."""
        if name in self._files:
            return self._files[name]
        kept = self._settings.targets.get(name)
        folder = self._settings.folder_for(self._document.session.project)
        file = file_from(kept) if kept else ""
        return folder / (file or proposed_name(self._document.course, BY_NAME[name]))

    def _show_place(self, course: Course) -> None:
        name = self.places.shown
        options, file = self._options_of(name), str(self._file_of(name))
        self.form.blockSignals(True)  # what is shown is no choice of the author's
        self.form.show_place(self.place, course, options, file)
        self.form.blockSignals(False)
        self._forecast()

    def _choose_place(self) -> None:
        if self._document.is_open:
            self._show_place(self._document.course)
            self._keeping.start()

    def _decide(self) -> None:
        """Take what the author has decided for the platform that is shown."""
        name = self.places.shown
        self._decided[name] = self.options.options
        written = self.file.text().strip()
        if written and written != str(self._file_of(name)):
            self._files[name] = Path(written)
        if self._document.is_open:
            self._forecast()
            self._keeping.start()

    def _forecast(self) -> None:
        document = self._document
        project, course = document.session.project, document.course
        self.before.show_forecast(project, course, self.place, self._options_of(self.place.name))
        self._show_findings()
        chosen = self.places.chosen
        say = self._voice.text
        platforms = say("ui.publish_platforms", n=len(chosen))
        packages = say("ui.publish_packages", n=len(grouped(self.wishes())))
        self.counts.setText(say("ui.publish_counts", platforms=platforms, packages=packages))
        self.counts.setVisible(len(chosen) > 1)
        self._show_what_can_be_done()

    def _show_findings(self) -> None:
        if self._document.is_open:
            self.before.show_findings(self._reviewing.findings)

    def _show_what_can_be_done(self) -> None:
        course = self._document.course if self._document.is_open else None
        has_screens = bool(course and course.screens)
        idle = self.progress.cancel_button.isHidden()
        self.publish_button.setEnabled(has_screens and idle and bool(self.file.text().strip()))
        self._nothing.setVisible(bool(course) and not has_screens)

    def _choose_file(self) -> None:
        chosen = self._publishing.ask_target(Path(self.file.text().strip()))
        if chosen:
            self._files[self.places.shown] = chosen
            self.file.setText(str(chosen))
            self._decide()

    def _keep(self) -> None:
        """Keep the choices with the course. They are wishes: a failure stops no publication."""
        self._keeping.stop()
        session, kept = self._document.session, self._kept()
        if session.read_only or kept == self._settings:
            return
        self._settings = kept
        try:
            save_settings(session.project, kept)
        except OSError:
            log.warning("how the course is published could not be kept", exc_info=True)

    def _kept(self) -> PublishingSettings:
        project = self._document.session.project
        targets: dict[str, KeptTarget] = dict(self._settings.targets)
        for name in self.places.chosen:
            file = self._file_of(name)
            proposed = proposed_name(self._document.course, BY_NAME[name])
            own = "" if file.name == proposed else file.name
            targets[name] = kept_target(self._options_of(name), own)
        home, folder = project.folder.resolve(), self._file_of(self.places.shown).parent
        return changed(
            self._settings,
            chosen=tuple(self.places.chosen),
            targets=targets,
            folder="" if folder == home.parent else str(folder),
            home=str(home),
        )

    def _leave(self) -> None:
        """Keep what was chosen just now before the course is closed."""
        if self._keeping.isActive():
            self._keep()

    def _find(self, text: str) -> None:
        self.none_found.setVisible(self.places.show_found(text) == 0)

    def _begin(self, _job: Job[Any]) -> None:
        self.progress.begin()
        self._show_what_can_be_done()

    def _end(self, job: Job[Any], made: Sequence[Delivery]) -> None:
        self.progress.end(job, made)
        self.form.show_replaced()
        self._show_what_can_be_done()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._find)
        self._keeping.timeout.connect(self._keep)
        self._document.leaving.connect(self._leave)
        self.places.changed.connect(self._choose_place)
        self.form.changed.connect(self._decide)
        self.form.plan_wanted.connect(self.plan_wanted)
        self.form.choose_wanted.connect(self._choose_file)
        self.before.review_wanted.connect(self.review_wanted)
        self.progress.try_wanted.connect(self.try_wanted)
        self.progress.go_wanted.connect(self.go_wanted)
        self.progress.cancel_wanted.connect(self._publishing.cancel)
        self._reviewing.changed.connect(self._show_findings)
        self._publishing.begun.connect(self._begin)
        self._publishing.moved.connect(self.progress.show_job)
        self._publishing.ended.connect(self._end)

    def _lay_out(self) -> None:
        say = self._voice.text
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        line = QHBoxLayout()
        line.addWidget(head(say("ui.publish_where")))
        line.addStretch(1)
        self.search.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.search.setMinimumWidth(200)
        line.addWidget(self.search)
        column.addLayout(line)
        column.addWidget(quiet(say("ui.publish_keys")))
        column.addWidget(self.places)
        for widget in (self.none_found, self.counts, self.form, self.before):
            column.addWidget(widget)
        column.addStretch(1)
        self.none_found.hide()
        self.area = scrolling(left)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.area, 1)
        outer.addWidget(self._side())

    def _side(self) -> QWidget:
        inner = QWidget()
        inner.setObjectName("side")
        column = QVBoxLayout(inner)
        column.setContentsMargins(18, 16, 18, 24)
        column.setSpacing(10)
        column.addWidget(head(self._voice.text("ui.publish_head")))
        column.addWidget(self.publish_button)
        column.addWidget(self._nothing)
        column.addWidget(self.progress)
        column.addStretch(1)
        side = scrolling(inner)
        side.setFixedWidth(_SIDE_WIDTH)
        return side
