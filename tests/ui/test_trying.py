"""Questions as the learner sees them: the widgets of all types, held to the table of cases."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from studio.course.grading import grade
from studio.ui.questions.trying import view_of
from studio.ui.questions.trying_blanks import BlanksView
from studio.ui.questions.trying_chosen import ChosenView, LikertView
from studio.ui.questions.trying_hotspot import HotspotView
from studio.ui.questions.trying_placed import OrderingView, PairsView
from studio.ui.questions.trying_typed import LongAnswerView, TypedView
from studio.ui.questions.trying_views import Learner
from tests.course.test_grading import CASES

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


def give(view, response: list[str]) -> None:
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


GIVING = {
    ChosenView: click_rows,
    LikertView: click_degrees,
    TypedView: lambda view, response: type_text(view.field, next(iter(response), "")),
    LongAnswerView: lambda view, response: view.field.setPlainText(response[0]),
    OrderingView: put_in_order,
    PairsView: choose_pairs,
    BlanksView: fill_blanks,
    HotspotView: show_places,
}


def is_given(view, response: list[str]) -> bool:
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
