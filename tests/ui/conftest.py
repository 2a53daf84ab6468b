"""What the tests of the window share: a window with the small course, in French."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from studio.i18n import Voice
from studio.ui.shell.asking import Asking
from studio.ui.shell.window import MainWindow
from tests.courses import small_course


@pytest.fixture(autouse=True)
def stops_work_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer a question that no test has asked for by the first way: nobody is there to do it.

    A window that is closed at the end of a test, with work still under way, asks one.
    """
    monkeypatch.setattr(Asking, "choice", lambda *_: 0)


@pytest.fixture(autouse=True)
def no_window_stays() -> Iterator[None]:
    """Delete what a test has closed: dozens of dead windows make each change of the look slow."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def empty_clipboard() -> Iterator[None]:
    """Leave nothing on the clipboard: drawn in memory, it outlives Python and ends in a crash."""
    yield
    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()


@pytest.fixture
def course_folder(tmp_path: Path) -> Path:
    """The folder of the small course; a module that needs another course says so itself."""
    return small_course(tmp_path)[0].folder


@pytest.fixture
def window(qtbot: QtBot, course_folder: Path) -> Iterator[MainWindow]:
    """A window that shows the course; a module that needs another one says so itself."""
    made = MainWindow(Voice("fr"))
    qtbot.addWidget(made)
    made.resize(1500, 900)
    made.show()
    qtbot.waitExposed(made)
    made.open_course(course_folder)
    yield made
    made.close()
