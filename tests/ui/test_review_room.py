"""The review in the window: what was found, the way there, and a fix that can be undone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace as changed

from studio.course.blocks import ImageBlock
from studio.course.edits import replace
from studio.i18n import Voice
from studio.messages import message
from studio.ui.shell.window import MainWindow
from tests.courses import small_course

LABEL = message("undo.comment", title="x")


@pytest.fixture
def window(qtbot, tmp_path):
    project, _ = small_course(tmp_path)
    made = MainWindow(Voice("fr"))
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.open_course(project.folder)
    yield made
    made.close()


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
