"""Publishing the open course from the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from exporters.options import DEFAULTS, Options
from studio.i18n import Voice
from studio.jobs import Job, Progress
from studio.messages import message
from studio.names import file_slug
from studio.ui.document import Document
from studio.ui.shell.asking import Asking
from studio.ui.shell.working import Working

if TYPE_CHECKING:
    from exporters.batch import Delivery, Wish
    from exporters.publish import Published

FORMATS = ("scorm12", "scorm2004", "xapi", "cmi5", "html")


class Publishing(QObject):
    """Writes packages and says where they lie."""

    begun = Signal(object)
    """The `Job` of a publication."""
    moved = Signal(object)
    """The `Job` has come further."""
    ended = Signal(object, object)
    """The `Job` is over, one way or another; the `Delivery` of each package that is whole."""
    done = Signal(object)
    """What was `Published`: the package, or the last of several."""

    def __init__(self, document: Document, voice: Voice, working: Working, asking: Asking) -> None:
        super().__init__(document)
        self._document = document
        self._voice = voice
        self._working = working
        self._asking = asking
        self._package = Path()
        self._job: Job[Any] | None = None
        self._made: list[Delivery] = []
        self.folder_button = QPushButton(voice.text("ui.show_folder"))
        self.folder_button.clicked.connect(self._show_folder)
        self.folder_button.hide()
        working.changed.connect(self.folder_button.hide)
        working.running.changed.connect(self._move)
        working.running.ended.connect(self._end)
        self.menu = QMenu()
        self.actions = [self._action(name) for name in FORMATS]
        self.actions[0].setShortcut("Ctrl+Shift+P")

    def _action(self, format_name: str) -> QAction:
        action = self.menu.addAction(self._voice.text(f"ui.format.{format_name}"))
        action.triggered.connect(lambda _checked: self.choose(format_name))
        return action

    def choose(self, format_name: str) -> None:
        """Ask where the package shall lie, and publish."""
        name = f"{file_slug(self._document.course.title, 'course')}-{format_name}.zip"
        proposed = self._document.session.project.folder.resolve().parent / name
        chosen = self.ask_target(proposed)
        if chosen:
            self.publish_to(format_name, chosen)

    def ask_target(self, proposed: Path) -> Path | None:
        """Ask where the package shall lie."""
        title = self._voice.text("ui.choose_package")
        return self._asking.new_file(title, proposed, "ZIP (*.zip)")

    def publish_to(self, format_name: str, target: Path, options: Options = DEFAULTS) -> None:
        """Publish the open course to `target`, on another thread."""
        from exporters.batch import Wish
        from exporters.platforms import platform

        self.publish([Wish(platform(format_name), options, target)])

    def publish(self, wishes: Sequence[Wish]) -> None:
        """Publish the open course to all that is wished: one job, which keeps what is whole."""
        from exporters import batch

        project, course = self._document.session.project, self._document.course
        made: list[Delivery] = []

        def work(progress: Progress) -> list[Delivery]:
            made.extend(batch.deliver(project, course, wishes, progress=progress))
            return made

        said = message("ui.publishing", title=course.title)
        target = str(wishes[0].out or project.folder.resolve().parent)
        job = self._working.start(target, said, work, self._done)
        if job:
            self._job, self._made = job, made
            self.begun.emit(job)

    def cancel(self) -> None:
        """Stop the publication that is under way; packages that are whole stay."""
        if self._job:
            self._job.cancel()

    def _move(self) -> None:
        if self._job:
            self.moved.emit(self._job)

    def _end(self, job: Job[Any]) -> None:
        if job is self._job:
            self._job = None
            self.ended.emit(job, tuple(self._made))

    def _done(self, made: Sequence[Delivery]) -> None:
        published = made[-1].published
        self._package = published.file
        self._tell(made)
        self.folder_button.show()
        self.done.emit(published)

    def _tell(self, made: Sequence[Delivery]) -> None:
        """Say in the status bar what was written, and the first thing to look at."""
        written: list[Published] = [each.published for each in made]
        warnings = [self._voice.say(told.said) for each in written for told in each.warnings]
        size, n = sum(each.size for each in written), sum(len(each.files) for each in written)
        text = self._voice.text("cli.published", file=written[0].file.name, size=size, n=n)
        if warnings:
            text += " " + self._voice.text("ui.warnings", n=len(warnings), first=warnings[0])
        self._working.say(text)
        self._step().setToolTip("\n".join(warnings))

    def _step(self) -> QLabel:
        return self._working.step

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._package.parent)))
