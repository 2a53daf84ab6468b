"""The waveform never hides what was recorded, at any resolution."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from studio.media.levels import STEP, STEP_S
from studio.media.peaks import FACTOR, Peaks, peaks_of, pyramid

sounds = arrays(np.int16, st.integers(STEP, 40 * STEP))


@settings(max_examples=60)
@given(sounds)
def test_no_sample_lies_outside_of_what_is_drawn(samples):
    rows = samples[: len(samples) // STEP * STEP].reshape(-1, STEP)
    drawn = peaks_of(samples).astype(int) * 256
    assert (drawn[:, 0] <= rows.min(axis=1)).all()
    assert (drawn[:, 1] >= np.minimum(rows.max(axis=1), 127 * 256)).all()
    assert (drawn[:, 1] - rows.max(axis=1) <= 256).all()


def test_silence_is_a_line():
    assert not peaks_of(np.zeros(1600, np.int16)).any()


@settings(max_examples=60)
@given(arrays(np.int8, st.tuples(st.integers(1, 3000), st.just(2))))
def test_each_resolution_holds_the_one_before(spans):
    resolutions = pyramid(spans).resolutions
    assert len(resolutions[-1]) <= 64
    for fine, coarse in pairwise(resolutions):
        assert len(coarse) == -(-len(fine) // FACTOR)
        for at, (low, high) in enumerate(coarse):
            part = fine[at * FACTOR : (at + 1) * FACTOR]
            assert (low, high) == (part[:, 0].min(), part[:, 1].max())


def wave(steps: int = 4000) -> Peaks:
    high = np.random.default_rng(1).integers(0, 100, steps).astype(np.int8)
    return pyramid(np.stack((-high, high), axis=1))


@pytest.mark.parametrize("count", [1, 7, 400, 1600])
def test_columns_show_the_loudest_of_their_time(count):
    peaks = wave()
    drawn = peaks.columns(0.0, 40.0, count)
    assert drawn.shape == (count, 2)
    assert drawn.max() == peaks.resolutions[0].max()


def test_columns_outside_of_the_recording_are_silence():
    drawn = wave().columns(-10.0, 50.0, 60)
    assert not drawn[:10].any()
    assert drawn[10:50].any(axis=1).all()
    assert not drawn[51:].any()  # the last step may reach beyond the end


def test_more_columns_than_steps_repeat_them():
    peaks = wave()
    drawn = peaks.columns(1.0, 1.0 + 10 * STEP_S, 40)
    assert (drawn == np.repeat(peaks.resolutions[0][100:110], 4, axis=0)).all()
