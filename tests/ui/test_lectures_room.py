"""The room of the lectures: clips planned, cut by keys and mouse, named, and put on screens."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from msgspec.structs import replace as changed
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from studio.course.model import Clip
from studio.i18n import Voice
from studio.imports.captions import replace_captions
from studio.media.cues import Cue
from studio.messages import message
from studio.ui.lectures.reasons import Reasons
from studio.ui.lectures.room import KEYS
from studio.ui.shell.actions import ENTRIES
from studio.ui.shell.asking import Asking
from studio.ui.shell.window import MainWindow
from tests.courses import small_course
from tests.media import recordings
from tests.real_media.films import Film, make, noise, steady

Keys = Qt.Key


@pytest.fixture(params=["fr"])
def window(request, qtbot, tmp_path):
    project, _ = small_course(tmp_path)
    made = MainWindow(Voice(request.param))
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    made.open_course(project.folder)
    made.work.go("lectures")
    qtbot.waitUntil(lambda: made.work.lectures.cutting.study is not None, timeout=30_000)
    yield made
    made.close()


def clips(window) -> list[Clip]:
    found: list[Clip] = window.work.lectures.cutting.clips
    return found


def spans(window) -> list[tuple[float, float]]:
    return [(round(clip.start_s, 2), round(clip.end_s, 2)) for clip in clips(window)]


def press(window, qtbot, key: Qt.Key) -> None:
    qtbot.keyClick(window.work.lectures.stage.timeline, key)


def test_a_clip_is_split_where_the_player_is_and_a_screen_follows(window, qtbot):
    room = window.work.lectures
    room.stage.go_to(1.6)
    press(window, qtbot, Keys.Key_S)
    assert spans(window) == [(0.0, 1.6), (1.6, 3.04), (3.04, 6.0)]
    assert len(window.document.course.screens) == 6
    assert [clip.pinned for clip in clips(window)] == [True, False, False]
    window.actions_by_name["undo"].trigger()
    assert spans(window) == [(0.0, 3.04), (3.04, 6.0)]
    assert len(window.document.course.screens) == 5


def test_clips_are_joined_at_the_cut_that_is_chosen(window, qtbot):
    press(window, qtbot, Keys.Key_BracketRight)
    press(window, qtbot, Keys.Key_Backspace)
    assert spans(window) == [(0.0, 6.0)]
    assert [clip.title for clip in clips(window)] == ["Premier"]


def test_a_stretch_is_left_out_and_taken_in_again(window, qtbot):
    room = window.work.lectures
    room.stage.timeline.choose_stretch((1.0, 2.0))
    press(window, qtbot, Keys.Key_X)
    assert spans(window) == [(0.0, 1.0), (2.0, 3.04), (3.04, 6.0)]
    assert room.stage.timeline.stretch is None
    first = clips(window)[0].id
    room.stage.timeline.boundary_moved.emit(first, True, 2.0)
    assert spans(window)[:2] == [(0.0, 2.0), (2.0, 3.04)]


def test_without_a_stretch_the_clip_itself_is_left_out(window, qtbot):
    window.work.lectures.clips.chosen.emit("k0000002")
    window.work.lectures.clips.select("k0000002")
    press(window, qtbot, Keys.Key_X)
    assert spans(window) == [(0.0, 3.04)]


def test_a_cut_is_pinned_and_let_go_and_a_new_plan_heeds_it(window, qtbot):
    room = window.work.lectures
    room.stage.go_to(3.0)
    press(window, qtbot, Keys.Key_P)
    assert clips(window)[0].pinned
    room.head.limit.lineEdit().setText("0:08")
    room.head.limit.lineEdit().editingFinished.emit()
    assert window.document.course.clip_limit_s == 8.0
    assert 3.04 in [end_s for _, end_s in spans(window)]
    assert all(clip.duration_s <= 8.0 for clip in clips(window))
    window.actions_by_name["undo"].trigger()
    assert window.document.course.clip_limit_s == 420.0
    press(window, qtbot, Keys.Key_P)
    assert not clips(window)[0].pinned


def test_a_limit_that_is_none_is_put_back(window):
    line = window.work.lectures.head.limit.lineEdit()
    for text in ("", "abc", "0:00"):
        line.setText(text)
        line.editingFinished.emit()
        assert line.text() == "7:00"


def test_a_limit_too_short_is_said_and_changes_nothing(window):
    line = window.work.lectures.head.limit.lineEdit()
    line.setText("0:01")
    line.editingFinished.emit()
    assert window.document.course.clip_limit_s == 420.0
    assert window.working.step.text() != window._voice.text("ui.no_task")
    assert line.text() == "7:00"


def test_over_the_limit_is_said_by_words_and_colour(window):
    room = window.work.lectures
    assert not room.head.kept.property("warns")
    window.document.edit(message("undo.look"), lambda now: changed(now, clip_limit_s=2.0))
    assert room.head.kept.property("warns")
    assert "2 sur 2" in room.head.kept.text()
    index = room.clips.model().index(0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert window._voice.text("ui.clip_too_long") in said


def test_the_keys_of_the_room_are_those_of_its_actions(window, qtbot):
    room = window.work.lectures
    named = [entry.name for entry in ENTRIES if entry.menu == "lecture" and entry.name]
    assert set(room.commands) == set(named)
    assert set(KEYS.values()) < set(named)
    press(window, qtbot, Keys.Key_PageDown)
    room.stage.timeline.leave()
    room.stage.go_to(0.0)
    qtbot.keyClick(room.clips, Keys.Key_Right)
    assert 0.0 < room.stage.at_s < 0.1


def test_with_k_held_j_and_l_go_by_frames(window, qtbot):
    stage = window.work.lectures.stage
    stage.go_to(1.0)
    at_s = stage.at_s
    qtbot.keyPress(stage.timeline, Keys.Key_K)
    press(window, qtbot, Keys.Key_L)
    press(window, qtbot, Keys.Key_L)
    assert stage.at_s == pytest.approx(at_s + 0.08, abs=0.001)
    press(window, qtbot, Keys.Key_J)
    assert stage.at_s == pytest.approx(at_s + 0.04, abs=0.001)
    assert not stage.player.is_playing
    qtbot.keyRelease(stage.timeline, Keys.Key_K)
    press(window, qtbot, Keys.Key_L)
    assert stage.player.is_playing
    press(window, qtbot, Keys.Key_K)


def test_letters_typed_into_a_title_cut_nothing(window, qtbot):
    title = window.work.lectures.head.title
    title.setFocus()
    title.selectAll()
    qtbot.keyClicks(title, "SPXJKLH")
    assert window.document.course.recordings["r0000001"].title == "SPXJKLH"
    assert len(clips(window)) == 2


def test_keys_pressed_in_the_room_do_not_reach_the_storyboard(window, qtbot):
    window.outline.select("s0000002")
    before = window.document.course
    for key in (Keys.Key_Delete, Keys.Key_F2):
        qtbot.keyClick(window.work.lectures.stage.timeline, key)
    assert window.document.course is before
    assert not window.actions_by_name["delete"].isEnabled()
    window.work.go("storyboard")
    assert window.actions_by_name["delete"].isEnabled()


def test_the_seam_is_two_seconds_on_each_side_and_leaps_over_a_gap(window, qtbot, monkeypatch):
    room = window.work.lectures
    heard: list[list[tuple[float, float]]] = []
    monkeypatch.setattr(room.stage.player, "play_spans", lambda spans: heard.append(list(spans)))
    room.stage.go_to(3.0)
    press(window, qtbot, Keys.Key_H)
    room.cutting.drop(3.0, 3.5)
    room.stage.go_to(2.9)
    press(window, qtbot, Keys.Key_H)
    [first, second] = [[(round(a, 2), round(b, 2)) for a, b in each] for each in heard]
    assert first == [(1.04, 3.04), (3.04, 5.04)]
    assert second == [(1.0, 3.0), (3.52, 5.52)] or second == [(1.0, 3.0), (3.48, 5.48)]


def test_each_clip_says_why_it_ends_there_and_where_it_is_shown(window, qtbot):
    room = window.work.lectures
    rows = [room.clips.model().index(at) for at in range(2)]
    assert all(row.data(Qt.ItemDataRole.UserRole).why for row in rows)
    with qtbot.waitSignal(room.go_wanted) as gone:
        room.clips.setFocus()
        room.clips.setCurrentIndex(rows[1])
        qtbot.keyClick(room.clips, Keys.Key_Return)
    assert gone.args == ["s0000004"]


def test_captions_are_read_for_reasons_while_the_window_goes_on(window, qtbot, monkeypatch):
    room, may_read = window.work.lectures, Event()

    def why() -> str:
        return str(room.clips.model().index(0).data(Qt.ItemDataRole.UserRole).why)

    def held_up(self, study, words):
        assert may_read.wait(30)
        read_words(self, study, words)

    read_words = Reasons._read_words
    monkeypatch.setattr(Reasons, "_read_words", held_up)
    cues = [Cue(0.2, 3.0, "Le premier point."), Cue(3.1, 5.8, "Le second point.")]
    project = window.document.session.project
    edit = replace_captions(project, room.current_id(), "fr", cues)
    window.document.edit(message("undo.content"), edit)
    assert "phrase" not in why()
    may_read.set()
    qtbot.waitUntil(lambda: "phrase" in why())
    window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: "phrase" not in why())


def test_a_title_that_is_being_written_outlives_new_reasons(window, qtbot):
    room = window.work.lectures
    before = room.clips.model().index(0).data(Qt.ItemDataRole.UserRole)
    room.clips.edit(room.clips.model().index(0))
    line = room.clips.viewport().findChild(QLineEdit)
    line.setText("À moitié écr")
    rows = [before._replace(why="Autre"), *room.clips._rows.rows[1:]]
    room.clips.show_rows(rows, "", editable=True)
    QApplication.processEvents()
    assert line.text() == "À moitié écr"
    assert room.clips.model().index(0).data(Qt.ItemDataRole.UserRole).why == "Autre"


def test_a_new_clip_gets_its_number_and_its_screen_too(window, qtbot):
    room = window.work.lectures
    for clip in list(clips(window)):
        room.cutting.retitle(clip.id, "Partie 9" if clip.id == "k0000001" else clip.title)
    room.cutting.retitle("k0000001", "Partie 2")
    room.stage.go_to(1.5)
    press(window, qtbot, Keys.Key_S)
    assert [clip.title for clip in clips(window)] == ["Partie 1", "Partie 2", "Second"]


def test_what_can_be_read_only_is_looked_at_only(qtbot, tmp_path):
    project, _ = small_course(tmp_path)
    holder, reader = MainWindow(Voice("fr")), MainWindow(Voice("fr"))
    for window in (holder, reader):
        qtbot.addWidget(window)
        window.open_course(project.folder)
    assert reader.document.session.read_only
    reader.work.go("lectures")
    room = reader.work.lectures
    before = reader.document.course
    for key in (Keys.Key_S, Keys.Key_X, Keys.Key_P, Keys.Key_Backspace):
        qtbot.keyClick(room.stage.timeline, key)
    assert reader.document.course is before
    assert not room.head.plan_button.isEnabled()
    reader.close()
    holder.close()


def test_a_recording_without_its_file_says_so_and_keeps_its_clips(qtbot, tmp_path):
    project, course = small_course(tmp_path)
    project.media.path(course.media[course.recordings["r0000001"].media].file).unlink()
    window = MainWindow(Voice("fr"))
    qtbot.addWidget(window)
    window.show()
    window.open_course(project.folder)
    window.work.go("lectures")
    room = window.work.lectures
    qtbot.waitUntil(lambda: bool(room.trouble.text()), timeout=10_000)
    assert room.trouble.isVisible()
    assert room.clips.model().rowCount() == 2
    window.work.go("storyboard")
    kept = small_course(tmp_path / "whole")[0].media.folder
    for file in kept.iterdir():
        shutil.copy(file, project.media.folder)
    window.work.go("lectures")
    qtbot.waitUntil(lambda: room.cutting.study is not None, timeout=30_000)
    assert not room.trouble.isVisible()
    window.close()


def sound_alone(folder: Path) -> Path:
    return make(folder / "voix.m4a", Film(sound=recordings.sound()))


@pytest.mark.parametrize("made", [recordings.no_sound, sound_alone], ids=["mute", "sound"])
def test_recordings_without_sound_or_picture_are_planned_and_shown(window, qtbot, tmp_path, made):
    folder = tmp_path / "autres"
    folder.mkdir()
    room = window.work.lectures
    window.media.add_recording(made(folder))
    qtbot.waitUntil(lambda: len(window.document.course.recordings) == 2, timeout=30_000)
    [new] = [each for each in window.document.course.recordings if each != "r0000001"]
    assert room.current_id() == new
    qtbot.waitUntil(lambda: room.cutting.study is not None, timeout=30_000)
    assert clips(window)
    assert room.stage.timeline.grab().toImage().height() > 0


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_room_fits_a_small_screen_from_the_beginning(qtbot, tmp_path, language):
    project, _ = small_course(tmp_path)
    window = MainWindow(Voice(language))
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    window.open_course(project.folder)
    window.work.go("lectures")
    QApplication.processEvents()
    assert window.width() == 1024
    window.close()


def test_the_window_fits_a_small_screen_while_captions_are_edited(window, qtbot):
    window.resize(1024, 700)
    window.work.lectures.side.edit_captions("fr")
    QApplication.processEvents()
    assert window.width() == 1024
    assert window.work.lectures.recordings.isHidden()
    window.work.lectures.side.back_button.click()
    assert not window.work.lectures.recordings.isHidden()


def test_clips_follow_a_talk_that_begins_later_in_a_new_file(window, qtbot, tmp_path, monkeypatch):
    room = window.work.lectures
    talk = noise(20.0, [(2.0, 2.8), (5.5, 6.0), (9.1, 10.0), (14.0, 14.4)])
    for name, sound in (("short.mp4", talk), ("long.mp4", np.concatenate((talk[:144_000], talk)))):
        make(tmp_path / name, Film(ticks=steady(len(sound) / 48_000), sound=sound))
    files = [tmp_path / "short.mp4", tmp_path / "long.mp4"]
    asked: list[str] = []
    monkeypatch.setattr(window.media, "choose_recording", lambda: files.pop(0))

    def follow(_asking: Asking, text: str, _names: Sequence[str]) -> int:
        asked.append(text)
        return 0

    monkeypatch.setattr(Asking, "choice", follow)
    window.actions_by_name["replace_recording"].trigger()

    def studied() -> None:
        assert room.cutting.study is not None
        assert room.cutting.study.recording.duration_s > 19.0

    qtbot.waitUntil(studied, timeout=30_000)
    before = [clip.start_s for clip in clips(window)]
    window.actions_by_name["replace_recording"].trigger()
    qtbot.waitUntil(lambda: clips(window)[0].start_s > 0, timeout=30_000)
    assert "3 s plus tard" in asked[0].replace("\u00a0", " ")
    assert [clip.start_s - 3.0 for clip in clips(window)] == pytest.approx(before, abs=0.03)
    window.actions_by_name["undo"].trigger()
    assert [clip.start_s for clip in clips(window)] == before
