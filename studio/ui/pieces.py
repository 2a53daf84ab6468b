"""Small pieces that all rooms are made of, so that they look alike."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from studio.ui import icons


def head(text: str) -> QLabel:
    """Return the heading of a page or of a part of it."""
    label = QLabel(text)
    label.setProperty("head", True)
    return label


def quiet(text: str = "") -> QLabel:
    """Return a sentence that explains: it is there for those who look for it."""
    label = QLabel(text)
    label.setProperty("field", True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def said(text: str = "") -> QLabel:
    """Return words of the author's: plain text, whatever they look like."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def card() -> tuple[QFrame, QVBoxLayout]:
    """Return a frame with a border, and the column in it."""
    frame = QFrame()
    frame.setObjectName("card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(16, 12, 16, 12)
    return frame, column


def button(text: str, do: Callable[[], object], *, kind: str = "", icon: str = "") -> QPushButton:
    """Return a button; `kind` is `main` for the main action of a page, `link` for a quiet one."""
    made = QPushButton(text)
    if kind:
        made.setProperty(kind, True)
    if icon:
        made.setIcon(icons.icon(icon, on_accent=kind == "main"))
    made.clicked.connect(lambda _checked: do())
    return made


def show_warning(note: QWidget, *, warns: bool) -> None:
    """Show a note (a label with the property `note`) in the colour of warnings, or not."""
    note.setProperty("warns", warns)
    note.style().unpolish(note)
    note.style().polish(note)


def scrolling(content: QWidget) -> QScrollArea:
    """Return `content` in an area that scrolls when the window is low."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area
