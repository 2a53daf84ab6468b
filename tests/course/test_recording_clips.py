"""Clips of a recording edited, and what refers to them: in all orders, and case by case."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from studio.course.asking_blocks import Stop
from studio.course.blocks import ClipBlock, TextBlock
from studio.course.clip_links import shown_clips
from studio.course.clip_screens import to_storyboard, unshown
from studio.course.conditions import Seen
from studio.course.edits import insert, replace
from studio.course.model import Clip, Course, Lesson, MediaFile, Module, Recording, Screen
from studio.course.questions import Moment, TrueFalse
from studio.course.recording_clips import (
    LEAST_CLIP_S,
    clips_of,
    dropped,
    end_moved,
    gaps,
    joined,
    pinned,
    planned,
    replanned,
    retitled,
    split_at,
    start_moved,
    with_clips,
)
from studio.course.references import references

Edit: TypeAlias = Callable[[Course], Course]

REC, OTHER = "r0000001", "r0000002"
LENGTH_S = 60.0


def clip(number: int, start_s: float, end_s: float, **fields: Any) -> Clip:
    title = fields.pop("title", f"Part {number}")
    return Clip(
        id=f"k000000{number}", recording=REC, start_s=start_s, end_s=end_s, title=title, **fields
    )


def lecture(*, shown: bool = True) -> Course:
    """Three clips of 20 s, each on a screen with a stop at 5 and 15 s, and one to look back to."""
    film = MediaFile(id="f0000001", file="a.mp4", name="a.mp4", size=9, mime="video/mp4")
    clips = [clip(n, 20.0 * (n - 1), 20.0 * n) for n in (1, 2, 3)]
    asked = [
        TrueFalse(id=f"q000000{n}", stem="?", answer=True, watch=Moment(clip=c.id, at_s=12.0))
        for n, c in enumerate(clips, 1)
    ]
    course = Course(
        id="course01",
        title="Trees",
        media={film.id: film},
        recordings={
            id_: Recording(id=id_, media=film.id, title="Oaks", duration_s=LENGTH_S)
            for id_ in (REC, OTHER)
        },
        clips={
            **{each.id: each for each in clips},
            "k0000009": Clip(id="k0000009", recording=OTHER, start_s=0.0, end_s=9.0),
        },
        questions={each.id: each for each in asked},
    )
    course = insert(course, Module(id="m0000001", title="M"), course.id)
    course = insert(course, Lesson(id="l0000001", title="L"), "m0000001")
    for n, each in enumerate(clips, 1) if shown else ():
        stops = (
            Stop(id=f"t00000{n}1", question=f"q000000{n}", at_s=5.0, back_to_s=2.0),
            Stop(id=f"t00000{n}2", question=f"q000000{n}", at_s=15.0),
        )
        block = ClipBlock(id=f"b000000{n}", clip=each.id, stops=stops)
        page = Screen(id=f"s000000{n}", title=each.title, blocks=(block,))
        course = insert(course, page, "l0000001")
    return course


def ends(course: Course) -> list[tuple[float, float]]:
    return [(each.start_s, each.end_s) for each in clips_of(course, REC)]


def stops(course: Course) -> dict[str, float]:
    """Return where in the recording each stop is, by its id."""
    return {
        stop.id: course.clips[clip_id].start_s + stop.at_s
        for clip_id, places in shown_clips(course).items()
        for _, block in places
        for stop in block.stops
    }


def titles(course: Course) -> list[str]:
    return [screen.title for screen in course.screens_in_order()]


def block_of(course: Course, clip_id: str) -> ClipBlock:
    return shown_clips(course)[clip_id][0].block


WHERE = {"t0000011": 5.0, "t0000012": 15.0, "t0000021": 25.0, "t0000022": 35.0, "t0000031": 45.0}
WHERE["t0000032"] = 55.0


def test_a_boundary_takes_the_neighbour_and_what_lies_there_along():
    now = start_moved(lecture(), "k0000002", 12.0)
    assert ends(now) == [(0, 12), (12, 40), (40, 60)]
    assert now.clips["k0000001"].pinned
    assert stops(now) == pytest.approx(WHERE)
    assert [stop.id for stop in block_of(now, "k0000002").stops] == [
        "t0000012", "t0000021", "t0000022",
    ]  # fmt: skip
    assert now.questions["q0000001"].watch == Moment(clip="k0000001", at_s=12.0)
    assert now.questions["q0000002"].watch == Moment(clip="k0000002", at_s=20.0)


def test_a_boundary_is_stopped_by_the_least_length():
    course = lecture()
    assert ends(end_moved(course, "k0000001", 90.0))[:2] == [(0, 39), (39, 40)]
    assert ends(start_moved(course, "k0000002", -5.0))[:2] == [(0, 1), (1, 40)]
    assert ends(end_moved(course, "k0000003", 99.0))[2] == (40, 60)


def test_a_gap_lets_each_side_move_alone():
    course = with_clips(lecture(), REC, [clip(1, 0, 20), clip(2, 25, 40), clip(3, 40, 60)])
    assert ends(start_moved(course, "k0000002", 10.0))[:2] == [(0, 20), (20, 40)]
    assert ends(end_moved(course, "k0000001", 24.0))[:2] == [(0, 24), (25, 40)]
    assert gaps(course, REC) == [(20.0, 25.0)]
    assert not gaps(with_clips(course, REC, []), REC)


def test_a_split_loses_nothing_of_the_course():
    course = lecture()
    now = split_at(course, "k0000001", 10.0, "Acorns")
    assert ends(now) == [(0, 10), (10, 20), (20, 40), (40, 60)]
    assert titles(now) == ["Part 1", "Acorns", "Part 2", "Part 3"]
    assert stops(now) == pytest.approx(WHERE)
    assert now.clips["k0000001"].pinned
    new = clips_of(now, REC)[1]
    assert now.questions["q0000001"].watch == Moment(clip=new.id, at_s=2.0)
    assert now.screens["s0000002"] is course.screens["s0000002"]
    assert split_at(course, "k0000001", 0.5) is course


def test_a_split_and_a_join_are_the_course_again():
    course = lecture()
    now = joined(split_at(course, "k0000001", 10.0, "Acorns"), "k0000001")
    assert now == course


def test_a_join_takes_the_screen_unless_it_holds_something_else():
    course = lecture()
    page = course.screens["s0000002"]
    kept = replace(course, changed(page, script="Say this."))
    assert titles(joined(course, "k0000001")) == ["Part 1", "Part 3"]
    assert titles(joined(kept, "k0000001")) == ["Part 1", "Part 2", "Part 3"]
    assert not joined(kept, "k0000001").screens["s0000002"].blocks
    assert stops(joined(course, "k0000001")) == pytest.approx(WHERE)


def test_what_waited_for_a_screen_that_is_gone_waits_for_the_other():
    course = lecture()
    last = changed(course.screens["s0000003"], open_if=Seen(screen="s0000002"))
    now = joined(replace(course, last), "k0000001")
    assert now.screens["s0000003"].open_if == Seen(screen="s0000001")


def test_a_shown_clip_that_goes_over_to_one_that_is_not_is_still_shown():
    course = lecture()
    course = changed(course, screens={**course.screens})
    without = replace(course, changed(course.screens["s0000001"], blocks=()))
    now = joined(without, "k0000001")
    assert block_of(now, "k0000001").id == "b0000002"
    assert "k0000002" not in now.clips


def test_a_dropped_stretch_is_in_no_clip():
    now = dropped(lecture(), REC, 10.0, 50.0)
    assert ends(now) == [(0, 10), (50, 60)]
    assert titles(now) == ["Part 1", "Part 3"]
    assert gaps(now, REC) == [(10.0, 50.0)]
    assert {**WHERE, **stops(now)}.keys() == stops(now).keys()
    assert stops(now)["t0000011"] == 5.0
    assert stops(now)["t0000032"] == 55.0
    middle = dropped(lecture(), REC, 5.5, 6.5)
    assert ends(middle)[:2] == [(0, 5.5), (6.5, 20)]
    assert stops(middle) == pytest.approx(WHERE)


def test_a_new_plan_keeps_clips_typed_titles_and_pins():
    course = pinned(retitled(lecture(), "k0000002", "Oaks of old"), "k0000001", on=True)
    spans = [(0.0, 20.04, "A"), (20.04, 30.0, "B"), (30.0, 60.0, "C")]
    automatic = {"Part 1", "Part 2", "Part 3"}
    now = planned(course, REC, spans, automatic=automatic)
    assert [(c.id, c.title, c.pinned) for c in clips_of(now, REC)] == [
        ("k0000001", "A", True),
        ("k0000002", "Oaks of old", False),
        ("k0000003", "C", False),
    ]
    assert titles(now) == ["A", "Oaks of old", "C"]
    assert stops(now) == pytest.approx(WHERE)
    assert replanned(course, REC, 30.0, spans).clip_limit_s == 30.0


def test_a_plan_with_other_clips_first_still_shows_all():
    course = with_clips(lecture(), REC, [clip(1, 0, 60)])
    now = planned(course, REC, [(0.0, 10.0, "A"), (10.0, 60.0, "B")])
    assert [shown[0].screen.title for shown in shown_clips(now).values()] == ["A", "Part 1"]


def test_a_screen_for_each_clip():
    course = lecture(shown=False)
    now = to_storyboard(course, REC, lesson=None, asking="")
    assert titles(now) == ["Part 1", "Part 2", "Part 3"]
    assert now.lessons[now.modules["m0000001"].lessons[-1]].title == "Oaks"
    assert not unshown(now, REC)
    assert to_storyboard(now, REC, lesson=None, asking="Faites le point") is now


def test_questions_follow_each_clip_and_later_ones_find_their_place():
    course = lecture(shown=False)
    first = with_clips(course, REC, [clip(1, 0, 20)])
    now = to_storyboard(first, REC, lesson="l0000001", asking="Faites le point")
    now = changed(now, clips={**now.clips, "k0000002": clip(2, 20, 40)})
    now = to_storyboard(now, REC, lesson=None, asking="Faites le point")
    assert titles(now) == ["Part 1", "Faites le point", "Part 2", "Faites le point"]
    assert [type(s.blocks[0]).__name__ for s in now.screens_in_order()] == [
        "ClipBlock", "QuizBlock", "ClipBlock", "QuizBlock",
    ]  # fmt: skip


def test_clips_of_another_recording_are_refused():
    with pytest.raises(ValueError, match=REC):
        with_clips(lecture(), REC, [lecture().clips["k0000009"]])


SECONDS = st.integers(-20, 1300).map(lambda twentieths: twentieths / 20)
RANKS = st.integers(0, 30)


def _pick(edit: Callable[..., Course]) -> Callable[..., Edit]:
    """Return the edit of the clip with a rank; nothing where there is none."""

    def of(rank: int, *values: Any) -> Edit:
        def do(course: Course) -> Course:
            clips = clips_of(course, REC)
            return edit(course, clips[rank % len(clips)].id, *values) if clips else course

        return do

    return of


def _plan(cuts: list[float]) -> Edit:
    inner = sorted({cut for cut in cuts if LEAST_CLIP_S <= cut <= LENGTH_S - LEAST_CLIP_S})
    edges = [0.0, *inner, LENGTH_S]
    spans = [(a, b, f"{a}") for a, b in pairwise(edges)]
    return lambda course: planned(course, REC, spans)


def _drop(one: float, other: float) -> Edit:
    return lambda course: dropped(course, REC, min(one, other), max(one, other))


EDITS = st.one_of(
    st.builds(_pick(start_moved), RANKS, SECONDS),
    st.builds(_pick(end_moved), RANKS, SECONDS),
    st.builds(_pick(split_at), RANKS, SECONDS, st.sampled_from(["", "New"])),
    st.builds(_pick(joined), RANKS),
    st.builds(_pick(pinned), RANKS, st.booleans()),
    st.builds(_pick(retitled), RANKS, st.sampled_from(["", "Other"])),
    st.builds(_drop, SECONDS, SECONDS),
    st.builds(_plan, st.lists(SECONDS, max_size=4)),
)


@settings(deadline=None)
@given(st.lists(EDITS, max_size=8))
def test_any_edits_leave_a_sound_course(edits):
    course = lecture()
    page = course.screens["s0000003"]
    note = TextBlock(id="b0000009", text="Read this.")
    course = replace(course, changed(page, blocks=(note, *page.blocks)))
    for edit in edits:
        before, course = course, edit(course)
        _check_clips(course)
        _check_references(course)
        _check_stops(before, course)
        _check_untouched(before, course)


def _check_clips(course: Course) -> None:
    spans = ends(course)
    assert all(0.0 <= start_s < end_s <= LENGTH_S for start_s, end_s in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def _check_references(course: Course) -> None:
    for reference in references(course):
        assert reference.target in getattr(course, reference.field)
    for clip_id, places in shown_clips(course).items():
        length = course.clips[clip_id].duration_s
        for _, block in places:
            assert all(0.0 <= stop.at_s <= length for stop in block.stops)
            assert all((stop.back_to_s or 0.0) <= stop.at_s for stop in block.stops)
    for question in course.questions.values():
        if question.watch is not None:
            assert question.watch.at_s <= course.clips[question.watch.clip].duration_s


def _check_stops(before: Course, after: Course) -> None:
    """A stop is where it was, if that place is still shown; it is lost only with all clips."""
    shown = [after.clips[id_] for id_ in shown_clips(after) if after.clips[id_].recording == REC]
    now = stops(after)
    for id_, at_s in stops(before).items():
        assert id_ in now or not shown
        if any(each.start_s <= at_s <= each.end_s for each in shown):
            assert now[id_] == pytest.approx(at_s, abs=1e-3)


def _check_untouched(before: Course, after: Course) -> None:
    if before.clips == after.clips:
        assert before is after
    assert after.clips["k0000009"] is before.clips["k0000009"]
    assert after.recordings is before.recordings
    assert after.media is before.media
    for field in ("screens", "questions", "lessons", "clips"):
        olds, news = getattr(before, field), getattr(after, field)
        for id_ in olds.keys() & news.keys():
            assert olds[id_] is news[id_] or olds[id_] != news[id_]
