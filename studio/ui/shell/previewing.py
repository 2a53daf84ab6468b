"""The live preview of the open course, in the system's browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from studio.course.model import Course
from studio.course.question_alone import question_alone
from studio.course.question_uses import question_uses
from studio.i18n import Voice
from studio.ui.document import Document
from studio.ui.shell.actions import Slots

if TYPE_CHECKING:
    from exporters.live import LiveRender
    from studio.preview.live import LivePreview


class _Alone(NamedTuple):
    """The preview of one question and nothing else."""

    question: str
    render: LiveRender
    preview: LivePreview

    def close(self) -> None:
        self.preview.close()
        self.render.close()


class Previewing(QObject):
    """Opens the preview, and has it follow what the author writes and where the author is."""

    def __init__(self, document: Document, voice: Voice, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._voice = voice
        self._window = window
        self._here = ""
        self._render: LiveRender | None = None
        self.preview: LivePreview | None = None
        self.alone: _Alone | None = None
        document.changed.connect(self._show)

    def slots(self) -> Slots:
        """Return what this does, by the names of the actions."""
        return {"preview": self.open}

    def open(self) -> None:
        """Open the browser at the screen where the author is."""
        preview = self.preview or self._start()
        preview.go_to(self._here)
        self._browse(preview.address(self._here))

    def open_question(self, id_: str) -> None:
        """Open the browser at the first screen that names a question, else at it alone.

        A quiz that draws may not show it, so one that only draws it is no place to go to.
        """
        uses = question_uses(self._document.course).get(id_, ())
        screen = next((use.screen.id for use in uses if not use.drawn), "")
        if screen:
            self.go_to(screen)
            self.open()
            return
        self._close_alone()
        self.alone = self._start_alone(id_)
        self._browse(self.alone.preview.address())

    def go_to(self, id_: str) -> None:
        """Follow the author to a screen; anything else leaves the page where it is."""
        if not self._document.is_open or id_ not in self._document.course.screens:
            return
        if id_ != self._here:
            self._here = id_
            if self.preview:
                self.preview.go_to(id_)

    def close(self) -> None:
        """End the preview, if there is one. May be called twice."""
        self._here = ""
        self._close_alone()
        if self.preview:
            self.preview.close()
            self.preview = None
        if self._render:
            self._render.close()
            self._render = None

    def _start(self) -> LivePreview:
        from exporters.live import LiveRender
        from studio.preview.live import LivePreview

        self._render = LiveRender(self._document.session.project)
        self.preview = LivePreview(self._render, self._document.course, self._voice)
        return self.preview

    def _show(self, before: Course | None, course: Course) -> None:
        if before is None:
            self.close()
            return
        if self.preview:
            self.preview.show(course)
        if self.alone and self.alone.question in course.questions:
            self.alone.preview.show(question_alone(course, self.alone.question))

    def _start_alone(self, id_: str) -> _Alone:
        from exporters.live import LiveRender
        from studio.preview.live import LivePreview

        render = LiveRender(self._document.session.project)
        course = question_alone(self._document.course, id_)
        return _Alone(id_, render, LivePreview(render, course, self._voice))

    def _close_alone(self) -> None:
        if self.alone:
            self.alone.close()
            self.alone = None

    def _browse(self, address: str) -> None:
        if not QDesktopServices.openUrl(QUrl(address)):
            self.tell(address)

    def tell(self, address: str) -> None:
        """Say the address where no browser opens, for another way to open it."""
        say = self._voice.text
        box = QMessageBox(self._window)
        box.setText(say("ui.no_browser", address=address))
        copy = box.addButton(say("ui.copy_address"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda _checked: QGuiApplication.clipboard().setText(address))
        box.addButton(QMessageBox.StandardButton.Close)
        box.open()
