"""The whole job in the real window: begin, write, move, undo all, redo all, quit, come back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from studio.course.model import Course
from studio.i18n import Voice
from studio.project.project import open_project
from studio.ui.shell.window import MainWindow
from tests.media import recordings


@pytest.fixture
def opened(qtbot):
    """Open windows one after the other."""
    windows: list[MainWindow] = []

    def open_() -> MainWindow:
        window = MainWindow(Voice("fr"))
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        windows.append(window)
        return window

    yield open_
    for window in windows:
        window.close()


def write(window: MainWindow, qtbot, folder: Path) -> None:
    """Plan and storyboard a course by what an author touches."""
    do = window.actions_by_name
    window.work.go("plan")
    qtbot.keyClicks(window.work.plan.title, " d'un logement")
    qtbot.keyClicks(window.work.plan.audience, "Jeunes actifs")
    window.work.plan.objectives.add_button.click()
    [goal] = window.work.plan.objectives.rows.values()
    qtbot.keyClicks(goal.text, "estimer un budget")
    window.work.go("storyboard")
    for name in ("add_module", "add_lesson", "add_text", "add_empty", "add_lesson", "add_text"):
        do[name].trigger()
    script = window.work.storyboard.inspector.findChild(QPlainTextEdit)
    qtbot.keyClicks(script, "Bonjour et bienvenue.")
    do["move_up"].trigger()
    do["duplicate"].trigger()
    screens = [screen.id for screen in window.document.course.screens_in_order()]
    window.outline.select(screens[0])
    do["move_down"].trigger()
    do["copy"].trigger()
    with qtbot.waitSignal(window.working.running.ended):
        do["paste"].trigger()
    do["delete"].trigger()
    with qtbot.waitSignal(window.working.running.ended, timeout=30_000):
        window.media.add_recording(recordings.no_sound(folder))


def test_the_whole_job(opened, qtbot, tmp_path, monkeypatch):
    window = opened()
    folder = tmp_path / "Achat.course"
    monkeypatch.setattr(window.asking, "new_course_folder", lambda *_: folder)
    window.courses.new("Achat")
    began = window.document.course
    write(window, qtbot, tmp_path)
    written, stack = window.document.course, window.document.stack
    assert stack.count() > 12
    assert len(written.recordings) == 1
    while stack.canUndo():
        window.actions_by_name["undo"].trigger()
    assert window.document.course == began
    while stack.canRedo():
        window.actions_by_name["redo"].trigger()
    assert window.document.course == written
    window.close()
    assert open_project(folder).load() == written
    again = opened()
    again.open_course(folder)
    assert again.document.course == written
    again.activateWindow()
    qtbot.waitUntil(again.isActiveWindow)
    qtbot.keyClick(again, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: again.work.room == "publish")


def test_the_job_with_the_screen_editor(qtbot, tmp_path, monkeypatch):
    folder = tmp_path / "Budget d'été.course"
    monkeypatch.setattr(
        "studio.ui.shell.asking.QFileDialog.getSaveFileName", lambda *_, **__: (str(folder), "")
    )
    window = MainWindow(Voice("fr"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.actions_by_name["new"].trigger()
    first = window.document.course
    window.actions_by_name["add_module"].trigger()
    window.actions_by_name["add_lesson"].trigger()
    for _ in range(3):
        window.actions_by_name["add_text"].trigger()
    window.actions_by_name["open_editor"].trigger()
    page = window.screen_editing.page
    form: Any = next(iter(page.column.frames.values())).form
    qtbot.keyClicks(form.text, "Un texte **gras** et du reste")
    for recipe in ("single-choice", "true-false"):
        page.recipes.chosen.emit(recipe)
    window.actions_by_name["move_up"].trigger()
    window.actions_by_name["close_editor"].trigger()
    window.actions_by_name["move_up"].trigger()
    window.actions_by_name["duplicate"].trigger()
    inspector = window.work.storyboard.inspector
    qtbot.keyClicks(inspector.texts["script"], "Bonjour a tous.")
    done = window.document.course
    assert len(done.screens) == 4
    while window.document.stack.canUndo():
        window.actions_by_name["undo"].trigger()
    assert window.document.course is first
    while window.document.stack.canRedo():
        window.actions_by_name["redo"].trigger()
    assert window.document.course is done
    window.close()
    kept: Course = open_project(folder).load()
    assert kept == done
    again = MainWindow(Voice("fr"))
    qtbot.addWidget(again)
    again.open_course(folder)
    assert again.document.course == done
    again.close()
