"""The sheet that blocks stand on, as wide as the learner's page; blocks and files drop onto it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio.i18n import Voice
from studio.ui import icons
from studio.ui.editor.frame import BLOCK, BlockFrame
from studio.ui.fields import LineField

_WIDTH = 780


class Sheet(QWidget):
    """The title of a screen, its blocks, and a way to add one."""

    block_dropped = Signal(str, int)
    """The id of a block, and its place among the others once it is taken out."""
    mime_dropped = Signal(object, int)
    """What was dragged here from elsewhere (`QMimeData`), and the place for it."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self.frames: list[BlockFrame] = []
        self.editable = False
        self.title = LineField(voice.text("ui.field.title"))
        self.title.setObjectName("screen-title")
        self.title.setPlaceholderText(voice.text("ui.untitled"))
        self.empty = QLabel(voice.text("ui.empty_screen"))
        self.empty.setWordWrap(True)
        self.add_button = QPushButton(
            icons.icon("add"), voice.text("ui.add_block").replace("&", "")
        )
        self._hint = QLabel(voice.text("ui.slash_hint"))
        self._hint.setProperty("field", True)
        self._blocks = QVBoxLayout()
        self._blocks.setSpacing(4)
        self._lay_out()
        self._line = QFrame(self)
        self._line.setObjectName("drop-line")
        self._line.hide()
        self.setAcceptDrops(True)

    def show_frames(self, frames: list[BlockFrame], *, editable: bool) -> None:
        """Put frames below each other, in this order, with a tab order from top to bottom."""
        self.editable = editable
        self.empty.setVisible(not frames)
        for widget in (self.add_button, self._hint):
            widget.setVisible(editable)
        if frames == self.frames:
            return
        for gone in self.frames:
            if gone not in frames:
                self._blocks.removeWidget(gone)
                gone.hide()
                gone.deleteLater()
        self.frames = frames
        above: QWidget = self.title
        for at, frame in enumerate(frames):
            self._blocks.insertWidget(at, frame)
            self.setTabOrder(above, frame.handle)
            above = frame.menu_button
        self.setTabOrder(above, self.add_button)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Take blocks, files and pictures."""
        data = event.mimeData()
        if self.editable and (data.hasFormat(BLOCK) or data.hasUrls() or data.hasImage()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802  # Qt's name
        """Show where it would land."""
        y = self._edge(self._gap(event.position().y()))
        self._line.setGeometry(16, y - 1, self.width() - 32, 3)
        self._line.show()
        self._line.raise_()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802  # Qt's name
        """Show nothing any more."""
        self._line.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        """Tell what landed where."""
        self._line.hide()
        gap, data = self._gap(event.position().y()), event.mimeData()
        event.acceptProposedAction()
        if not data.hasFormat(BLOCK):
            self.mime_dropped.emit(data, gap)
            return
        id_ = bytes(data.data(BLOCK).data()).decode()
        before = sum(1 for frame in self.frames[:gap] if frame.id == id_)
        self.block_dropped.emit(id_, gap - before)

    def _gap(self, y: float) -> int:
        """Return how many blocks have their middle above a height."""
        return sum(1 for frame in self.frames if self._middle(frame) < y)

    def _middle(self, frame: BlockFrame) -> int:
        return frame.mapTo(self, frame.rect().center()).y()

    def _edge(self, gap: int) -> int:
        """Return the height of the gap before a block, or behind the last one."""
        if gap < len(self.frames):
            return self.frames[gap].mapTo(self, self.frames[gap].rect().topLeft()).y() - 2
        last: QWidget = self.frames[-1] if self.frames else self.title
        return last.mapTo(self, last.rect().bottomLeft()).y() + 3

    def _lay_out(self) -> None:
        paper = QFrame()
        paper.setObjectName("paper")
        column = QVBoxLayout(paper)
        column.setContentsMargins(16, 20, 16, 20)
        for item in (self.title, self.empty):
            line = QHBoxLayout()
            line.setContentsMargins(32, 0, 32, 0)
            line.addWidget(item)
            column.addLayout(line)
        column.addLayout(self._blocks)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addWidget(self._hint)
        foot.addStretch(1)
        held = QWidget()
        held.setMaximumWidth(_WIDTH)
        middle = QVBoxLayout(held)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(12)
        middle.addWidget(paper)
        middle.addLayout(foot)
        middle.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 24)
        row.addStretch(1)
        row.addWidget(held, 100)
        row.addStretch(1)
