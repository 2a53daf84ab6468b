"""The plan keeps the limit whatever the recording, and no plan is better."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.media.candidates import Candidate
from studio.media.cost import Terms
from studio.media.evidence import Evidence
from studio.media.look import SlideChange
from studio.media.pauses import Pause, QuietSpot
from studio.media.plan import MARGIN_S, Aim, PlannedClip, cheapest
from studio.media.plan import plan as planned
from studio.media.topics.shifts import TopicShift
from studio.messages import StudioError, message


def plan(
    duration_s: float, pauses=(), *, limit_s=420.0, pinned=(), excluded=(), aligned=float, **known
):
    evidence = Evidence(pauses=pauses, **known)
    found = planned(
        duration_s, evidence, limit_s=limit_s, pinned=pinned, excluded=excluded, aligned=aligned
    )
    return found.clips


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


def names(clip: PlannedClip) -> set[str]:
    return {reason.id for reason in clip.reasons}


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
        if clip.reasons[0].id == "plan.reason.pause":
            assert any(pause.start_s <= clip.end_s <= pause.end_s for pause in pauses)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(1.0, 99.0), st.floats(-0.2, 5.0), st.integers(0, 5)),
        max_size=9,
        unique_by=lambda place: place[0],
    ),
    st.floats(8.0, 60.0),
)
def test_no_plan_is_cheaper(places, limit_s):
    aim = Aim.under(limit_s)
    end = Candidate(100.0, Terms(), (message("plan.reason.end"),))
    cuts = [
        Candidate(at_s, Terms(cut=cost), (), pinned=luck == 0)
        for at_s, cost, luck in sorted(places)
    ]

    def price(path: list[Candidate]) -> float:
        edges = [0.0, *(cut.at_s for cut in path)]
        spans = np.diff(edges)
        if max(spans) > aim.longest_s:
            return float("inf")
        return float(aim.cost(spans).sum()) + sum(cut.terms.total for cut in path)

    pins = {cut.at_s for cut in cuts if cut.pinned}
    least = min(
        price([*chosen, end])
        for count in range(len(cuts) + 1)
        for chosen in combinations(cuts, count)
        if pins <= {cut.at_s for cut in chosen}
    )
    if least < float("inf"):
        found = cheapest([*cuts, end], aim)
        assert price(found) == pytest.approx(least)
        assert pins <= {cut.at_s for cut in found}


def test_a_short_recording_stays_whole():
    (clip,) = plan(400.0, every(20, 400))
    assert (clip.start_s, clip.end_s) == (0.0, 400.0)
    assert clip.reasons[0] == message("plan.reason.end")
    assert clip.title == message("plan.title.part", n=1)


def test_just_over_the_limit_makes_two_of_a_like():
    clips = plan(421.0, every(10, 421))
    assert len(clips) == 2
    assert min(lengths(clips)) > 150


def test_an_hour_becomes_clips_of_four_to_six_minutes():
    clips = plan(3600.0, every(11, 3600))
    assert all(240 <= length <= 375 for length in lengths(clips))
    assert {clip.reasons[0].id for clip in clips[:-1]} == {"plan.reason.pause"}


def test_a_long_deep_pause_is_worth_a_detour():
    pauses = [*every(10, 640, 0.4), Pause(284.0, 287.0, 40.0)]
    clips = plan(640.0, sorted(pauses, key=lambda pause: pause.start_s))
    assert clips[0].end_s == pytest.approx(285.5)
    assert clips[0].reasons[0] == message("plan.reason.pause", length=3.0)


def test_cuts_fall_where_sentences_end():
    pauses = every(10, 640)
    ends = [pause.start_s + 0.2 for pause in pauses[::3]]
    clips = plan(640.0, pauses, sentence_ends=ends)
    assert "plan.reason.sentence" in names(clips[0])


def test_a_sentence_may_end_without_a_pause():
    clips = plan(640.0, [], sentence_ends=[100.0, 310.0, 500.0])
    assert [clip.end_s for clip in clips] == [310.0, 640.0]
    assert clips[0].reasons[0] == message("plan.reason.sentence_only")


def test_without_a_pause_the_quietest_place_is_taken_and_said():
    quiet = [QuietSpot(at_s, -20.0) for at_s in range(0, 640, 4)]
    quiet[78] = QuietSpot(312.3, -45.0)
    clips = plan(640.0, [], quiet=quiet)
    assert clips[0].end_s == 312.3
    assert clips[0].reasons[0] == message("plan.reason.forced")


def test_a_silence_is_cut_evenly_and_named():
    clips = plan(3600.0, [Pause(0.0, 3600.0, 0.0)])
    assert max(lengths(clips)) - min(lengths(clips)) < 30
    assert clips[0].reasons[0] == message("plan.reason.silence", length=3600.0)


def test_a_forced_cut_is_better_than_a_crumb():
    clips = plan(430.0, [Pause(415.0, 416.0, 30.0)])
    assert min(lengths(clips)) >= 120
    assert clips[0].reasons[0].id == "plan.reason.forced"


@pytest.mark.parametrize("limit_s", [4.9, 0.0, -60.0, float("nan")])
def test_a_limit_that_can_not_be_kept_is_refused(limit_s):
    with pytest.raises(StudioError) as raised:
        plan(100.0, [], limit_s=limit_s)
    assert raised.value.message.id == "plan.limit_too_short"


@settings(deadline=None)
@given(
    st.data(),
    st.floats(10.0, 5000.0),
    st.lists(st.floats(-10.0, 5000.0), max_size=4),
    st.lists(st.tuples(st.floats(-10.0, 5000.0), st.floats(0.0, 900.0)), max_size=3),
)
def test_pins_are_kept_and_what_is_excluded_is_in_no_clip(data, duration_s, pins, stretches):
    pauses = data.draw(pauses_within(duration_s))
    excluded = [(start_s, start_s + length_s) for start_s, length_s in stretches]
    clips = plan(duration_s, pauses, pinned=pins, excluded=excluded)
    ends = {clip.end_s for clip in clips}
    for at_s in pins:
        if 0.0 < at_s < duration_s and not any(a <= at_s <= b for a, b in excluded):
            assert at_s in ends
    for clip in clips:
        assert 0.0 < clip.duration_s <= 420.0 - MARGIN_S + 1e-9
        assert not any(max(clip.start_s, a) < min(clip.end_s, b) for a, b in excluded)
    left_out = duration_s - sum(lengths(clips))
    covered = sum(any(a <= at + 0.5 <= b for a, b in excluded) for at in range(int(duration_s)))
    assert left_out == pytest.approx(covered, abs=2.0 + 2 * len(excluded))


def test_a_pinned_cut_says_so_and_the_rest_is_planned_around_it():
    clips = plan(1300.0, every(10, 1300), pinned=[401.0])
    assert clips[0].end_s == 401.0
    assert names(clips[0]) == {"plan.reason.pinned"}
    assert min(lengths(clips)) > 240.0


def test_a_clip_ends_where_a_stretch_is_left_out():
    clips = plan(900.0, every(10, 900), excluded=[(300.0, 420.0)])
    assert clips[0].end_s == 300.0
    assert clips[1].start_s == 420.0
    assert names(clips[0]) == {"plan.reason.excluded"}
    assert names(clips[-1]) == {"plan.reason.end"}


def test_nothing_is_left_of_a_recording_that_is_excluded_whole():
    assert plan(900.0, every(10, 900), excluded=[(0.0, 900.0)]) == ()


def test_the_cut_goes_into_the_pause_nearest_to_a_new_slide():
    clips = plan(640.0, every(10, 640), slides=[SlideChange(264.0, 0.6, is_slide=True)])
    assert clips[0].end_s == pytest.approx(260.3)
    assert message("plan.reason.slide_after", away=3.7) in clips[0].reasons


@pytest.mark.parametrize(
    ("slide_s", "name"), [(0.0, "at"), (0.04, "at"), (0.3, "after"), (-0.3, "before")]
)
def test_where_the_slide_is_from_the_cut_is_said(slide_s, name):
    slide = SlideChange(300.3 + slide_s, 0.6, is_slide=True)
    clips = plan(640.0, [Pause(300.0, 300.6, 25.0)], slides=[slide])
    assert f"plan.reason.slide_{name}" in names(clips[0])


def test_a_bullet_is_a_smaller_event_than_a_new_slide():
    slide, bullet = SlideChange(280.5, 0.5, is_slide=True), SlideChange(350.5, 0.1, is_slide=False)
    clips = plan(640.0, every(10, 640), slides=[slide, bullet])
    assert clips[0].end_s == pytest.approx(280.3)


@pytest.mark.parametrize("step_s", [20.0, 45.0, 75.0])
def test_many_slides_do_not_make_short_clips(step_s):
    at = np.arange(step_s, 3600.0, step_s)
    pauses = [Pause(at_s - 0.4, at_s + 0.4, 25.0) for at_s in at]
    slides = [SlideChange(float(at_s), 0.5, is_slide=True) for at_s in at]
    clips = plan(3600.0, pauses, slides=slides)
    assert 270.0 <= 3600.0 / len(clips) <= 390.0
    assert all(
        names(clip) & {"plan.reason.slide_at", "plan.reason.slide_after"} for clip in clips[:-1]
    )


def test_a_rare_slide_is_worth_a_clip_of_its_own():
    slide = SlideChange(200.2, 0.5, is_slide=True)
    clips = plan(660.0, every(10, 660), slides=[slide])
    assert clips[0].end_s == pytest.approx(200.3, abs=0.2)


def test_a_new_topic_draws_the_cut_and_is_given_as_a_reason():
    ends = [pause.start_s for pause in every(10, 640)]
    topics = [TopicShift(at_s + 0.5, 1.5 if at_s == 250.0 else 0.1) for at_s in ends]
    clips = plan(640.0, every(10, 640), topics=topics, sentence_ends=ends)
    assert clips[0].end_s == pytest.approx(250.3)
    assert names(clips[0]) == {"plan.reason.pause", "plan.reason.sentence", "plan.reason.topic"}
    assert clips[0].terms.topic < 0.0
    assert "plan.reason.topic" not in {name for clip in clips[1:] for name in names(clip)}


def test_a_cut_lies_on_the_keyframe_that_a_pause_holds():
    keyframes = [0.0, 310.45, 500.2]
    clips = plan(640.0, every(10, 640), keyframes=keyframes)
    assert clips[0].end_s == 310.45
    assert clips[0].terms.keyframe == 0.0
    assert "plan.reason.keyframe" in names(clips[0])


def test_of_two_like_pauses_the_one_before_a_keyframe_is_cheaper():
    pauses = [Pause(310.0, 310.6, 25.0), Pause(329.4, 330.0, 25.0)]
    early = plan(640.0, pauses, keyframes=[0.0, 311.0, 345.0])
    late = plan(640.0, pauses, keyframes=[0.0, 328.0, 330.5])
    assert (early[0].end_s, late[0].end_s) == (pytest.approx(310.3), pytest.approx(329.7))


def test_the_same_recording_has_the_same_plan():
    first, again = (planned(3600.0, Evidence(pauses=every(11, 3600))) for _ in range(2))
    assert first == again
    assert {clip.end_s for clip in first.clips[:-1]} <= {one.at_s for one in first.candidates}
