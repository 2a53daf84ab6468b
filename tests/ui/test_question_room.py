"""The room of the questions: found, filtered, changed by the dozen, put into videos and quizzes."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace as changed
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMenu

from studio.course.asking_blocks import QuizBlock
from studio.course.bloom import Bloom
from studio.course.edits import insert
from studio.course.ids import new_id
from studio.course.model import Objective
from studio.course.parts import with_new_ids
from studio.messages import message
from studio.ui.questions.bank_filter import NONE, UNUSED, USED, BankFilter, Order
from studio.ui.questions.placing import PlacingSheet
from studio.ui.questions.pooling import PoolDialog
from studio.ui.questions.room import QuestionsRoom
from studio.ui.questions.taking import TakeQuestions
from tests.questions import course_with_all


@pytest.fixture
def course_folder(tmp_path):
    return course_with_all(tmp_path)[0].folder


@pytest.fixture
def room(window):
    window.work.go("questions")
    return window.work.questions


def listed(room: QuestionsRoom, words: str = "", **wanted: set[str]) -> list[str]:
    """Return what is listed where this is wanted."""
    sets: dict[str, Any] = {facet: frozenset(values) for facet, values in wanted.items()}
    room.bank.use(BankFilter(words, **sets))
    return room.bank.model.ids


def test_all_that_is_written_is_searched_whatever_its_accents(room):
    assert listed(room, words="medit") == ["qblanks01"]
    assert listed(room, words="TOUT A FAIT") == ["q0000001"]
    assert listed(room, words="nairobi lima") == ["qmatching1"]
    assert listed(room, words="pareil rien") == []
    assert room.bank.found.isVisible()


def test_what_is_wanted_is_combined_and_shown_as_chips(room, window, qtbot):
    window.document.edit(
        message("undo.content"),
        lambda now: changed(
            now,
            questions={
                **now.questions,
                "q0000001": changed(now.questions["q0000001"], tags=("a",), bloom=Bloom.APPLY),
            },
        ),
    )
    assert listed(room, objective={"o0000001"}) == ["q0000001", "qnumeric1"]
    assert listed(room, objective={"o0000001"}, level={NONE}) == ["qnumeric1"]
    assert listed(room, tag={"a"}, level={"apply"}) == ["q0000001"]
    assert len(listed(room, used={"s0000003"})) == 12
    assert listed(room, used={UNUSED}) == []
    assert listed(room, type={"numeric"}, used={USED}) == ["qnumeric1"]
    assert set(room.bank.filters.chips) == {("type", "numeric"), ("used", USED)}
    qtbot.mouseClick(room.bank.filters.chips["type", "numeric"], Qt.MouseButton.LeftButton)
    assert room.bank.filters.filter == BankFilter(used=frozenset({USED}))


def test_the_menu_offers_what_the_course_has(room):
    menu = room.bank.filters.button.menu()
    menu.aboutToShow.emit()
    below = {each.title(): each for each in menu.findChildren(QMenu)}
    assert [action.text() for action in below["Objectif"].actions()] == ["Savoir", "Sans objectif"]
    below["Objectif"].actions()[1].trigger()
    assert room.bank.filters.filter == BankFilter(objective=frozenset({NONE}))


def test_a_filter_by_what_is_gone_wants_all(room, window):
    listed(room, objective={"o0000001"})
    window.document.edit(message("undo.content"), lambda now: changed(now, objectives={}))
    assert room.bank.filters.filter == BankFilter()


def test_questions_are_sorted(room):
    def in_order(order: Order) -> list[str]:
        room.bank.filters.order.setCurrentIndex(room.bank.filters.order.findData(order))
        room.bank.filters.changed.emit()
        ids: list[str] = room.bank.model.ids
        return ids

    assert in_order(Order.TITLE)[0] == "qmatching1"
    assert in_order(Order.TYPE)[-1] == "qlonganswer"
    assert in_order(Order.OBJECTIVE)[:2] == ["q0000001", "qnumeric1"]
    assert in_order(Order.COURSE)[:4] == ["q0000001", "q0000002", "q0000003", "qnumeric1"]


def test_several_questions_are_changed_in_one_step(room, window, qtbot):
    room.list.choose("q0000001", "q0000002", "qnumeric1")
    bulk, document = room.bulk, window.document
    assert bulk.isVisible()
    assert bulk.ids == ("q0000001", "q0000002", "qnumeric1")
    bulk.tags.setText("facile, chapitre 1")
    bulk.tags.editingFinished.emit()
    held = [document.course.questions[id_].tags for id_ in bulk.ids]
    assert held == [("facile", "chapitre 1")] * 3
    qtbot.mouseClick(bulk.held_tags["facile"], Qt.MouseButton.LeftButton)
    bulk.objectives.chosen.emit("o0000001", True)
    bulk.bloom.setCurrentIndex(bulk.bloom.findData(Bloom.ANALYSE))
    bulk.bloom.activated.emit(bulk.bloom.currentIndex())
    bulk.points.setValue(4.0)
    bulk.points.editingFinished.emit()
    for id_ in bulk.ids:
        question = document.course.questions[id_]
        assert (question.tags, question.objectives) == (("chapitre 1",), ("o0000001",))
        assert (question.bloom, question.points) == (Bloom.ANALYSE, 4.0)
    assert room.list.selected_ids() == list(bulk.ids)
    for _ in range(5):
        document.stack.undo()
    assert document.course.questions["q0000002"].tags == ()


def test_several_questions_are_copied_and_deleted_in_one_step(room, window, qtbot):
    room.list.choose("q0000001", "q0000002")
    room.duplicate()
    assert len(window.document.course.questions) == 14
    assert len(room.list.selected_ids()) == 2
    room.list.setFocus()
    qtbot.keyClick(room.list, Qt.Key.Key_Delete)
    assert len(window.document.course.questions) == 12
    assert len(window.document.course.screens) == 5
    window.document.stack.undo()
    assert len(window.document.course.questions) == 14


def test_a_question_that_is_deleted_gives_its_place_to_its_neighbour(room):
    room.select("qnumeric1")
    room.delete()
    assert room.current_id() == "qshorttext"


def test_keys_go_through_the_list(room, qtbot):
    room.select("q0000001")
    room.list.setFocus()
    qtbot.keyClick(room.list, Qt.Key.Key_Down)
    assert room.form.id == "q0000002"
    qtbot.keyClick(room.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert room.bulk.ids == ("q0000002", "q0000003")


def test_a_question_is_asked_in_a_video_and_moved_there(room, window, qtbot):
    room.select("q0000001")
    qtbot.mouseClick(room.card.used.video_button, Qt.MouseButton.LeftButton)
    [sheet] = room.findChildren(PlacingSheet)
    assert [sheet.clips.item(at).text() for at in range(2)] == [
        "Premier\nRegarder",
        "Second\nRevoir",
    ]
    sheet.clips.setCurrentRow(1)
    sheet.viewer.timeline.slider.setValue(15)
    assert sheet.moment.value() == 1.5
    qtbot.mouseClick(sheet.ask_button, Qt.MouseButton.LeftButton)
    [stop] = window.document.course.screens["s0000004"].blocks[0].stops
    assert (stop.question, stop.at_s) == ("q0000001", 1.5)
    assert "Revoir" in room.card.used.links[1].text()
    qtbot.mouseClick(room.card.used.move_buttons["b0000006"], Qt.MouseButton.LeftButton)
    sheet = [each for each in room.findChildren(PlacingSheet) if each.isVisible()][-1]
    assert sheet.moment.value() == 1.5
    assert sheet.viewer.timeline.slider.marks_s == (1.5,)
    sheet.moment.setValue(0.5)
    sheet.ask_button.click()
    [stop] = window.document.course.screens["s0000004"].blocks[0].stops
    assert stop.at_s == 0.5
    window.document.stack.undo()
    window.document.stack.undo()
    assert window.document.course.screens["s0000004"].blocks[0].stops == ()


def test_a_sheet_without_clips_says_where_they_come_from(room, window):
    window.document.edit(
        message("undo.content"),
        lambda now: changed(
            now, screens={id_: changed(each, blocks=()) for id_, each in now.screens.items()}
        ),
    )
    room.select("q0000001")
    room.ask_in_video()
    [sheet] = room.findChildren(PlacingSheet)
    assert not sheet.ask_button.isEnabled()


def pool(room: QuestionsRoom, *, draws: bool) -> PoolDialog:
    """Open the dialog that makes a quiz of what is selected."""
    room.ask_in_quiz(draws=draws)
    return next(each for each in room.findChildren(PoolDialog) if each.isVisible())


def test_questions_become_a_quiz_that_draws(room, window):
    room.list.choose("q0000001", "q0000002", "qnumeric1")
    dialog = pool(room, draws=True)
    dialog.tag.setText("revision")
    dialog.draw.setValue(5)
    assert dialog.facts.property("warns")
    dialog.draw.setValue(2)
    assert not dialog.facts.property("warns")
    dialog.make_button.click()
    course = window.document.course
    [block] = course.screens[dialog.made].blocks
    assert isinstance(block, QuizBlock)
    assert (block.tags, block.draw, block.questions) == (("revision",), 2, ())
    assert course.questions["qnumeric1"].tags == ("revision",)
    assert dialog.made in course.lessons["l0000001"].screens
    window.document.stack.undo()
    assert dialog.made not in window.document.course.screens
    assert window.document.course.questions["qnumeric1"].tags == ()


def test_questions_are_added_to_a_quiz_that_there_is(room, window):
    room.add("true-false")
    new = room.current_id()
    dialog = pool(room, draws=False)
    assert dialog.targets[dialog.target.currentIndex()].quiz is not None
    dialog.make_button.click()
    quiz = window.document.course.screens["s0000003"].blocks[0]
    assert quiz.questions[-1] == new


def test_a_pool_without_a_tag_can_not_be_made(room):
    room.select("q0000001")
    dialog = pool(room, draws=True)
    dialog.tag.setText(" , ")
    assert not dialog.make_button.isEnabled()
    dialog.named.setChecked(True)
    assert dialog.make_button.isEnabled()


def test_a_cell_of_the_coverage_lists_its_questions(room, window, qtbot):
    lonely = Objective(id="o0000009", text="Rien encore")
    window.document.edit(message("undo.content"), lambda now: insert(now, lonely))
    qtbot.mouseClick(room.switches[0].buttons["coverage"], Qt.MouseButton.LeftButton)
    model = room.coverage.table.counts
    assert model.lacks(1)
    assert not model.lacks(0)
    assert model.index(1, 7).data() == "aucune question"
    assert room.coverage.said.property("warns")
    room.coverage.table.setCurrentIndex(model.index(0, 6))
    qtbot.keyClick(room.coverage.table, Qt.Key.Key_Return)
    assert room.views.currentIndex() == 0
    assert room.bank.model.ids == ["q0000001", "qnumeric1"]
    assert set(room.bank.filters.chips) == {("objective", "o0000001"), ("level", NONE)}


def test_the_coverage_follows_edits(room, window):
    room.show_view("coverage")
    window.document.edit(
        message("undo.content"),
        lambda now: insert(now, changed(now.questions["q0000003"], id=new_id())),
    )
    model = room.coverage.table.counts
    assert "1 à placer" in model.index(1, 6).data()
    assert model.rowCount() == 3


def test_a_narrow_window_shows_the_learners_view_instead_of_the_bank(room, window, qtbot):
    assert room.trying.isVisible()
    window.resize(1100, 800)
    qtbot.waitUntil(lambda: not room.trying.isVisible())
    qtbot.mouseClick(room.try_button, Qt.MouseButton.LeftButton)
    assert room.trying.isVisible()
    assert not room.bank.isVisible()
    window.resize(1500, 800)
    qtbot.waitUntil(room.bank.isVisible)
    assert room.trying.isVisible()


@pytest.fixture
def opened(monkeypatch):
    """The addresses that a browser was sent to."""
    found: list[QUrl] = []

    def take(url: QUrl) -> bool:
        found.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


def test_the_browser_opens_at_the_screen_that_asks(room, window, qtbot, opened):
    room.select("q0000001")
    qtbot.mouseClick(room.trying.browser_button, Qt.MouseButton.LeftButton)
    assert [url.fragment() or url.toString()[-8:] for url in opened] == ["s0000003"]


def test_a_question_that_nobody_asks_is_seen_alone(room, window, qtbot, opened):
    room.add("true-false")
    id_ = room.current_id()
    room._tools.change(id_, None, stem="Vrai ?")
    qtbot.mouseClick(room.trying.browser_button, Qt.MouseButton.LeftButton)
    assert len(opened) == 1
    assert isinstance(opened[0], QUrl)
    alone = window.previewing.alone
    assert alone is not None
    assert alone.question == id_
    room._tools.change(id_, None, stem="Faux ?")
    window.courses.close()
    assert window.previewing.alone is None


def test_the_head_of_the_bank_leads_to_the_import(room, window, qtbot):
    action = window.actions_by_name["import_questions"]
    assert room.bank.import_button.text() == action.iconText()
    qtbot.mouseClick(room.bank.import_button, Qt.MouseButton.LeftButton)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TakeQuestions)
    dialog.reject()


def test_thousands_of_questions_are_listed_at_once(room, window):
    """What is drawn is what is seen: no widget for a row, and one edit is no new list."""

    def many(now):
        held = list(now.questions.values())
        new = (with_new_ids(held[n % len(held)]) for n in range(2000))
        return changed(now, questions={**now.questions, **{each.id: each for each in new}})

    window.document.edit(message("undo.content"), many)
    assert room.bank.model.rowCount() == 2012
    assert len(room.list.viewport().children()) == 0
    resets = []
    room.bank.model.modelReset.connect(lambda: resets.append(1))
    room._tools.change("q0000001", None, stem="Autrement ?")
    assert resets == []
    assert room.bank.model.index(0).data() == "Autrement ?"
    assert listed(room, words="autrement") == ["q0000001"]


def test_the_list_offers_what_can_be_done_with_what_is_selected(room, window):
    corner = room.list.rect().topLeft()
    room.select("q0000001")
    room.list.customContextMenuRequested.emit(corner)
    assert room.card.menu.isVisible()
    room.card.menu.close()
    room.list.choose("q0000001", "q0000002")
    room.list.customContextMenuRequested.emit(corner)
    shown = room.bulk.menu
    assert shown.isVisible()
    shown.close()
    shown.actions()[-1].trigger()
    assert "q0000002" not in window.document.course.questions


def test_the_player_goes_on_when_the_sheet_is_gone(room, qtbot):
    room.select("q0000001")
    room.ask_in_video()
    [sheet] = room.findChildren(PlacingSheet)
    sheet.reject()
    qtbot.waitUntil(lambda: not room.findChildren(PlacingSheet))
    room._tools.player.moved.emit("placing", 1.0)
