"""Pauses in rooms of all kinds: the levels are those of made sound."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.media.levels import RATE, levels_of
from studio.media.pauses import MINIMUM_PAUSE_S, Pause, find_pauses, quiet_spots

SECONDS = 180
SAID = [(at, at + 0.7) for at in range(4, SECONDS - 4, 6)]


def talk(room: np.ndarray, voice_db: float = -20.0) -> np.ndarray:
    """Return the levels of a voice that pauses as in `SAID`, with the noise of a room under it."""
    random = np.random.default_rng(3)
    at_s = np.arange(SECONDS * RATE) / RATE
    # Syllables: the voice rises and falls four times a second.
    voice = random.normal(0, 10 ** (voice_db / 20), len(at_s)) * (0.6 + 0.4 * np.sin(25 * at_s))
    for start_s, end_s in SAID:
        voice[int(start_s * RATE) : int(end_s * RATE)] = 0.0
    return levels_of(((voice + room) * 32_767).clip(-32_768, 32_767).astype(np.int16))


def hiss(level_db: float | np.ndarray) -> np.ndarray:
    return np.random.default_rng(4).normal(0, 1, SECONDS * RATE) * 10 ** (np.asarray(level_db) / 20)


def hum(level_db: float) -> np.ndarray:
    at_s = np.arange(SECONDS * RATE) / RATE
    waves = sum(np.sin(2 * np.pi * 50 * n * at_s + n) / n for n in (1, 2, 3))
    return np.asarray(waves) * 10 ** (level_db / 20)


def check(found: tuple[Pause, ...], wanted: Sequence[tuple[float, float]] = SAID) -> None:
    assert [pause.start_s for pause in found] == pytest.approx([at for at, _ in wanted], abs=0.08)
    assert [pause.end_s for pause in found] == pytest.approx([at for _, at in wanted], abs=0.08)


@pytest.mark.parametrize("level_db", [-75.0, -50.0, -40.0])
def test_air_conditioning(level_db):
    check(find_pauses(talk(hiss(level_db))))


@pytest.mark.parametrize("level_db", [-60.0, -40.0])
def test_hum(level_db):
    check(find_pauses(talk(hum(level_db))))


def test_a_room_that_gets_louder():
    check(find_pauses(talk(hiss(np.linspace(-70.0, -36.0, SECONDS * RATE)))))


@pytest.mark.parametrize(("before_db", "after_db"), [(-65.0, -38.0), (-38.0, -65.0)])
def test_a_machine_that_is_switched_on_or_off(before_db, after_db):
    room = np.where(np.arange(SECONDS * RATE) < SECONDS * RATE // 2, before_db, after_db)
    check(find_pauses(talk(hiss(room))))


def test_a_steady_tone_has_no_pause():
    assert find_pauses(np.full(30_000, -20.0, np.float32)) == ()


def test_a_click_does_not_end_a_pause():
    levels = np.full(6000, -20.0, np.float32)
    levels[1000:1200] = -60.0
    levels[1100:1103] = -20.0
    (pause,) = find_pauses(levels)
    assert (pause.start_s, pause.end_s) == pytest.approx((10.0, 12.0))


def test_quiet_spots_are_the_quietest():
    levels = np.full(1000, -20.0, np.float32)
    levels[250:270] = -30.0
    assert min(quiet_spots(levels), key=lambda spot: spot.level_db).at_s == pytest.approx(2.6)


spans = st.lists(
    st.tuples(st.integers(10, 300), st.integers(10, 200), st.integers(-60, -10)),
    min_size=1,
    max_size=40,
)


@settings(max_examples=60)
@given(spans)
def test_pauses_follow_each_other_and_are_quieter_than_the_voice(parts):
    pieces = [
        np.full(count, level, np.float32)
        for said, pause, level in parts
        for count, level in ((said, -18.0), (pause, level))
    ]
    levels = np.concatenate(pieces)
    found = find_pauses(levels)
    for pause in found:
        assert pause.length_s >= MINIMUM_PAUSE_S - 1e-9
        assert pause.depth_db > 0
        assert 0 <= pause.start_s < pause.end_s <= len(levels) / 100 + 1e-9
    assert all(one.end_s < other.start_s for one, other in pairwise(found))
