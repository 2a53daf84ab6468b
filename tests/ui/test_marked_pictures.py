"""Points set and moved on their picture, by mouse and by keys: each is one edit."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace as changed
from PySide6.QtCore import QPoint, Qt

from studio.course.edits import insert
from studio.course.model import Course
from studio.course.shown_blocks import HotspotsBlock, Point
from studio.jobs import Progress
from studio.messages import message
from studio.project.media_store import media_file
from tests.block_courses import drawing

BLOCK = "b0000900"
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def form(window, qtbot, tmp_path):
    project = window.document.session.project
    picture = media_file(project.media, drawing(tmp_path), Progress())
    points = (
        Point(id="j0000900", x=0.25, y=0.5, title="La porte"),
        Point(id="j0000901", x=0.75, y=0.2),
    )
    spots = HotspotsBlock(id=BLOCK, media=picture.id, points=points)

    def edit(now: Course) -> Course:
        return insert(changed(now, media={**now.media, picture.id: picture}), spots, "s0000001")

    window.document.edit(message("undo.content"), edit)
    window.outline.select("s0000001")
    window.actions_by_name["open_editor"].trigger()
    shown: Any = window.screen_editing.page.column.frames[BLOCK].form
    canvas = shown.fields.views["media"].canvas
    qtbot.waitUntil(lambda: canvas._image is not None)
    return shown


@pytest.fixture
def canvas(form):
    return form.fields.views["media"].canvas


def points_of(window) -> tuple[Point, ...]:
    block: Any = window.document.course.screens["s0000001"].blocks[-1]
    assert isinstance(block, HotspotsBlock)
    return block.points


def at(canvas: Any, x: float, y: float) -> QPoint:
    place = canvas._place()
    return QPoint(round(place.left() + place.width() * x), round(place.height() * y))


def drag(qtbot: Any, canvas: Any, begun: QPoint, end: QPoint) -> None:
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=begun)
    qtbot.mouseMove(canvas, end)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)


def shares(form: Any, id_: str) -> tuple[int, int]:
    views = form.fields.views["points"].rows[id_].fields.views
    return views["x"].widget.value(), views["y"].widget.value()


def test_a_click_sets_a_point_and_dragging_moves_it(window, form, canvas, qtbot):
    before = window.document.course
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 0.5, 0.8))
    [*_, new] = points_of(window)
    assert (new.x, new.y) == pytest.approx((0.5, 0.8), abs=0.02)
    assert shares(form, new.id) == (round(new.x * 100), round(new.y * 100))
    assert canvas.current == new.id
    drag(qtbot, canvas, at(canvas, 0.5, 0.8), at(canvas, 0.9, 0.6))
    [first, second, moved] = points_of(window)
    assert (moved.x, moved.y) == pytest.approx((0.9, 0.6), abs=0.02)
    assert shares(form, new.id) == (round(moved.x * 100), round(moved.y * 100))
    assert (first.x, second.x) == (0.25, 0.75)
    window.actions_by_name["undo"].trigger()
    assert points_of(window)[2] == new
    window.actions_by_name["undo"].trigger()
    assert window.document.course is before


def test_a_point_stays_on_the_picture(window, canvas, qtbot):
    drag(qtbot, canvas, at(canvas, 0.75, 0.2), at(canvas, 1.5, -0.5))
    moved = points_of(window)[1]
    assert 0.98 <= moved.x <= 1.0
    assert 0.0 <= moved.y <= 0.02


def test_a_click_on_a_point_changes_nothing(window, canvas, qtbot):
    before = window.document.course
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 0.75, 0.2))
    assert window.document.course is before
    assert canvas.current == "j0000901"


def test_keys_choose_move_and_take_away(window, form, canvas, qtbot):
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert canvas.current == "j0000900"
    assert canvas.accessibleDescription().startswith("La porte")
    qtbot.keyClick(canvas, Qt.Key.Key_PageDown)
    assert canvas.accessibleDescription().startswith("Point 2")
    steps = window.document.stack.count()
    for _ in range(3):
        qtbot.keyPress(canvas, Qt.Key.Key_Left)
    assert "72" in canvas.accessibleDescription()
    qtbot.keyRelease(canvas, Qt.Key.Key_Left)
    assert points_of(window)[1].x == pytest.approx(0.72)
    assert window.document.stack.count() == steps + 1
    qtbot.keyClick(canvas, Qt.Key.Key_Down, SHIFT)
    assert points_of(window)[1].y == pytest.approx(0.3)
    assert shares(form, "j0000901") == (72, 30)
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert [point.id for point in points_of(window)] == ["j0000900"]
    assert window.screen_editing.page.column.frames.keys() >= {BLOCK}
    assert canvas.current == ""


def test_a_held_key_that_loses_the_picture_is_still_an_edit(window, canvas, qtbot):
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyPress(canvas, Qt.Key.Key_Right)
    window.screen_editing.page.column.title.setFocus()
    assert points_of(window)[0].x == pytest.approx(0.26)


def test_enter_and_a_double_click_lead_to_the_words(window, form, canvas, qtbot):
    titles = [row.fields.views["title"].widget for row in form.fields.views["points"].rows.values()]
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert titles[0].hasFocus()
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 0.75, 0.2))
    assert titles[1].hasFocus()


def test_nothing_is_set_on_a_picture_that_is_not_there(window, canvas, qtbot):
    before = window.document.course
    canvas.show_image(None)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    assert window.document.course is before
