"""Silence at the ends of clips: dropped, but never more than there is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.jobs import Progress
from studio.media.cost import Terms
from studio.media.frames import frames_of
from studio.media.pauses import Pause
from studio.media.plan import PlannedClip
from studio.media.split import split
from studio.media.trimming import KEPT_S, trimmed, without_silence
from studio.messages import message
from tests.media import recordings
from tests.real_media.films import Film, make, noise, steady

SAID = message("plan.reason.end")


def pauses(*spans: tuple[float, float]) -> list[Pause]:
    return [Pause(start_s, end_s, 20.0) for start_s, end_s in spans]


@pytest.mark.parametrize(
    ("silent", "wanted"),
    [
        ([], (10.0, 20.0)),
        ([(8.0, 12.0)], (11.7, 20.0)),
        ([(18.0, 22.0)], (10.0, 18.3)),
        ([(10.0, 12.0), (19.0, 20.0)], (11.7, 19.3)),
        ([(10.0, 10.2), (19.9, 20.5)], (10.0, 20.0)),
        ([(13.0, 15.0)], (10.0, 20.0)),
        ([(20.0, 25.0), (5.0, 10.0)], (10.0, 20.0)),
        ([(0.0, 30.0)], (10.0, 20.0)),
    ],
    ids=["none", "start", "end", "both", "short", "inside", "beside", "all"],
)
def test_a_span_keeps_a_little_of_the_pauses_at_its_ends(silent, wanted):
    assert trimmed(10.0, 20.0, pauses(*silent)) == pytest.approx(wanted)


def planned(number: int, start_s: float, end_s: float) -> PlannedClip:
    return PlannedClip(number, start_s, end_s, SAID, (SAID,), Terms(), 0.0)


TIMES = st.lists(st.floats(0.0, 600.0), min_size=2, max_size=40, unique=True).map(sorted)


@given(edges=TIMES, silent=TIMES, rate=st.sampled_from([0.5, 5.0, 25.0, 60.0]))
def test_clips_never_grow_are_never_empty_and_stay_in_order(edges, silent, rate):
    clips = [planned(n, a, b) for n, (a, b) in enumerate(pairwise(edges), 1)]
    heard = pauses(*zip(silent[::2], silent[1::2], strict=False))
    made = without_silence(clips, heard, aligned=lambda at_s: round(at_s * rate) / rate)
    for clip, before in zip(made, clips, strict=True):
        assert before.start_s <= clip.start_s < clip.end_s <= before.end_s
        assert (clip.index, clip.title) == (before.index, before.title)
        assert clip.reasons == before.reasons
    for clip, after in pairwise(made):
        assert clip.end_s <= after.start_s


@given(edges=TIMES, silent=TIMES)
def test_only_silence_is_dropped(edges, silent):
    heard = pauses(*zip(silent[::2], silent[1::2], strict=False))
    for start_s, end_s in pairwise(edges):
        first_s, last_s = trimmed(start_s, end_s, heard)
        for dropped in ((start_s, first_s), (last_s, end_s)):
            inside = [one for one in heard if one.start_s <= dropped[0] and dropped[1] <= one.end_s]
            assert dropped[0] == dropped[1] or inside


def test_the_plan_of_a_recording_says_what_its_clips_hold(tmp_path):
    silent = [(0.0, 1.5), (4.0, 5.0), (7.5, 9.0)]
    film = make(tmp_path / "film.mp4", Film(ticks=steady(9), sound=noise(9, silent)))
    whole = split(film, limit_s=6.0)
    found = split(film, limit_s=6.0, trim_silence=True)
    frames = frames_of(found.recording, Progress())
    wanted = [(1.5 - KEPT_S, 4.0 + KEPT_S), (5.0 - KEPT_S, 7.5 + KEPT_S)]
    assert len(whole.clips) == len(found.clips) == 2
    for clip, (start_s, end_s) in zip(found.clips, wanted, strict=True):
        assert (clip.start_s, clip.end_s) == pytest.approx((start_s, end_s), abs=0.08)
        assert clip.start_s == frames.aligned(clip.start_s)


def test_a_recording_that_needs_no_cut_is_trimmed_as_one(tmp_path):
    silent = [(0.0, 1.5), (4.0, 5.0)]
    film = make(tmp_path / "film.mp4", Film(ticks=steady(9), sound=noise(9, silent)))
    [clip] = split(film, trim_silence=True).clips
    assert clip.start_s == pytest.approx(1.5 - KEPT_S, abs=0.08)
    assert clip.end_s == pytest.approx(9.0, abs=0.08)


def test_a_recording_without_sound_stays_whole(tmp_path):
    found = split(recordings.no_sound(tmp_path), trim_silence=True)
    [clip] = found.clips
    assert (clip.start_s, clip.end_s) == (0.0, found.recording.duration_s)
