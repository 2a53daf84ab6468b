"""The clips of one recording in a list: title, length, and why each is cut where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from studio.i18n import Voice, duration
from studio.ui.lectures.clip_delegate import ROW, ClipDelegate

Index = QModelIndex | QPersistentModelIndex

_OURS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_F2)
_GOES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ClipRow(NamedTuple):
    """A clip as it is listed. `shown_on` is the screen that shows it, "" for none."""

    id: str
    number: int
    title: str
    length_s: float
    why: str
    too_long: bool
    pinned: bool
    shown_on: str


class ClipModel(QAbstractListModel):
    """The rows; a title that was typed is told, not kept."""

    titled = Signal(str, str)
    """A clip, and the title that was typed for it."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.rows: tuple[ClipRow, ...] = ()
        self.editable = False

    def show_rows(self, rows: Sequence[ClipRow]) -> None:
        """Show other rows; as many as before stay where they are."""
        rows = tuple(rows)
        if rows == self.rows:
            return
        if len(rows) == len(self.rows):
            before, self.rows = self.rows, rows
            for at, (old, new) in enumerate(zip(before, rows, strict=True)):
                # The view fills a line anew that the author is writing a title in.
                if old.title != new.title:
                    self.dataChanged.emit(self.index(at), self.index(at))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's way
        """Return how many clips there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's
        """Return what is shown of a clip, and what is read out."""
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.title
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.title}\n{row.why}" if row.why else row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._read_out(row)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802  # Qt's name
        """Tell of a title that was typed."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        row = self.rows[index.row()]
        if str(value) != row.title:
            self.titled.emit(row.id, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let titles be typed where the course can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.editable else flags

    def _read_out(self, row: ClipRow) -> str:
        say = self._voice.text
        parts = [f"{row.number} {row.title or say('ui.untitled')}", duration(row.length_s)]
        parts += [say("ui.clip_too_long")] if row.too_long else []
        parts += [row.why] if row.why else []
        parts += [say("ui.clip_pinned")] if row.pinned else []
        parts.append(say("ui.clip_used" if row.shown_on else "ui.clip_unused"))
        return ", ".join(parts)


class ClipList(QListView):
    """Lists clips; one can be chosen, renamed in place, or gone to where it is shown."""

    chosen = Signal(str)
    titled = Signal(str, str)
    go_wanted = Signal(str)
    """The id of a screen."""
    _typed = Signal(str, str)

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._rows = ClipModel(voice)
        self.setModel(self._rows)
        self.setItemDelegate(ClipDelegate(voice, self))
        self.setAccessibleName(voice.text("ui.clips_head"))
        self.setObjectName("clips")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        triggers = QListView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.selectionModel().currentChanged.connect(self._tell)
        self._rows.titled.connect(self._typed)
        # Queued: the editor of the title has to be done before the rows are filled anew.
        self._typed.connect(self.titled, Qt.ConnectionType.QueuedConnection)

    def show_rows(self, rows: Sequence[ClipRow], current: str, *, editable: bool) -> None:
        """Show the clips of a recording."""
        self._rows.editable = editable
        self._rows.show_rows(rows)
        self.scheduleDelayedItemsLayout()
        self.select(current)

    def current_id(self) -> str:
        """Return the id of the clip that is chosen; "" for none."""
        at = self.currentIndex().row()
        return self._rows.rows[at].id if 0 <= at < len(self._rows.rows) else ""

    def select(self, clip: str) -> None:
        """Choose a clip without telling of it."""
        ids = [row.id for row in self._rows.rows]
        if clip in ids and clip != self.current_id():
            self.selectionModel().blockSignals(True)  # what is shown is no choice of the author's
            self.setCurrentIndex(self._rows.index(ids.index(clip)))
            self.selectionModel().blockSignals(False)
            self.scrollTo(self.currentIndex())
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Leave to the room all keys but those that walk through the list."""
        if event.key() in _GOES and self.current_id():
            self._go()
        elif event.key() in _OURS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _go(self) -> None:
        screen = self._rows.rows[self.currentIndex().row()].shown_on
        if screen:
            self.go_wanted.emit(screen)

    def _tell(self) -> None:
        self.chosen.emit(self.current_id())
