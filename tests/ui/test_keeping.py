"""What the author sees of the saving, and the ways out where something is in the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace as changed
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox

from studio.i18n import Voice
from studio.project.project import Project, open_project
from studio.project.recent import recent_courses
from studio.ui.lectures.add import AddLecture
from studio.ui.shell.history_dialog import HistoryDialog
from studio.ui.shell.window import MainWindow
from tests.courses import small_course


@pytest.fixture(params=["fr", pytest.param("en", marks=pytest.mark.full)])
def language(request) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path) -> Path:
    project, _ = small_course(tmp_path)
    return project.folder


@pytest.fixture
def opened(qtbot):
    """Open windows that are closed at the end, whatever they hold."""
    windows = []

    def open_(folder: Path | None = None, language: str = "en") -> MainWindow:
        window = MainWindow(Voice(language))
        qtbot.addWidget(window)
        window.show()
        windows.append(window)
        if folder:
            window.open_course(folder)
        return window

    yield open_
    for window in windows:
        window.working.close()
        window.courses.leave()
        window.work.close()


@pytest.fixture
def window(opened, folder, language):
    return opened(folder, language)


def notice(window: MainWindow) -> str:
    bar = window.work.notice
    return bar.label.text() if bar.isVisible() else ""


def press(window: MainWindow, choice: str) -> None:
    """Press the notice's button for a choice."""
    text = window._voice.text(f"ui.choice.{choice}")
    [button] = [each for each in window.work.notice.buttons if each.text() == text]
    button.click()


def state(window: MainWindow) -> str:
    return window.work.state.text()


def says(window: MainWindow, id_: str) -> str:
    return window._voice.text(id_)


def answer(monkeypatch, window: MainWindow, **answers) -> None:
    """Have the window's questions answered."""
    for name, given in answers.items():
        monkeypatch.setattr(window.asking, name, lambda *_, given=given: given)


def from_outside(folder: Path, title: str) -> None:
    other = Project(folder)
    other.save(changed(other.load(), title=title))


def titles(window: MainWindow) -> list[str]:
    return [screen.title for screen in window.document.course.screens_in_order()]


def test_an_edit_is_saved_by_itself_and_seen(window, folder, qtbot):
    window.editing.retitle("s0000001", "Accueil")
    assert state(window) == says(window, "ui.state.waiting")
    qtbot.waitUntil(lambda: state(window) == says(window, "ui.state.saved"))
    assert open_project(folder).load() == window.document.course


def test_the_outline_is_edited_by_keys(window, qtbot):
    outline = window.outline
    outline.select("s0000002")
    window.actions_by_name["duplicate"].trigger()
    assert titles(window)[1:3] == ["Regarder", "Regarder"]
    copy = outline.current_id()
    window.actions_by_name["move_up"].trigger()
    assert [s.id for s in window.document.course.screens_in_order()][1] == copy
    assert outline.current_id() == copy
    window.actions_by_name["delete"].trigger()
    assert titles(window) == ["Bienvenue", "Regarder", "Vérifier", "Revoir", "Conclure"]
    assert outline.current_id() == "s0000002"
    while window.document.stack.canUndo():
        window.actions_by_name["undo"].trigger()
    assert titles(window) == ["Bienvenue", "Regarder", "Vérifier", "Revoir", "Conclure"]
    assert not window.actions_by_name["undo"].isEnabled()
    assert "Regarder" in window.actions_by_name["redo"].text()


def test_a_title_is_typed_in_the_outline(window, qtbot):
    outline = window.outline
    outline.select("s0000001")
    window.actions_by_name["rename"].trigger()
    editor = outline.findChild(QLineEdit)
    qtbot.keyClicks(editor, "Accueil")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(window)[0] == "Accueil")
    assert outline.current_id() == "s0000001"


def test_lines_that_were_closed_stay_closed(window):
    outline = window.outline
    outline.collapse(outline.model().index(1, 0))
    window.editing.retitle("s0000001", "Accueil")
    assert not outline.isExpanded(outline.model().index(1, 0))
    assert outline.isExpanded(outline.model().index(0, 0))


def test_a_second_window_reads_only_and_can_take_its_turn(opened, window, folder, language):
    second = opened(folder, language)
    assert state(second) == says(second, "ui.state.read_only")
    assert window.document.session.lock.holder.machine in notice(second)
    assert not second.actions_by_name["rename"].isEnabled()
    window.courses.leave()
    press(second, "try_again")
    assert notice(second) == ""
    assert not second.document.session.read_only


