"""The plan keeps the limit whatever the recording, and no plan is better."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.media.candidates import Candidate
from studio.media.pauses import Pause, QuietSpot
from studio.media.plan import MARGIN_S, Aim, PlannedClip, cheapest, plan
from studio.messages import StudioError, message

LIMITS = st.floats(5.0, 900.0)
DURATIONS = st.floats(0.1, 8000.0)


@st.composite
def pauses_within(draw, duration_s: float) -> list[Pause]:
    starts = sorted(draw(st.lists(st.floats(0.0, duration_s), max_size=60)))
    lengths = draw(st.lists(st.floats(0.3, 6.0), min_size=60, max_size=60))
    ends = [*starts[1:], duration_s]
    return [
        Pause(start_s, min(start_s + length, end_s), 20.0)
        for start_s, end_s, length in zip(starts, ends, lengths, strict=False)
        if end_s > start_s
    ]


def lengths(clips: tuple[PlannedClip, ...]) -> list[float]:
    return [clip.duration_s for clip in clips]


def every(step_s: float, duration_s: float, length_s: float = 0.6) -> list[Pause]:
    count = int(duration_s / step_s)
    return [Pause(n * step_s, n * step_s + length_s, 25.0) for n in range(1, count)]


@settings(deadline=None)
@given(st.data(), DURATIONS, LIMITS)
def test_clips_keep_the_limit_and_hold_the_whole_recording(data, duration_s, limit_s):
    pauses = data.draw(pauses_within(duration_s))
    clips = plan(duration_s, pauses, limit_s=limit_s)
    assert clips[0].start_s == 0.0
    assert clips[-1].end_s == duration_s
    assert [clip.index for clip in clips] == list(range(1, len(clips) + 1))
    assert all(clip.end_s == after.start_s for clip, after in pairwise(clips))
    assert all(0.0 < length <= limit_s - MARGIN_S + 1e-9 for length in lengths(clips))


@settings(deadline=None)
@given(st.data(), DURATIONS, LIMITS)
def test_no_clip_is_a_crumb(data, duration_s, limit_s):
    clips = plan(duration_s, data.draw(pauses_within(duration_s)), limit_s=limit_s)
    if len(clips) > 1:
        assert min(lengths(clips)) >= Aim.under(limit_s).minimum_s


@settings(deadline=None)
@given(st.data(), DURATIONS, LIMITS, st.sampled_from([0.04, 1 / 30, 0.5, 1.0]))
def test_the_limit_holds_when_cuts_must_lie_on_frames(data, duration_s, limit_s, frame_s):
    def aligned(at_s: float) -> float:
        return float(min(round(at_s / frame_s) * frame_s, duration_s))

    pauses = data.draw(pauses_within(duration_s))
    clips = plan(duration_s, pauses, limit_s=limit_s, aligned=aligned)
    assert max(lengths(clips)) <= limit_s - MARGIN_S + 1e-9
    for clip in clips[:-1]:
        assert clip.end_s == aligned(clip.end_s)
        if clip.reason.id == "plan.reason.pause":
            assert any(pause.start_s <= clip.end_s <= pause.end_s for pause in pauses)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.floats(1.0, 99.0), st.floats(-0.2, 5.0)), max_size=9),
    st.floats(8.0, 60.0),
)
def test_no_plan_is_cheaper(places, limit_s):
    aim = Aim.under(limit_s)
    end = Candidate(100.0, 0.0, message("plan.reason.end"))
    cuts = [Candidate(at_s, cost, message("plan.reason.pause")) for at_s, cost in sorted(places)]

    def price(path: list[Candidate]) -> float:
        edges = [0.0, *(cut.at_s for cut in path)]
        spans = [after - before for before, after in pairwise(edges)]
        if any(span > aim.longest_s for span in spans):
            return float("inf")
        return sum(aim.cost(span) for span in spans) + sum(cut.cost for cut in path)

    least = min(
        price([*chosen, end])
        for count in range(len(cuts) + 1)
        for chosen in combinations(cuts, count)
    )
    if least < float("inf"):
        assert price(cheapest([*cuts, end], aim)) == pytest.approx(least)


def test_a_short_recording_stays_whole():
    (clip,) = plan(400.0, every(20, 400))
    assert (clip.start_s, clip.end_s) == (0.0, 400.0)
    assert clip.reason == message("plan.reason.end")
    assert clip.title == message("plan.title.part", n=1)


def test_just_over_the_limit_makes_two_of_a_like():
    clips = plan(421.0, every(10, 421))
    assert len(clips) == 2
    assert min(lengths(clips)) > 150


def test_an_hour_becomes_clips_of_four_to_six_minutes():
    clips = plan(3600.0, every(11, 3600))
    assert all(240 <= length <= 375 for length in lengths(clips))
    assert {clip.reason.id for clip in clips[:-1]} == {"plan.reason.pause"}


def test_a_long_deep_pause_is_worth_a_detour():
    pauses = [*every(10, 640, 0.4), Pause(284.0, 287.0, 40.0)]
    clips = plan(640.0, sorted(pauses, key=lambda pause: pause.start_s))
    assert clips[0].end_s == pytest.approx(285.5)
    assert clips[0].reason == message("plan.reason.pause", length=3.0)


def test_cuts_fall_where_sentences_end():
    pauses = every(10, 640)
    ends = [pause.start_s + 0.2 for pause in pauses[::3]]
    clips = plan(640.0, pauses, sentence_ends=ends)
    assert clips[0].reason.id == "plan.reason.sentence"


def test_a_sentence_may_end_without_a_pause():
    clips = plan(640.0, [], sentence_ends=[100.0, 310.0, 500.0])
    assert [clip.end_s for clip in clips] == [310.0, 640.0]
    assert clips[0].reason == message("plan.reason.sentence_only")


def test_without_a_pause_the_quietest_place_is_taken_and_said():
    quiet = [QuietSpot(at_s, -20.0) for at_s in range(0, 640, 4)]
    quiet[78] = QuietSpot(312.3, -45.0)
    clips = plan(640.0, [], quiet=quiet)
    assert clips[0].end_s == 312.3
    assert clips[0].reason == message("plan.reason.forced")


def test_a_silence_is_cut_evenly_and_named():
    clips = plan(3600.0, [Pause(0.0, 3600.0, 0.0)])
    assert max(lengths(clips)) - min(lengths(clips)) < 30
    assert clips[0].reason == message("plan.reason.silence", length=3600.0)


def test_a_forced_cut_is_better_than_a_crumb():
    clips = plan(430.0, [Pause(415.0, 416.0, 30.0)])
    assert min(lengths(clips)) >= 120
    assert clips[0].reason.id == "plan.reason.forced"


@pytest.mark.parametrize("limit_s", [4.9, 0.0, -60.0, float("nan")])
def test_a_limit_that_can_not_be_kept_is_refused(limit_s):
    with pytest.raises(StudioError) as raised:
        plan(100.0, [], limit_s=limit_s)
    assert raised.value.message.id == "plan.limit_too_short"
