"""The rail at the left: the rooms of the studio."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from studio.i18n import Voice
from studio.ui import icons


class Rail(QWidget):
    """One button a room, the present one marked; the registry of actions has its shortcuts."""

    chosen = Signal(str)

    def __init__(self, names: tuple[str, ...], voice: Voice) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 6, 8)
        for number, name in enumerate(names, 1):
            button = QToolButton()
            button.setText(voice.text(f"ui.room.{name}"))
            button.setIcon(icons.icon(name))
            button.setIconSize(QSize(24, 24))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setMinimumSize(72, 58)
            button.setToolTip(f"{button.text()} (Ctrl+{number})")
            button.clicked.connect(lambda _checked, name=name: self.chosen.emit(name))
            group.addButton(button)
            column.addWidget(button)
            self.buttons[name] = button
        column.addStretch(1)

    def show_room(self, name: str) -> None:
        """Mark the room that is shown."""
        self.buttons[name].setChecked(True)
