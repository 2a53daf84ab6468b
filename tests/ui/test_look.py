"""The look of a course in the room of the plan: theme, colour, logo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from studio.course.look import Look, Theme
from studio.i18n import Voice
from studio.ui.shell.window import MainWindow
from tests.courses import small_course


@pytest.fixture(params=["fr", "en"])
def window(request, qtbot, tmp_path):
    project, _ = small_course(tmp_path)
    made = MainWindow(Voice(request.param))
    qtbot.addWidget(made)
    made.show()
    made.open_course(project.folder)
    made.work.go("plan")
    yield made
    made.close()


def look_of(window) -> Look:
    look: Look = window.document.course.look
    return look


def test_a_theme_is_chosen_and_undone(window, qtbot):
    form = window.work.plan.look
    assert form.cards[Theme.TEAL].isChecked()
    qtbot.mouseClick(form.cards[Theme.PAPER], Qt.MouseButton.LeftButton)
    assert look_of(window).theme is Theme.PAPER
    assert [card.isChecked() for card in form.cards.values()].count(True) == 1
    window.actions_by_name["undo"].trigger()
    assert look_of(window) == Look()
    assert form.cards[Theme.TEAL].isChecked()


def test_a_colour_is_typed_and_its_contrast_is_said(window, qtbot):
    form = window.work.plan.look
    before = form.said.text()
    qtbot.keyClicks(form.colour, "FFCC00")
    qtbot.keyClick(form.colour, Qt.Key.Key_Return)
    assert look_of(window).accent == "#ffcc00"
    assert form.colour.text() == "#ffcc00"
    assert form.said.text() != before
    form.no_colour_button.click()
    assert look_of(window).accent is None
    assert form.said.text() == before


def test_what_is_no_colour_is_said_and_changes_nothing(window, qtbot):
    form = window.work.plan.look
    qtbot.keyClicks(form.colour, "rouge")
    qtbot.keyClick(form.colour, Qt.Key.Key_Return)
    assert look_of(window).accent is None
    assert "#14606b" in form.said.text().lower()


def test_a_logo_is_chosen_and_its_file_is_in_use(window):
    form = window.work.plan.look
    [picture] = [
        each.id for each in window.document.course.media.values() if each.mime == "image/gif"
    ]
    form.choose_picture = lambda taken: taken(picture)
    form.logo_button.click()
    assert look_of(window).logo == picture
    assert form.logo.isVisibleTo(form)
    form.no_logo_button.click()
    assert look_of(window).logo is None
