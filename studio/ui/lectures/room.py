"""The recordings of the course: their clips, where those are shown, and their captions."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace as changed
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.course.edits import replace
from studio.course.model import Course, Recording
from studio.i18n import Voice, duration
from studio.messages import message
from studio.ui.document import Document
from studio.ui.fields import LineField
from studio.ui.lectures.clips import ClipTable
from studio.ui.pieces import button, head, quiet
from studio.ui.undo import Typing

_ID = Qt.ItemDataRole.UserRole


class LecturesRoom(QWidget):
    """Lists the recordings; the one that is chosen is shown with its clips."""

    add_wanted = Signal()
    captions_wanted = Signal(str)
    """The id of the recording that is to have captions."""
    go_wanted = Signal(str)
    """The id of a screen."""

    def __init__(self, document: Document, voice: Voice) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        say = voice.text
        self.recordings = QListWidget()
        self.recordings.setAccessibleName(say("ui.lectures_head"))
        self.recordings.setWordWrap(True)
        self.recordings.currentItemChanged.connect(lambda *_: self._show_current())
        self.add_button = button(
            say("ui.lecture_add"), self.add_wanted.emit, kind="main", icon="add"
        )
        self.title = LineField(say("ui.field.recording_title"))
        self.title.typed.connect(self._type)
        self.facts, self.captions = quiet(), quiet()
        self.captions_button = button(say("ui.attach_captions"), self._want_captions)
        self.clips = ClipTable(document, voice)
        self.clips.go_wanted.connect(self.go_wanted)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._empty())
        self.pages.addWidget(self._detail())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addWidget(self.pages, 1)

    def show_course(self, course: Course) -> None:
        """Show a course, or what an edit has made of it."""
        here = self.current_id()
        self.recordings.blockSignals(True)
        self.recordings.clear()
        for recording in course.recordings.values():
            item = QListWidgetItem(self._line(course, recording))
            item.setData(_ID, recording.id)
            self.recordings.addItem(item)
            if recording.id == here:
                self.recordings.setCurrentItem(item)
        self.recordings.blockSignals(False)
        if self.recordings.currentRow() < 0 and self.recordings.count():
            self.recordings.setCurrentRow(0)
        self.add_button.setEnabled(not self._document.session.read_only)
        self._show_current()

    def current_id(self) -> str:
        """Return the id of the recording that is chosen; "" for none."""
        item: QListWidgetItem | None = self.recordings.currentItem()
        return "" if item is None else str(item.data(_ID))

    def select(self, recording: str, clip: str = "") -> None:
        """Go to a recording, and to one of its clips."""
        for row in range(self.recordings.count()):
            if self.recordings.item(row).data(_ID) == recording:
                self.recordings.setCurrentRow(row)
        if clip:
            self.clips.select(clip)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setObjectName("side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(300)
        drop = QLabel(self._voice.text("ui.drop_recording"))
        drop.setObjectName("drop_small")
        drop.setAlignment(Qt.AlignmentFlag.AlignCenter)
        drop.setWordWrap(True)
        drop.setMinimumHeight(84)
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 16, 12, 16)
        column.setSpacing(12)
        column.addWidget(head(self._voice.text("ui.lectures_head")))
        column.addWidget(self.recordings, 1)
        column.addWidget(drop)
        column.addWidget(self.add_button)
        return side

    def _empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(48, 48, 48, 48)
        column.addWidget(head(self._voice.text("ui.no_lectures_head")))
        column.addWidget(quiet(self._voice.text("ui.no_lectures")))
        column.addStretch(1)
        return page

    def _detail(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        label = quiet(self._voice.text("ui.field.recording_title"))
        label.setBuddy(self.title)
        captions = QHBoxLayout()
        captions.addWidget(self.captions, 1)
        captions.addWidget(self.captions_button)
        for widget in (label, self.title, self.facts):
            column.addWidget(widget)
        column.addLayout(captions)
        column.addWidget(head(self._voice.text("ui.clips_head")))
        column.addWidget(quiet(self._voice.text("ui.clips_hint")))
        column.addWidget(self.clips, 1)
        return page

    def _line(self, course: Course, recording: Recording) -> str:
        clips = sum(clip.recording == recording.id for clip in course.clips.values())
        count = self._voice.text("ui.clip_count", n=clips)
        title = recording.title or self._voice.text("ui.untitled")
        return f"{title}\n{duration(recording.duration_s)} \u00b7 {count}"

    def _show_current(self) -> None:
        course = self._document.course
        recording = course.recordings.get(self.current_id())
        self.pages.setCurrentIndex(0 if recording is None else 1)
        if recording is None:
            return
        editable = not self._document.session.read_only
        self.title.show_text(recording.title)
        self.title.setEnabled(editable)
        media = course.media[recording.media]
        self.facts.setText(
            self._voice.text(
                "ui.recording_facts", name=media.name, length=recording.duration_s, size=media.size
            )
        )
        self.captions.setText(self._said_captions(recording))
        self.captions_button.setEnabled(editable)
        self.clips.show_recording(course, recording.id, editable=editable)

    def _said_captions(self, recording: Recording) -> str:
        if not recording.captions:
            return self._voice.text("ui.recording_no_captions")
        names = (self._language(tag) for tag in sorted(recording.captions))
        return self._voice.text("ui.recording_captions", languages=", ".join(names))

    def _language(self, tag: str) -> str:
        id_ = f"ui.language.{tag}"
        return self._voice.text(id_) if self._voice.knows(id_) else tag

    def _want_captions(self) -> None:
        self.captions_wanted.emit(self.current_id())

    def _type(self, before: str, after: str) -> None:
        recording = self._document.course.recordings[self.current_id()]
        label = message("undo.rename", title=before)
        edit = partial(replace, node=changed(recording, title=after))
        self._document.edit(label, edit, Typing(recording.id, "title", before, after))
