"""The player of lectures: exact frames at rest, frames that really run, and its keys."""

from __future__ import annotations

import random
from bisect import bisect_right
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from studio.i18n import Voice
from studio.jobs import Progress
from studio.media.cues import Cue
from studio.media.frames import frames_of
from studio.media.probe import probe
from studio.ui.lectures.player import LecturePlayer, caption_at
from studio.ui.lectures.shuttle import shuttled
from studio.ui.lectures.transport import clock
from tests.media import recordings
from tests.real_media.films import number_in, remake


def number(image: QImage | None) -> int:
    """Return the number that a picture shows; -1 for none."""
    if image is None:
        return -1
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return number_in(rows[:, : grey.width()])


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Path:
    """B-frames, and a keyframe every 250 frames."""
    return recordings.plain(tmp_path_factory.mktemp("plain"))


@pytest.fixture
def player(qtbot: QtBot, plain):
    made = LecturePlayer(Voice("fr"))
    qtbot.addWidget(made)
    made.transport.mute_button.setChecked(True)
    made.show()
    show(made, plain)
    yield made
    made.release()


def show(player: LecturePlayer, file: Path) -> None:
    found = probe(file)
    player.show_recording(file, found.duration_s, frames_of(found, Progress()))


def seen(player: LecturePlayer) -> int:
    return number(player.picture.image)


@pytest.mark.parametrize("kind", [recordings.plain, recordings.variable])
def test_at_rest_the_very_frame_is_seen(player, qtbot, tmp_path, kind):
    file = kind(tmp_path)
    times = frames_of(probe(file), Progress()).seconds.tolist()
    show(player, file)
    chance = random.Random(3)
    for at_s in [*(chance.uniform(0, recordings.SECONDS) for _ in range(20)), *times[40:50]]:
        player.seek(at_s)
        wanted = bisect_right(times, at_s + 1e-6) - 1
        qtbot.waitUntil(lambda wanted=wanted: seen(player) == wanted)
        assert player.at_s == at_s


def test_of_many_places_in_a_row_the_last_one_is_seen(player, qtbot):
    for at in range(200, 20, -1):
        player.seek(at / 25)
    qtbot.waitUntil(lambda: seen(player) == 21)
    qtbot.wait(100)
    assert seen(player) == 21


def test_frames_of_qt_are_seen_while_it_plays_and_the_exact_one_when_it_stops(player, qtbot):
    moments: list[float] = []
    frames: list[int] = []
    player.moved.connect(moments.append)
    player.seek(2.0)
    player.engine.frame.connect(lambda image: frames.append(number(image)))
    player.play()
    assert player.is_playing
    qtbot.waitUntil(lambda: player.at_s > 2.8)
    assert all(before <= after for before, after in pairwise(moments[1:]))
    assert number(player.engine.sink.videoFrame().toImage()) in range(50, 85)
    player.pause()
    assert not player.is_playing
    assert frames == sorted(frames)
    assert len(set(frames)) > 12
    assert 48 <= frames[0] <= 55
    assert len(moments) > 20
    assert player.at_s * 25 == pytest.approx(round(player.at_s * 25))
    qtbot.waitUntil(lambda: seen(player) == round(player.at_s * 25))


def test_single_frames_are_stepped_over_both_ways_and_not_beyond_the_ends(player, qtbot):
    player.seek(4.0)
    player.step(1)
    qtbot.waitUntil(lambda: seen(player) == 101)
    player.transport.back_button.click()
    player.transport.back_button.click()
    qtbot.waitUntil(lambda: seen(player) == 99)
    assert player.at_s == pytest.approx(3.96)
    player.step(-1000)
    assert player.at_s == 0.0
    player.step(1000)
    qtbot.waitUntil(lambda: seen(player) == 224)


def test_a_stretch_is_played_to_its_end(player, qtbot):
    with qtbot.waitSignals([player.playing_changed] * 2):
        player.play_span(5.0, 5.4)
    assert player.at_s == 5.4
    qtbot.waitUntil(lambda: seen(player) == 135)


def test_over_a_gap_both_sides_are_played(player, qtbot):
    moments: list[float] = []
    player.moved.connect(moments.append)
    player.play_spans([(1.0, 1.3), (6.0, 6.3)])
    qtbot.waitUntil(lambda: not player.is_playing)
    assert player.at_s == 6.3
    assert not [at_s for at_s in moments[1:] if 1.6 < at_s < 5.9]
    assert [at_s for at_s in moments if 1.1 < at_s < 1.3]
    assert [at_s for at_s in moments if 6.1 < at_s < 6.3]


def test_a_clip_is_repeated_until_that_is_switched_off(player, qtbot):
    moments: list[float] = []
    player.set_clip(3.0, 3.4)
    player.transport.loop_button.click()
    player.seek(3.1)
    player.moved.connect(moments.append)
    player.play()
    qtbot.waitUntil(lambda: sum(after < before for before, after in pairwise(moments)) >= 2)
    player.transport.loop_button.click()
    qtbot.waitUntil(lambda: player.at_s > 3.6)


