"""What is carried with the mouse, and the label that says what it is."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget


def drag(view: QWidget, data: QMimeData, words: str) -> None:
    """Carry something with the mouse; a small label says what. Ctrl copies, Escape lets go."""
    carried = QDrag(view)
    carried.setMimeData(data)
    carried.setPixmap(label(words))
    carried.setHotSpot(QPoint(-12, -8))
    both = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    carried.exec(both, Qt.DropAction.MoveAction)


def label(words: str) -> QPixmap:
    """Return the picture that is carried with the mouse."""
    palette = QApplication.palette()
    width = QApplication.fontMetrics().horizontalAdvance(words) + 24
    pixels = QPixmap(width, 28)
    pixels.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixels)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.highlight())
    painter.drawRoundedRect(pixels.rect(), 6, 6)
    painter.setPen(palette.highlightedText().color())
    painter.drawText(pixels.rect(), Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return pixels
