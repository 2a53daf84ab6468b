"""Every room and dialog by keyboard: each place that takes keys has a name, and Tab visits it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog, QScrollArea, QWidget

from studio.i18n import Voice
from studio.ui.shell.actions import ROOMS
from studio.ui.shell.window import MainWindow
from tests.courses import small_course

DIALOGS = (
    "add_lecture",
    "preferences",
    "shortcuts",
    "about",
    "history",
    "find",
    "add_any",
    "media",
    "import_questions",
    "record_narration",
)


@pytest.fixture
def folder(tmp_path) -> Path:
    return small_course(tmp_path)[0].folder


@pytest.fixture
def window(qtbot, folder):
    made = MainWindow(Voice("fr"))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.open_course(folder)
    made.outline.select("s0000001")
    yield made
    made.close()


def takes_keys(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    ours = not widget.objectName().startswith("qt_") and not isinstance(widget, QScrollArea)
    return by_tab and ours and widget.isEnabled() and widget.isVisible()


def nameless(root: QWidget) -> list[QWidget]:
    found = []
    for widget in root.findChildren(QWidget):
        if widget.window() is root.window() and takes_keys(widget):
            interface = QAccessible.queryAccessibleInterface(widget)
            if not interface.text(QAccessible.Text.Name):
                found.append(widget)
    return found


def walked(root: QWidget, first: QWidget, steps: int = 120) -> list[QWidget]:
    """Return what Tab goes to, from the first place on and once around."""
    first.setFocus()
    seen = [first]
    for _ in range(steps):
        QTest.keyClick(QApplication.focusWidget() or root, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        if here is None or here in seen:
            break
        seen.append(here)
    return seen


@pytest.mark.parametrize("room", ROOMS)
def test_what_takes_keys_in_a_room_has_a_name(window, room):
    window.work.go(room)
    assert nameless(window) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_what_takes_keys_in_a_dialog_has_a_name(window, folder, monkeypatch, name):
    monkeypatch.setattr(window.asking, "file", lambda *_: folder / "course.json")
    before = set(window.findChildren(QDialog))
    window.actions_by_name[name].trigger()
    opened = [each for each in window.findChildren(QDialog) if each not in before]
    assert opened
    for dialog in opened:
        assert nameless(dialog) == []
        dialog.reject()


@pytest.mark.parametrize("room", ROOMS)
def test_tab_visits_what_takes_keys_in_the_order_of_the_eye(window, qtbot, room):
    """Within what scrolls together a place never stands above and left of the one before it."""
    window.work.go(room)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.work.rooms.currentWidget()
    places = [each for each in page.findChildren(QWidget) if takes_keys(each)]
    first = min(places, key=lambda each: each.mapTo(page, QPoint()).toTuple()[::-1])
    visited = [each for each in walked(window, first) if page.isAncestorOf(each)]
    wanted = {
        each
        for each in page.findChildren(QWidget)
        if takes_keys(each) and not isinstance(each.parent(), QAbstractScrollArea)
    }
    assert visited
    for one, other in pairwise(visited):
        if one.parentWidget() is other.parentWidget():
            a, b = one.mapTo(page, QPoint()), other.mapTo(page, QPoint())
            assert not (b.y() < a.y() - 8 and b.x() <= a.x()), (one, other)
    missed = [each for each in wanted if each not in visited and each.focusProxy() is None]
    assert len(missed) <= len(wanted) // 2, missed
