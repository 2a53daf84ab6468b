"""The main window, by mouse and by keys."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMessageBox, QPushButton, QScrollArea, QWidget

from studio.i18n import Voice
from studio.project.project import open_project
from studio.settings import interface_language, load_settings
from studio.ui.course_model import CourseModel
from studio.ui.shell.window import MainWindow
from tests.courses import small_course


@pytest.fixture(params=["en", "fr"])
def language(request) -> str:
    return str(request.param)


@pytest.fixture
def window(qtbot, language):
    made = MainWindow(Voice(language))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path) -> Path:
    project, _ = small_course(tmp_path)
    return project.folder


def shown_error(window: MainWindow) -> str:
    [box] = window.findChildren(QMessageBox)
    text = box.text()
    box.close()
    return text


def test_the_outline_is_a_sound_model(folder, qtbot):
    course = open_project(folder).load()
    model = CourseModel(Voice("fr"))
    model.show_course(course, editable=True, anew=True)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == 2
    lesson = model.index(0, 0, model.index(0, 0))
    titles = [model.index(row, 0, lesson).data() for row in range(model.rowCount(lesson))]
    assert titles == ["Bienvenue", "Regarder", "Vérifier"]
    assert model.index(1, 1, lesson).data() == "0:03"
    assert model.index(0, 1).data() == model.index(0, 1, model.index(0, 0)).data()
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Titre"


def test_opening_shows_the_course(window, folder):
    assert not window.work.publish_button.isVisible()
    window.open_course(folder)
    assert window.windowTitle().startswith("Élan vital")
    assert window.work.publish_button.isEnabled()
    assert window.outline.model().rowCount() == 2
    assert "5 " in window.counts.text()


def test_a_folder_can_be_dropped(window, folder):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    event = QDropEvent(
        QPointF(QPoint(5, 5)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert window.work.title.text() == "Élan vital"


def test_what_is_no_course_is_said_and_changes_nothing(window, folder, tmp_path):
    window.open_course(folder)
    window.open_course(tmp_path)
    assert str(tmp_path) in shown_error(window)
    assert window.work.title.text() == "Élan vital"


@pytest.mark.parametrize("number", [0, 1, 2])
def test_publishing_writes_the_package(window, folder, tmp_path, qtbot, number, monkeypatch):
    target = tmp_path / "out.zip"
    monkeypatch.setattr(
        "studio.ui.shell.asking.QFileDialog.getSaveFileName", lambda *_: (str(target), "")
    )
    window.open_course(folder)
    with qtbot.waitSignal(window.working.running.ended, timeout=30_000):
        window.publish_actions[number].trigger()
        assert window.working.busy
    assert zipfile.ZipFile(target).testzip() is None
    assert "out.zip" in window.working.step.text()
    assert window.publishing.folder_button.isVisible()
    assert not window.working.busy


def test_publishing_can_be_cancelled(window, folder, tmp_path, qtbot, monkeypatch):
    def endless(*_, progress):
        while True:
            progress.at(0.5)

    monkeypatch.setattr("exporters.batch.deliver", endless)
    window.open_course(folder)
    window.publishing.publish_to("html", tmp_path / "out.zip")
    qtbot.waitUntil(lambda: window.working.bar.value() == 50)
    with qtbot.waitSignal(window.working.running.ended):
        qtbot.mouseClick(window.working.cancel_button, Qt.MouseButton.LeftButton)
    assert not (tmp_path / "out.zip").exists()
    assert not window.publishing.folder_button.isVisible()
    assert not window.findChildren(QMessageBox)


def test_a_failure_is_a_sentence(window, folder, tmp_path, qtbot):
    for media in (folder / "media").iterdir():
        media.unlink()
    window.open_course(folder)
    with qtbot.waitSignal(window.working.running.ended, timeout=10_000):
        window.publishing.publish_to("html", tmp_path / "out.zip")
    assert str(folder) in shown_error(window)
    assert window.work.publish_button.isEnabled()


def test_closing_stops_what_runs(window, folder, tmp_path, monkeypatch, qtbot):
    started = []

    def endless(*_, progress):
        started.append(True)
        while True:
            progress.at(0.5)

    monkeypatch.setattr("exporters.batch.deliver", endless)
    window.open_course(folder)
    window.publishing.publish_to("html", tmp_path / "out.zip")
    qtbot.waitUntil(lambda: bool(started))
    window.close()
    assert not window.working.jobs.running()


def test_everything_that_takes_the_focus_has_a_name(window, folder):
    window.open_course(folder)
    window.outline.select("s0000001")
    for widget in window.findChildren(QWidget):
        ours = widget.window() is window and not widget.objectName().startswith("qt_")
        takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if ours and takes_keys and not isinstance(widget, QScrollArea):
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), widget


def test_two_languages_share_no_label(qtbot):
    windows = [MainWindow(Voice(each)) for each in ("en", "fr")]
    for each in windows:
        qtbot.addWidget(each)
    english, french = (
        {button.text() for button in each.findChildren(QPushButton)} for each in windows
    )
    assert not english & french
    for each in windows:
        each.close()


def test_the_language_is_chosen_for_the_next_start(window, monkeypatch):
    monkeypatch.delenv("COURSEWRIGHT_LANGUAGE")
    menu = window.language_menu
    for action in menu.actions():
        if action.text() == "Français":
            action.trigger()
    assert load_settings().language == "fr"
    assert interface_language(load_settings()) == "fr"
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Français"]
    assert window.working.step.text()
