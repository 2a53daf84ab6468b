"""The kept versions of the course: what each was, what has changed since, and a way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from studio.course.compare import compare
from studio.course.model import Course
from studio.i18n import Voice
from studio.messages import StudioError
from studio.project.versions import Version
from studio.ui.document import Document
from studio.ui.outline import Outline


class HistoryDialog(QDialog):
    """Lists the versions, the newest first; shows one of them beside the course as it is."""

    failed = Signal(object)
    """A `StudioError` to be shown."""

    def __init__(self, document: Document, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._voice = voice
        self.setWindowTitle(voice.text("ui.history_title"))
        self.resize(880, 560)
        self.versions = QListWidget()
        self.versions.setAccessibleName(voice.text("ui.history_versions"))
        self.versions.currentItemChanged.connect(lambda item, _: self._look_at(item))
        self.changes = QListWidget()
        self.changes.setAccessibleName(voice.text("ui.history_changes"))
        self.changes.setWordWrap(True)
        self.outline = Outline(voice)
        self.head = QLabel()
        self.head.setWordWrap(True)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(voice.text("ui.history_title"))
        self.tabs.addTab(self.changes, voice.text("ui.history_changes"))
        self.tabs.addTab(self.outline, voice.text("ui.outline"))
        self.bring_back_button = QPushButton(voice.text("ui.bring_back"))
        self.bring_back_button.setProperty("main", True)
        self.bring_back_button.clicked.connect(self._bring_back)
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.bring_back_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        right = QVBoxLayout()
        right.addWidget(self.head)
        right.addWidget(self.tabs, 1)
        middle = QHBoxLayout()
        middle.addWidget(self.versions, 2)
        middle.addLayout(right, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addLayout(middle, 1)
        layout.addWidget(buttons)

    def _fill(self) -> None:
        for version in self._document.session.project.history.versions():
            item = QListWidgetItem(self._words(version))
            item.setData(Qt.ItemDataRole.UserRole, version)
            self.versions.addItem(item)
        self.bring_back_button.setEnabled(False)
        self.head.setText(self._voice.text("ui.history_empty"))
        self.versions.setCurrentRow(0)

    def _words(self, version: Version) -> str:
        kind = self._voice.text(f"ui.version.{version.head.kind.value}")
        when = self._voice.text("ui.moment", time=version.head.time.timestamp())
        return f"{when}\n{version.head.name or kind}"

    def _look_at(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        version: Version = item.data(Qt.ItemDataRole.UserRole)
        try:
            course = self._document.session.project.history.load(version)
        except StudioError as problem:
            self.bring_back_button.setEnabled(False)
            self.head.setText(self._voice.say(problem.message))
            self.changes.clear()
            return
        self._show(version, course)

    def _show(self, version: Version, course: Course) -> None:
        changes = compare(course, self._document.course)
        self.changes.clear()
        self.changes.addItems([self._voice.say(change.said) for change in changes])
        self.outline.show_course(course, editable=False, anew=True)
        self.head.setText(
            self._voice.text(
                "ui.history_head" if changes else "ui.history_same",
                title=course.title,
                time=version.head.time.timestamp(),
                n=len(changes),
            )
        )
        writable = not self._document.session.read_only
        self.bring_back_button.setEnabled(bool(changes) and writable)

    def _bring_back(self) -> None:
        version: Version = self.versions.currentItem().data(Qt.ItemDataRole.UserRole)
        try:
            self._document.bring_back(version)
        except StudioError as problem:
            self.failed.emit(problem)
            return
        self.accept()
