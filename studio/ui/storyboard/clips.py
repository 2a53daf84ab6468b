"""The lectures' clips beside the outline: each can be put onto the storyboard."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.course.blocks import ClipBlock
from studio.course.model import Clip, Course
from studio.i18n import Voice, duration
from studio.ui import icons
from studio.ui.course_model import CLIPS
from studio.ui.dragging import drag

_ID = Qt.ItemDataRole.UserRole


class ClipTree(QTreeWidget):
    """Recordings and their clips, which can be dragged away."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(8)
        self.setRootIsDecorated(False)
        self.setAccessibleName(voice.text("ui.clips"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, self.header().ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, self.header().ResizeMode.ResizeToContents)

    def chosen(self) -> list[str]:
        """Return the ids of the selected clips, from top to bottom."""
        items = sorted(self.selectedItems(), key=lambda item: self.visualItemRect(item).top())
        return [item.data(0, _ID) for item in items if item.data(0, _ID)]

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:  # noqa: N802  # Qt's name
        """Return the clips that are dragged."""
        del items
        data = QMimeData()
        data.setData(CLIPS, json.dumps(self.chosen()).encode())
        return data

    def startDrag(self, supported: Qt.DropAction) -> None:  # noqa: N802  # Qt's name
        """Carry the selected clips; a label says how many."""
        del supported
        count = len(self.chosen())
        if count:
            drag(self, self.mimeData([]), self._voice.text("ui.clips_count", n=count))


class ClipsPanel(QStackedWidget):
    """Lists the clips of all lectures, and says what to do while there are none."""

    add_wanted = Signal(list)
    """Ids of clips that are to come onto the storyboard, behind the author's place."""
    lecture_wanted = Signal()

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self._course: Course | None = None
        self.tree = ClipTree(voice)
        self.only_unused = QCheckBox(voice.text("ui.clips_unused"))
        self.add_button = QPushButton(voice.text("ui.clips_add"))
        self.lecture_button = QPushButton(voice.text("ui.add_lecture").replace("&", ""))
        self.addWidget(self._empty())
        self.addWidget(self._list())
        self.tree.itemActivated.connect(lambda *_: self._add())
        self.tree.itemSelectionChanged.connect(self._show_what_can_be_done)
        self.add_button.clicked.connect(lambda _checked: self._add())
        self.lecture_button.clicked.connect(lambda _checked: self.lecture_wanted.emit())
        self.only_unused.toggled.connect(lambda _on: self._fill())

    def show_course(self, course: Course, *, editable: bool) -> None:
        """Show the clips of a course, and which of them screens show."""
        before, self._course = self._course, course
        self.setEnabled(editable)
        parts = ("clips", "recordings", "screens")
        if before is None or any(getattr(before, p) is not getattr(course, p) for p in parts):
            self._fill()

    def _fill(self) -> None:
        course = self._course
        if course is None:
            return
        self.setCurrentIndex(int(bool(course.clips)))
        used = {
            block.clip
            for screen in course.screens.values()
            for block in screen.blocks
            if isinstance(block, ClipBlock)
        }
        wanted = [
            clip
            for clip in course.clips.values()
            if not (self.only_unused.isChecked() and clip.id in used)
        ]
        shown = [(c.id, c.title, c.start_s, c.end_s, c.id in used) for c in wanted]
        if self.tree.property("shown") != repr(shown):
            self.tree.setProperty("shown", repr(shown))
            self._list_clips(course, wanted, used)
        self._show_what_can_be_done()

    def _list_clips(self, course: Course, clips: list[Clip], used: set[str]) -> None:
        chosen = set(self.tree.chosen())
        self.tree.clear()
        for recording in course.recordings.values():
            own = [clip for clip in clips if clip.recording == recording.id]
            if not own:
                continue
            above = QTreeWidgetItem(self.tree, [recording.title, ""])
            above.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for clip in sorted(own, key=lambda clip: clip.start_s):
                item = self._item(above, clip, is_used=clip.id in used)
                item.setSelected(clip.id in chosen)
            above.setExpanded(True)

    def _item(self, above: QTreeWidgetItem, clip: Clip, *, is_used: bool) -> QTreeWidgetItem:
        title, length = clip.title or self._voice.text("ui.untitled"), duration(clip.duration_s)
        item = QTreeWidgetItem(above, [title, f"{length} \u2713" if is_used else length])
        item.setData(0, _ID, clip.id)
        item.setIcon(0, icons.icon("clip"))
        state = self._voice.text("ui.clip_used" if is_used else "ui.clip_unused")
        item.setToolTip(0, f"{title}\n{length}, {state}")
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{title}, {length}, {state}")
        return item

    def _add(self) -> None:
        chosen = self.tree.chosen()
        if chosen:
            self.add_wanted.emit(chosen)

    def _show_what_can_be_done(self) -> None:
        self.add_button.setEnabled(bool(self.tree.chosen()))

    def _list(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.only_unused)
        column.addWidget(self.tree, 1)
        column.addWidget(self.add_button)
        self.add_button.setStyleSheet("padding: 6px 4px;")
        return page

    def _empty(self) -> QWidget:
        page = QWidget()
        words = QLabel(self._voice.text("ui.clips_none"))
        words.setWordWrap(True)
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 24, 16, 16)
        column.addWidget(words)
        column.addWidget(self.lecture_button)
        column.addStretch(1)
        return page