def test_a_copy_can_be_made_of_what_is_read_only(
    opened, window, folder, language, monkeypatch, qtbot
):
    second = opened(folder, language)
    copy = folder.parent / "Copie.course"
    answer(monkeypatch, second, new_course_folder=copy)
    with qtbot.waitSignal(second.working.running.ended):
        press(second, "save_copy")
    qtbot.waitUntil(lambda: str(copy) in second.working.step.text())
    assert open_project(copy).load().id != window.document.course.id


def test_a_disk_that_fails_is_shown_and_another_place_offered(
    window, folder, tmp_path, monkeypatch, qtbot
):
    folder.rename(folder.with_name("away"))
    window.editing.retitle("s0000001", "Sans disque")
    qtbot.waitUntil(lambda: state(window) == says(window, "ui.state.failed"))
    assert "course" in notice(window)
    other = tmp_path / "Ailleurs" / "Élan.course"
    other.parent.mkdir()
    answer(monkeypatch, window, new_course_folder=other)
    press(window, "save_elsewhere")
    qtbot.waitUntil(lambda: window.document.session.project.folder == other)
    assert open_project(other).load() == window.document.course
    assert titles(window)[0] == "Sans disque"
    assert open_project(other).load().id == "c0000001"
    window.editing.retitle("s0000001", "Ici")
    assert window.document.session.flush()


@pytest.fixture
def in_conflict(window, folder, qtbot):
    window.document.session.flush()
    window.editing.retitle("s0000001", "Le mien")
    window.document.session.flush()
    from_outside(folder, "De Git")
    qtbot.waitUntil(lambda: state(window) == says(window, "ui.state.changed_outside"))
    return window


def test_the_other_version_can_be_taken_and_undone(in_conflict, folder, qtbot):
    press(in_conflict, "take_theirs")
    qtbot.waitUntil(lambda: in_conflict.document.course.title == "De Git")
    qtbot.waitUntil(lambda: notice(in_conflict) == "")
    in_conflict.actions_by_name["undo"].trigger()
    assert in_conflict.document.course.title == "Élan vital"
    assert in_conflict.document.session.flush()
    assert open_project(folder).load().title == "Élan vital"


def test_mine_can_be_kept(in_conflict, folder, qtbot):
    press(in_conflict, "keep_mine")
    qtbot.waitUntil(lambda: state(in_conflict) == says(in_conflict, "ui.state.saved"))
    assert open_project(folder).load() == in_conflict.document.course
    assert notice(in_conflict) == ""


def test_both_can_be_kept(in_conflict, folder, qtbot, monkeypatch, tmp_path):
    answer(monkeypatch, in_conflict, new_course_folder=tmp_path / "Autre.course")
    press(in_conflict, "keep_both")
    qtbot.waitUntil(lambda: str(tmp_path / "Autre.course") in in_conflict.working.step.text())
    assert open_project(folder).load() == in_conflict.document.course
    assert open_project(tmp_path / "Autre.course").load().title == "De Git"


def test_a_version_is_looked_at_and_brought_back(window, qtbot, monkeypatch):
    answer(monkeypatch, window, name="Avant")
    window.actions_by_name["name_version"].trigger()
    window.editing.retitle("s0000001", "Accueil")
    window.show_history()
    [dialog] = window.findChildren(HistoryDialog)
    assert "Avant" in dialog.versions.item(0).text()
    assert dialog.changes.count() == 1
    assert "Accueil" in dialog.changes.item(0).text()
    dialog.bring_back_button.click()
    assert titles(window)[0] == "Bienvenue"
    window.actions_by_name["undo"].trigger()
    assert titles(window)[0] == "Accueil"


def test_a_damaged_version_is_said_and_can_not_be_brought_back(window, qtbot):
    window.document.session.flush()
    [version] = window.document.session.project.history.versions()
    data = version.file.read_bytes()
    window.editing.retitle("s0000001", "Accueil")
    version.file.write_bytes(data[:-200])
    window.show_history()
    [dialog] = window.findChildren(HistoryDialog)
    assert str(version.file) in dialog.head.text()
    assert not dialog.bring_back_button.isEnabled()
    dialog.reject()


def test_a_missing_file_is_named_and_found_again(opened, folder, language, monkeypatch, qtbot):
    course = open_project(folder).load()
    entry = next(each for each in course.media.values() if each.name == "Notes d'été.txt")
    (folder / "media" / entry.file).unlink()
    window = opened(folder, language)
    assert "Notes d'été.txt" in notice(window)
    answer(monkeypatch, window, file=folder.parent / "Notes d'été.txt")
    press(window, "find_media")
    qtbot.waitUntil(lambda: notice(window) == "")
    assert window.document.course == course


