"""Colours and spacing of the window, light or dark: as the system has it, or as the user wants."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from studio.resources import asset

ACCENT = "#14606b"
"""Deep teal: the accent where the ground is light, and the ground of the first page's panel."""
_ACCENT_LIGHT, _ACCENT_DARK = QColor(ACCENT), QColor("#6fc3cf")
_DARK_BELOW = 128

_STYLE = """
* {{ font-size: 13px; }}
QPushButton {{ border: 1px solid {line}; border-radius: 6px; padding: 6px 16px; }}
QPushButton:focus {{ border: 2px solid {accent}; }}
QComboBox, QSpinBox, QDoubleSpinBox {{ min-height: 26px; }}
QPushButton[main="true"] {{
  background: {accent}; border-color: {accent}; color: {on_accent}; font-weight: 600;
}}
QPushButton[main="true"]:disabled {{ background: {line}; border-color: {line}; }}
QPushButton[warns="true"] {{ border: 0; padding: 2px 6px; color: {warn}; font-weight: 600; }}
QPushButton[warns="true"]:focus {{ border: 2px solid {accent}; padding: 0 4px; }}
QPushButton[line="true"] {{ border: 0; padding: 4px; text-align: left; }}
QPushButton[line="true"]:hover {{ background: {soft}; }}
QPushButton[line="true"]:focus {{ border: 2px solid {accent}; padding: 2px; }}
QPushButton[link="true"] {{ border: 0; padding: 2px 4px; color: {accent}; }}
QTreeView {{ border: 0; padding: 8px; }}
QAbstractScrollArea#qt_scrollarea {{ border: 0; }}
QLineEdit, QPlainTextEdit, QTextEdit {{
  background: palette(base); border: 1px solid {line}; border-radius: 6px; padding: 5px 8px;
}}
QPushButton[place="true"] {{
  background: palette(base); border: 1px solid {line}; border-radius: 8px; padding: 0;
}}
QPushButton[place="true"]:hover {{ border-color: {edge}; }}
QPushButton[place="true"]:checked {{ border: 2px solid {accent}; }}
QPushButton[place="true"]:focus {{ border: 2px solid {accent}; background: {soft}; }}
QLabel#place-title {{ font-weight: 600; }}
QLabel#place-kind {{ color: palette(placeholder-text); font-size: 12px; }}
QLabel#place-mark, QLabel[told="good"] {{ color: {accent}; font-weight: 700; }}
QLabel[told="warns"] {{ color: {warn}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 1px solid {accent}; }}
QToolButton {{ border: 0; border-radius: 6px; padding: 6px 8px; }}
QToolButton:hover {{ background: palette(midlight); }}
QWidget#formats QToolButton {{ padding: 4px; }}
QWidget#formats QToolButton:checked {{ background: {soft}; }}
QWidget#formats QToolButton:focus {{ border: 2px solid {accent}; padding: 2px; }}
QWidget#transport QToolButton {{ padding: 3px; }}
QWidget#transport QToolButton:checked {{ background: {soft}; }}
QWidget#transport QToolButton:focus {{ border: 2px solid {accent}; padding: 1px; }}
QWidget#transport QPushButton {{ padding: 4px 10px; }}
QWidget#rail, QWidget#top {{ background: palette(base); }}
QWidget#rail QToolButton {{ font-size: 11px; padding: 6px 2px; }}
QWidget#rail QToolButton:checked {{ background: {soft}; color: {accent}; font-weight: 600; }}
QFrame#card {{ background: palette(base); border: 1px solid {line}; border-radius: 8px; }}
QLabel#drop_small {{ border: 2px dashed {line}; border-radius: 8px; padding: 8px; }}
QFrame#comment {{ border: 1px solid {line}; border-radius: 6px; }}
QFrame#welcome {{ background: #14606b; }}
QFrame#welcome QLabel {{ color: #ffffff; }}
QFrame#welcome QLabel#name {{ font-size: 26px; font-weight: 700; }}
QPushButton[welcome="main"], QPushButton[welcome="other"] {{
  background: #2b717b; border: 2px solid #2b717b; color: #ffffff; font-weight: 600;
  padding: 8px 6px 8px 12px; text-align: left;
}}
QPushButton[welcome="main"] {{ background: #ffffff; border-color: #ffffff; color: #14606b; }}
QPushButton[welcome="main"]:hover {{ background: #e1eff1; border-color: #e1eff1; }}
QPushButton[welcome="main"]:focus {{ border-color: #6fc3cf; }}
QPushButton[welcome="other"]:hover {{ background: #3a7f89; border-color: #3a7f89; }}
QPushButton[welcome="other"]:focus {{ border-color: #ffffff; }}
QPushButton[welcome="link"] {{
  background: transparent; border: 1px solid transparent; color: #d9e8ea; font-size: 12px;
  padding: 4px 2px; text-align: left;
}}
QPushButton[welcome="link"]:hover {{ color: #ffffff; text-decoration: underline; }}
QPushButton[welcome="link"]:focus {{ border: 1px solid #ffffff; }}
QPushButton[welcome="link"]::menu-indicator {{ image: none; width: 0; }}
QLabel#nothing {{
  background: palette(base); border: 1px solid {line}; border-radius: 8px; padding: 20px;
}}
QFrame#drop {{ border: 2px dashed {line}; border-radius: 10px; }}
QLabel#drop-here {{ font-size: 15px; }}
QLabel#drop-hint {{ font-size: 12px; }}
QLabel[head="true"] {{ font-size: 16px; font-weight: 700; }}
QLabel#figure {{ font-size: 22px; font-weight: 700; }}
QLabel[note="true"] {{ color: palette(placeholder-text); font-size: 12px; }}
QLabel[note="true"][warns="true"] {{ color: {warn}; }}
QTreeView#findings {{ background: palette(window); padding: 0; }}
QLabel[field="true"] {{ color: palette(placeholder-text); font-size: 12px; }}
QTreeView::item {{ min-height: 28px; padding: 0 4px; }}
QListWidget {{ border: 1px solid {line}; border-radius: 6px; }}
QListWidget::item {{ padding: 6px 8px; border-radius: 4px; }}
QTreeView::item:selected, QListWidget::item:selected {{ background: {soft}; color: {accent}; }}
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator, QTreeView::indicator {{
  width: 14px; height: 14px; border: 1px solid {edge}; background: palette(base);
}}
QCheckBox::indicator, QListView::indicator, QTreeView::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {{
  background: {accent}; border-color: {accent}; image: url("{tick}");
}}
QCheckBox::indicator:indeterminate, QListView::indicator:indeterminate,
QTreeView::indicator:indeterminate {{ background: {soft}; border-color: {accent}; }}
QRadioButton::indicator:checked {{
  border-color: {accent};
  background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
    stop: 0 {accent}, stop: 0.5 {accent}, stop: 0.6 {base}, stop: 1 {base});
}}
QCheckBox:focus, QRadioButton:focus {{ color: {accent}; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border: 2px solid {accent}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {line}; }}
QLabel#title {{ font-size: 15px; font-weight: 700; }}
QLabel#state {{ color: palette(placeholder-text); padding: 0 12px; }}
QWidget#side {{ background: palette(base); }}
QWidget#side QListWidget {{ border: 0; }}
QWidget#side QListWidget::item {{ padding: 6px 0; }}
QLabel#badge {{
  background: {right}; color: {on_right}; border-radius: 6px; font-size: 12px; padding: 3px 8px;
}}
QLabel#badge[warns="true"] {{ background: {amber}; color: {on_amber}; font-weight: 600; }}
QFrame#paper {{ background: palette(base); border: 1px solid {line}; border-radius: 8px; }}
QLineEdit#screen-title {{
  background: transparent; border: 1px solid transparent; font-size: 22px; font-weight: 700;
  padding: 4px 0;
}}
QLineEdit#screen-title:focus {{ border-bottom: 1px solid {accent}; border-radius: 0; }}
QFrame#block {{ border: 1px solid transparent; border-radius: 8px; }}
QFrame#block[current="true"] {{ border: 1px solid {accent}; }}
QFrame#block > QToolButton {{ padding: 2px; }}
QFrame#item {{ border: 1px solid {line}; border-radius: 6px; }}
QFrame#block QToolButton::menu-indicator, QFrame#card QToolButton::menu-indicator {{ image: none; }}
QFrame#question {{ border: 1px solid {line}; border-radius: 8px; }}
QFrame#question QToolButton {{ padding: 4px; }}
QFrame#option {{ background: palette(base); border: 1px solid {line}; border-radius: 8px; }}
QFrame#option[chosen="true"] {{ border-color: {accent}; background: {soft}; }}
QFrame#blank {{ border: 1px solid transparent; border-radius: 7px; }}
QFrame#told {{ background: {soft}; border-radius: 8px; }}
QFrame#option[mark="right"], QFrame#blank[mark="right"] {{
  background: {right}; border: 1px solid {on_right};
}}
QFrame#option[mark="wrong"], QFrame#blank[mark="wrong"] {{
  background: {wrong}; border: 1px solid {on_wrong};
}}
QFrame#told[mark="right"] {{ background: {right}; }}
QFrame#told[mark="wrong"] {{ background: {wrong}; }}
QFrame#told[mark="partly"] {{ background: {amber}; }}
QFrame#told[mark="right"] QLabel[strong="true"] {{ color: {on_right}; }}
QFrame#told[mark="wrong"] QLabel[strong="true"] {{ color: {on_wrong}; }}
QFrame#told[mark="partly"] QLabel[strong="true"] {{ color: {on_amber}; }}
QLabel[strong="true"] {{ font-weight: 600; }}
QTextEdit[shown="true"] {{ background: transparent; border: 0; padding: 0; }}
QTextEdit[stem="true"] {{ font-size: 15px; font-weight: 600; }}
QToolButton#chip {{ background: {soft}; border: 1px solid transparent; padding: 3px 8px; }}
QToolButton#chip:focus {{ border: 1px solid {accent}; }}
QToolButton#framed {{ border: 1px solid {line}; padding: 5px 10px; }}
QToolButton#framed:focus {{ border: 2px solid {accent}; padding: 4px 9px; }}
QToolButton[view="true"] {{ padding: 4px 10px; }}
QToolButton[view="true"]:checked {{ background: {soft}; color: {accent}; }}
QToolButton[view="true"]:focus {{ border: 2px solid {accent}; padding: 2px 8px; }}
QListView#bank {{ border: 0; background: palette(base); outline: 0; }}
QTableView#coverage {{ border: 1px solid {line}; gridline-color: {line}; }}
QFrame#drop-line {{ background: {accent}; border-radius: 1px; }}
QFrame#notice {{ background: {amber}; border-radius: 8px; }}
QFrame#notice QLabel {{ color: {on_amber}; }}
"""


