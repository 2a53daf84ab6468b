"""Ctrl+K: go to anything that has a name, or carry out a command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from studio.i18n import Voice
from studio.ui import icons
from studio.ui.shell.finder_ranking import Index

_MOST = 50
_ROLE = Qt.ItemDataRole.UserRole
_HEIGHT = 34


class Found(NamedTuple):
    """Something to go to: its words, what kind of thing it is, and how to go there.

    `key` names it from one search to the next; `note` stands at the right (a shortcut, a place).
    """

    text: str
    kind: str
    go: Callable[[], object]
    icon: str = ""
    note: str = ""
    key: str = ""


class Finder(QDialog):
    """A line to type in, and what fits. `taken` is told the key of what was chosen."""

    def __init__(
        self,
        voice: Voice,
        all_: Sequence[Found],
        parent: QWidget,
        recent: Sequence[str] = (),
        taken: Callable[[str], object] = lambda _: None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._all = all_
        self._taken = taken
        self._index = Index([each.text for each in all_], _positions(all_, recent))
        self.line = QLineEdit()
        self.line.setAccessibleName(voice.text("ui.find"))
        self.line.setPlaceholderText(voice.text("ui.find_hint"))
        self.line.textChanged.connect(self._fill)
        self.line.installEventFilter(self)
        self.found = QListWidget()
        self.found.setAccessibleName(voice.text("ui.found"))
        self.found.setItemDelegate(_Line(self.found))
        self.found.setUniformItemSizes(True)
        self.found.itemActivated.connect(self._take)
        self.found.itemClicked.connect(self._take)
        self.nothing = voice.text("ui.found_nothing")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.line)
        column.addWidget(self.found)
        self.resize(600, 440)
        self._fill("")

    def open_over(self, window: QWidget) -> None:
        """Open near the top of a window, with the cursor in the line."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + 80)
        self.show()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Let arrows and Enter in the line work on the list below it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                row = self.found.currentRow() + step
                self.found.setCurrentRow(max(0, min(self.found.count() - 1, row)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.found.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        self.found.clear()
        for at in self._index.best(text, _MOST):
            each = self._all[at]
            item = QListWidgetItem(f"{each.text}\n{each.kind}")
            item.setData(_ROLE, each)
            self.found.addItem(item)
        if not self.found.count():
            nothing = QListWidgetItem(self.nothing)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.found.addItem(nothing)
        self.found.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        found = item.data(_ROLE) if item is not None else None
        if found is not None:
            self.accept()
            self._taken(found.key)
            found.go()


class _Line(QStyledItemDelegate):
    """Draws what was found: icon, name, and at the right its kind and its shortcut."""

    def sizeHint(  # noqa: N802  # Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a line."""
        return QSize(super().sizeHint(option, index).width(), _HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one line."""
        found: Found | None = index.data(_ROLE)
        if found is None:
            super().paint(painter, option, index)
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        option.text = ""
        place: QRect = option.rect.adjusted(10, 0, -10, 0)
        palette: QPalette = option.palette
        roles = QPalette.ColorRole
        if chosen:
            painter.fillRect(option.rect, palette.color(roles.Highlight))
        text = palette.color(roles.HighlightedText if chosen else roles.Text)
        quiet = text if chosen else palette.color(roles.PlaceholderText)
        if found.icon:
            box = QRect(place.left(), place.center().y() - 8, 16, 16)
            icons.paint(painter, found.icon, text, box.toRectF())
        note = f"{found.kind}   {found.note}".rstrip()
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(quiet)
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, note)
        room = place.width() - painter.fontMetrics().horizontalAdvance(note) - 46
        font = QFont(painter.font())
        shown = painter.fontMetrics().elidedText(found.text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(text)
        painter.drawText(place.adjusted(28, 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, shown)


def _positions(all_: Sequence[Found], recent: Sequence[str]) -> list[int]:
    where = {each.key: at for at, each in enumerate(all_) if each.key}
    return [where[key] for key in recent if key in where]
