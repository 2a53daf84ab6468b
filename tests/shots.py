"""Pictures of every room and dialog, to be looked at: languages, light and dark, two sizes.

`python3 dev.py shots` writes them to `output/shots`.
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace as changed
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from studio.course.written_fields import digest
from studio.i18n import Voice
from studio.imports.storyboard_changes import storyboard_changes
from studio.imports.storyboard_found import Found, Said, Written
from studio.project.project import Project
from studio.ui.app import speak
from studio.ui.look import dress
from studio.ui.shell.finder import Finder
from studio.ui.shell.history_dialog import HistoryDialog
from studio.ui.shell.window import MainWindow
from studio.ui.storyboard.changes_dialog import ChangesDialog
from tests.courses import small_course

SIZES = ((1440, 900), (1024, 700))
_SCRIPT = {
    "fr": "Les banques prêtent rarement quand la mensualité dépasse 35 % de ce que l'on gagne.",
    "en": "Banks rarely lend when the instalments pass 35 % of what you earn.",
}


def main(target: Path) -> int:
    """Write all pictures to the folder `target`."""
    target.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    light = application.palette()
    for dark in (False, True):
        application.setPalette(_dark() if dark else light)
        dress(application)
        for language, size in itertools.product(("fr", "en"), SIZES):
            speak(application, language)
            name = f"{language}-{'dark' if dark else 'light'}-{size[0]}"
            with tempfile.TemporaryDirectory() as home:
                os.environ["COURSEWRIGHT_HOME"] = home
                for shot, widget in _scenes(language, size, Path(home)):
                    widget.grab().save(str(target / f"{name}-{shot}.png"))
    print(f"{len(list(target.glob('*.png')))} pictures in {target}")
    return 0


def _scenes(language: str, size: tuple[int, int], home: Path) -> Iterator[tuple[str, QWidget]]:
    """Yield each scene with what is to be seen of it."""
    window = MainWindow(Voice(language))
    window.resize(*size)
    window.show()
    project, _ = small_course(home)
    window.open_course(project.folder)
    _work_on(window, language)
    _wait(1.2)
    yield "storyboard", window
    window.work.storyboard.view.setCurrentIndex(1)
    yield "table", window
    window.work.storyboard.view.setCurrentIndex(0)
    for room in window.work.rail.buttons:
        if room != "storyboard":
            window.work.go(room)
            _wait(0.1)
            yield room, window
    window.work.go("storyboard")
    yield from _dialogs(window)
    other = Project(project.folder)
    other.save(changed(other.load(), title="Élan vital (Git)"))
    _wait(2.5)
    yield "changed-outside", window
    window.courses.leave()
    window.close_course()
    _wait(0.1)
    yield "welcome", window
    window.working.close()
    window.work.close()
    window.deleteLater()


def _work_on(window: MainWindow, language: str) -> None:
    window.document.checkpoint("Version 1")
    window.editing.add_lesson()
    window.editing.add_screen("text")
    window.editing.add_screen("empty")
    window.outline.select("s0000002")
    inspector = window.work.storyboard.inspector
    inspector.status.setCurrentIndex(1)
    inspector.status.activated.emit(1)
    inspector.texts["script"].setPlainText(_SCRIPT[language])
    inspector.comments.line.setText(_SCRIPT[language])
    inspector.comments.line.returnPressed.emit()


def _dialogs(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    window.show_finder()
    _wait(0.1)
    [finder] = window.findChildren(Finder)
    yield "find", finder
    finder.reject()
    window.show_history()
    [dialog] = window.findChildren(HistoryDialog)
    dialog.versions.setCurrentRow(dialog.versions.count() - 1)
    _wait(0.1)
    yield "history", dialog
    dialog.reject()
    changes = _changes_dialog(window)
    yield "storyboard-changes", changes
    changes.reject()
    for action in window.menuBar().actions():
        menu = action.menu()
        if isinstance(menu, QWidget):
            menu.adjustSize()
            yield f"menu-{window.menuBar().actions().index(action)}", menu


def _changes_dialog(window: MainWindow) -> ChangesDialog:
    """Show what a document would change: a title, and a script that was changed here too."""
    course = window.document.course
    found = Found("Élan vital.docx", "Ana", datetime(2026, 3, 1, tzinfo=UTC), list(course.screens))
    title = "s0000001.title"
    found.written[title] = Written("Bienvenue à tous", digest(title, "Bienvenue"))
    found.written["s0000002.script"] = Written("Les banques prêtent rarement.", "0")
    found.comments.append(Said("s0000003", "Ana", found.when, "Trop facile ?"))
    back = storyboard_changes(course, found)
    dialog = ChangesDialog(course, back, window.document._voice, window)
    dialog.list.setCurrentItem(dialog._items[1])
    dialog.show()
    _wait(0.1)
    return dialog


def _wait(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def _dark() -> QPalette:
    """Return a palette as dark systems have it."""
    palette = QPalette(QColor("#2b2b2d"), QColor("#1f1f21"))
    roles = QPalette.ColorRole
    palette.setColor(roles.Base, QColor("#232325"))
    palette.setColor(roles.PlaceholderText, QColor("#a5a5a8"))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(role, QColor("#ececec"))
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#7c7c80"))
    palette.setColor(roles.Link, QColor(Qt.GlobalColor.cyan))
    return palette


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
