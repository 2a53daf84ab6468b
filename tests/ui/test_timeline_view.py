"""Time and pixels of a timeline: there and back, zoomed and scrolled, and the ruler's ticks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.ui.lectures.timeline_view import View, written

durations = st.one_of(st.just(0.0), st.floats(0.02, 12 * 3600.0))
frames = st.sampled_from((1 / 60, 1 / 30, 1001 / 30000, 0.04, 1 / 24, 0.1, 0.0))
widths = st.floats(296.0, 4000.0)
shares = st.floats(0.0, 1.0)


@st.composite
def views(draw):
    whole = View(draw(durations), draw(frames), 12.0, draw(widths)).whole()
    deeper = whole.zoomed(10.0 ** draw(st.floats(0.0, 6.0)), whole.left)
    return deeper.starting(draw(shares) * whole.whole_s)


def is_inside(view: View) -> bool:
    near = 1e-6 * max(1.0, view.whole_s)
    return (
        view.start_s >= 0.0
        and view.end_s <= view.whole_s + near
        and view.deepest_s - near <= view.length_s <= view.whole_s + near
    )


@given(views(), shares)
def test_a_moment_lies_at_its_pixel(view, share):
    at_s = min(view.start_s + share * view.length_s, view.duration_s)
    assert view.at(view.x_of(at_s)) == pytest.approx(at_s, abs=1e-6)
    assert view.left - 1e-3 <= view.x_of(at_s) <= view.left + view.width + 1e-3


@given(views(), st.floats(-1e5, 1e5))
def test_a_pixel_is_never_outside_of_the_recording(view, x):
    assert 0.0 <= view.at(x) <= view.duration_s


@given(views(), st.floats(0.01, 100.0), shares)
def test_zoom_keeps_what_lies_beneath_the_pointer(view, factor, share):
    x = view.left + share * view.width
    under = view.start_s + share * view.length_s
    zoomed = view.zoomed(factor, x)
    assert is_inside(zoomed)
    at_the_edge = zoomed.start_s in {0.0, zoomed.whole_s - zoomed.length_s}
    assert at_the_edge or zoomed.x_of(under) == pytest.approx(x, abs=0.01)


@given(views(), st.floats(1.0, 100.0), shares)
def test_out_and_in_again_is_as_deep(view, factor, share):
    x = view.left + share * view.width
    deeper = view.zoomed(factor, x)
    back = deeper.zoomed(view.length_s and deeper.length_s / view.length_s, x)
    assert back.length_s == pytest.approx(view.length_s)
    assert back.start_s == pytest.approx(view.start_s, abs=1e-6 * max(1.0, view.whole_s))


@given(views(), st.floats(-1e6, 1e6), widths)
def test_no_way_leads_out_of_the_recording(view, pixels, width):
    for other in (view, view.scrolled(pixels), view.resized(width), view.whole()):
        assert is_inside(other)
    assert view.scrolled(pixels).length_s == view.length_s


@given(views())
def test_ticks_are_in_view_in_order_and_their_labels_have_room(view):
    ticks = view.ticks()
    near = view.s_per_px
    assert all(view.start_s - near <= tick.at_s <= view.end_s + near for tick in ticks)
    assert all(b.at_s - a.at_s >= 7.9 * view.s_per_px for a, b in pairwise(ticks))
    labels = [tick for tick in ticks if tick.label]
    for a, b in pairwise(labels):
        assert a.label != b.label
        assert view.x_of(b.at_s) - view.x_of(a.at_s) >= 7.0 * len(a.label)


@pytest.mark.parametrize("frame_s", [0.04, 1 / 30, 1 / 60])
def test_the_deepest_zoom_shows_single_frames(frame_s):
    deepest = View(8 * 3600.0, frame_s, 0.0, 1400.0).whole().zoomed(1e9, 700.0)
    assert deepest.is_deepest
    assert frame_s / deepest.s_per_px == pytest.approx(64.0)
    steps = {round(b.at_s - a.at_s, 6) for a, b in pairwise(deepest.ticks())}
    assert steps == {round(frame_s, 6)}


def test_a_label_is_as_exact_as_its_step():
    assert written(402.0, 60.0) == "6:42"
    assert written(3723.0, 1.0) == "1:02:03"
    assert written(845.32, 0.04) == "14:05.320"
    assert written(59.9996, 0.04, ",") == "1:00,000"
