"""The timeline of a recording by mouse and by keys, and what it tells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeySequence, QMouseEvent, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.i18n import Voice
from studio.ui.lectures.timeline import Boundary, Timeline
from tests.timelines import clips, heard

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
FRAME = 0.04
LECTURE = heard(600.0, pauses=30, slides=6, thumbnails=40)
SPANS = clips(600.0, 4)


class Told:
    """What a timeline has told, by the name of the signal."""

    def __init__(self, timeline: Timeline) -> None:
        self.seek_wanted: list[float] = []
        self.chosen: list[str] = []
        self.boundary_moving: list[float] = []
        self.boundary_moved: list[tuple[str, bool, float]] = []
        self.stretch_chosen: list[object] = []
        for name in ("seek_wanted", "chosen", "boundary_moving", "stretch_chosen"):
            getattr(timeline, name).connect(getattr(self, name).append)
        timeline.boundary_moved.connect(lambda *told: self.boundary_moved.append(told))


def to_frame(at_s: float, reach_s: float) -> float:
    """Snap as clips do: to the middle of a pause within reach, else to the nearest frame."""
    middles = [(pause.start_s + pause.end_s) / 2 for pause in LECTURE.pauses]
    near = min(middles, key=lambda middle: abs(middle - at_s))
    wanted = near if abs(near - at_s) <= reach_s else at_s
    return round(wanted / FRAME) * FRAME


@pytest.fixture
def timeline(qtbot):
    made = Timeline(Voice("en"))
    qtbot.addWidget(made)
    made.resize(1024, made.sizeHint().height())
    made.show()
    qtbot.waitExposed(made)
    made.snap = to_frame
    made.show_recording(LECTURE)
    made.show_clips(SPANS, SPANS[0].id, editable=True)
    return made


@pytest.fixture
def told(timeline):
    return Told(timeline)


def at(timeline: Timeline, at_s: float, row: str = "wave") -> QPoint:
    assert timeline.scene is not None
    place = getattr(timeline.scene.rows, row)
    return QPoint(round(timeline.scene.view.x_of(at_s)), round(place.center().y()))


def drag(timeline: Timeline, begun: QPoint, end: QPoint, held=Qt.KeyboardModifier.NoModifier):
    QTest.mousePress(timeline, LEFT, held, begun)
    QTest.mouseMove(timeline, (begun + end) / 2)
    move(timeline, end, held)
    QTest.mouseRelease(timeline, LEFT, held, end)


def move(timeline: Timeline, point: QPoint, held=Qt.KeyboardModifier.NoModifier) -> None:
    """Move the mouse with its button and keys held, which QTest.mouseMove can't."""
    place = QPointF(point)
    kind = QEvent.Type.MouseMove
    event = QMouseEvent(kind, place, timeline.mapToGlobal(place), LEFT, LEFT, held)
    QApplication.sendEvent(timeline, event)