_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


def choose_theme(application: QApplication, theme: str) -> None:
    """Take the system's colours (`system`), or `light` or `dark` ones whatever it has."""
    application.setPalette(QPalette())
    application.styleHints().setColorScheme(_SCHEMES[theme])
    dark = is_dark(application.palette())
    if theme != "system" and dark != (theme == "dark"):  # a system that can't be asked
        application.setPalette(dark_palette() if theme == "dark" else light_palette())
    dress(application)


def follow_system(application: QApplication, changed: Callable[[], object]) -> None:
    """Dress the program anew whenever the system goes dark or light, then call `changed`."""

    def follow() -> None:
        dress(application)
        changed()

    application.styleHints().colorSchemeChanged.connect(follow)


def dark_palette() -> QPalette:
    """Return light letters on dark grounds."""
    return _palette("#1f1f21", "#2b2b2d", "#232325", "#ececec", "#a5a5a8", "#7c7c80", _ACCENT_DARK)


def light_palette() -> QPalette:
    """Return dark letters on light grounds."""
    return _palette("#f6f6f4", "#f3f3f1", "#ffffff", "#1b1f24", "#61676d", "#8b9096", _ACCENT_LIGHT)


def _palette(
    window: str, button: str, base: str, ink: str, quiet: str, disabled: str, link: QColor
) -> QPalette:
    palette = QPalette(QColor(button), QColor(window))
    roles = QPalette.ColorRole
    palette.setColor(roles.Base, QColor(base))
    palette.setColor(roles.PlaceholderText, QColor(quiet))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(role, QColor(ink))
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(disabled))
    palette.setColor(roles.Link, link)
    return palette


