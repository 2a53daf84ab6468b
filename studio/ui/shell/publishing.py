"""Publishing the open course from the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from exporters.options import DEFAULTS, Options
from studio.i18n import Voice
from studio.messages import message
from studio.names import file_slug
from studio.ui.document import Document
from studio.ui.shell.asking import Asking
from studio.ui.shell.working import Working

if TYPE_CHECKING:
    from exporters.publish import Published

FORMATS = ("scorm12", "scorm2004", "xapi", "cmi5", "html")


class Publishing(QObject):
    """Writes packages and says where they lie."""

    done = Signal(object)
    """What was `Published`."""

    def __init__(self, document: Document, voice: Voice, working: Working, asking: Asking) -> None:
        super().__init__(document)
        self._document = document
        self._voice = voice
        self._working = working
        self._asking = asking
        self._package = Path()
        self.folder_button = QPushButton(voice.text("ui.show_folder"))
        self.folder_button.clicked.connect(self._show_folder)
        self.folder_button.hide()
        working.changed.connect(self.folder_button.hide)
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
        from exporters.publish import publish

        project, course = self._document.session.project, self._document.course
        self._working.start(
            str(target),
            message("ui.publishing", title=course.title),
            lambda progress: publish(
                project, course, format_name, target, options, progress=progress
            ),
            self._done,
        )

    def _done(self, published: Published) -> None:
        self._package = published.file
        warnings = [self._voice.say(each) for each in published.warnings]
        file, size, n = published.file.name, published.size, len(published.files)
        text = self._voice.text("cli.published", file=file, size=size, n=n)
        if warnings:
            text += " " + self._voice.text("ui.warnings", n=len(warnings), first=warnings[0])
        self._working.say(text)
        self._step().setToolTip("\n".join(warnings))
        self.folder_button.show()
        self.done.emit(published)

    def _step(self) -> QLabel:
        return self._working.step

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._package.parent)))
