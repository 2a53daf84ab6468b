"""The courses that were open lately as cards: opened by a click or Enter, removed by Delete."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QListView, QMenu

from studio.i18n import Voice
from studio.ui.shell.recent_card import HEIGHT, RecentDelegate, remove_place
from studio.ui.shell.recent_model import RECENT, RecentModel

_NARROWEST = 290
"""The width of the narrowest card with the space behind it, in pixels."""
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class RecentList(QListView):
    """Shows as many cards side by side as there is room for, all as wide as one another."""

    open_wanted = Signal(Path)

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.recent = RecentModel(voice, self)
        self.setAccessibleName(voice.text("ui.recent_head"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(RecentDelegate(voice, self))
        self.setModel(self.recent)
        self.recent.rowsRemoved.connect(self._lay_out)

    def fill(self) -> None:
        """List the courses anew; what they hold is read once the list is in sight."""
        self.recent.fill()
        self._lay_out()
        if self.isVisible():
            self._look_soon()

    def forget(self, index: QModelIndex) -> None:
        """Take a course out of the list."""
        if index.isValid():
            self.recent.forget(index)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        """Read the courses when the window is there."""
        super().showEvent(event)
        self._look_soon()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Fit the cards to the new width."""
        super().resizeEvent(event)
        self._lay_out()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        """Let the arrows begin at the first card."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.recent.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Open or remove the card on which the focus is."""
        here = self.currentIndex()
        if here.isValid() and event.key() in _OPENS:
            self._open(here)
        elif here.isValid() and event.key() == Qt.Key.Key_Delete:
            self.forget(here)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Open the card under the mouse, or remove it by its cross."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        if remove_place(self.visualRect(index)).contains(place):
            self.forget(index)
        else:
            self._open(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  # Qt's name
        """Offer to open or to remove the card."""
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keys else self.indexAt(event.pos())
        if index.isValid():
            place = self.visualRect(index).center() if by_keys else event.pos()
            self.menu_of(index).popup(self.viewport().mapToGlobal(place))

    def menu_of(self, index: QModelIndex) -> QMenu:
        """Return what can be done with a card."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        opens = menu.addAction(self._voice.text("ui.recent_open"))
        opens.triggered.connect(lambda: self._open(index))
        removes = menu.addAction(self._voice.text("ui.recent_remove"))
        removes.triggered.connect(lambda: self.forget(index))
        return menu

    def _open(self, index: QModelIndex) -> None:
        self.open_wanted.emit(index.data(RECENT).folder)

    def _look_soon(self) -> None:
        QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        if self.isVisible():
            self.recent.look()

    def _lay_out(self) -> None:
        """Fit the cards; Qt itself would go back and forth between a scroll bar and a column."""
        columns = max(1, self.width() // _NARROWEST)
        needed = -(-self.recent.rowCount() // columns) * HEIGHT
        self.setMaximumHeight(needed)
        policy = Qt.ScrollBarPolicy
        scrolls = needed > self.height()
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if scrolls else policy.ScrollBarAlwaysOff
        )
        self.setGridSize(QSize((self.viewport().width() - 1) // columns, HEIGHT))