def test_unused_files_are_emptied_and_brought_back(window, folder, tmp_path, qtbot):
    stray = window.document.session.project.media.add_bytes(b"nobody names it", ".txt")
    window.actions_by_name["empty_unused"].trigger()
    assert not (folder / "media" / stray).exists()
    window.actions_by_name["undo"].trigger()
    assert (folder / "media" / stray).exists()


def test_all_files_are_read(window, folder, qtbot):
    with qtbot.waitSignal(window.working.running.ended):
        window.actions_by_name["check_media"].trigger()
    qtbot.waitUntil(lambda: window.working.step.text() == says(window, "ui.media_sound"))
    entry = next(iter(window.document.course.media.values()))
    data = (folder / "media" / entry.file).read_bytes()
    (folder / "media" / entry.file).write_bytes(b"X" + data[1:])
    window.actions_by_name["check_media"].trigger()
    qtbot.waitUntil(lambda: entry.name in notice(window))


def test_closing_with_edits_that_can_not_be_written_asks_first(window, folder, monkeypatch, qtbot):
    folder.rename(folder.with_name("away"))
    window.editing.retitle("s0000001", "Sans disque")
    answer(monkeypatch, window, choice=1)
    window.close()
    assert window.isVisible()
    answer(monkeypatch, window, choice=0)
    window.close()
    assert not window.isVisible()


def test_closing_writes_what_was_typed_last(window, folder):
    window.editing.retitle("s0000001", "Juste avant")
    window.close()
    assert open_project(folder).load().screens["s0000001"].title == "Juste avant"


def test_a_course_is_packed_and_a_pack_opened(window, folder, tmp_path, monkeypatch, qtbot):
    file = tmp_path / "Élan.coursewright"
    answer(monkeypatch, window, new_file=file, choice=0)
    with qtbot.waitSignal(window.working.running.ended):
        window.actions_by_name["pack"].trigger()
    there = tmp_path / "là" / "Élan.course"
    answer(monkeypatch, window, new_course_folder=there)
    window.open_course(file)
    qtbot.waitUntil(lambda: window.document.session.project.folder == there)
    assert not window.document.session.read_only


def test_a_new_course_and_the_recent_ones(opened, language, tmp_path, monkeypatch, folder):
    window = opened(None, language)
    there = tmp_path / "Neuf.course"
    answer(monkeypatch, window, new_course_folder=there)
    window.actions_by_name["new"].trigger()
    assert window.document.course.title == "Neuf"
    assert window.document.course.language == language
    window.open_course(folder)
    assert recent_courses() == [folder.resolve(), there.resolve()]
    window.recent_menu.aboutToShow.emit()
    assert "Neuf" in window.recent_menu.actions()[1].text()
    window.recent_menu.actions()[1].trigger()
    assert window.document.course.title == "Neuf"


def test_a_broken_course_offers_its_newest_version(opened, window, folder, language, monkeypatch):
    window.document.checkpoint("Bien")
    window.courses.leave()
    (folder / "course.json").write_bytes(b"{" * 20)
    second = opened(None, language)
    answer(monkeypatch, second, choice=1)
    second.open_course(folder)
    assert not second.document.is_open
    answer(monkeypatch, second, choice=0)
    second.open_course(folder)
    assert second.document.course.title == "Élan vital"
    assert not second.findChildren(QMessageBox)


def test_opening_something_else_in_vain_leaves_the_course_open(window, tmp_path):
    window.open_course(tmp_path)
    for box in window.findChildren(QMessageBox):
        box.close()
    window.editing.retitle("s0000001", "Encore là")
    assert window.document.session.flush()


def test_a_lecture_is_added_while_the_author_types(window, tmp_path, monkeypatch, qtbot):
    from tests.media import recordings

    first = window.document.course
    film = recordings.no_sound(tmp_path)
    answer(monkeypatch, window, file=film)
    window.actions_by_name["add_lecture"].trigger()
    [dialog] = window.findChildren(AddLecture)
    dialog.accept()
    window.editing.retitle("s0000001", "Pendant ce temps")
    qtbot.waitUntil(lambda: len(window.document.course.recordings) == 2, timeout=30_000)
    assert titles(window)[0] == "Pendant ce temps"
    while window.document.stack.canUndo():
        window.document.stack.undo()
    assert window.document.course == first
