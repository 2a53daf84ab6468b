"""The objectives of the course, to be ticked for a screen, for several, or for a question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from studio.course.bloom import Bloom
from studio.course.model import Course
from studio.i18n import Voice

_HEIGHT = 96
_ID = Qt.ItemDataRole.UserRole


class ObjectiveChecks(QWidget):
    """One tick an objective; half a tick where only some of several things have it."""

    chosen = Signal(str, bool)
    """An objective was ticked or unticked."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._known: list[tuple[str, str]] = []
        self.list = QListWidget()
        self.list.setAccessibleName(voice.text("ui.field.objectives"))
        self.list.setMaximumHeight(_HEIGHT)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = QLabel(voice.text("ui.no_objectives"))
        self._none.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        column.addWidget(self._none)
        self.setFocusProxy(self.list)
        self.list.itemChanged.connect(self._tell)

    def show_objectives(self, course: Course, held: Sequence[Sequence[str]]) -> None:
        """Show which objectives each of several things has."""
        self.list.blockSignals(True)  # what is shown is no choice of the author's
        known = [(each.id, each.text) for each in course.objectives.values()]
        if known != self._known:
            self._known = known
            self._fill()
        for at in range(self.list.count()):
            item = self.list.item(at)
            having = sum(item.data(_ID) in each for each in held)
            item.setCheckState(_state(having, len(held)))
        self.list.blockSignals(False)
        self.list.setVisible(bool(known))
        self._none.setVisible(not known)

    def _fill(self) -> None:
        self.list.clear()
        for id_, text in self._known:
            item = QListWidgetItem(text, self.list)
            item.setData(_ID, id_)

    def _tell(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_ID), item.checkState() == Qt.CheckState.Checked)


def bloom_field(voice: Voice) -> QComboBox:
    """Return a list of the levels of Bloom's taxonomy, and none of them."""
    field = QComboBox()
    field.addItem(voice.text("ui.bloom.none"), None)
    for level in Bloom:
        field.addItem(voice.text(f"ui.bloom.{level.value}"), level)
    field.setAccessibleName(voice.text("ui.field.bloom"))
    return field


def _state(having: int, all_: int) -> Qt.CheckState:
    if not having:
        return Qt.CheckState.Unchecked
    return Qt.CheckState.Checked if having == all_ else Qt.CheckState.PartiallyChecked
