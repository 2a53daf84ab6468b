"""The review: what was found, where, and a way there or out of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.i18n import Voice
from studio.messages import message
from studio.review.findings import Finding, Level
from studio.review.places import Places
from studio.ui.document import Document
from studio.ui.review.reviewing import Reviewing

_COLOURS = {Level.ERROR: "#c0392b", Level.WARNING: "#b06a00", Level.HINT: "#5b6b73"}


class ReviewRoom(QWidget):
    """Lists the findings, the worst first; Enter or a double click goes to the place."""

    go_wanted = Signal(str)
    """The id of a module, lesson or screen; "" for the plan."""

    def __init__(self, document: Document, voice: Voice, reviewing: Reviewing) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        self._reviewing = reviewing
        say = voice.text
        self.head = QLabel()
        self.head.setProperty("head", True)
        self.list = QTreeWidget()
        self.list.setAccessibleName(say("ui.findings"))
        self.list.setColumnCount(2)
        self.list.setHeaderLabels([say("ui.finding"), say("ui.finding_place")])
        self.list.setRootIsDecorated(False)
        self.list.setWordWrap(True)
        self.list.setColumnWidth(0, 680)
        self.go_button = QPushButton(say("ui.go_there"))
        self.fix_button = QPushButton(say("ui.fix"))
        self.fix_button.setProperty("main", True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.go_button)
        buttons.addWidget(self.fix_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.addWidget(self.head)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.list.currentItemChanged.connect(lambda *_: self._show_what_can_be_done())
        self.list.itemActivated.connect(lambda *_: self.go())
        self.go_button.clicked.connect(lambda _checked: self.go())
        self.fix_button.clicked.connect(lambda _checked: self.fix())
        reviewing.changed.connect(self.show_findings)

    def show_findings(self) -> None:
        """Show what the last review has found; the place in the list is kept."""
        course, findings = self._reviewing.course, self._reviewing.findings
        if course is None:
            return
        here = self.list.currentItem()
        at = self.list.indexOfTopLevelItem(here) if here else 0
        self.list.clear()
        places, ranks = Places(course), list(Level)
        for each in sorted(findings, key=lambda finding: ranks.index(finding.level)):
            self.list.addTopLevelItem(self._item(each, places))
        self.head.setText(self._voice.text("ui.findings_count", n=len(findings)))
        last = self.list.topLevelItemCount() - 1
        if last >= 0:
            self.list.setCurrentItem(self.list.topLevelItem(min(at, last)))  # type: ignore[arg-type]  # it is there
        self._show_what_can_be_done()

    def current(self) -> Finding | None:
        """Return the finding that the author is at."""
        item = self.list.currentItem()
        return item.data(0, Qt.ItemDataRole.UserRole) if item else None

    def go(self) -> None:
        """Go to the place of the finding."""
        found, course = self.current(), self._reviewing.course
        if found is None or course is None:
            return
        in_outline = found.node in course.modules or found.node in course.lessons
        screen = None if in_outline else Places(course).screen_of(found.node)
        self.go_wanted.emit(found.node if in_outline else screen or "")

    def fix(self) -> None:
        """Mend what was found: one step of undo."""
        found = self.current()
        if found is not None and found.fix is not None and found.fix_said is not None:
            self._document.edit(message("undo.fix", fix=found.fix_said), found.fix)

    def _item(self, found: Finding, places: Places) -> QTreeWidgetItem:
        level = self._voice.text(f"review.level.{found.level.value}")
        said = self._voice.say(found.said)
        place = self._voice.text("cli.check_place", place=places.said(found.node))
        item = QTreeWidgetItem([f"{level}  \u2013  {said}", place])
        item.setForeground(0, QBrush(QColor(_COLOURS[found.level])))
        item.setToolTip(0, said)
        item.setToolTip(1, place)
        item.setData(0, Qt.ItemDataRole.UserRole, found)
        return item

    def _show_what_can_be_done(self) -> None:
        found = self.current()
        self.go_button.setEnabled(found is not None)
        can_fix = found is not None and found.fix is not None
        self.fix_button.setVisible(can_fix and not self._document.session.read_only)
        if found is not None and found.fix_said is not None:
            self.fix_button.setText(self._voice.say(found.fix_said))
