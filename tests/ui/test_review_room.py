"""The review in the window: what was found, the way there, and a fix that can be undone."""

from __future__ import annotations

import time

import pytest
from msgspec.structs import replace as changed
from PySide6.QtCore import QPoint, Qt

from studio.course.blocks import ImageBlock
from studio.course.edits import replace
from studio.messages import message
from studio.review.figures import Figures, ScreenTime
from studio.review.findings import Level
from studio.ui.look import dark_palette, light_palette
from studio.ui.review.tints import level_tint

LABEL = message("undo.comment", title="x")


def without_alternative(course):
    block = ImageBlock(id="b0000002", media=course.screens["s0000001"].blocks[1].media)
    return replace(course, block)


def at_check(window, check: str):
    """Go to a finding of a check in the list."""
    room = window.work.review
    for row in range(room.list.topLevelItemCount()):
        room.list.setCurrentItem(room.list.topLevelItem(row))
        if room.current().check == check:
            return room.current()
    return None


def test_a_fault_is_found_gone_to_and_mended(window, qtbot):
    window.document.edit(LABEL, without_alternative)
    qtbot.waitUntil(lambda: at_check(window, "no-alternative") is not None)
    room = window.work.review
    assert "s0000001" in window.work.reviewing.by_screen()
    assert window.findings.isVisible()
    window.findings.click()
    assert window.work.room == "review"
    at_check(window, "no-alternative")
    room.go_button.click()
    assert window.work.room == "storyboard"
    assert window.outline.current_id() == "s0000001"
    before = window.document.course
    room.fix_button.click()
    assert window.document.course.screens["s0000001"].blocks[1].decorative
    qtbot.waitUntil(lambda: at_check(window, "no-alternative") is None)
    window.actions_by_name["undo"].trigger()
    assert window.document.course is before


def test_what_is_about_the_course_leads_to_the_plan(window, qtbot):
    window.document.edit(LABEL, lambda course: changed(course, description=""))
    qtbot.waitUntil(lambda: at_check(window, "no-description") is not None)
    window.work.review.go()
    assert window.work.room == "plan"


def test_findings_follow_the_edits(window, qtbot):
    qtbot.waitUntil(lambda: window.work.reviewing.course is window.document.course)
    window.editing.retitle("s0000001", "Accueil")
    qtbot.waitUntil(lambda: window.work.reviewing.course is window.document.course)


def test_all_fixes_are_one_step_of_undo(window, qtbot):
    window.document.edit(LABEL, without_alternative)
    window.editing.add_screen("empty")
    window.editing.add_screen("empty")
    room = window.work.review
    qtbot.waitUntil(lambda: window.work.reviewing.course is window.document.course)
    before, steps = window.document.course, window.document.stack.count()
    fixable = sum(found.fix is not None for found in window.work.reviewing.findings)
    assert fixable > 2
    assert str(fixable - 1) in room.fix_all_button.text()
    room.fix_all_button.click()
    assert window.document.stack.count() == steps + 1
    qtbot.waitUntil(lambda: window.work.reviewing.course is window.document.course)
    # Whether a picture says nothing is for the author to judge.
    [left] = [found for found in window.work.reviewing.findings if found.fix]
    assert left.check == "no-alternative"
    assert not room.fix_all_button.isEnabled()
    window.document.stack.undo()
    assert window.document.course is before


def test_one_level_is_shown_and_nothing_of_a_level_is_said(window, qtbot):
    window.document.edit(LABEL, without_alternative)
    qtbot.waitUntil(lambda: at_check(window, "no-alternative") is not None)
    room = window.work.review
    window.work.go("review")
    room.filter.setCurrentIndex(room.filter.findData(Level.HINT))
    shown = [room.list.topLevelItem(row) for row in range(room.list.topLevelItemCount())]
    assert {item.data(0, Qt.ItemDataRole.UserRole).level for item in shown} == {Level.HINT}
    room.filter.setCurrentIndex(room.filter.findData(Level.ERROR))
    assert room.nothing.isVisible()
    assert not room.list.isVisible()


def test_keys_go_to_the_place_and_mend(window, qtbot):
    window.document.edit(LABEL, without_alternative)
    qtbot.waitUntil(lambda: at_check(window, "no-alternative") is not None)
    room = window.work.review
    window.work.go("review")
    qtbot.keyClick(room.list, Qt.Key.Key_Space)
    assert window.document.course.screens["s0000001"].blocks[1].decorative
    qtbot.keyClick(room.list, Qt.Key.Key_Return)
    assert window.work.room == "storyboard"


def test_a_click_on_the_fix_in_a_row_mends(window, qtbot):
    window.document.edit(LABEL, without_alternative)
    qtbot.waitUntil(lambda: at_check(window, "no-alternative") is not None)
    rows = window.work.review.list
    window.work.go("review")
    place = rows.visualItemRect(rows.currentItem())
    at = QPoint(place.right() - 150, place.center().y())
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.document.course.screens["s0000001"].blocks[1].decorative


def test_figures_and_chart_say_what_they_show(window, qtbot):
    room = window.work.review
    qtbot.waitUntil(lambda: window.work.reviewing.course is window.document.course)
    assert room.cards.captions.value.text() == "2 sur 2"
    assert room.cards.longest.value.text() == "0:03"
    assert "5 écrans" in room.chart.accessibleDescription()
    window.document.edit(LABEL, lambda course: changed(course, clip_limit_s=3.0))
    qtbot.waitUntil(lambda: room.cards.longest.note.property("warns"))


def test_a_thousand_screens_are_drawn_fast(window):
    chart, course = window.work.review.chart, window.document.course
    times = tuple(ScreenTime("s0000001", at % 400, at % 90, at % 45) for at in range(1, 1001))
    chart.show_figures(course, Figures(399.0, 420.0, 9.0, 10.0, 1, 1, 1, 1, 1, times))
    chart.resize(900, 150)
    began = time.perf_counter()
    chart.grab()
    assert time.perf_counter() - began < 0.5
    assert len(chart.drawn()) <= 900 / 3


@pytest.mark.parametrize("palette", [light_palette, dark_palette])
@pytest.mark.parametrize("level", Level)
def test_badges_can_be_read(level, palette, qapp):
    tint = level_tint(level, palette())
    light, dark = sorted((_luminance(tint.ink), _luminance(tint.ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
