"""A narration loses its silent ends and nothing else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.jobs import Cancelled, Progress
from studio.media import narration
from studio.media.ffmpeg import find_ffmpeg
from studio.media.narration import trim
from studio.media.probe import probe
from studio.messages import StudioError
from tests.lines import Run, runner
from tests.media import recordings
from tests.real_media.films import RATE, Film, lag, make, noise, samples_of

VOICE = (2.0, 5.0)


@pytest.fixture
def run(capsys) -> Run:
    return runner(capsys)


def spoken(path: Path, codec: str = "pcm_s16le", room_db: float = -60.0) -> Path:
    """Write 8 s with a voice from 2 to 5 s, in a room with its own noise."""
    voice = noise(8.0, [(0.0, VOICE[0]), (VOICE[1], 8.0)]) * 0.3
    room = np.random.default_rng(5).normal(0.0, 10 ** (room_db / 20), len(voice))
    return make(path, Film(sound=(voice + room).astype(np.float32), sound_codec=codec))


def trimmed(source: Path, target: Path, **how) -> float:
    how = {"progress": Progress(), **how}
    return trim(probe(source), target, ffmpeg=find_ffmpeg(), **how)


@pytest.mark.parametrize("name", ["out.wav", "my talk: é.M4A"])
@pytest.mark.parametrize(("source", "codec"), [("in.wav", "pcm_s16le"), ("in.mp3", "libmp3lame")])
def test_silent_ends_go_and_the_rest_stays(source, codec, name, tmp_path, monkeypatch):
    path = spoken(tmp_path / source, codec)
    (folder := tmp_path / "out").mkdir()
    monkeypatch.setenv("PATH", str(folder))  # no ffmpeg and no ffprobe there
    length_s = trimmed(path, folder / name)
    assert length_s == pytest.approx(3.3, abs=0.06)
    assert [file.name for file in folder.iterdir()] == [name]
    found = probe(folder / name)
    assert found.duration_s == pytest.approx(length_s, abs=0.03)
    after, before = samples_of(folder / name), samples_of(path)
    assert np.abs(after).max() == pytest.approx(10 ** (-1.5 / 20), rel=0.12)
    start = round((VOICE[0] - 0.15) * RATE)
    assert abs(lag(after, before[start:], RATE, RATE, reach=2400)) < RATE * 0.03


def test_a_loud_room_is_silence_too(tmp_path):
    path = spoken(tmp_path / "in.wav", room_db=-45.0)
    assert trimmed(path, tmp_path / "out.wav") == pytest.approx(3.3, abs=0.06)


def test_a_stretch_can_be_chosen(tmp_path):
    path = spoken(tmp_path / "in.wav")
    length_s = trimmed(path, tmp_path / "out.wav", start_s=3.0, end_s=4.5)
    assert length_s == pytest.approx(1.5, abs=0.02)


def test_the_edges_begin_and_end_in_silence(tmp_path):
    trimmed(spoken(tmp_path / "in.wav"), tmp_path / "out.wav", start_s=3.0, end_s=4.0)
    after = samples_of(tmp_path / "out.wav")
    assert max(abs(after[0]), abs(after[-1])) < 0.01
    assert np.abs(after[RATE // 50 : -RATE // 50]).max() > 0.5


@pytest.mark.parametrize("how", [{"end_s": 1.0}, {"start_s": 9.0}, {"start_s": 3.0, "end_s": 2.0}])
def test_where_nothing_is_left_it_says_so(how, tmp_path):
    silent = Film(sound=np.zeros(RATE * 3, np.float32), sound_codec="pcm_s16le")
    with pytest.raises(StudioError) as raised:
        trimmed(make(tmp_path / "in.wav", silent), tmp_path / "out.wav", **how)
    assert raised.value.message.id == "narration.silent"
    assert not (tmp_path / "out.wav").exists()


def test_a_picture_without_sound_is_silent(tmp_path):
    with pytest.raises(StudioError) as raised:
        trimmed(recordings.no_sound(tmp_path), tmp_path / "out.wav")
    assert raised.value.message.id == "narration.silent"


def test_a_lecture_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(narration, "LONGEST_S", 5.0)
    monkeypatch.setattr(narration, "stream", None)
    with pytest.raises(StudioError) as raised:
        trimmed(spoken(tmp_path / "in.wav"), tmp_path / "out.wav")
    assert raised.value.message.id == "narration.too_long"


def test_cancelling_leaves_nothing(tmp_path):
    progress = Progress(lambda now: now.cancel())
    path = spoken(tmp_path / "in.wav")
    (folder := tmp_path / "out").mkdir()
    with pytest.raises(Cancelled):
        trimmed(path, folder / "out.m4a", progress=progress)
    assert list(folder.iterdir()) == []


def test_the_command_trims(run, tmp_path):
    path = spoken(tmp_path / "in.wav")
    said = run("trim", path, "--from", "0:03", "--to", "4.5", "--out", tmp_path / "o.m4a", "--json")
    assert said.status == 0
    assert said.data["file"] == str(tmp_path / "o.m4a")
    assert said.data["duration_s"] == pytest.approx(1.5, abs=0.02)


@pytest.mark.parametrize("name", ["out.mp3", "none/out.wav"])
def test_the_command_says_what_is_wrong(run, tmp_path, name):
    said = run("trim", spoken(tmp_path / "in.wav"), "--out", tmp_path / name)
    assert said.status == 1
    assert name.split("/")[0] in said.error
