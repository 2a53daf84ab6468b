"""Pauses are found where they are, in any container and any room."""

from __future__ import annotations

import numpy as np
import pytest

from studio.jobs import Cancelled, Progress
from studio.media.ffmpeg import find_ffmpeg
from studio.media.levels import STEP_S
from studio.media.listen import Listening, listen
from studio.media.probe import probe
from tests.media import recordings
from tests.media.kinds import KINDS
from tests.real_media.films import LECTURES, RATE, Film, make, noise


def heard(path) -> Listening:
    return listen(probe(path), ffmpeg=find_ffmpeg(), progress=Progress())


MOVED_S = {"edited": -1.2, "edited_groups": -1.5}
OTHER_PAUSES = {
    "no_sound": [(0.0, 9.0)],
    "silent_groups": [(0.0, 9.0)],
    "sound_later": [(0.0, 1.7), (7.7, 9.0)],
    "late_sound_groups": [(0.0, 1.7), (7.7, 9.0)],
    "short_sound": [(5.0, 9.0)],
}
"""The pauses of recordings with a sound of their own."""


@pytest.mark.parametrize("made", KINDS)
def test_pauses_are_in_the_time_of_the_recording(made, tmp_path):
    found = heard(made(tmp_path)).pauses
    moved_s = MOVED_S.get(made.__name__, 0.0)
    wanted = OTHER_PAUSES.get(made.__name__, recordings.PAUSES)
    for (start_s, end_s), pause in zip(wanted, found, strict=True):
        assert pause.start_s == pytest.approx(start_s + moved_s, abs=0.05)
        assert pause.end_s == pytest.approx(end_s + moved_s, abs=0.05)
        if wanted is recordings.PAUSES:
            assert pause.depth_db > 30


@pytest.mark.parametrize("room_db", [-70.0, -45.0, -35.0])
@pytest.mark.parametrize("gain_db", [0.0, -20.0])
def test_what_is_a_pause_depends_on_the_room(room_db, gain_db, tmp_path):
    voice = noise(60.0, [(at, at + 0.7) for at in range(5, 60, 6)])
    room = np.random.default_rng(2).normal(0.0, 10 ** (room_db / 20), len(voice))
    sound = ((voice + room) * 10 ** (gain_db / 20)).astype(np.float32)
    found = heard(make(tmp_path / "talk.wav", Film(sound=sound, sound_codec="pcm_s16le"))).pauses
    assert [pause.start_s for pause in found] == pytest.approx(range(5, 60, 6), abs=0.05)


def test_real_speech_pauses():
    path = LECTURES / "media" / "audio.flac"
    if not path.exists():
        pytest.skip("the shared lectures are not here")
    found = heard(path).pauses
    assert 15 <= len(found) <= 40
    assert all(0.299 < pause.length_s < 4 for pause in found)


def test_the_waveform_is_as_long_as_the_recording(tmp_path):
    found = heard(recordings.sound_later(tmp_path))
    finest = found.peaks.resolutions[0]
    assert len(finest) == round(recordings.SECONDS / STEP_S)
    assert not finest[:165].any()
    assert finest[200:700].any(axis=1).all()
    assert not finest[780:].any()


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
