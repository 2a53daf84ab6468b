"""The storyboard as a document, from the window: written for experts, and brought back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from studio.i18n import Voice
from studio.jobs import Progress
from studio.messages import message
from studio.names import file_slug
from studio.ui.document import Document
from studio.ui.shell.actions import Slots
from studio.ui.shell.asking import Asking
from studio.ui.shell.working import Working

if TYPE_CHECKING:
    from studio.imports.storyboard_found import Found
    from studio.ui.storyboard.changes_dialog import ChangesDialog

SUFFIXES = (".docx", ".pdf", ".xlsx")


class Documents(QObject):
    """Writes the storyboard as a document; shows what comes back and takes over what is chosen."""

    failed = Signal(object)
    """A `StudioError` to be shown."""
    dialog_shown = Signal(object)
    """The `ChangesDialog` that was opened."""

    def __init__(self, document: Document, voice: Voice, working: Working, asking: Asking) -> None:
        super().__init__(document)
        self._document = document
        self._voice = voice
        self._working = working
        self._asking = asking

    def slots(self) -> Slots:
        """Return what this does, by the names of the actions."""
        return {"export_storyboard": self.choose_target, "import_storyboard": self.choose_source}

    def choose_target(self) -> None:
        """Ask where the document shall lie and of which kind it shall be, and write it."""
        say = self._voice.text
        folder = self._document.session.project.folder.resolve().parent
        name = f"{file_slug(self._document.course.title, 'course')}-storyboard"
        patterns = {suffix: say(f"ui.storyboard_kind{suffix}") for suffix in SUFFIXES}
        target = self._asking.new_file_of(say("ui.choose_storyboard"), folder / name, patterns)
        if target:
            self.write(target)

    def write(self, target: Path) -> None:
        """Write the storyboard of the open course to `target`, on another thread."""
        project, course, voice = self._document.session.project, self._document.course, self._voice

        def work(progress: Progress) -> None:
            from exporters.storyboard import pictures_of, write_storyboard

            if target.suffix.lower() == ".pdf":
                from studio.ui.storyboard.pdf import write_storyboard_pdf

                pictures = pictures_of(project, course)
                write_storyboard_pdf(target, course, voice, pictures, progress)
            else:
                write_storyboard(target, project, course, voice, progress)

        said = voice.text("ui.storyboard_written", path=str(target))
        title = message("storyboard.step.write", file=target.name)
        self._working.start(str(target), title, work, lambda _: self._working.say(said))

    def choose_source(self) -> None:
        """Ask for a document that an expert has edited, and read it."""
        pattern = self._voice.text("ui.storyboard_files", patterns="*.docx *.xlsx")
        source = self._asking.file(self._voice.text("ui.choose_storyboard_back"), pattern)
        if source:
            self.read(source)

    def read(self, source: Path) -> None:
        """Read a document on another thread, and show what it would change."""

        def work(_: Progress) -> Found:
            from studio.imports.storyboard import read_storyboard

            return read_storyboard(source)

        title = message("storyboard.step.read", file=source.name)
        target = f"{self._document.session.project.folder} {source}"
        self._working.start(target, title, work, self._came_back)

    def _came_back(self, found: Found) -> None:
        from studio.imports.storyboard_changes import storyboard_changes
        from studio.messages import StudioError
        from studio.ui.storyboard.changes_dialog import ChangesDialog

        if not self._document.is_open:
            return
        try:
            back = storyboard_changes(self._document.course, found)
        except StudioError as problem:
            self.failed.emit(problem)
            return
        if not back.changes:
            told = [self._voice.say(each) for each in back.told]
            self._working.say(" ".join([self._voice.text("storyboard.nothing"), *told]))
            return
        dialog = ChangesDialog(self._document.course, back, self._voice, self._asking.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._take(dialog, found.name))
        dialog.open()
        self.dialog_shown.emit(dialog)

    def _take(self, dialog: ChangesDialog, name: str) -> None:
        from studio.imports.storyboard_changes import edit_of

        chosen = dialog.chosen()
        if self._document.edit(message("undo.storyboard", file=name), edit_of(chosen)):
            self._working.say(self._voice.text("ui.storyboard_taken", n=len(chosen)))
