"""A recording studied once: planned again, snapped to, and asked why."""

from __future__ import annotations

import pytest

from studio.jobs import Progress
from studio.media.cues import Cue
from studio.media.split import split
from studio.media.study import Study, study
from tests.media import recordings
from tests.real_media.films import Film, make, noise, steady

IN_PAUSE = 3.0


def studied(path) -> Study:
    return study(path, ffmpeg=None, kept_in=None, progress=Progress())


def test_it_plans_what_a_split_does(tmp_path):
    path = recordings.plain(tmp_path)
    cues = [Cue(6.5, 8.9, "Part two: the rest. And so on")]
    known = studied(path)
    for limit_s in (5.0, 7.0):
        assert known.plan(limit_s, cues=cues) == split(path, limit_s=limit_s, captions=cues).clips


def test_a_place_snaps_to_the_pause_within_reach(tmp_path):
    known = studied(recordings.plain(tmp_path))
    start_s, end_s = recordings.PAUSES[0]
    assert start_s <= known.snapped(2.4, 1.0) <= end_s
    near = known.snapped(1.013, 0.01)
    assert near == pytest.approx(1.013, abs=0.05)
    assert near in known.frames.seconds


def test_what_speaks_for_a_place(tmp_path):
    known = studied(recordings.plain(tmp_path))
    assert known.reasons([IN_PAUSE])[0][0].id == "plan.reason.pause"
    assert known.reasons([1.5]) == [()]
    ends = [Cue(0.0, 1.5, "That was that."), Cue(1.5, 2.8, "And that")]
    assert known.reasons([1.5], ends)[0][0].id == "plan.reason.sentence_only"


def test_sound_alone_and_pictures_alone(tmp_path):
    silent = studied(make(tmp_path / "silent.mp4", Film(ticks=steady(6))))
    assert len(silent.plan(5.0)) == 2
    assert silent.snapped(3.0, 0.5) in silent.frames.seconds
    heard = studied(make(tmp_path / "heard.m4a", Film(ticks=[], sound=noise(6, [(2.8, 3.3)]))))
    assert not len(heard.frames.seconds)
    assert 2.7 <= heard.snapped(2.5, 1.0) <= 3.4
