"""Loudness agrees with the filter of ffmpeg that measures it by the same standard."""

from __future__ import annotations

import re
import subprocess

import numpy as np
import pytest

from studio.jobs import Progress
from studio.media.ffmpeg import find_ffmpeg
from studio.media.integrated_loudness import integrated_lufs, powers_of
from studio.media.levels import RATE
from studio.media.listen import listen
from studio.media.probe import probe
from tests.real_media.films import LECTURES, Film, make, noise, remake


def ours(path) -> float | None:
    return listen(probe(path), ffmpeg=find_ffmpeg(), progress=Progress()).loudness_lufs


def by_ffmpeg(path) -> float:
    arguments = ["-hide_banner", "-nostats", "-i", path, "-vn", "-af", "ebur128", "-f", "null", "-"]
    said = subprocess.run([find_ffmpeg(), *arguments], capture_output=True, text=True, check=True)
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", said.stderr)[-1])


def speech(seconds: float) -> np.ndarray:
    """Return noise with the spectrum of a voice: falling by 6 dB an octave from 500 Hz on."""
    white = noise(seconds, [(at, at + 1.5) for at in range(3, int(seconds), 7)], seed=6)
    frequencies = np.fft.rfftfreq(len(white), 1 / 48_000)
    shape = np.minimum(frequencies / 120, 1.0) / np.maximum(frequencies / 500, 1.0)
    shaped = np.fft.irfft(np.fft.rfft(white) * shape, len(white))
    loud: np.ndarray = (shaped / np.abs(shaped).max() * 0.5).astype(np.float32)
    return loud


@pytest.mark.parametrize("channels", [1, 2])
def test_speech_like_sound(channels, tmp_path):
    film = Film(sound=speech(30.0), sound_codec="pcm_s16le")
    path = remake(make(tmp_path / "one.wav", film), tmp_path / "talk.wav", ac=channels)
    assert ours(path) == pytest.approx(by_ffmpeg(path), abs=0.5)


@pytest.mark.parametrize("name", ["audio.flac", "testspeech.mp4", "speech_to_text_test.mp4"])
def test_real_speech(name):
    path = LECTURES / "media" / name
    if not path.exists():
        pytest.skip("the shared lectures are not here")
    assert ours(path) == pytest.approx(by_ffmpeg(path), abs=0.5)


def test_the_reference_tone_of_the_standard():
    at_s = np.arange(10 * RATE) / RATE
    tone = (np.sin(2 * np.pi * 997 * at_s) * 32_767).astype(np.int16)
    # BS.1770-4, Annex 1: 0 dB full scale at 997 Hz in one channel reads -3.01 LKFS.
    assert integrated_lufs(powers_of(tone), 1) == pytest.approx(-3.01, abs=0.05)


def test_silence_has_no_loudness():
    assert integrated_lufs(powers_of(np.zeros(5 * RATE, np.int16)), 2) is None
    assert integrated_lufs(powers_of(np.zeros(10, np.int16)), 2) is None


def test_quiet_stretches_do_not_count():
    loud = np.random.default_rng(1).normal(0, 3000, 20 * RATE)
    quiet = np.random.default_rng(2).normal(0, 30, 60 * RATE)
    alone = integrated_lufs(powers_of(loud.astype(np.int16)), 1)
    both = integrated_lufs(powers_of(np.concatenate((loud, quiet)).astype(np.int16)), 1)
    assert alone is not None
    assert both == pytest.approx(alone, abs=0.1)
