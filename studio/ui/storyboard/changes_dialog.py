"""What an expert has changed in a storyboard, to be accepted one by one."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.course.change import name_of
from studio.course.model import Course, ScreenStatus
from studio.course.word_diff import Kind, word_diff
from studio.i18n import Voice
from studio.imports.storyboard_changes import Change, Changes
from studio.ui import icons

_CHANGE = Qt.ItemDataRole.UserRole
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_DARK_BELOW = 128


class ChangesDialog(QDialog):
    """Lists the changes below their screens; the one that is looked at stands beside, in words."""

    def __init__(
        self, course: Course, back: Changes, voice: Voice, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._voice = voice
        self.setWindowTitle(voice.text("ui.storyboard_changes"))
        self.resize(980, 600)
        self.list = QTreeWidget()
        self.list.setHeaderHidden(True)
        self.list.setAccessibleName(voice.text("ui.storyboard_changes"))
        self.list.currentItemChanged.connect(lambda item, _: self._show(item))
        self.told = _told([voice.say(each) for each in back.told])
        self.conflict = _told([voice.text("ui.storyboard_conflict")])
        self.text = QTextBrowser()
        self.text.setAccessibleName(voice.text("ui.storyboard_change"))
        self.accept_button = QPushButton()
        self.accept_button.setProperty("main", True)
        self.accept_button.clicked.connect(lambda _checked: self.accept())
        self._items = list(self._fill(course, back))
        self.list.itemChanged.connect(lambda _item, _column: self._count())
        self._lay_out()
        self.told.setVisible(bool(back.told))
        self.list.setCurrentItem(self._items[0])
        self.list.setFocus()
        self._count()

    def chosen(self) -> list[Change]:
        """Return the changes that are ticked."""
        ticked = [item for item in self._items if item.checkState(0) == _CHECKED]
        return [item.data(0, _CHANGE) for item in ticked]

    def tick_all(self, state: Qt.CheckState) -> None:
        """Tick all changes, or none of them."""
        self.list.blockSignals(True)  # they are counted once
        for item in self._items:
            item.setCheckState(0, state)
        self.list.blockSignals(False)
        self._count()

    def _fill(self, course: Course, back: Changes) -> Iterator[QTreeWidgetItem]:
        for screen, changes in groupby(back.changes, key=lambda change: change.screen):
            name = self._voice.text("storyboard.name", name=name_of(course.screens[screen]))
            head = QTreeWidgetItem(self.list, [name])
            head.setFlags(head.flags() | Qt.ItemFlag.ItemIsAutoTristate)
            for change in changes:
                yield self._item(head, change)
            head.setExpanded(True)

    def _item(self, head: QTreeWidgetItem, change: Change) -> QTreeWidgetItem:
        text = self._voice.text(f"storyboard.field.{change.field}")
        if change.conflict:
            text = self._voice.text("ui.storyboard_conflict_item", field=text)
        item = QTreeWidgetItem(head, [text])
        item.setData(0, _CHANGE, change)
        item.setCheckState(0, _UNCHECKED if change.conflict else _CHECKED)
        if change.conflict:
            item.setIcon(0, icons.icon("warning"))
        return item

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.conflict)
        column.addWidget(self.text, 1)
        splitter = QSplitter()
        splitter.addWidget(self.list)
        splitter.addWidget(right)
        splitter.setSizes([410, 540])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._add_button(buttons, "all", _CHECKED)
        self._add_button(buttons, "none", _UNCHECKED)
        buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(self.told)
        layout.addWidget(splitter, 1)
        layout.addWidget(buttons)

    def _add_button(self, box: QDialogButtonBox, id_: str, state: Qt.CheckState) -> None:
        text = self._voice.text(f"ui.storyboard_{id_}")
        button = box.addButton(text, QDialogButtonBox.ButtonRole.ResetRole)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: self.tick_all(state))

    def _count(self) -> None:
        count = len(self.chosen())
        self.accept_button.setText(self._voice.text("ui.storyboard_accept", n=count))
        self.accept_button.setEnabled(count > 0)

    def _show(self, item: QTreeWidgetItem | None) -> None:
        change = item.data(0, _CHANGE) if item else None
        self.conflict.setVisible(change is not None and change.conflict)
        self.text.setHtml(self._words(change) if change else "")

    def _words(self, change: Change) -> str:
        """Return what differs: removed words struck through, added ones underlined."""
        before, after = change.before, change.after
        if change.field == "status":
            before, after = (self._status(text) for text in (before, after))
        dark = self.palette().color(QPalette.ColorRole.Base).lightness() < _DARK_BELOW
        removed, added = ("#ff9d94", "#7fd6a0") if dark else ("#a3231a", "#1b6b3a")
        marks = {
            Kind.SAME: ("", ""),
            Kind.REMOVED: (f'<s style="color: {removed};">', "</s>"),
            Kind.ADDED: (f'<u style="color: {added};">', "</u>"),
        }
        parts = [
            f"{marks[kind][0]}{escape(text)}{marks[kind][1]}"
            for kind, text in word_diff(before, after)
        ]
        said = self._voice.text("ui.storyboard_said", before=before, after=after)
        self.text.setAccessibleDescription(said)
        return f'<p style="white-space: pre-wrap; line-height: 140%;">{"".join(parts)}</p>'

    def _status(self, value: str) -> str:
        return self._voice.text(f"ui.status.{ScreenStatus(value).value}")


def _told(lines: list[str]) -> QFrame:
    """Return what is to be looked at, as the window's notices show it."""
    frame = QFrame()
    frame.setObjectName("notice")
    label = QLabel("\n".join(lines))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setWordWrap(True)
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 8, 12, 8)
    column.addWidget(label)
    return frame
