"""Choosing objectives: for one screen in a menu, for several in a list with three states."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton

from studio.course.excerpts import shortened
from studio.course.model import Objective, Screen
from studio.i18n import Voice
from studio.ui.storyboard.filtering import StayingMenu

_LENGTH = 34
_ID = Qt.ItemDataRole.UserRole


class ObjectiveButton(QPushButton):
    """Says which objectives a screen serves; its menu changes them."""

    toggled_objective = Signal(str, bool)
    """The id of an objective, and whether the screen serves it from now on."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.choices: dict[str, QAction] = {}
        self.setMenu(StayingMenu(self))
        self.setStyleSheet("text-align: left;")
        self.show_objectives([], [])

    def show_objectives(self, known: Sequence[Objective], chosen: Sequence[str]) -> None:
        """Offer objectives; `chosen` are ticked."""
        if [*self.choices] != [each.id for each in known]:
            self.menu().clear()
            self.choices = {each.id: self._add(each.id) for each in known}
        for each in known:
            self.choices[each.id].setText(shortened(self._said(each), 60).replace("&", "&&"))
            self.choices[each.id].setChecked(each.id in chosen)
        served = [each for each in known if each.id in chosen]
        text = self._voice.text("ui.filter_no_objective")
        if len(served) == 1:
            text = shortened(self._said(served[0]), _LENGTH)
        elif served:
            text = self._voice.text("ui.goals", n=len(served))
        self.setText(text.replace("&", "&&"))
        self.setToolTip("\n".join(self._said(each) for each in served))
        field = self._voice.text("ui.field.objectives")
        self.setAccessibleName(f"{field}, {text}")

    def _add(self, id_: str) -> QAction:
        action = self.menu().addAction("")
        action.setCheckable(True)
        action.triggered.connect(lambda on: self.toggled_objective.emit(id_, on))
        return action

    def _said(self, objective: Objective) -> str:
        if objective.bloom is None:
            return objective.text
        return f"{self._voice.text(f'ui.bloom.{objective.bloom.value}')} \u00b7 {objective.text}"


class ObjectiveList(QListWidget):
    """Objectives of several screens: served by all, by some, or by none of them."""

    toggled_objective = Signal(str, bool)
    """The id of an objective, and whether all the screens serve it from now on."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self.setAccessibleName(voice.text("ui.field.objectives"))
        self.setWordWrap(True)
        self.itemChanged.connect(self._tell)

    def show_objectives(self, known: Sequence[Objective], screens: Sequence[Screen]) -> None:
        """Offer objectives; those that screens serve are ticked."""
        self.blockSignals(True)  # what is shown is no choice of the author's
        self.clear()
        for objective in known:
            serving = sum(objective.id in screen.objectives for screen in screens)
            item = QListWidgetItem(objective.text, self)
            item.setData(_ID, objective.id)
            item.setCheckState(_state(serving, len(screens)))
        self.blockSignals(False)

    def _tell(self, item: QListWidgetItem) -> None:
        self.toggled_objective.emit(item.data(_ID), item.checkState() == Qt.CheckState.Checked)


def _state(serving: int, of: int) -> Qt.CheckState:
    if not serving:
        return Qt.CheckState.Unchecked
    return Qt.CheckState.Checked if serving == of else Qt.CheckState.PartiallyChecked
