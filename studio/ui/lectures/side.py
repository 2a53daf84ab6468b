"""The column beside the player: the clips and the captions, or the captions being edited."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from studio.course.model import Course
from studio.i18n import Voice
from studio.ui.captions.editor import CaptionEditor
from studio.ui.captions.panel import CaptionsPanel
from studio.ui.document import Document
from studio.ui.lectures.clip_list import ClipList
from studio.ui.pieces import button, head, scrolling
from studio.ui.shell.asking import Asking
from studio.ui.shell.working import Working

_NARROW, _WIDE = 250, 390


class LectureSide(QStackedWidget):
    """Shows clips above captions; the editor of captions takes the place of both."""

    editing_changed = Signal()
    """Captions are edited now, and the column is wider, or they are no longer."""

    def __init__(self, document: Document, voice: Voice, working: Working, asking: Asking) -> None:
        super().__init__()
        self._voice = voice
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.clips = ClipList(voice)
        self.captions = CaptionsPanel(document, voice, working, asking)
        self.editor = CaptionEditor(document, voice)
        self._recording = ""
        self._course: Course | None = None
        self.addWidget(self._clips_page())
        self.addWidget(self._editor_page())
        self.captions.edit_wanted.connect(self.edit_captions)
        self.setMinimumWidth(_NARROW)

    def show_recording(self, course: Course, recording: str) -> None:
        """Show the captions of a recording; clips are shown in their list by the room."""
        if recording != self._recording:
            self.show_clips()
        self._course, self._recording = course, recording
        self.captions.show_recording(course, recording)

    def edit_captions(self, language: str) -> None:
        """Edit the captions in a language."""
        if self._course is not None:
            self.editor.show_recording(self._course, self._recording, language)
            self._turn(1)

    def show_clips(self) -> None:
        """Leave the editor of captions; what is typed there is kept."""
        self.editor.finish()
        self._turn(0)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the width that clips need."""
        return QSize(288, super().sizeHint().height())

    @property
    def is_editing(self) -> bool:
        """Whether captions are edited."""
        return self.currentIndex() == 1

    def _turn(self, page: int) -> None:
        if page != self.currentIndex():
            self.setCurrentIndex(page)
            self.editing_changed.emit()
            self.setMinimumWidth(_WIDE if page else _NARROW)

    def _clips_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(8)
        title = head(self._voice.text("ui.clips_head"))
        title.setContentsMargins(8, 0, 0, 0)
        column.addWidget(title)
        column.addWidget(self.clips, 3)
        self.captions.setContentsMargins(8, 0, 8, 0)
        below = scrolling(self.captions)
        for ground in (below.viewport(), self.captions):
            ground.setAutoFillBackground(False)
        column.addWidget(below, 2)
        return page

    def _editor_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        self.back_button = button(
            f"\u2039 {self._voice.text('ui.clips_head')}", self.show_clips, kind="link"
        )
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.editor, 1)
        return page
