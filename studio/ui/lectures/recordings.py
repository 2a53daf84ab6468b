"""The recordings of the course, and those that are being brought in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.course.model import Course, Recording
from studio.i18n import Voice, duration
from studio.jobs import Job
from studio.ui import icons
from studio.ui.pieces import head, quiet
from studio.ui.storyboard.pictures import CardPictures, Source

_ID = Qt.ItemDataRole.UserRole
_HAS_PICTURE = Qt.ItemDataRole.UserRole + 1
_SIZE = QSize(60, 34)
_INTO_S = 5.0
"""A recording's first picture is often black."""


class RecordingList(QWidget):
    """Lists the recordings; one can be chosen, and others dropped."""

    chosen = Signal()
    add_wanted = Signal()

    def __init__(self, voice: Voice, pictures: CardPictures) -> None:
        super().__init__()
        self._voice = voice
        self._pictures = pictures
        self._course: Course | None = None
        say = voice.text
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = QListWidget()
        self.list.setAccessibleName(say("ui.lectures_head"))
        self.list.setWordWrap(True)
        self.list.setIconSize(_SIZE)
        self.add_button = QToolButton()
        self.add_button.setIcon(icons.icon("add"))
        self.add_button.setToolTip(say("ui.lecture_add"))
        self.add_button.setAccessibleName(say("ui.lecture_add"))
        self.rows: list[ComingRow] = []
        self._coming = QVBoxLayout()
        self._lay_out()
        self.add_button.clicked.connect(lambda _checked: self.add_wanted.emit())
        self.list.currentItemChanged.connect(lambda *_: self.chosen.emit())
        pictures.ready.connect(self._show_pictures, Qt.ConnectionType.QueuedConnection)

    def show_course(self, course: Course, *, editable: bool) -> None:
        """Show the recordings of a course; the one that was chosen stays so."""
        self.add_button.setEnabled(editable)
        before, self._course = self._course, course
        if before is not None and _same(before, course):
            return
        here = self.current_id()
        self.list.blockSignals(True)  # what is shown is no choice of the author's
        self.list.clear()
        for recording in course.recordings.values():
            item = QListWidgetItem(self._line(course, recording), self.list)
            item.setData(_ID, recording.id)
        ids = list(course.recordings)
        self.list.setCurrentRow(ids.index(here) if here in ids else min(0, len(ids) - 1))
        self.list.blockSignals(False)
        self._show_pictures()

    def current_id(self) -> str:
        """Return the id of the recording that is chosen; "" for none."""
        item: QListWidgetItem | None = self.list.currentItem()
        return "" if item is None else str(item.data(_ID))

    def select(self, recording: str) -> None:
        """Choose a recording."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) == recording:
                self.list.setCurrentRow(row)

    def show_coming(self, jobs: Iterable[tuple[str, Job[Any]]]) -> None:
        """Show what is being brought in: the name of each recording, and how far it has come."""
        wanted = list(jobs)
        while len(self.rows) > len(wanted):
            gone = self.rows.pop()
            self._coming.removeWidget(gone)
            gone.deleteLater()
        while len(self.rows) < len(wanted):
            self.rows.append(ComingRow(self._voice))
            self._coming.addWidget(self.rows[-1])
        for row, (name, job) in zip(self.rows, wanted, strict=True):
            row.show_job(name, job.progress.fraction)

    def _show_pictures(self) -> None:
        if self._course is None:
            return
        for row in range(self.list.count()):
            item = self.list.item(row)
            recording = self._course.recordings.get(item.data(_ID))
            if recording is not None and not item.data(_HAS_PICTURE):
                file = self._course.media[recording.media].file
                at_s = min(_INTO_S, recording.duration_s / 2)
                picture = self._pictures.picture_of(Source(file, at_s))
                item.setData(_HAS_PICTURE, picture is not None)
                item.setIcon(icons.icon("lectures") if picture is None else _icon(picture))

    def _line(self, course: Course, recording: Recording) -> str:
        clips = sum(clip.recording == recording.id for clip in course.clips.values())
        count = self._voice.text("ui.clip_count", n=clips)
        title = recording.title or self._voice.text("ui.untitled")
        return f"{title}\n{duration(recording.duration_s)} \u00b7 {count}"

    def _lay_out(self) -> None:
        drop = QLabel(self._voice.text("ui.drop_recording"))
        drop.setObjectName("drop_small")
        drop.setAlignment(Qt.AlignmentFlag.AlignCenter)
        drop.setWordWrap(True)
        drop.setMinimumHeight(72)
        top = QHBoxLayout()
        top.addWidget(head(self._voice.text("ui.lectures_head")), 1)
        top.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 16)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addLayout(self._coming)
        column.addWidget(drop)


class ComingRow(QWidget):
    """A recording that is being brought in."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.words = quiet()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.bar)

    def show_job(self, name: str, share: float) -> None:
        """Show how far it has come."""
        said = self._voice.text("ui.lecture_coming", name=name, share=share)
        self.words.setText(said)
        self.bar.setValue(round(share * 100))
        self.bar.setAccessibleName(said)


def _icon(image: QImage) -> QIcon:
    """Return a picture with round corners, the same whether its line is chosen or not."""
    drawn = QPixmap(_SIZE * 2)
    drawn.setDevicePixelRatio(2.0)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(0, 0, *_SIZE.toTuple()), 4, 4)
    painter.setClipPath(shape)
    painter.drawImage(QRectF(0, 0, *_SIZE.toTuple()), image)
    painter.end()
    icon = QIcon(drawn)
    icon.addPixmap(drawn, QIcon.Mode.Selected)
    return icon


def _same(before: Course, course: Course) -> bool:
    """Return whether two courses have the same recordings with as many clips."""
    parts: Sequence[str] = ("recordings", "clips", "media")
    return all(getattr(before, part) is getattr(course, part) for part in parts)
