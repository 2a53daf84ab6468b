"""What can be done with the captions in the table, as buttons with their keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.i18n import Voice
from studio.ui.pieces import button

_LINES = (
    (("split", "F7"), ("join", "Shift+F7"), ("insert", "Ins"), ("remove", "")),
    (("start_here", "F8"), ("end_here", "F9")),
)
_MOST_S = 3600.0


class CaptionTools(QWidget):
    """The buttons. Their keys work wherever one is in the editor, while a text is typed too."""

    by_wanted = Signal()
    """All captions are to be shown later, by as much as `by` says."""

    def __init__(
        self, voice: Voice, slots: Mapping[str, Callable[[], object]], editor: QWidget
    ) -> None:
        super().__init__(editor)
        self._voice = voice
        self.named: dict[str, QAction] = {}
        self.by = QDoubleSpinBox()
        self.by.setAccessibleName(voice.text("ui.captions.shift_by"))
        self.by.setRange(-_MOST_S, _MOST_S)
        self.by.setDecimals(3)
        self.by.setSingleStep(0.1)
        self.by.setSuffix("\u00a0s")
        self._shift = button(voice.text("ui.captions.shift"), self.by_wanted.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for line in _LINES:
            row = QHBoxLayout()
            for name, keys in line:
                row.addWidget(self._button(name, keys, slots[name]))
                editor.addAction(self.named[name])
            row.addStretch(1)
            column.addLayout(row)
        column.addLayout(self._shifting())

    def allow_shift(self, *, allowed: bool) -> None:
        """Say whether there is anything that can be shifted."""
        self.by.setEnabled(allowed)
        self._shift.setEnabled(allowed)

    def _button(self, name: str, keys: str, do: Callable[[], object]) -> QPushButton:
        action = QAction(self._voice.text(f"ui.captions.{name}"), self)
        tip = self._voice.text(f"ui.key.caption_{name}")
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            tip = f"{tip} ({native})"
        action.triggered.connect(lambda _checked: do())
        self.named[name] = action
        made = button(action.text(), action.trigger)
        made.setToolTip(tip)
        action.enabledChanged.connect(made.setEnabled)
        return made

    def _shifting(self) -> QHBoxLayout:
        row = QHBoxLayout()
        label = QLabel(self._voice.text("ui.captions.shift_by"))
        label.setBuddy(self.by)
        row.addWidget(label)
        row.addWidget(self.by)
        row.addWidget(self._shift)
        row.addStretch(1)
        return row
