"""The board by mouse and by keys: selecting, moving, renaming, zooming, dropping, adding."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace as changed
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit

from studio.course.edits import move, remove
from studio.course.model import Comment, ScreenStatus
from studio.course.moving import goal
from studio.i18n import Voice
from studio.messages import message
from studio.review.findings import Level, finding
from studio.ui.course_model import CLIPS, NODES
from studio.ui.shell.window import MainWindow
from studio.ui.storyboard.board import USUAL
from studio.ui.storyboard.filtering import NO_OBJECTIVE, ScreenFilter
from studio.ui.storyboard.picker import Picker

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def room(window):
    return window.work.storyboard


@pytest.fixture
def board(room):
    room.board.setFocus()
    return room.board


def shape(window) -> str:
    """Return the screens of each lesson by the last letters of their ids."""
    course = window.document.course
    lessons = [id_ for module in course.order for id_ in course.modules[module].lessons]
    return " | ".join("".join(s[-1] for s in course.lessons[id_].screens) for id_ in lessons)


def place(window, board, id_: str) -> QPoint:
    centre: QPoint = board.visualRect(window.outline.course_model.index_of(id_)).center()
    return centre


@pytest.mark.parametrize(
    ("selected", "key", "result"),
    [
        ("1", Qt.Key.Key_Right, "213 | 45"),
        ("2", Qt.Key.Key_Left, "213 | 45"),
        ("3", Qt.Key.Key_Right, "12 | 345"),
        ("4", Qt.Key.Key_Left, "1234 | 5"),
        ("1", Qt.Key.Key_Down, "23 | 145"),
        ("5", Qt.Key.Key_Up, "1235 | 4"),
        ("1", Qt.Key.Key_Left, "123 | 45"),
        ("5", Qt.Key.Key_Right, "123 | 45"),
        ("24", Qt.Key.Key_Right, "13 | 524"),
        ("35", Qt.Key.Key_Left, "1352 | 4".replace("1352", "1352")),
    ],
)
def test_alt_and_arrows_move_cards(window, board, qtbot, selected, key, result):
    ids = [f"s000000{each}" for each in selected]
    window.outline.select(*ids)
    qtbot.keyClick(board, key, ALT)
    assert shape(window) == result
    assert window.outline.selected_ids() == ids
    assert window.document.stack.count() == int(result != "123 | 45")


def test_lessons_go_on_into_the_next_module(window):
    course = window.document.course
    assert goal(course, ["l0000001"], 1) == ("m0000002", 0)
    assert goal(course, ["m0000001"], -1) is None
    assert goal(course, ["m0000001"], 1) == ("c0000001", 1)


def test_shift_extends_and_ctrl_a_takes_the_lesson_then_all(window, board, qtbot):
    qtbot.mouseClick(
        board.viewport(), Qt.MouseButton.LeftButton, pos=place(window, board, "s0000002")
    )
    qtbot.keyClick(board, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(board, Qt.Key.Key_Right, SHIFT)
    assert window.outline.selected_ids() == ["s0000002", "s0000003", "s0000004"]
    window.outline.select("s0000001")
    qtbot.keyClick(board, Qt.Key.Key_A, CTRL)
    assert len(window.outline.selected_ids()) == 3
    qtbot.keyClick(board, Qt.Key.Key_A, CTRL)
    assert len(window.outline.selected_ids()) == 5


def test_f2_renames_on_the_card(window, board, qtbot):
    window.outline.select("s0000001")
    window.actions_by_name["rename"].trigger()
    [field] = board.viewport().findChildren(QLineEdit)
    assert field.geometry().intersects(board.visualRect(board.currentIndex()))
    field.selectAll()
    qtbot.keyClicks(field, "Accueil")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.document.course.screens["s0000001"].title == "Accueil")


def test_enter_and_double_click_open(window, board, room, qtbot):
    window.outline.select("s0000003")
    with qtbot.waitSignal(room.open_wanted) as opened:
        qtbot.keyClick(board, Qt.Key.Key_Return)
    assert opened.args == ["s0000003"]
    with qtbot.waitSignal(room.open_wanted) as opened:
        point = place(window, board, "s0000002")
        qtbot.mouseDClick(board.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert opened.args == ["s0000002"]


def test_cards_are_zoomed_by_keys_and_the_size_is_remembered(window, board, room, qtbot, tmp_path):
    qtbot.keyClick(board, Qt.Key.Key_Plus, CTRL)
    assert room.board.card_width > USUAL
    qtbot.keyClick(board, Qt.Key.Key_0, CTRL)
    assert room.board.card_width == USUAL
    qtbot.keyClick(board, Qt.Key.Key_Minus, CTRL)
    smaller = room.board.card_width
    assert smaller < USUAL
    room.close_pictures()
    again = MainWindow(Voice("fr"))
    qtbot.addWidget(again)
    assert again.work.storyboard.board.card_width == smaller
    again.close()


def drop(board, data: QMimeData, point: QPoint, *, copy: bool = False) -> None:
    action = Qt.DropAction.CopyAction if copy else Qt.DropAction.MoveAction
    keys = CTRL if copy else Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(point), action, data, Qt.MouseButton.LeftButton, keys)
    event.setDropAction(action)
    board.dropEvent(event)


def carried(form: str, *ids: str) -> QMimeData:
    data = QMimeData()
    data.setData(form, json.dumps(ids).encode())
    return data


def test_screens_of_two_lessons_are_dropped_together(window, board):
    point = place(window, board, "s0000004") - QPoint(40, 0)
    drop(board, carried(NODES, "s0000001", "s0000005"), point)
    assert shape(window) == "23 | 154"


def test_ctrl_drops_copies(window, board):
    before = window.document.course
    point = place(window, board, "s0000004") - QPoint(40, 0)
    drop(board, carried(NODES, "s0000001"), point, copy=True)
    lesson = window.document.course.lessons["l0000002"].screens
    assert len(lesson) == 3
    assert window.document.course.screens[lesson[0]].title == "Bienvenue"
    window.document.stack.undo()
    assert window.document.course is before


def test_clips_become_screens_in_one_step(window, board):
    drop(board, carried(CLIPS, "k0000001", "k0000002"), place(window, board, "s0000001"))
    course = window.document.course
    new = [course.screens[id_] for id_ in course.lessons["l0000001"].screens[:2]]
    assert {"Premier", "Second"} & {screen.title for screen in new}
    assert len(course.screens) == 7
    assert window.document.stack.count() == 1


def test_the_clips_panel_adds_what_is_not_used_yet(window, room):
    panel = room.clips
    assert panel.currentIndex() == 1
    panel.only_unused.setChecked(True)
    assert panel.tree.topLevelItemCount() == 0
    panel.only_unused.setChecked(False)
    panel.tree.topLevelItem(0).child(1).setSelected(True)
    window.outline.select("s0000001")
    panel.add_button.click()
    course = window.document.course
    assert course.screens[course.lessons["l0000001"].screens[1]].title == "Second"


def test_the_picker_makes_a_quiz_by_keys(window, room, qtbot):
    window.outline.select("s0000001")
    window.actions_by_name["add_any"].trigger()
    [picker] = room.findChildren(Picker)
    qtbot.keyClicks(picker.line, "quiz")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    course = window.document.course
    [block] = course.screens[window.outline.current_id()].blocks
    assert len(course.questions[block.questions[0]].choices) == 3
    assert window.document.stack.count() == 1


def test_the_picker_lets_a_clip_be_chosen(window, room, qtbot):
    window.actions_by_name["add_any"].trigger()
    [picker] = room.findChildren(Picker)
    qtbot.keyClick(picker.line, Qt.Key.Key_Down)
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    qtbot.keyClicks(picker.line, "second")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert window.document.course.screens[window.outline.current_id()].title == "Second"


def test_filters_are_combined(window, room):
    course = window.document.course
    screen = changed(course.screens["s0000002"], status=ScreenStatus.APPROVED)
    approved_clips = ScreenFilter(
        status=frozenset({ScreenStatus.APPROVED}), kind=frozenset({"clip"})
    )
    assert approved_clips.fits(screen, {})
    assert not approved_clips.fits(course.screens["s0000004"], {})
    assert ScreenFilter(objective=frozenset({NO_OBJECTIVE})).fits(screen, {})
    assert not ScreenFilter(more=frozenset({"flagged"})).fits(screen, {})
    assert ScreenFilter(more=frozenset({"flagged"})).fits(screen, {screen.id: ()})
    assert not ScreenFilter(more=frozenset({"commented"})).fits(screen, {})


def test_the_menu_of_the_filter_ticks(window, room):
    room.filter.menu().aboutToShow.emit()
    room.filter.choices["kind", "quiz"].trigger()
    assert room.filter.filter == ScreenFilter(kind=frozenset({"quiz"}))
    assert room.table.model().rowCount() == 1


def test_cards_tell_what_is_missing(window, room):
    room.flag(
        {
            "s0000002": [
                finding(Level.ERROR, "empty-course"),
            ]
        }
    )
    index = window.outline.course_model.index_of("s0000002")
    aloud = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert aloud.startswith("Regarder, ")
    assert "à revoir" in aloud
    assert "Brouillon" in aloud


def test_cells_are_typed_in_and_undone(window, room, qtbot):
    before = window.document.course
    room.view.setCurrentIndex(1)
    table = room.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 3))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    [field] = table.viewport().findChildren(QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, "Voir")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.document.course.screens["s0000002"].title == "Voir")
    table.model().setData(table.model().index(1, 6), ScreenStatus.APPROVED)
    qtbot.waitUntil(
        lambda: window.document.course.screens["s0000002"].status is ScreenStatus.APPROVED
    )
    window.document.stack.undo()
    window.document.stack.undo()
    assert window.document.course is before


def test_rows_are_selected_everywhere_and_copied_as_text(window, room):
    room.view.setCurrentIndex(1)
    room.table.selectRow(0)
    window.outline.select("s0000002", "s0000004")
    rows = {index.row() for index in room.table.selectionModel().selectedRows()}
    assert rows == {1, 3}
    window.actions_by_name["copy"].trigger()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[3] for line in lines] == ["Regarder", "Revoir"]
    room.table.selectRow(4)
    assert window.outline.selected_ids() == ["s0000005"]


def test_the_table_stays_sound_while_screens_come_and_go(window, room):
    room.view.setCurrentIndex(1)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(room.table.model(), mode)
    label = message("undo.comment", title="x")
    window.document.edit(label, lambda course: move(course, ["s0000001"], "l0000002", 0))
    window.document.edit(label, lambda course: remove(course, "s0000003"))
    window.document.stack.undo()
    assert room.table.model().rowCount() == 5
    window.document.edit(label, lambda course: remove(course, "m0000001"))
    window.document.stack.undo()
    ids = [room.table.model().id_at(row) for row in range(5)]
    assert ids == [screen.id for screen in window.document.course.screens_in_order()]


def test_status_and_objectives_are_set_for_several(window, room):
    window.outline.select("s0000001", "s0000004")
    summary = room.inspector.summary
    assert room.inspector.currentWidget() is summary
    assert summary.head.text() == "2 écrans sélectionnés"
    summary.status.activated.emit(2)
    summary.objectives.item(0).setCheckState(Qt.CheckState.Checked)
    course = window.document.course
    for id_ in ("s0000001", "s0000004"):
        assert course.screens[id_].status is ScreenStatus.APPROVED
        assert course.screens[id_].objectives == ("o0000001",)
    assert window.document.stack.count() == 2
    window.outline.select("m0000001")
    assert summary.head.text() == "Le début"
    assert summary.objectives.item(0).checkState() == Qt.CheckState.PartiallyChecked


def test_resolved_comments_are_folded(window, room):
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    comments = tuple(
        Comment(id=f"d000000{n}", author="A", written=now, text="x", resolved=n > 1)
        for n in (1, 2, 3)
    )

    def edit(course):
        screen = changed(course.screens["s0000001"], comments=comments)
        return changed(course, screens={**course.screens, screen.id: screen})

    window.outline.select("s0000001")
    window.document.edit(message("undo.comment", title="x"), edit)
    cards = room.inspector.comments._cards
    assert cards[-1].text() == "Afficher 2 commentaires résolus"
    cards[-1].click()
    assert len(room.inspector.comments._cards) == 4
