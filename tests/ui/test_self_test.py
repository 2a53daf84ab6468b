"""The program tries itself: what it counts is counted, and what is missing is told."""

from __future__ import annotations

import pytest

from studio.i18n import Voice
from studio.messages import StudioError
from studio.resources import asset
from studio.ui import self_test
from tests.courses import small_course


def test_frames_of_the_sample_come_out_of_the_player(qapp):
    assert self_test.played_frames(asset("samples", "first-home.mp4")) >= self_test.FRAMES


def test_what_the_player_can_not_show_is_told(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(self_test, "_PATIENCE_S", 0.5)
    silent = tmp_path / "lecture.mp4"
    silent.write_bytes(b"no recording")
    with pytest.raises(StudioError) as caught:
        self_test.played_frames(silent)
    assert caught.value.message.id == "self_test.not_played"
    assert caught.value.message.params["frames"] == 0


def test_the_window_shows_a_course_and_the_package_has_its_title(qapp, tmp_path):
    project, course = small_course(tmp_path)
    assert self_test.shown_screens(project.folder, Voice("fr")) == len(course.screens)
    assert self_test.published_title(project.folder) == course.title


def test_a_failure_is_a_sentence_and_a_status(qapp, monkeypatch, capsys):
    def fail(*_):
        raise OSError(28, "No space left on device", "/somewhere")

    monkeypatch.setattr(self_test, "make_sample", fail)
    assert self_test.self_test() == 1
    assert capsys.readouterr().out.startswith("coursewright: ")