def is_dark(palette: QPalette) -> bool:
    """Return whether light letters stand on dark ground."""
    return palette.color(QPalette.ColorRole.Window).lightness() < _DARK_BELOW


def dress(application: QApplication) -> None:
    """Give the program its accent and its spacing."""
    palette = application.palette()
    dark = is_dark(palette)
    accent = _ACCENT_DARK if dark else _ACCENT_LIGHT
    on_accent = QColor("#0c2226") if dark else QColor("#ffffff")
    palette.setColor(QPalette.ColorRole.Highlight, accent)
    palette.setColor(QPalette.ColorRole.HighlightedText, on_accent)
    palette.setColor(QPalette.ColorRole.Link, accent)
    quiet = QColor("#a5a5a8" if dark else "#61676d")  # the system's own is often too dim to read
    palette.setColor(QPalette.ColorRole.PlaceholderText, quiet)
    application.setPalette(palette)
    amber, on_amber = ("#4d3a10", "#ffe6ad") if dark else ("#fdf0d0", "#4a3500")
    application.setStyleSheet(
        _STYLE.format(
            accent=accent.name(),
            on_accent=on_accent.name(),
            line="#56565b" if dark else "#c4c4c0",
            soft="#23464b" if dark else "#e1eff1",
            amber=amber,
            warn="#ffcf70" if dark else "#8a5a00",
            edge="#9a9aa0" if dark else "#767672",
            base=palette.color(QPalette.ColorRole.Base).name(),
            tick=asset("icons", f"tick-{'dark' if dark else 'light'}.svg").as_posix(),
            on_amber=on_amber,
            right="#1f3a29" if dark else "#e3f2e8",
            on_right="#8fd3a6" if dark else "#1e6b3a",
            wrong="#45261d" if dark else "#fbe9e4",
            on_wrong="#ffb59e" if dark else "#9a3412",
        )
    )
