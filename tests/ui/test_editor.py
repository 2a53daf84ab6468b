"""The screen editor in the real window: blocks written, added, moved, and all of it undone."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from studio.course.blocks import ClipBlock, FileBlock, ImageBlock, QuizBlock, TextBlock
from studio.course.model import ScreenStatus
from studio.course.questions import MultipleChoice, TrueFalse
from studio.i18n import Voice
from studio.project.project import open_project
from studio.ui.editor.frame import BLOCK, BlockFrame
from studio.ui.editor.quiz_form import QuizForm
from studio.ui.editor.recipe_list import RecipeList
from studio.ui.editor.recipes import RECIPES
from studio.ui.shell.finder import Finder
from studio.ui.shell.window import MainWindow

ENTER = Qt.Key.Key_Return
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window):
    window.outline.select("s0000001")
    window.actions_by_name["open_editor"].trigger()
    return window.screen_editing.page


def blocks(window, screen: str = "s0000001") -> list[str]:
    return [block.id for block in window.document.course.screens[screen].blocks]


def block(window, at: int, screen: str = "s0000001"):
    return window.document.course.screens[screen].blocks[at]


def focus(qtbot, window, widget) -> None:
    window.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def popup(page) -> RecipeList:
    [dialog] = [each for each in page.findChildren(QDialog) if each.isVisible()]
    found = dialog.findChild(RecipeList)
    assert isinstance(found, RecipeList)
    return found


def test_the_editor_opens_on_the_screen_and_leads_back(window, page, qtbot):
    assert window.screen_editing.is_open
    assert page.screen_id == "s0000001"
    assert page.column.title.text() == "Bienvenue"
    assert list(page.column.frames) == blocks(window)
    assert page.lesson.text() == "Débuter"
    assert [page.screens.item(at).text() for at in range(page.screens.count())] == [
        "Bienvenue",
        "Regarder",
        "Vérifier",
    ]
    qtbot.mouseClick(page.back_button, Qt.MouseButton.LeftButton)
    assert not window.screen_editing.is_open
    assert window.outline.current_id() == "s0000001"


def test_enter_and_a_double_click_on_a_card_open_the_editor(window, qtbot):
    board = window.work.storyboard.board
    window.outline.select("s0000003")
    board.setFocus()
    qtbot.keyClick(board, ENTER)
    assert window.screen_editing.page.screen_id == "s0000003"
    window.screen_editing.close()
    place = board.visualRect(window.outline.course_model.index_of("s0000002")).center()
    qtbot.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(board.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.screen_editing.is_open
    assert window.screen_editing.page.screen_id == "s0000002"


def test_one_goes_from_screen_to_screen(window, page):
    for name, screen in (
        ("next_screen", "s0000002"),
        ("next_screen", "s0000003"),
        ("next_screen", "s0000004"),
        ("previous_screen", "s0000003"),
    ):
        window.actions_by_name[name].trigger()
        assert page.screen_id == screen
    page.screens.setCurrentRow(0)
    assert page.screen_id == "s0000001"
    assert window.outline.current_id() == "s0000001"


def test_what_is_typed_is_the_course_and_can_be_undone_by_words(window, page, qtbot):
    before = window.document.course
    text = page.column.frames["b0000001"].form.text
    focus(qtbot, window, text)
    text.moveCursor(text.textCursor().MoveOperation.End)
    qtbot.keyClicks(text, " Bon cours")
    assert block(window, 0).text.endswith(" Bon cours")
    assert block(window, 0).text.startswith("Bonjour **à tous** : [le site]")
    while window.document.stack.canUndo():
        window.actions_by_name["undo"].trigger()
    assert window.document.course is before
    window.actions_by_name["redo"].trigger()
    assert block(window, 0).text != before.screens["s0000001"].blocks[0].text


def test_undo_leads_to_the_screen_that_it_changes(window, page):
    page.recipes.chosen.emit("text")
    window.outline.select("s0000005")
    window.actions_by_name["undo"].trigger()
    assert page.screen_id == "s0000001"
    window.outline.select("s0000005")
    window.actions_by_name["redo"].trigger()
    assert page.screen_id == "s0000001"


def test_the_title_and_the_status_are_edited_here(window, page, qtbot):
    focus(qtbot, window, page.column.title)
    page.column.title.selectAll()
    qtbot.keyClicks(page.column.title, "Accueil")
    page.status.setCurrentIndex(1)
    page.status.activated.emit(1)
    screen = window.document.course.screens["s0000001"]
    assert (screen.title, screen.status) == ("Accueil", ScreenStatus.IN_REVIEW)
    assert page.screens.item(0).text() == "Accueil"


@pytest.mark.parametrize("recipe", ["text", "single-choice", "multiple-choice", "true-false"])
def test_a_block_is_added_by_one_step_behind_the_current_one(window, page, qtbot, recipe):
    before = window.document.course
    focus(qtbot, window, page.column.frames["b0000001"].handle)
    page.recipes.chosen.emit(recipe)
    ids = blocks(window)
    assert [ids[0], *ids[2:]] == ["b0000001", "b0000002", "b0000003"]
    assert page.column.current == ids[1]
    assert window.document.stack.count() == 1
    window.actions_by_name["undo"].trigger()
    assert window.document.course is before
    assert list(page.column.frames) == ["b0000001", "b0000002", "b0000003"]


def test_a_clip_and_a_question_are_chosen_by_typing(window, page, qtbot):
    for recipe, words, kind in (("clip", "second", ClipBlock), ("bank", "pairs", QuizBlock)):
        page.recipes.chosen.emit(recipe)
        [finder] = [each for each in window.findChildren(Finder) if each.isVisible()]
        qtbot.keyClicks(finder.line, words)
        qtbot.keyClick(finder.line, ENTER)
        assert any(
            isinstance(each, kind) for each in window.document.course.screens["s0000001"].blocks
        )


def test_a_slash_in_an_empty_text_offers_the_blocks_in_its_place(window, page, qtbot):
    page.recipes.chosen.emit("text")
    new = page.column.current
    text = page.column.frames[new].form.text
    focus(qtbot, window, text)
    qtbot.keyClicks(text, "/")
    recipes = popup(page)
    qtbot.keyClicks(recipes.line, "vrai")
    assert recipes.names() == ["true-false"]
    qtbot.keyClick(recipes.line, ENTER)
    assert new not in blocks(window)
    assert isinstance(block(window, 1), QuizBlock)


def test_a_slash_that_was_meant_as_one_stays(window, page, qtbot):
    page.recipes.chosen.emit("text")
    text = page.column.frames[page.column.current].form.text
    focus(qtbot, window, text)
    qtbot.keyClicks(text, "/")
    qtbot.keyClick(popup(page).line, Qt.Key.Key_Escape)
    assert block(window, 1).text == "/"


def test_the_list_of_blocks_is_narrowed_without_accents(page, qtbot):
    assert page.recipes.names() == [recipe.name for recipe in RECIPES]
    qtbot.keyClicks(page.recipes.line, "enregistre")
    assert page.recipes.names() == ["clip"]
    page.recipes.line.setText("zzz")
    assert page.recipes.names() == []
    qtbot.keyClick(page.recipes.line, ENTER)


def test_blocks_are_moved_copied_and_deleted_by_keys(window, page, qtbot):
    handle = page.column.frames["b0000001"].handle
    focus(qtbot, window, handle)
    window.actions_by_name["move_down"].trigger()
    assert blocks(window) == ["b0000002", "b0000001", "b0000003"]
    assert page.column.current == "b0000001"
    window.actions_by_name["move_up"].trigger()
    window.actions_by_name["duplicate"].trigger()
    ids = blocks(window)
    assert ids[0] == "b0000001"
    assert ids[2:] == ["b0000002", "b0000003"]
    assert page.column.current == ids[1]
    window.actions_by_name["delete"].trigger()
    assert blocks(window) == ["b0000001", "b0000002", "b0000003"]
    assert page.column.current == "b0000002"
    assert "s0000001" in window.document.course.screens


def test_a_block_goes_over_the_clipboard_to_another_screen(window, page, qtbot):
    focus(qtbot, window, page.column.frames["b0000002"].handle)
    window.actions_by_name["copy"].trigger()
    window.outline.select("s0000005")
    with qtbot.waitSignal(window.document.changed, timeout=5000):
        window.actions_by_name["paste"].trigger()
    assert isinstance(block(window, -1, "s0000005"), ImageBlock)
    assert window.document.course.screens["s0000005"].blocks[0].id == "b0000007"


def test_the_keys_of_a_handle(window, page, qtbot):
    frames = page.column.frames
    focus(qtbot, window, frames["b0000001"].handle)
    qtbot.keyClick(frames["b0000001"].handle, Qt.Key.Key_Down)
    assert frames["b0000002"].handle.hasFocus()
    qtbot.keyClick(frames["b0000002"].handle, Qt.Key.Key_Up)
    assert frames["b0000001"].handle.hasFocus()
    qtbot.keyClick(frames["b0000001"].handle, ENTER)
    assert frames["b0000001"].form.text.hasFocus()
    qtbot.keyClick(frames["b0000001"].form.text, Qt.Key.Key_Escape)
    assert frames["b0000001"].handle.hasFocus()
    qtbot.keyClick(frames["b0000001"].handle, Qt.Key.Key_Slash)
    qtbot.keyClick(popup(page).line, ENTER)
    assert isinstance(block(window, 1), TextBlock)


def drop(widget, data: QMimeData, at: QPoint) -> None:
    event = QDropEvent(
        QPointF(at),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    widget.dropEvent(event)


@pytest.mark.parametrize(
    ("dragged", "onto", "expected"),
    [
        ("b0000001", "b0000003", "2 1 3"),
        ("b0000003", "b0000001", "3 1 2"),
        ("b0000002", "b0000002", "1 2 3"),
        ("b0000001", None, "2 3 1"),
    ],
)
def test_a_block_is_dragged_to_its_place(window, page, qtbot, dragged, onto, expected):
    qtbot.waitUntil(lambda: page.column.frames["b0000003"].height() > 30)
    QApplication.processEvents()
    sheet = page.column.sheet
    data = QMimeData()
    data.setData(BLOCK, dragged.encode())
    at = QPoint(100, sheet.height() - 1)
    if onto:
        frame = page.column.frames[onto]
        at = frame.mapTo(sheet, QPoint(20, 2))
    drop(sheet, data, at)
    assert [f"b000000{number}" for number in expected.split()] == blocks(window)


def quiz(page, id_: str = "b0000005"):
    return page.column.frames[id_].form


def test_questions_are_written_where_they_are_asked(window, page, qtbot):
    window.outline.select("s0000003")
    form = quiz(page)
    qtbot.mouseClick(form.rows["q0000002"].head, Qt.MouseButton.LeftButton)
    question = form.rows["q0000002"].form
    focus(qtbot, window, question.stem)
    question.stem.selectAll()
    qtbot.keyClicks(question.stem, "Lesquels ?")
    rows = question.answers.rows
    rows["a0000004"].marker.click()
    focus(qtbot, window, rows["a0000005"].text)
    qtbot.keyClick(rows["a0000005"].text, ENTER)
    new = list(question.answers.rows)[-1]
    qtbot.keyClicks(question.answers.rows[new].text, "Dix")
    qtbot.keyClick(question.answers.rows[new].text, Qt.Key.Key_Up, ALT)
    asked = window.document.course.questions["q0000002"]
    assert isinstance(asked, MultipleChoice)
    assert asked.stem == "Lesquels ?"
    assert [choice.text for choice in asked.choices] == ["Deux", "Sept", "Dix", "Huit"]
    assert [choice.correct for choice in asked.choices] == [True, True, False, True]
    qtbot.mouseClick(question.answers.rows["a0000003"].remove_button, Qt.MouseButton.LeftButton)
    assert len(window.document.course.questions["q0000002"].choices) == 3


def test_the_type_of_a_question_changes_and_comes_back(window, page, qtbot):
    window.outline.select("s0000003")
    form = quiz(page)
    form.open("q0000001")
    question = form.rows["q0000001"].form
    qtbot.waitUntil(question.answers.isVisible)
    before = window.document.course
    at = question.type.findData("true-false")
    question.type.setCurrentIndex(at)
    question.type.activated.emit(at)
    asked = window.document.course.questions["q0000001"]
    assert isinstance(asked, TrueFalse)
    question.answers.false.click()
    assert window.document.course.questions["q0000001"].answer is False
    for _ in range(2):
        window.actions_by_name["undo"].trigger()
    assert window.document.course is before
    qtbot.waitUntil(question.answers.isVisible)


def test_points_tries_and_objectives_of_a_question(window, page, qtbot):
    window.outline.select("s0000003")
    form = quiz(page)
    form.open("q0000002")
    question = form.rows["q0000002"].form
    qtbot.mouseClick(question.more, Qt.MouseButton.LeftButton)
    question.points.setValue(3.5)
    question.tries.setValue(0)
    question.shuffle.click()
    question.partial_credit.click()
    question.objectives.list.item(0).setCheckState(Qt.CheckState.Checked)
    asked = window.document.course.questions["q0000002"]
    assert (asked.points, asked.tries, asked.shuffle, asked.partial_credit) == (3.5, 0, True, True)
    assert asked.objectives == ("o0000001",)
    assert question.points.text() == "3,5"


def test_questions_are_added_ordered_and_taken_out(window, page, qtbot):
    window.outline.select("s0000003")
    form = quiz(page)
    form.add_question("true-false")
    ids = window.document.course.screens["s0000003"].blocks[0].questions
    assert len(ids) == 4
    qtbot.waitUntil(form.rows[ids[3]].form.isVisible)
    form.rows[ids[3]].moved.emit(-1)
    form.rows["q0000001"].duplicate_wanted.emit()
    form.rows["q0000003"].removed.emit()
    asked = window.document.course.screens["s0000003"].blocks[0].questions
    assert asked[0] == "q0000001"
    assert asked[2:] == ("q0000002", ids[3])
    assert "q0000003" in window.document.course.questions


def test_a_picture_is_described_or_decorative(window, page, qtbot):
    form = page.column.frames["b0000002"].form
    focus(qtbot, window, form.alternative)
    form.alternative.selectAll()
    qtbot.keyClicks(form.alternative, "Le jardin")
    form.decorative.click()
    assert block(window, 1).alternative == "Le jardin"
    assert block(window, 1).decorative
    assert not form.alternative.isEnabled()


def test_a_clip_is_named_and_played(window, page, qtbot):
    window.outline.select("s0000002")
    form = page.column.frames["b0000004"].form
    focus(qtbot, window, form.title)
    form.title.selectAll()
    qtbot.keyClicks(form.title, "Tout au debut")
    assert window.document.course.clips["k0000001"].title == "Tout au debut"
    shown = []
    show = form.picture.show_image

    def watch(*given: Any) -> None:
        shown.append(given[0])
        show(*given)

    form.picture.show_image = watch
    qtbot.mouseClick(form.play_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(shown) > 5, timeout=10_000)
    assert shown[-1].width() > 0
    with qtbot.waitSignal(form.tools.player.stopped, timeout=10_000):
        pass
    assert form.play_button.text() == "Lire"


def test_a_deleted_screen_leaves_the_editor_at_its_neighbour_or_in_the_storyboard(
    window, page, qtbot
):
    window.outline.select("s0000005")
    page.column.title.setFocus()
    window.editing.delete()
    assert page.screen_id == "s0000004"
    window.editing.delete()
    qtbot.waitUntil(lambda: not window.screen_editing.is_open)


def test_a_read_only_course_can_be_looked_at(window, page, qtbot, tmp_path):
    other = MainWindow(Voice("en"))
    qtbot.addWidget(other)
    other.show()
    other.open_course(window.document.session.project.folder)
    other.outline.select("s0000001")
    other.screen_editing.open()
    there = other.screen_editing.page
    assert there.column.title.isReadOnly()
    assert not there.column.sheet.add_button.isVisible()
    form: Any = there.column.frames["b0000001"].form
    assert form.text.isReadOnly()
    other.close()


def test_what_was_written_is_there_after_opening_again(window, page, qtbot):
    text = page.column.frames["b0000001"].form.text
    focus(qtbot, window, text)
    text.moveCursor(text.textCursor().MoveOperation.End)
    qtbot.keyClicks(text, " Fin.")
    page.recipes.chosen.emit("true-false")
    course = window.document.course
    folder = window.document.session.project.folder
    window.close()
    assert open_project(folder).load() == course
    assert QGuiApplication.clipboard() is not None


def test_pictures_and_files_dropped_between_blocks_come_in_by_one_step(
    window, page, qtbot, tmp_path
):
    picture, notes = tmp_path / "Été.png", tmp_path / "Notes.pdf"
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(picture))
    notes.write_bytes(b"%PDF-1.4")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in (picture, notes)])
    QApplication.processEvents()
    frame = page.column.frames["b0000002"]
    before = window.document.course
    with qtbot.waitSignal(window.document.changed, timeout=10_000):
        drop(page.column.sheet, data, frame.mapTo(page.column.sheet, QPoint(20, 2)))
    held = window.document.course.screens["s0000001"].blocks
    assert [type(each) for each in held[1:3]] == [ImageBlock, FileBlock]
    assert window.document.course.media[held[1].media].name == "Été.png"
    assert window.document.stack.count() == 1
    window.actions_by_name["undo"].trigger()
    assert window.document.course is before


@pytest.mark.parametrize("screen", ["s0000001", "s0000002", "s0000003"])
def test_everything_on_the_page_that_takes_keys_has_a_name(window, page, screen):
    window.outline.select(screen)
    for frame in page.column.frames.values():
        if isinstance(frame.form, QuizForm):
            frame.form.open("q0000002")
            question: Any = frame.form.rows["q0000002"].form
            question.more.click()
    for widget in page.findChildren(QWidget):
        ours = widget.window() is window and not widget.objectName().startswith("qt_")
        takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if ours and takes_keys:
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), widget


def test_tab_goes_from_the_title_down_the_blocks(window, page, qtbot):
    focus(qtbot, window, page.column.title)
    met = []
    for _ in range(40):
        here = QApplication.focusWidget()
        frame = here
        while frame is not None and not isinstance(frame, BlockFrame):
            frame = frame.parentWidget()
        if isinstance(frame, BlockFrame) and frame.id not in met:
            met.append(frame.id)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    assert met == ["b0000001", "b0000002", "b0000003"]
