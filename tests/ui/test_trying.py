"""Questions as the learner sees them: the widgets of all types, held to the table of cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from studio.course.grading import grade, right_answer
from studio.course.questions import UNCOUNTED
from studio.ui.questions.trying import view_of
from studio.ui.questions.trying_blanks import BlanksView
from studio.ui.questions.trying_chosen import ChosenView, LikertView
from studio.ui.questions.trying_hotspot import HotspotView
from studio.ui.questions.trying_placed import OrderingView, PairsView
from studio.ui.questions.trying_typed import LongAnswerView, TypedView
from studio.ui.questions.trying_views import AnswerView, Learner
from tests.course.test_grading import CASES
from tests.questions import OTHER_TYPES, course_with_all

IMPOSSIBLE = 32
"""Responses of the table that nobody can give: two of one choice, an item twice, no place..."""
SQUARE = QImage(10_000, 10_000, QImage.Format.Format_Mono)
"""A picture on which every place of the table is a whole pixel."""


def learner() -> Learner:
    return Learner("fr", lambda _media: None, seed=7)


def type_text(field, text: str) -> None:
    """Type a text; what keys can't say comes as from an input method."""
    field.clear()
    if text.isascii():
        QTest.keyClicks(field, text)
    else:
        field.insert(text)


def give(view: AnswerView, response: list[str]) -> None:
    """Give a response by the widgets, as far as they let one."""
    GIVING[type(view)](view, response)


def click_rows(view: ChosenView, response: list[str]) -> None:
    for id_ in response:
        if id_ in view.rows:
            view.rows[id_].clicked.emit()


def click_degrees(view: LikertView, response: list[str]) -> None:
    for pair in response:
        item, _, degree = pair.partition(".")
        view.buttons[item, degree].click()


def choose_pairs(view: PairsView, response: list[str]) -> None:
    for pair in response:
        item, _, target = pair.partition(".")
        if item in view.lists:
            choose(view.lists[item], target)


def fill_blanks(view: BlanksView, response: list[str]) -> None:
    for field, text in zip(view.fields, response, strict=False):
        choose(field, text) if isinstance(field, QComboBox) else type_text(field, text)


def show_places(view: HotspotView, response: list[str]) -> None:
    for place in response:
        if "," in place:
            click_at(view, place)


def choose(field: QComboBox, data: str) -> None:
    if (at := field.findData(data)) >= 0:
        field.setCurrentIndex(at)


def put_in_order(view: OrderingView, wanted: list[str]) -> None:
    for place, id_ in enumerate(wanted):
        while id_ in view.order and view.order.index(id_) > place:
            view.rows[id_].up.click()


def click_at(view: HotspotView, place: str) -> None:
    view.surface.show_image(SQUARE)
    view.surface.resize(SQUARE.size())
    spot = view.surface.spot(*map(float, place.split(",")))
    QTest.mouseClick(
        view.surface, Qt.MouseButton.LeftButton, pos=QPoint(round(spot.x()), round(spot.y()))
    )


GIVING: dict[type[AnswerView], Callable[[Any, list[str]], None]] = {
    ChosenView: click_rows,
    LikertView: click_degrees,
    TypedView: lambda view, response: type_text(view.field, next(iter(response), "")),
    LongAnswerView: lambda view, response: view.field.setPlainText(response[0]),
    OrderingView: put_in_order,
    PairsView: choose_pairs,
    BlanksView: fill_blanks,
    HotspotView: show_places,
}


def is_given(view: AnswerView, response: list[str]) -> bool:
    """Return whether the widgets tell this response; the order of choosing is all one."""
    wanted = [text.strip() for text in response]
    if isinstance(view, (ChosenView, PairsView, HotspotView)):
        return sorted(view.response()) == sorted(wanted)
    return view.response() == wanted


def test_what_the_widgets_give_is_graded_as_the_table_says(qtbot):
    """One test for the whole table, so that it can count what no widget lets one answer."""
    left_out = []
    for case in CASES:
        view = view_of(case.question, learner())
        qtbot.addWidget(view)
        give(view, case.response)
        if is_given(view, case.response):
            assert grade(case.question, view.response()) == (case.share, case.right), case.name
        else:
            left_out.append(case.name)
    assert len(left_out) == IMPOSSIBLE, left_out


@pytest.fixture
def course_folder(tmp_path):
    return course_with_all(tmp_path)[0].folder


