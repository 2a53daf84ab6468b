"""The clips of one recording in a table: titles to be typed, and where each is shown."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace as changed
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from studio.course.blocks import ClipBlock
from studio.course.edits import replace
from studio.course.model import Clip, Course, Screen
from studio.i18n import Voice, duration
from studio.messages import message
from studio.ui.document import Document

_COLUMNS = ("clip_title", "from_to", "length", "shown_on")
_TITLE, _SHOWN = 0, 3
_ID = Qt.ItemDataRole.UserRole


class ClipTable(QTableWidget):
    """One row a clip, in the order of the recording; a double click on its screen goes there."""

    go_wanted = Signal(str)
    """The id of a screen."""
    _typed = Signal(str, str)

    def __init__(self, document: Document, voice: Voice) -> None:
        super().__init__(0, len(_COLUMNS))
        self._document = document
        self._voice = voice
        self.setAccessibleName(voice.text("ui.clips_head"))
        self.setHorizontalHeaderLabels([voice.text(f"ui.column.{each}") for each in _COLUMNS])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(self._tell)
        self.itemDoubleClicked.connect(self._go)
        # Queued: the editor of the title has to be done before the table is filled anew.
        self._typed.connect(self._retitle, Qt.ConnectionType.QueuedConnection)

    def show_recording(self, course: Course, recording: str, *, editable: bool) -> None:
        """Show the clips of a recording."""
        clips = [clip for clip in course.clips.values() if clip.recording == recording]
        screens = _screens_by_clip(course)
        row = max(0, self.currentRow())
        self.blockSignals(True)
        self.setRowCount(len(clips))
        for at, clip in enumerate(sorted(clips, key=lambda each: each.start_s)):
            self._fill(at, clip, screens.get(clip.id), editable=editable)
        self.blockSignals(False)
        if clips:
            self.setCurrentCell(min(row, len(clips) - 1), _TITLE)

    def select(self, clip: str) -> None:
        """Go to a clip."""
        for row in range(self.rowCount()):
            item = self.item(row, _TITLE)
            if item is not None and item.data(_ID) == clip:
                self.setCurrentCell(row, _TITLE)

    def _fill(self, row: int, clip: Clip, screen: Screen | None, *, editable: bool) -> None:
        from_to = f"{duration(clip.start_s)} \u2013 {duration(clip.end_s)}"
        shown = self._voice.text("ui.shown_nowhere")
        if screen is not None:
            shown = screen.title or self._voice.text("ui.untitled")
        for column, text in enumerate((clip.title, from_to, duration(clip.duration_s), shown)):
            item = QTableWidgetItem(text)
            item.setData(_ID, clip.id if column != _SHOWN else getattr(screen, "id", ""))
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            may = column == _TITLE and editable
            item.setFlags(flags | Qt.ItemFlag.ItemIsEditable if may else flags)
            self.setItem(row, column, item)

    def _tell(self, item: QTableWidgetItem) -> None:
        self._typed.emit(str(item.data(_ID)), item.text())

    def _retitle(self, id_: str, title: str) -> None:
        clip = self._document.course.clips.get(id_)
        if clip is not None and title != clip.title:
            label = message("undo.rename", title=clip.title)
            self._document.edit(label, partial(replace, node=changed(clip, title=title)))

    def _go(self, item: QTableWidgetItem) -> None:
        if item.column() == _SHOWN and item.data(_ID):
            self.go_wanted.emit(str(item.data(_ID)))


def _screens_by_clip(course: Course) -> dict[str, Screen]:
    found: dict[str, Screen] = {}
    for screen in course.screens_in_order():
        for block in screen.blocks:
            if isinstance(block, ClipBlock):
                found.setdefault(block.clip, screen)
    return found
