"""The storyboard with many screens: scrolling, an edit that shows, and the start of the window."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from itertools import count, cycle
from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView

from studio.i18n import Voice
from studio.project.project import create_project
from studio.ui.shell.window import MainWindow
from studio.ui.storyboard.filtering import ScreenFilter
from studio.ui.storyboard.table import ScreenTable
from tests.bench.courses import large_course, retitled
from tests.bench.measure import report, timed


def main() -> None:
    """Print the figures."""
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as home:
        window = MainWindow(Voice("fr"))
        window.resize(1440, 900)
        window.show()
        _scrolling(window, Path(home) / "5000.course", application.processEvents)
        _editing(window, Path(home) / "1000.course", application.processEvents)
        window.close()


def _scrolling(window: MainWindow, folder: Path, show: Callable[[], object]) -> None:
    create_project(folder, large_course(screens=5000, questions=0, media=0))
    window.open_course(folder)
    board = window.work.storyboard.board
    plain, table = QListView(), ScreenTable(window.outline.course_model, Voice("fr"))
    table.read()
    plain.setModel(table)
    plain.setModelColumn(3)
    plain.resize(board.size())
    plain.show()

    show()

    def frame(view: QAbstractItemView) -> Callable[[], object]:
        steps = count()

        def scroll() -> None:
            bar = view.verticalScrollBar()
            bar.setValue((next(steps) * 120) % max(1, bar.maximum()))
            view.viewport().repaint()
            show()

        return scroll

    measured, against = timed(frame(board), frame(plain), runs=60)
    report("a frame of 5,000 cards", measured, "Qt's own list of names", against, "under 16 ms")


def _editing(window: MainWindow, folder: Path, show: Callable[[], object]) -> None:
    create_project(folder, large_course(questions=2000, media=0))
    window.open_course(folder)
    document, numbers = window.document, count()
    from studio.messages import message

    def edit() -> None:
        number = next(numbers)
        document.edit(message("undo.comment", title="x"), lambda now: retitled(now, number))
        show()

    def nothing() -> None:
        window.work.storyboard.board.viewport().repaint()
        show()

    measured, against = timed(edit, nothing, runs=40)
    report("a title in 1,000 screens", measured, "drawing the board", against, "under 16 ms")
    for name, work in _steps(window).items():

        def shown(work: Callable[[], object] = work) -> None:
            work()
            show()

        measured, against = timed(shown, nothing, runs=20)
        report(f"{name} among 1,000 screens", measured, "drawing the board", against, "under 16 ms")


def _steps(window: MainWindow) -> dict[str, Callable[[], object]]:
    """Return what authors do to screens, by its name."""
    window.outline.select(*(f"s{number:07d}" for number in range(500, 510)))
    steps, wanted = cycle((1, -1)), cycle(({"clip"}, {"quiz"}))
    room, stack = window.work.storyboard, window.document.stack
    return {
        "a move of ten": lambda: window.editing.move(next(steps)),
        "undo of a move": lambda: stack.undo() if next(steps) > 0 else stack.redo(),
        "a copy of ten": window.editing.duplicate,
        "a deletion": window.editing.delete,
        "undo of a deletion": stack.undo,
        "a filter": lambda: room.filter.use(ScreenFilter(kind=frozenset(next(wanted)))),
    }