def test_the_end_of_the_recording_stops_it_and_play_begins_again(player, qtbot):
    player.seek(8.7)
    player.play()
    qtbot.waitUntil(lambda: not player.is_playing)
    assert player.at_s == pytest.approx(9.0)
    player.play()
    assert player.at_s < 1.0


def test_j_k_l_run_faster_stop_and_run_back(player, qtbot):
    player.seek(1.0)
    player.shuttle(1)
    player.shuttle(1)
    player.shuttle(1)
    qtbot.waitUntil(lambda: player.at_s > 3.0)
    player.shuttle(0)
    assert not player.is_playing
    there = player.at_s
    player.shuttle(-1)
    qtbot.waitUntil(lambda: player.at_s < there - 0.5)
    qtbot.waitUntil(lambda: seen(player) < there * 25 - 5)
    player.pause()
    qtbot.waitUntil(lambda: seen(player) == round(player.at_s * 25))


@pytest.mark.parametrize(
    ("speed", "way", "wanted"),
    [(0, 1, 1), (1, 1, 2), (2, 1, 4), (4, 1, 4), (4, -1, -1), (-1, -1, -2), (-4, 1, 1), (2, 0, 0)],
)
def test_the_keys_of_film_cutters(speed, way, wanted):
    assert shuttled(speed, way) == wanted


def test_the_speed_is_kept_between_half_and_double(player, qtbot):
    player.set_rate(9.0)
    assert player.rate == 2.0
    assert player.transport.rate_button.text() == "2\u00d7"
    player.seek(1.0)
    player.play()
    qtbot.waitUntil(lambda: player.at_s > 1.2)
    player.set_rate(0.5)
    before = player.at_s
    qtbot.wait(400)
    assert player.at_s - before < 0.6


def test_sound_alone_shows_its_title_and_runs(player, qtbot, plain, tmp_path):
    sound = remake(plain, tmp_path / "talk.m4a", c="copy", vn=None)
    found = probe(sound)
    frames = frames_of(found, Progress())
    player.show_recording(sound, found.duration_s, frames, "Entretien")
    assert player.picture.image is None
    assert not player.transport.on_button.isEnabled()
    player.seek(1.234)
    assert player.at_s == 1.234
    player.play()
    qtbot.waitUntil(lambda: player.at_s > 1.5)
    player.pause()
    assert player.picture.image is None


def test_captions_follow_and_can_be_switched_off(player):
    player.show_captions([Cue(4.0, 5.0, "deux"), Cue(1.0, 2.0, "un")])
    player.seek(1.5)
    assert player.picture.caption == "un"
    player.seek(3.0)
    assert player.picture.caption == ""
    player.seek(4.0)
    assert player.picture.caption == "deux"
    player.transport.captions_button.click()
    assert player.picture.caption == ""


def test_captions_that_overlap_are_read_together():
    cues = [Cue(0.0, 2.0, "a"), Cue(1.0, 3.0, "b")]
    assert [caption_at(cues, at_s) for at_s in (0.5, 1.5, 2.0, 3.0)] == ["a", "a\nb", "b", ""]


def test_a_file_that_is_no_recording_is_told(player, qtbot, tmp_path):
    file = tmp_path / "talk.mp4"
    file.write_text("no film")
    with qtbot.waitSignal(player.failed):
        player.show_recording(file, 10.0, None)
    with qtbot.waitSignal(player.failed) as told:
        player.play()
    assert told.args[0].message.id == "lectures.not_played"
    assert not player.is_playing


def test_another_recording_is_shown_from_its_beginning_and_none_is_dark(player, qtbot, tmp_path):
    player.seek(5.0)
    show(player, recordings.no_sound(tmp_path))
    assert player.at_s == 0.0
    qtbot.waitUntil(lambda: seen(player) == 0)
    player.show_recording(None, 0.0, None)
    assert player.picture.image is None
    player.play()
    assert not player.is_playing


def test_paused_while_it_loads_it_plays_from_where_it_is_then(player, qtbot):
    player.seek(2.0)
    player.play()
    player.pause()
    player.seek(6.0)
    player.play()
    qtbot.waitUntil(lambda: player.at_s > 6.3)
    assert 150 <= seen(player) < 175


def test_it_falls_silent_when_it_is_hidden(player, qtbot):
    player.play()
    qtbot.waitUntil(lambda: player.at_s > 0.2)
    player.hide()
    assert not player.is_playing


@pytest.mark.parametrize(
    ("seconds", "wanted"),
    [(0, "0:00.000"), (845.32, "14:05.320"), (59.9996, "1:00.000"), (3723, "1:02:03.000")],
)
def test_times_are_written_to_the_millisecond(seconds, wanted):
    assert clock(seconds) == wanted
