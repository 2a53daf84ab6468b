"""Ctrl+K in a course of 5,000 screens: opening it, and each key that is typed."""

from __future__ import annotations

import tempfile
from itertools import cycle
from pathlib import Path

from PySide6.QtWidgets import QApplication, QListWidget

from studio.i18n import Voice
from studio.project.project import create_project
from studio.ui.shell.finder import Finder
from studio.ui.shell.window import MainWindow
from tests.bench.courses import large_course
from tests.bench.measure import report, timed

_TYPED = ("s", "sc", "scr", "screen", "screen 4", "screen 49", "q", "question 12", "e", "")


def main() -> None:
    """Print the figures."""
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as home:
        window = MainWindow(Voice("fr"))
        window.show()
        folder = Path(home) / "5000.course"
        create_project(folder, large_course(screens=5000, questions=5000, media=0))
        window.open_course(folder)
        application.processEvents()
        plain = QListWidget()
        plain.show()

        def fill() -> None:
            plain.clear()
            plain.addItems([f"Screen {number}" for number in range(50)])
            application.processEvents()

        def open_finder() -> None:
            for earlier in window.findChildren(Finder):
                earlier.close()
            window.show_finder()
            application.processEvents()

        measured, against = timed(open_finder, fill, runs=10)
        report("Ctrl+K opens", measured, "a list of 50 names", against, "under 200 ms")
        finder = window.findChildren(Finder)[-1]
        texts = cycle(_TYPED)

        def key() -> None:
            finder.line.setText(next(texts))
            application.processEvents()

        measured, against = timed(key, fill, runs=60)
        report("a key in Ctrl+K", measured, "a list of 50 names", against, "under 16 ms")
        finder.close()
        window.close()
