"""Files dropped on the storyboard: blocks on a screen, new screens beside it, lectures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QMessageBox

from studio.course.blocks import FileBlock, ImageBlock
from studio.course.model import Course
from studio.i18n import Voice
from studio.imports.files import bring_in_files, entered
from studio.jobs import Progress
from studio.project.project import create_project
from studio.ui.shell.window import MainWindow
from tests.imports.pictures_of import photo, saved
from tests.media import recordings


@pytest.fixture
def files(tmp_path) -> list[Path]:
    """Two pictures and a handout."""
    folder = tmp_path / "desk"
    folder.mkdir()
    handout = folder / "fiche_pratique.pdf"
    handout.write_bytes(b"%PDF-1.4 rien")
    pictures = [saved(photo(40, 30 + n), folder / f"vue-{n}.png") for n in (1, 2)]
    return [*pictures, handout]


def carried(paths: list[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop_on_board(window, data: QMimeData, point: QPoint) -> None:
    event = QDropEvent(
        *(QPointF(point), Qt.DropAction.CopyAction, data),
        *(Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier),
    )
    window.work.storyboard.board.dropEvent(event)


def card(window, id_: str, share: float) -> QPoint:
    """Return a point on a card, at a share of its width."""
    index = window.outline.course_model.index_of(id_)
    rect = window.work.storyboard.board.visualRect(index)
    return QPoint(rect.left() + round(rect.width() * share), rect.center().y())


def drop_in_tree(window, data: QMimeData, node: str, row: int) -> None:
    model = window.outline.course_model
    model.dropMimeData(data, Qt.DropAction.CopyAction, row, 0, model.index_of(node))


def wait_for_edit(qtbot, window) -> None:
    qtbot.waitUntil(lambda: window.document.stack.count() == 1, timeout=20_000)
    before, after = window.document.stack.command(0).before, window.document.course
    window.document.stack.undo()
    assert window.document.course is before
    window.document.stack.redo()
    assert window.document.course is after


def titles(course: Course, lesson: str) -> list[str]:
    return [course.screens[id_].title for id_ in course.lessons[lesson].screens]


def test_on_a_card_they_become_blocks(window, files, qtbot):
    drop_on_board(window, carried(files), card(window, "s0000005", 0.5))
    wait_for_edit(qtbot, window)
    course = window.document.course
    blocks = course.screens["s0000005"].blocks
    assert [type(b) for b in blocks[1:]] == [ImageBlock, ImageBlock, FileBlock]
    assert course.media[blocks[3].media].name == "fiche_pratique.pdf"
    assert window.outline.current_id() == "s0000005"


@pytest.mark.parametrize(("share", "place"), [(0.1, 1), (0.9, 2)])
def test_between_cards_they_become_screens(window, files, qtbot, share, place):
    drop_on_board(window, carried(files), card(window, "s0000002", share))
    new = ["Vue 1", "Vue 2", "Fiche pratique"]
    qtbot.waitUntil(lambda: len(window.outline.selected_ids()) == 3, timeout=20_000)
    screens = window.document.course.screens
    assert [screens[id_].title for id_ in window.outline.selected_ids()] == new
    wait_for_edit(qtbot, window)
    expected = ["Bienvenue", "Regarder", "Vérifier"]
    expected[place:place] = new
    assert titles(window.document.course, "l0000001") == expected


@pytest.mark.parametrize(
    ("node", "row", "lesson"),
    [
        ("l0000001", -1, "l0000001"),
        ("l0000002", 0, "l0000002"),
        ("m0000001", -1, "l0000001"),
        ("m0000002", 1, "l0000002"),
        ("", -1, "l0000002"),
        ("", 1, "l0000001"),
    ],
)
def test_in_the_outline(window, files, qtbot, node, row, lesson):
    before = window.document.course
    drop_in_tree(window, carried(files[:1]), node, row)
    wait_for_edit(qtbot, window)
    course = window.document.course
    old = titles(before, lesson)
    assert titles(course, lesson) == (["Vue 1", *old] if row == 0 else [*old, "Vue 1"])
    others = course.lessons.keys() - {lesson}
    assert all(course.lessons[each] is before.lessons[each] for each in others)


def test_in_an_empty_course_a_lesson_is_made(qtbot, tmp_path, files):
    create_project(tmp_path / "empty.course", Course(id="c0000009", title="Vide"))
    window = MainWindow(Voice("fr"))
    qtbot.addWidget(window)
    window.show()
    window.open_course(tmp_path / "empty.course")
    drop_on_board(window, carried(files[:1]), QPoint(200, 200))
    wait_for_edit(qtbot, window)
    assert [screen.title for screen in window.document.course.screens_in_order()] == ["Vue 1"]
    window.close()


def test_a_recording_becomes_a_lecture(window, files, qtbot, tmp_path):
    (tmp_path / "desk2").mkdir()
    film = recordings.plain(tmp_path / "desk2")
    brought: list[Path] = []
    window.file_dropping._add_recording = brought.append
    drop_in_tree(window, carried([film, files[0]]), "l0000001", -1)
    wait_for_edit(qtbot, window)
    assert brought == [film]
    assert titles(window.document.course, "l0000001")[-1] == "Vue 1"


def test_captions_alone_are_told_what_to_do(window, tmp_path):
    file = tmp_path / "cours.vtt"
    file.write_text("WEBVTT\n")
    drop_in_tree(window, carried([file]), "l0000001", -1)
    [box] = window.findChildren(QMessageBox)
    assert "cours.vtt" in box.text()
    box.reject()
    assert window.document.stack.count() == 0


def test_a_picture_from_a_browser(window, qtbot):
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.png")])
    assert not window.outline.course_model.dropMimeData(
        data, Qt.DropAction.CopyAction, -1, 0, window.outline.course_model.index_of("s0000005")
    )
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(0)
    data.setImageData(image)
    drop_in_tree(window, data, "s0000005", -1)
    wait_for_edit(qtbot, window)
    assert len(window.document.course.screens["s0000005"].blocks) == 2


def test_a_course_is_opened(window, qtbot, tmp_path):
    create_project(tmp_path / "other.course", Course(id="c0000009", title="Autre"))
    drop_in_tree(window, carried([tmp_path / "other.course"]), "", -1)
    qtbot.waitUntil(lambda: window.document.course.title == "Autre")


def test_a_screen_that_has_gone_meanwhile(window, files):
    found = bring_in_files(window.document.session.project, files[:1], Progress())
    course, entries = entered(window.document.course, found.entries)
    shown, ids = window.file_dropping._shown(course, entries, "gone0000", -1)
    assert shown.screens[ids[0]].title == "Vue 1"


def test_the_board_takes_files_and_nothing_else(window, files):
    for data, taken in ((carried(files), True), (QMimeData(), False)):
        event = QDragEnterEvent(
            *(QPoint(9, 9), Qt.DropAction.CopyAction, data),
            *(Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier),
        )
        event.ignore()
        window.work.storyboard.board.dragEnterEvent(event)
        assert event.isAccepted() is taken
