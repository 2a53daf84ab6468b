"""Pauses are found where they are, in any container and any room."""

from __future__ import annotations

import numpy as np
import pytest

from studio.jobs import Cancelled, Progress
from studio.media.ffmpeg import find_ffmpeg
from studio.media.listen import Listening, find_pauses, listen, quiet_spots
from studio.media.probe import probe
from tests.media import recordings
from tests.real_media.films import LECTURES, RATE, Film, make, noise


def heard(path) -> Listening:
    return listen(probe(path), ffmpeg=find_ffmpeg(), progress=Progress())


@pytest.mark.parametrize("made", recordings.ALL, ids=lambda made: made.__name__)
def test_pauses_are_in_the_time_of_the_recording(made, tmp_path):
    found = heard(made(tmp_path)).pauses
    if made is recordings.no_sound:
        assert [(pause.start_s, pause.end_s) for pause in found] == [(0.0, recordings.SECONDS)]
        return
    moved_s = {"edited": -1.2}.get(made.__name__, 0.0)
    if made is recordings.sound_later:  # its sound is another one, without pauses
        assert (found[0].start_s, found[0].end_s) == pytest.approx((0.0, 1.7), abs=0.05)
        assert (found[-1].start_s, found[-1].end_s) == pytest.approx((7.7, 9.0), abs=0.05)
        return
    for (start_s, end_s), pause in zip(recordings.PAUSES, found, strict=True):
        assert pause.start_s == pytest.approx(start_s + moved_s, abs=0.05)
        assert pause.end_s == pytest.approx(end_s + moved_s, abs=0.05)
        assert pause.depth_db > 30


@pytest.mark.parametrize("room_db", [-70.0, -45.0, -35.0])
@pytest.mark.parametrize("gain_db", [0.0, -20.0])
def test_what_is_a_pause_depends_on_the_room(room_db, gain_db, tmp_path):
    voice = noise(60.0, [(at, at + 0.7) for at in range(5, 60, 6)])
    room = np.random.default_rng(2).normal(0.0, 10 ** (room_db / 20), len(voice))
    sound = ((voice + room) * 10 ** (gain_db / 20)).astype(np.float32)
    found = heard(make(tmp_path / "talk.wav", Film(sound=sound, sound_codec="pcm_s16le"))).pauses
    assert [pause.start_s for pause in found] == pytest.approx(range(5, 60, 6), abs=0.05)


def test_the_room_may_change_midway():
    voice = np.full(24_000, -18.0, np.float32)
    starts = range(500, 24_000, 700)
    for at in starts:
        voice[at : at + 60] = -60.0 if at < 12_000 else -34.0
    found = find_pauses(voice)
    # Within half a minute of the change the two rooms are heard together.
    wanted = {at / 100 for at in starts if abs(at - 12_000) > 3000}
    assert wanted <= {round(pause.start_s, 2) for pause in found}
    assert len(found) <= len(starts)


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


def test_real_speech_pauses():
    path = LECTURES / "media" / "audio.flac"
    if not path.exists():
        pytest.skip("the shared lectures are not here")
    found = heard(path).pauses
    assert 15 <= len(found) <= 40
    assert all(0.3 <= pause.length_s < 4 for pause in found)


def test_listening_can_be_cancelled(tmp_path):
    path = make(tmp_path / "talk.wav", Film(sound=noise(120.0), sound_codec="pcm_s16le"))
    progress = Progress(lambda now: now.cancel())
    with pytest.raises(Cancelled):
        listen(probe(path), ffmpeg=find_ffmpeg(), progress=progress)


def test_an_hour_is_heard_in_little_memory(tmp_path):
    import tracemalloc

    minute = noise(60.0)
    path = make(tmp_path / "talk.wav", Film(sound=np.tile(minute, 10), sound_codec="pcm_s16le"))
    recording = probe(path)
    tracemalloc.start()
    try:
        listen(recording, ffmpeg=find_ffmpeg(), progress=Progress())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < RATE * 600 / 4
