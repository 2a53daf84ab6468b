"""The switch between the bank and its coverage."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from studio.i18n import Voice
from studio.ui import icons

VIEWS = {"bank": "questions", "coverage": "table"}
"""The views, and their icons."""


class ViewSwitch(QWidget):
    """One button for each view; the one that is shown is pressed."""

    chosen = Signal(str)

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self.buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for name, icon in VIEWS.items():
            made = QToolButton()
            made.setText(voice.text(f"ui.questions_view.{name}"))
            made.setIcon(icons.icon(icon))
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            made.setCheckable(True)
            made.setProperty("view", True)
            made.clicked.connect(lambda _checked, name=name: self.chosen.emit(name))
            group.addButton(made)
            row.addWidget(made)
            self.buttons[name] = made
        self.buttons["bank"].setChecked(True)

    def show_view(self, name: str) -> None:
        """Show which view is shown."""
        self.buttons[name].setChecked(True)
