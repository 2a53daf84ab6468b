"""Questions in a clip, as authors put them there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator

from studio.course.asking_blocks import ClipBlock, Stop
from studio.course.nodes import find
from studio.ui.editor.clip_form import ClipForm
from studio.ui.editor.stops_form import StopsForm
from studio.ui.moment_spin import MomentSpin
from studio.ui.shell.window import MainWindow

CLIP = "b0000004"


@pytest.fixture
def window(window):
    window.screen_editing.open("s0000002")
    return window


@pytest.fixture
def form(window) -> StopsForm:
    shown = window.screen_editing.page.column.frames[CLIP].form
    assert isinstance(shown, ClipForm)
    return shown.stops


def stops(window: MainWindow) -> tuple[Stop, ...]:
    block = find(window.document.course, CLIP)
    assert isinstance(block, ClipBlock)
    return block.stops


def test_a_question_is_put_where_the_player_is(window, form, qtbot):
    before = window.document.course
    window.screen_editing.tools.player._reached_s[CLIP] = 1.42
    form.add_question("true-false")
    [stop] = stops(window)
    assert stop.at_s == 1.4
    assert stop.question in window.document.course.questions
    row = form.rows[stop.id]
    assert row.question.form is not None
    qtbot.waitUntil(row.question.form.isVisible)
    assert row.at.text() == "0:01,4"
    window.document.stack.undo()
    assert window.document.course == before
    assert form.rows == {}


def test_moments_are_changed_and_rows_stand_in_their_order(window, form, qtbot):
    form._put("q0000001")
    form._put("q0000003")
    first, second = (stop.id for stop in stops(window))
    form.rows[first].at.setValue(2.5)
    assert list(form.rows) == [second, first]
    form.rows[first].leads_back.click()
    form.rows[first].back.setValue(0.5)
    moved = next(stop for stop in stops(window) if stop.id == first)
    assert (moved.at_s, moved.back_to_s) == (2.5, 0.5)
    form.rows[first].leads_back.click()
    assert not form.rows[first].back.isVisible()
    assert all(stop.back_to_s is None for stop in stops(window))
    form.graded.click()
    block = find(window.document.course, CLIP)
    assert isinstance(block, ClipBlock)
    assert not block.graded
    form.rows[first].question.removed.emit()
    assert [stop.question for stop in stops(window)] == ["q0000003"]
    assert "q0000001" in window.document.course.questions


def test_one_question_is_open_at_a_time(window, form, qtbot):
    form._put("q0000001")
    form._put("q0000003")
    first, second = form.rows.values()
    assert second.question.form is not None
    qtbot.waitUntil(second.question.form.isVisible)
    qtbot.mouseClick(first.question.head, Qt.MouseButton.LeftButton)
    assert first.question.form is not None
    qtbot.waitUntil(first.question.form.isVisible)
    assert not second.question.form.isVisible()


def test_the_player_remembers_how_far_it_came(qtbot, window):
    player = window.screen_editing.tools.player
    player._key, player._start_ms, player._end_ms, player._from_ms = "k", 1000, 5000, 1000
    player._look(3500)
    assert player.reached_s("k") == 2.5
    player._look(200)
    assert player.reached_s("k") == 2.5, "before the seek is done"
    assert player.reached_s("other") == 0.0


def test_the_line_of_time_sends_the_player_and_shows_where_it_asks(window, form, qtbot):
    line = window.screen_editing.page.column.frames[CLIP].form.timeline
    player = window.screen_editing.tools.player
    assert line.slider.accessibleName() == "Position dans l\u2019extrait"
    form._put("q0000003")
    qtbot.keyClick(line.slider, Qt.Key.Key_Right)
    assert player.reached_s(CLIP) == 1.0
    assert line.time.text() == "0:01 / 0:03"
    form._put("q0000001")
    assert line.slider.marks_s == (0.0, 1.0)
    assert line.at_s == 1.0
    places = [line.slider.x_of(at_s) for at_s in (0.0, 1.0, 3.0, 99.0)]
    assert 0 < places[0] < places[1] < places[2] <= places[3] < line.slider.width()
    line.slider.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert line.slider.x_of(0.0) > line.slider.x_of(1.0)


def test_the_clip_plays_from_where_the_line_stands(window, qtbot):
    shown = window.screen_editing.page.column.frames[CLIP].form
    player = window.screen_editing.tools.player
    reached = []
    player.moved.connect(lambda _key, at_s: reached.append(at_s))
    shown.timeline.slider.setValue(20)
    with qtbot.waitSignal(player.stopped, timeout=10_000):
        shown.viewer.play_or_stop()
    assert reached
    assert min(reached) > 1.8
    assert shown.timeline.at_s == 3.0
    with qtbot.waitSignal(player.moved, timeout=10_000, check_params_cb=lambda _, at_s: at_s > 0):
        shown.viewer.play_or_stop()
    assert reached[-1] < 1.0, "from its beginning once it was at its end"
    shown.timeline.slider.setValue(25)
    qtbot.waitUntil(lambda: reached[-1] >= 2.4, timeout=5_000)
    player.stop()


def test_a_question_is_taken_to_where_the_player_is(window, form, qtbot):
    form._put("q0000001")
    form._put("q0000003")
    first, second = (stop.id for stop in stops(window))
    before = window.document.course
    window.screen_editing.tools.player.put(CLIP, 2.26)
    button = form.rows[first].here_button
    assert button.accessibleName() == "Poser la question 1 là où en est la lecture"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert {stop.id: stop.at_s for stop in stops(window)} == {first: 2.3, second: 0.0}
    assert form.rows[first].at.accessibleName() == "Moment de la question 2"
    window.document.stack.undo()
    assert window.document.course == before


def test_a_moment_is_taken_once_it_is_typed(window, form, qtbot):
    form._put("q0000001")
    form._put("q0000003")
    first, second = (stop.id for stop in stops(window))
    steps = window.document.stack.count()
    field = form.rows[first].at
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "0:02,5")
    assert list(form.rows) == [first, second], "not before it is whole"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert list(form.rows) == [second, first]
    assert {stop.id: stop.at_s for stop in stops(window)} == {first: 2.5, second: 0.0}
    assert window.document.stack.count() == steps + 1


@pytest.mark.parametrize(
    ("text", "seconds"), [("1:23.4", 83.4), ("0:05", 5.0), ("7", 7.0), ("2:03,5", 123.5)]
)
def test_a_moment_is_written(qtbot, text, seconds):
    field = MomentSpin("À")
    qtbot.addWidget(field)
    field.show_moment(0.0, 600.0)
    assert field.valueFromText(text) == seconds
    assert field.validate(text, 0)[0] is QValidator.State.Acceptable


def test_what_is_no_moment_is_not_taken(qtbot):
    field = MomentSpin("À")
    qtbot.addWidget(field)
    assert field.validate("x", 0)[0] is QValidator.State.Invalid
    assert field.validate("1:", 0)[0] is QValidator.State.Intermediate
    field.show_moment(70.0, 20.0)
    assert field.value() == 70.0, "a clip that was shortened leaves the moment alone"