@pytest.fixture
def room(window):
    window.work.go("questions")
    return window.work.questions


def test_a_wrong_answer_gets_its_feedback_the_hint_and_another_try(room, qtbot):
    room.select("q0000001")
    pane = room.trying
    assert not pane.check_button.isEnabled()
    qtbot.mouseClick(pane.view.rows["a0000001"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(pane.check_button, Qt.MouseButton.LeftButton)
    assert pane.told.words == "Pas encore. Pas tout à fait. Comptez sur vos doigts."
    assert pane.again_button.accessibleDescription() == pane.told.words
    assert pane.view.rows["a0000001"].sign == "wrong"
    assert pane.view.rows["a0000002"].sign == ""
    assert pane.left == 1
    qtbot.mouseClick(pane.again_button, Qt.MouseButton.LeftButton)
    assert pane.view.response() == []
    pane.view.buttons["a0000001"].click()
    pane.check()
    assert "Quatre" in pane.told.words
    assert pane.view.rows["a0000002"].sign == "right"
    assert not pane.again_button.isVisible()
    qtbot.mouseClick(pane.over_button, Qt.MouseButton.LeftButton)
    assert (pane.left, pane.told.isVisible()) == (2, False)


def test_what_was_tried_outlives_an_edit(room, window, qtbot):
    room.select("q0000002")
    pane = room.trying
    for id_ in ("a0000003", "a0000005"):
        pane.view.buttons[id_].click()
    pane.check()
    assert pane.told.property("mark") == "right"
    room.form.stem.setPlainText("Pairs ?")
    assert pane.stem.toPlainText() == "Pairs ?"
    before = pane.view
    room.form.answers.rows["a0000005"].marker.click()
    qtbot.waitUntil(lambda: pane.view is not before)
    assert pane.view.response() == ["a0000003", "a0000005"]
    assert pane.told.property("mark") == "wrong"
    assert pane.view.rows["a0000005"].sign == "wrong"


def test_another_type_of_question_is_tried_by_its_own_widgets(room, qtbot):
    room.select("q0000001")
    pane = room.trying
    room.form._become("ordering")
    qtbot.waitUntil(lambda: isinstance(pane.view, OrderingView))
    assert sorted(pane.view.response()) == ["a0000001", "a0000002"]


def test_a_number_is_asked_for_where_there_is_none(room, qtbot):
    room.select("qnumeric1")
    pane = room.trying
    qtbot.keyClicks(pane.view.field, "beaucoup")
    qtbot.keyClick(pane.view.field, Qt.Key.Key_Return)
    assert "nombre" in pane.told.words
    assert pane.left == 2
    pane.view.field.setText("12")
    pane.check()
    assert pane.told.words == "Pas encore. Plus de 4 800. Revoir ce passage, 0:01"
    pane.again()
    pane.view.field.setText("4 808 m")
    qtbot.keyClick(pane.view.field, Qt.Key.Key_Return)
    assert pane.told.property("mark") == "right"


def test_places_are_shown_by_keys(room, qtbot):
    room.select("qhotspot01")
    surface = room.trying.view.surface
    for _ in range(4):
        qtbot.keyClick(surface, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(surface, Qt.Key.Key_Return)
    assert room.trying.view.response() == ["0.5000,0.1000"]
    qtbot.keyClick(surface, Qt.Key.Key_Space)
    assert room.trying.view.response() == []


def test_rows_are_put_in_order_by_dragging(room, qtbot):
    room.select("qordering1")
    view = room.trying.view
    first, second = view.order[:2]
    row = view.rows[first]
    qtbot.mousePress(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    qtbot.mouseMove(row, row.rect().center() + QPoint(0, row.height()))
    assert view.order[:2] == [second, first]


def test_a_learner_is_dealt_the_same_whatever_is_added():
    someone = learner()
    dealt = someone.dealt(["a", "b", "c"])
    assert [id_ for id_ in someone.dealt(["a", "b", "c", "d"]) if id_ != "d"] == dealt


def test_the_right_answer_to_each_type_is_right_in_the_pane(room):
    for question in OTHER_TYPES:
        room.select(question.id)
        pane = room.trying
        if isinstance(question, UNCOUNTED):
            assert not pane.check_button.isEnabled()
            continue
        give(pane.view, list(right_answer(question)))
        pane.check()
        assert pane.told.property("mark") == "right", question.id