def wheel(timeline: Timeline, point: QPoint, notches: float, held=CTRL) -> bool:
    place = QPointF(point)
    event = QWheelEvent(
        place,
        timeline.mapToGlobal(place),
        QPoint(),
        QPoint(0, round(notches * 120)),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(timeline, event)
    return event.isAccepted()


def view(timeline: Timeline):
    assert timeline.scene is not None
    return timeline.scene.view


def test_a_recording_is_shown_whole(timeline):
    assert view(timeline).is_whole
    assert not timeline.buttons["whole"].isEnabled()


def test_a_click_seeks_and_chooses_the_clip(timeline, told):
    QTest.mouseClick(timeline, LEFT, pos=at(timeline, 200.0))
    assert told.seek_wanted == [pytest.approx(200.0, abs=1.0)]
    assert told.chosen == [SPANS[1].id]
    assert timeline.playhead_s == told.seek_wanted[0]
    QTest.mouseClick(timeline, LEFT, pos=at(timeline, 50.0, "ruler"))
    assert told.seek_wanted[1] == pytest.approx(50.0, abs=1.0)
    assert told.chosen == [SPANS[1].id]


def test_a_handle_is_dragged_to_the_pause_nearby(timeline, told):
    end = SPANS[0].end_s
    pause = min(LECTURE.pauses, key=lambda each: abs(each.start_s - end - 40.0))
    middle = (pause.start_s + pause.end_s) / 2
    drag(timeline, at(timeline, end), at(timeline, middle + 4 * view(timeline).s_per_px))
    [(clip, is_end, at_s)] = told.boundary_moved
    assert (clip, is_end) == (SPANS[0].id, True)
    assert at_s == pytest.approx(middle, abs=FRAME)
    assert told.boundary_moving[-1] == at_s
    assert timeline.boundary == Boundary(SPANS[0].id, is_end=True)
    assert told.seek_wanted == []


def test_alt_frees_a_boundary_of_the_pauses(timeline, told):
    end = SPANS[0].end_s
    pause = min(LECTURE.pauses, key=lambda each: abs(each.start_s - end - 40.0))
    wanted = (pause.start_s + pause.end_s) / 2 + 4 * view(timeline).s_per_px
    drag(timeline, at(timeline, end), at(timeline, wanted), ALT)
    [(_, _, at_s)] = told.boundary_moved
    assert at_s == pytest.approx(wanted, abs=view(timeline).s_per_px)
    assert at_s / FRAME == pytest.approx(round(at_s / FRAME))


def test_a_boundary_stays_between_its_neighbours(timeline, told):
    drag(timeline, at(timeline, SPANS[1].end_s), at(timeline, 0.0), ALT)
    [(_, _, at_s)] = told.boundary_moved
    assert at_s == pytest.approx(SPANS[1].start_s + FRAME)


def test_escape_puts_a_boundary_back(timeline, told):
    begun = at(timeline, SPANS[0].end_s)
    QTest.mousePress(timeline, LEFT, pos=begun)
    move(timeline, begun + QPoint(60, 0))
    assert timeline.moving is not None
    QTest.keyClick(timeline, Qt.Key.Key_Escape)
    assert timeline.moving is None
    assert told.boundary_moving[-1] == SPANS[0].end_s
    move(timeline, begun + QPoint(90, 0))
    QTest.mouseRelease(timeline, LEFT, pos=begun + QPoint(90, 0))
    assert told.boundary_moved == []


def test_a_boundary_that_is_dragged_out_of_view_scrolls(timeline, told, qtbot):
    timeline.zoom(8.0, view(timeline).x_of(SPANS[0].end_s))
    before = view(timeline)
    begun = at(timeline, SPANS[0].end_s)
    QTest.mousePress(timeline, LEFT, pos=begun)
    move(timeline, QPoint(timeline.width() + 200, begun.y()))
    qtbot.waitUntil(lambda: view(timeline).start_s > before.start_s + before.length_s / 4)
    QTest.mouseRelease(timeline, LEFT, pos=QPoint(timeline.width() + 200, begun.y()))
    [(_, _, at_s)] = told.boundary_moved
    assert at_s > before.end_s
    still = view(timeline)
    qtbot.wait(80)
    assert view(timeline) == still


def test_the_same_clips_again_leave_a_boundary_in_the_hand(timeline, told):
    begun = at(timeline, SPANS[0].end_s)
    QTest.mousePress(timeline, LEFT, pos=begun)
    move(timeline, begun + QPoint(40, 0))
    timeline.show_clips(list(SPANS), SPANS[1].id, editable=True)
    assert timeline.moving is not None
    timeline.show_clips([replace(SPANS[0], start_s=1.0), *SPANS[1:]], "", editable=True)
    move(timeline, begun + QPoint(60, 0))
    assert timeline.moving is None
    QTest.mouseRelease(timeline, LEFT, pos=begun + QPoint(60, 0))
    assert (told.boundary_moved, told.seek_wanted) == ([], [])


def test_clips_that_meet_keep_the_boundary_that_was_chosen(timeline):
    apart = [replace(SPANS[0], end_s=100.0), *SPANS[1:]]
    timeline.show_clips(apart, "", editable=True)
    assert len(timeline.edges) == 6
    timeline.choose_boundary(Boundary(SPANS[1].id, is_end=False))
    timeline.show_clips(SPANS, "", editable=True)
    assert timeline.boundary == Boundary(SPANS[0].id, is_end=True)


def test_the_ends_of_a_gap_are_moved_apart_from_each_other(timeline, told):
    apart = [replace(SPANS[0], end_s=100.0), *SPANS[1:]]
    timeline.show_clips(apart, "", editable=True)
    drag(timeline, at(timeline, 100.0), at(timeline, 60.0), ALT)
    drag(timeline, at(timeline, SPANS[1].start_s) + QPoint(2, 0), at(timeline, 130.0), ALT)
    moves = [(clip, is_end) for clip, is_end, _ in told.boundary_moved]
    assert moves == [(SPANS[0].id, True), (SPANS[1].id, False)]


def test_a_click_on_a_handle_goes_there(timeline, told):
    QTest.mouseClick(timeline, LEFT, pos=at(timeline, SPANS[0].end_s))
    assert told.boundary_moved == []
    assert told.seek_wanted == [SPANS[0].end_s]
    assert timeline.boundary == Boundary(SPANS[0].id, is_end=True)


def test_shift_and_drag_choose_a_stretch(timeline, told):
    drag(timeline, at(timeline, 300.0, "film"), at(timeline, 250.0, "film"), SHIFT)
    stretch = timeline.stretch
    assert stretch is not None
    assert stretch == (pytest.approx(250.0, abs=6.0), pytest.approx(300.0, abs=6.0))
    assert told.stretch_chosen[-1] == stretch
    assert told.seek_wanted == []
    QTest.keyClick(timeline, Qt.Key.Key_Escape)
    assert timeline.stretch is None
    assert told.stretch_chosen[-1] is None


def test_what_may_not_be_edited_is_not_moved(timeline, told):
    timeline.show_clips(SPANS, SPANS[0].id, editable=False)
    drag(timeline, at(timeline, SPANS[0].end_s), at(timeline, SPANS[0].end_s + 30))
    drag(timeline, at(timeline, 300.0), at(timeline, 250.0), SHIFT)
    QTest.keyClick(timeline, Qt.Key.Key_BracketRight)
    QTest.keyClick(timeline, Qt.Key.Key_Right, CTRL)
    assert (told.boundary_moved, told.stretch_chosen) == ([], [])


def test_ctrl_and_the_wheel_zoom_at_the_pointer(timeline):
    point = at(timeline, 240.0)
    wheel(timeline, point, 8)
    assert view(timeline).length_s == pytest.approx(600.0 / 1.25**8)
    assert view(timeline).at(point.x()) == pytest.approx(240.0, abs=1.0)
    assert timeline.buttons["whole"].isEnabled()
    before = view(timeline).start_s
    assert wheel(timeline, point, -2, Qt.KeyboardModifier.NoModifier)
    assert view(timeline).start_s == pytest.approx(before + 180 * view(timeline).s_per_px)
    timeline.buttons["whole"].click()
    assert view(timeline).is_whole
    assert not wheel(timeline, point, 1, Qt.KeyboardModifier.NoModifier)


def test_keys_zoom_from_the_whole_to_frames(timeline):
    timeline.show_playhead(240.0)
    for _ in range(40):
        QTest.keyClick(timeline, Qt.Key.Key_Plus)
    assert view(timeline).is_deepest
    assert view(timeline).shows(240.0)
    assert not timeline.buttons["zoom_in"].isEnabled()
    QTest.keyClick(timeline, Qt.Key.Key_Minus)
    assert not view(timeline).is_deepest
    QTest.keyClick(timeline, Qt.Key.Key_0)
    assert view(timeline).is_whole


def test_the_overview_scrolls(timeline):
    timeline.zoom(8.0, 12.0)
    assert timeline.scene is not None
    bar = timeline.scene.rows.overview
    y = round(bar.center().y())
    drag(timeline, QPoint(round(bar.left()) + 20, y), QPoint(round(bar.right()) + 50, y))
    assert view(timeline).end_s == pytest.approx(600.0)
    QTest.mouseClick(timeline, LEFT, pos=QPoint(round(bar.center().x()), y))
    assert (view(timeline).start_s + view(timeline).end_s) / 2 == pytest.approx(300.0, abs=2.0)


def test_brackets_go_from_boundary_to_boundary(timeline, told):
    for _ in range(2):
        QTest.keyClick(timeline, Qt.Key.Key_BracketRight)
    assert timeline.boundary == Boundary(SPANS[1].id, is_end=True)
    QTest.keyClick(timeline, Qt.Key.Key_BracketLeft)
    assert timeline.boundary == Boundary(SPANS[0].id, is_end=True)
    assert told.seek_wanted == [SPANS[0].end_s, SPANS[1].end_s, SPANS[0].end_s]


def test_ctrl_and_arrows_move_the_boundary_from_place_to_place(timeline, told):
    QTest.keyClick(timeline, Qt.Key.Key_BracketRight)
    QTest.keyClick(timeline, Qt.Key.Key_Right, CTRL)
    [(clip, is_end, at_s)] = told.boundary_moved
    assert (clip, is_end) == (SPANS[0].id, True)
    assert at_s > SPANS[0].end_s
    places = [(pause.start_s + pause.end_s) / 2 for pause in LECTURE.pauses]
    places += [change.at_s for change in LECTURE.slides]
    assert at_s == min(to_frame(each, 0.0) for each in places if each > SPANS[0].end_s + FRAME)
    assert told.seek_wanted[-1] == at_s
    moved = [replace(SPANS[0], end_s=at_s), replace(SPANS[1], start_s=at_s), *SPANS[2:]]
    timeline.show_clips(moved, SPANS[0].id, editable=True)
    QTest.keyClick(timeline, Qt.Key.Key_Left, CTRL)
    assert told.boundary_moved[-1][2] < at_s - FRAME
    QTest.keyClick(timeline, Qt.Key.Key_Left, CTRL | ALT)
    assert told.boundary_moved[-1][2] == pytest.approx(at_s - FRAME)


def test_shift_and_arrows_choose_a_stretch_from_the_playhead(timeline, told):
    timeline.show_playhead(300.0)
    for _ in range(3):
        QTest.keyClick(timeline, Qt.Key.Key_Right, SHIFT)
    assert timeline.stretch is not None
    start_s, end_s = timeline.stretch
    assert start_s == 300.0
    assert end_s == told.seek_wanted[-1] > 300.0
    for _ in range(5):
        QTest.keyClick(timeline, Qt.Key.Key_Left, SHIFT)
    assert timeline.stretch == (told.seek_wanted[-1], 300.0)


@pytest.mark.parametrize(
    "key",
    [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_S, Qt.Key.Key_Backspace, Qt.Key.Key_Delete],
)
def test_the_keys_of_the_room_are_left_to_it(timeline, told, qtbot, key):
    met: list[bool] = []
    shortcut = QShortcut(QKeySequence(key), timeline)
    shortcut.activated.connect(lambda: met.append(True))
    timeline.activateWindow()
    timeline.setFocus()
    QTest.keyClick(timeline, key)
    assert met == [True]


def test_playing_turns_the_page_and_a_jump_is_followed(timeline):
    timeline.zoom(10.0, 12.0)
    end = view(timeline).end_s
    timeline.show_playhead(end - 0.1)
    assert view(timeline).start_s == 0.0
    timeline.show_playhead(end + 0.1)
    assert view(timeline).start_s == pytest.approx(end + 0.1 - 3.0)
    timeline.scroll_by(5000.0)
    here = view(timeline)
    timeline.show_playhead(end + 0.2)
    assert view(timeline) == here
    timeline.show_playhead(10.0)
    assert view(timeline).shows(10.0)


def test_it_says_where_everything_is(timeline):
    interface = QAccessible.queryAccessibleInterface(timeline)
    assert interface.text(QAccessible.Text.Name) == "Timeline of the recording"
    timeline.show_playhead(200.0)
    said = interface.text(QAccessible.Text.Description)
    assert "Playhead at 3:20." in said
    assert "Clip 2, What a bank looks at" in said
    QTest.keyClick(timeline, Qt.Key.Key_BracketRight)
    assert "Between clips 2 and 3" in interface.text(QAccessible.Text.Description)
    timeline.show_recording(None)
    assert interface.text(QAccessible.Text.Description) == "No recording is shown."


def test_moments_are_written_as_the_window_writes_numbers(timeline):
    timeline.setLocale(QLocale("fr"))
    timeline.zoom(1e9, 500.0)
    assert all(
        "," in tick.label for tick in view(timeline).ticks(timeline.scene.point) if tick.label
    )
    timeline.choose_stretch((61.5, 62.0))
    assert "1:01,500" in timeline.accessibleDescription()


def test_the_same_recording_again_keeps_the_view(timeline):
    timeline.zoom(10.0, 500.0)
    before = view(timeline)
    timeline.show_recording(LECTURE)
    timeline.show_clips(SPANS[:2], "", editable=True)
    assert view(timeline) == before
    timeline.show_recording(heard(120.0))
    assert view(timeline).is_whole
    assert view(timeline).duration_s == 120.0
