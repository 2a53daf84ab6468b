"""Colours and spacing of the window, light and dark as the system has it."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

_ACCENT_LIGHT, _ACCENT_DARK = QColor("#14606b"), QColor("#6fc3cf")
_DARK_BELOW = 128

_STYLE = """
* {{ font-size: 13px; }}
QPushButton {{ border: 1px solid palette(mid); border-radius: 6px; padding: 6px 16px; }}
QPushButton:focus, QComboBox:focus {{ border: 2px solid {accent}; }}
QPushButton[main="true"] {{
  background: {accent}; border-color: {accent}; color: {on_accent}; font-weight: 600;
}}
QPushButton[main="true"]:disabled {{ background: palette(mid); border-color: palette(mid); }}
QTreeView {{ border: 0; padding: 8px; }}
QTreeView::item {{ min-height: 28px; padding: 0 4px; }}
QListWidget {{ border: 1px solid palette(mid); border-radius: 6px; padding: 4px; }}
QListWidget::item {{ padding: 6px 8px; border-radius: 4px; }}
QListWidget::item:selected {{ background: {accent}; color: {on_accent}; }}
QLabel#title {{ font-size: 22px; font-weight: 700; }}
QLabel#state {{ color: palette(placeholder-text); padding: 0 12px; }}
QFrame#notice {{ background: {amber}; border-radius: 8px; }}
QFrame#notice QLabel {{ color: {on_amber}; }}
"""


def dress(application: QApplication) -> None:
    """Give the program its accent and its spacing."""
    palette = application.palette()
    dark = palette.color(QPalette.ColorRole.Window).lightness() < _DARK_BELOW
    accent = _ACCENT_DARK if dark else _ACCENT_LIGHT
    on_accent = QColor("#0c2226") if dark else QColor("#ffffff")
    palette.setColor(QPalette.ColorRole.Highlight, accent)
    palette.setColor(QPalette.ColorRole.HighlightedText, on_accent)
    application.setPalette(palette)
    amber, on_amber = ("#4d3a10", "#ffe6ad") if dark else ("#fdf0d0", "#4a3500")
    application.setStyleSheet(
        _STYLE.format(
            accent=accent.name(), on_accent=on_accent.name(), amber=amber, on_amber=on_amber
        )
    )
