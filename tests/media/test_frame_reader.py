"""A frame is read exactly: the one that the recording shows at that time."""

from __future__ import annotations

import random
from bisect import bisect_right
from contextlib import closing
from fractions import Fraction

import numpy as np
import pytest

from studio.media.frame_reader import FrameReader, ShownFrame
from studio.media.probe import probe
from studio.messages import StudioError
from tests.media import recordings
from tests.real_media.films import number_in, numbers, remake

KINDS = (
    recordings.plain,
    recordings.variable,
    recordings.edited,
    recordings.open_groups,
    recordings.far_start,
    recordings.late_start,
    recordings.sound_earlier,
    recordings.turned_left,
)


def number(shown: ShownFrame | None) -> int:
    assert shown is not None
    width, height, pixels = shown.picture
    return number_in(np.frombuffer(pixels, np.uint8).reshape(height, width, 3).mean(axis=2))


@pytest.mark.parametrize("kind", KINDS)
def test_each_frame_is_found_from_anywhere(kind, tmp_path):
    path = kind(tmp_path)
    start = float(probe(path).start)
    known = [(n, at_s - start) for n, at_s in numbers(path)]
    times = [at_s for _, at_s in known]
    chance = random.Random(5)
    with closing(FrameReader(path)) as reader:
        for at_s in [chance.uniform(0, recordings.SECONDS) for _ in range(30)]:
            wanted = max(0, bisect_right(times, at_s + 1e-6) - 1)
            shown = reader.frame(at_s)
            assert shown is not None
            assert number(shown) == known[wanted][0]
            assert shown.at_s == pytest.approx(times[wanted])


def test_steps_over_the_times_of_frames_go_one_by_one_both_ways(tmp_path):
    path = recordings.plain(tmp_path)
    with closing(FrameReader(path)) as reader:
        there = [number(reader.frame(n / 25)) for n in range(100, 160)]
        back = [number(reader.frame(n / 25)) for n in range(159, 99, -1)]
    assert there == list(range(100, 160))
    assert back == there[::-1]


def test_behind_the_end_the_last_frame_is_shown(tmp_path):
    with closing(FrameReader(recordings.plain(tmp_path))) as reader:
        assert number(reader.frame(1000.0)) == 224
        assert number(reader.frame(1.0)) == 25


def test_wide_pixels_are_shown_wide(tmp_path):
    with closing(FrameReader(recordings.wide_pixels(tmp_path))) as reader:
        shown = reader.frame(1.0)
    assert shown is not None
    assert Fraction(shown.picture.width, shown.picture.height) == Fraction(320, 96)


def test_sound_alone_has_no_frames(tmp_path):
    path = recordings.plain(tmp_path)
    sound = remake(path, tmp_path / "sound.m4a", c="copy", vn=None)
    with closing(FrameReader(sound)) as reader:
        assert reader.frame(1.0) is None


def test_what_is_no_recording_is_told(tmp_path):
    path = tmp_path / "talk.mp4"
    path.write_text("no film")
    with pytest.raises(StudioError):
        FrameReader(path)
