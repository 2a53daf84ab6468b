"""Forms of blocks that hold items: lines added, moved, taken out, written in, and all undone."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from studio.course.done_blocks import ChecklistBlock
from studio.course.edits import insert
from studio.course.shown_blocks import (
    AccordionBlock,
    CalloutBlock,
    CalloutKind,
    HotspotsBlock,
    Point,
)
from studio.messages import message
from studio.ui.editor.fields_form import FieldsForm
from studio.ui.editor.page import EditorPage
from studio.ui.shell.window import MainWindow

_LABEL = message("undo.content")


@pytest.fixture
def page(window):
    window.outline.select("s0000001")
    window.actions_by_name["open_editor"].trigger()
    return window.screen_editing.page


def last(window: MainWindow) -> Any:
    return window.document.course.screens["s0000001"].blocks[-1]


def part(page: EditorPage, window: MainWindow, name: str) -> Any:
    """Return the part of the last block's form that edits a field."""
    found = page.column.frames[last(window).id].form
    assert isinstance(found, FieldsForm)
    return found.fields.views[name]


def undo_all(window: MainWindow) -> None:
    while window.document.stack.canUndo():
        window.actions_by_name["undo"].trigger()


def test_sections_are_added_written_moved_and_taken_out(window, page, qtbot):
    before = window.document.course
    page.column.current = ""
    page.recipes.chosen.emit("accordion")
    assert isinstance(last(window), AccordionBlock)
    sections = part(page, window, "sections")
    first, second = sections.rows
    qtbot.keyClicks(sections.rows[first].fields.views["title"].widget, "Un")
    qtbot.keyClicks(sections.rows[second].fields.views["text"].widget, "Deux")
    qtbot.mouseClick(sections.add_button, Qt.MouseButton.LeftButton)
    assert [each.title for each in last(window).sections] == ["Un", "", ""]
    assert last(window).sections[1].text == "Deux"
    buttons = sections.rows[first].buttons
    assert not buttons["up"].isEnabled()
    assert "Section 1" in buttons["down"].accessibleName()
    qtbot.mouseClick(buttons["down"], Qt.MouseButton.LeftButton)
    assert [each.id for each in last(window).sections][:2] == [second, first]
    assert list(sections.rows)[:2] == [second, first]
    qtbot.mouseClick(sections.rows[second].buttons["close"], Qt.MouseButton.LeftButton)
    assert [each.title for each in last(window).sections] == ["Un", ""]
    undo_all(window)
    assert window.document.course is before


def test_the_last_line_can_go_and_another_come(window, page, qtbot):
    page.column.current = ""
    page.recipes.chosen.emit("checklist")
    entries = part(page, window, "entries")
    for id_ in list(entries.rows):
        entries.remove(id_)
    assert isinstance(last(window), ChecklistBlock)
    assert last(window).entries == ()
    entries.add()
    assert len(last(window).entries) == 1


def test_what_a_callout_is_and_where_a_point_stands(window, page):
    page.column.current = ""
    page.recipes.chosen.emit("callout")
    part(page, window, "kind").widget.activated.emit(2)
    assert isinstance(last(window), CalloutBlock)
    assert last(window).kind is CalloutKind.WARNING
    picture = next(iter(window.document.course.media))
    spots = HotspotsBlock(id="b0000900", media=picture, points=(Point(id="j0000900"),))
    window.document.edit(_LABEL, lambda now: insert(now, spots, "s0000001"))
    points = part(page, window, "points")
    points.rows["j0000900"].fields.views["x"].widget.setValue(25)
    assert last(window).points[0].x == 0.25


def test_a_recipe_is_found_by_what_it_is_for(window, page):
    page.recipes.line.setText("forum")
    assert page.recipes.names() == ["discussion"]
    assert "forum" in page.recipes.list.item(1).toolTip()
