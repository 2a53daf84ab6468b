"""Publishing: the format, what stands in the way, where the package goes, and the result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from studio.course.model import Course
from studio.i18n import Voice
from studio.names import file_slug
from studio.review.findings import Level
from studio.ui import icons
from studio.ui.document import Document
from studio.ui.pieces import button, card, head, quiet, said, scrolling
from studio.ui.publish.options import OptionsForm
from studio.ui.review.reviewing import Reviewing
from studio.ui.shell.publishing import FORMATS, Publishing

if TYPE_CHECKING:
    from exporters.publish import Published

_WIDTH = 760


class PublishRoom(QWidget):
    """One page from top to bottom: format, review, file, publish, result."""

    review_wanted = Signal()

    def __init__(
        self, document: Document, voice: Voice, reviewing: Reviewing, publishing: Publishing
    ) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        self._reviewing = reviewing
        self._publishing = publishing
        self._result = Path()
        say = voice.text
        self.formats = {name: QRadioButton(say(f"ui.publish.{name}")) for name in FORMATS}
        self.group = QButtonGroup(self)
        self.options = OptionsForm(voice)
        self.findings = said()
        self.review_button = button(say("ui.publish_review"), self.review_wanted.emit)
        self.file = QLineEdit()
        self.file.setAccessibleName(say("ui.field.package"))
        self.choose_button = button(say("ui.choose"), self._choose)
        self.publish_button = button(
            say("ui.publish_now"), self.publish, kind="main", icon="publish"
        )
        self.result, self.warnings = said(), said()
        self.folder_button = button(say("ui.show_folder"), self._show_folder)
        self._lay_out()
        self.group.buttonToggled.connect(lambda *_: self._choose_format())
        self.file.textChanged.connect(lambda _: self._show_what_can_be_done())
        reviewing.changed.connect(self._show_findings)
        publishing.done.connect(self._show_result)

    @property
    def format(self) -> str:
        """The name of the format that is chosen."""
        return next(name for name, each in self.formats.items() if each.isChecked())

    def show_course(self, course: Course) -> None:
        """Show what there is to publish."""
        del course
        self.options.show_format(self.format)
        if not self.file.isModified():
            self._propose()
        self._show_findings()
        self._show_what_can_be_done()

    def publish(self) -> None:
        """Write the package."""
        self._done.hide()
        file = Path(self.file.text().strip())
        self._publishing.publish_to(self.format, file, self.options.options)

    def _choose_format(self) -> None:
        self.options.show_format(self.format)
        self._propose()

    def _propose(self) -> None:
        """Propose a file beside the course, named after it and the format."""
        if self._document.is_open:
            name = f"{file_slug(self._document.course.title, 'course')}-{self.format}.zip"
            folder = self._document.session.project.folder.resolve().parent
            self.file.setText(str(folder / name))
            self.file.setModified(False)

    def _choose(self) -> None:
        chosen = self._publishing.ask_target(Path(self.file.text().strip()))
        if chosen:
            self.file.setText(str(chosen))
            self.file.setModified(True)

    def _show_findings(self) -> None:
        if not self._document.is_open:
            return
        levels = [each.level for each in self._reviewing.findings]
        errors, warnings = levels.count(Level.ERROR), levels.count(Level.WARNING)
        say = self._voice.text
        if errors or warnings:
            counts = (say("review.count.error", n=errors), say("review.count.warning", n=warnings))
            self.findings.setText(say("ui.publish_findings", errors=counts[0], warnings=counts[1]))
        else:
            self.findings.setText(say("ui.publish_no_findings"))
        self.review_button.setVisible(bool(errors or warnings))

    def _show_what_can_be_done(self) -> None:
        course = self._document.course if self._document.is_open else None
        possible = bool(course and course.screens and self.file.text().strip())
        self.publish_button.setEnabled(possible)
        self._nothing.setVisible(bool(course) and not (course and course.screens))

    def _show_result(self, published: Published) -> None:
        self._result = published.file
        say = self._voice.text
        path, size, n = str(published.file), published.size, len(published.files)
        self.result.setText(say("ui.published", path=path, size=size, n=n))
        told = [f"\u2022 {self._voice.say(each)}" for each in published.warnings]
        self.warnings.setText("\n".join(told))
        self.warnings.setVisible(bool(told))
        self._done.show()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._result.parent)))

    def _lay_out(self) -> None:
        say = self._voice.text
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        column.addWidget(head(say("ui.publish_head")))
        column.addWidget(self._format_card())
        column.addWidget(head(say("ui.publish_options_head")))
        options, row = card()
        row.addWidget(self.options)
        column.addWidget(options)
        column.addWidget(head(say("ui.publish_review_head")))
        review, row = card()
        line = QHBoxLayout()
        line.addWidget(self.findings, 1)
        line.addWidget(self.review_button)
        row.addLayout(line)
        column.addWidget(review)
        column.addWidget(head(say("ui.field.package")))
        file = QHBoxLayout()
        file.addWidget(self.file, 1)
        file.addWidget(self.choose_button)
        column.addLayout(file)
        self._nothing = quiet(say("ui.publish_nothing"))
        column.addWidget(self._nothing)
        main = QHBoxLayout()
        main.addWidget(self.publish_button)
        main.addStretch(1)
        column.addLayout(main)
        column.addWidget(self._result_card())
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolling(inner)
        outer.addWidget(self.area)

    def _format_card(self) -> QWidget:
        frame, column = card()
        for name, choice in self.formats.items():
            self.group.addButton(choice)
            words = quiet(self._voice.text(f"ui.publish_words.{name}"))
            words.setIndent(26)
            words.setBuddy(choice)
            column.addWidget(choice)
            column.addWidget(words)
        self.formats[FORMATS[0]].setChecked(True)
        return frame

    def _result_card(self) -> QWidget:
        self._done, column = card()
        line = QHBoxLayout()
        mark = QLabel()
        mark.setPixmap(icons.icon("check").pixmap(20, 20))
        line.addWidget(mark)
        line.addWidget(self.result, 1)
        line.addWidget(self.folder_button)
        column.addLayout(line)
        column.addWidget(self.warnings)
        self._done.hide()
        return self._done
