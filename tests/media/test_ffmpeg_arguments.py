"""What ffmpeg is told, to the letter; and that no name of a file is taken for anything else."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from studio.jobs import Cancelled, Progress
from studio.media.ffmpeg import find_ffmpeg, run, stream
from studio.media.ffmpeg_arguments import (
    PEAK_DBTP,
    TARGET_LUFS,
    Loudness,
    Pcm,
    loudness_of,
    m4a_of,
    samples_of,
    trial,
)
from studio.media.loudness import measure_loudness
from studio.media.opening import READ_OPTIONS
from studio.media.probe import Probe, Sound, probe
from tests.real_media.films import RATE, Film, make, noise
from tests.real_media.films import samples_of as decoded

READING = [
    *("-format_whitelist", READ_OPTIONS["format_whitelist"]),
    *("-protocol_whitelist", "file,pipe"),
]
SOUND = Sound(3, "aac", "LC", 48_000, 2)
NAMES = (
    "-i.mp4",
    "talk: one.mp4",
    "concat:a|b.mp4",
    "%d.mp4",
    'it\'s "quoted".mp4',
    "two\nlines.mp4",
    "pipe:1.mp4",
    "[0:1];anullsrc,.mp4",
    "حديث é.mp4",
    "a\\b,c=d.mp4",
)


def recording(path: Path, start: Fraction = Fraction(0)) -> Probe:
    return Probe(path, "mp4", 9.0, start, None, SOUND, browser_safe=True)


def test_the_samples_of_a_recording(tmp_path):
    told = samples_of(recording(tmp_path / "a.mp4", Fraction(-1, 3)), SOUND, Pcm(16_000))
    assert told == [
        *READING,
        *("-i", f"file:{tmp_path / 'a.mp4'}"),
        "-filter_complex",
        (
            "[0:3]asetpts=PTS-(-1/3)/TB[s0];"
            "[s0]aresample=16000:async=1:first_pts=0:min_hard_comp=0.04:ochl=mono:osf=s16[s1]"
        ),
        *("-map", "[s1]", "-f", "s16le", "-ac", "1", "-ar", "16000", "-copyts"),
        *("-flush_packets", "0", "pipe:1"),
    ]


def test_normalising_is_the_second_pass_of_two(tmp_path):
    told = samples_of(
        recording(tmp_path / "a.mp4"), SOUND, Pcm(48_000, 2, "f32le"), Loudness(-30.5, 0.0, -12.25)
    )
    graph = told[told.index("-filter_complex") + 1]
    assert graph.endswith(
        ":ochl=stereo[s1];"
        "[s1]loudnorm=I=-16.0:LRA=50:TP=-1.5:linear=true:measured_I=-30.5:measured_LRA=0.1"
        ":measured_TP=-12.25:measured_thresh=-40.5[s2];[s2]aresample=48000[s3]"
    )
    assert told[-12:] == [
        *("-map", "[s3]", "-f", "f32le", "-ac", "2", "-ar", "48000", "-copyts"),
        *("-flush_packets", "0", "pipe:1"),
    ]


def test_loudness_is_told_on_standard_output(tmp_path):
    told = loudness_of(recording(tmp_path / "a.mp4"), SOUND, Pcm(48_000, 2))
    graph = told[told.index("-filter_complex") + 1]
    assert graph.endswith(
        "[s1]ebur128=metadata=1:peak=true[s2];[s2]ametadata=file=-:mode=print[s3]"
    )
    assert told[-6:] == ["-map", "[s3]", "-f", "null", "-copyts", "-"]


def test_an_m4a_has_its_index_first(tmp_path):
    assert m4a_of(tmp_path / "-a.wav", tmp_path / "-b.m4a") == [
        *READING,
        *("-i", f"file:{tmp_path / '-a.wav'}", "-map", "0:a", "-f", "ipod"),
        *("-b:a", "128k", "-acodec", "aac", "-movflags", "+faststart"),
        *(f"file:{tmp_path / '-b.m4a'}", "-y"),
    ]


def test_the_trial_maps_both_streams():
    told = trial()
    assert [told[n + 1] for n, word in enumerate(told) if word == "-map"] == ["0", "1"]


@pytest.mark.parametrize("told", NAMES)
def test_a_name_is_nothing_but_a_name(told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = Path(told)
    for arguments in (
        samples_of(recording(path), SOUND, Pcm(16_000)),
        loudness_of(recording(path), SOUND, Pcm(16_000)),
        m4a_of(path, Path("out.m4a")),
    ):
        assert arguments[arguments.index("-i") + 1] == f"file:{tmp_path}{os.sep}{told}"
        assert sum(told in word for word in arguments) == 1
    assert m4a_of(Path("in.wav"), path)[-2] == f"file:{tmp_path}{os.sep}{told}"


@pytest.mark.skipif(os.name == "nt", reason="these names can't be given there")
@pytest.mark.parametrize("told", NAMES)
def test_ffmpeg_reads_and_writes_a_file_of_any_name(told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = make(tmp_path / "plain.wav", Film(sound=noise(0.5), sound_codec="pcm_s16le"))
    (folder := tmp_path / "out").mkdir()
    monkeypatch.chdir(folder)
    run(find_ffmpeg(), m4a_of(made, Path(told)), Progress(), 0.5)
    assert [file.name for file in folder.iterdir()] == [told]
    found = probe(Path(told))
    assert found.sound is not None
    heard = b"".join(stream(find_ffmpeg(), samples_of(found, found.sound, Pcm(8_000)), Progress()))
    assert len(heard) == pytest.approx(8_000, rel=0.1)


def measured(path: Path, pcm: Pcm) -> Loudness | None:
    return measure_loudness(probe(path), pcm, ffmpeg=find_ffmpeg(), progress=Progress())


def tone(path: Path, gain: float, seconds: float = 6.0) -> Path:
    """Write a tone of 997 Hz: at full scale its loudness is -3.01 LUFS (BS.1770-4, annex 1)."""
    sound = np.sin(2 * np.pi * 997 * np.arange(round(seconds * RATE)) / RATE) * gain
    return make(path, Film(sound=sound.astype(np.float32), sound_codec="pcm_s16le"))


@pytest.mark.parametrize("gain_db", [-6.0, -20.0, -43.0])
def test_the_loudness_of_a_tone_is_that_of_the_standard(gain_db, tmp_path):
    found = measured(tone(tmp_path / "tone.wav", 10 ** (gain_db / 20)), Pcm(48_000))
    assert found is not None
    assert found.integrated_lufs == pytest.approx(gain_db - 3.01, abs=0.1)
    assert found.true_peak_dbtp == pytest.approx(gain_db, abs=0.7)


@pytest.mark.parametrize(("gain", "seconds"), [(0.0, 6.0), (0.5, 0.2)])
def test_what_can_not_be_heard_has_no_loudness(gain, seconds, tmp_path):
    assert measured(tone(tmp_path / "tone.wav", gain, seconds), Pcm(48_000)) is None


def test_a_picture_alone_has_no_loudness(tmp_path):
    assert measured(make(tmp_path / "film.mp4", Film(ticks=[0, 512, 1024])), Pcm(48_000)) is None


def test_a_quiet_talk_becomes_as_loud_as_it_should_with_one_gain(tmp_path):
    quiet = noise(20.0, [(4, 5), (9, 11)]) * 0.05
    path = make(
        tmp_path / "talk.wav", Film(sound=quiet.astype(np.float32), sound_codec="pcm_f32le")
    )
    found, pcm = probe(path), Pcm(48_000, 1, "f32le")
    assert found.sound is not None
    loudness = measured(path, pcm)
    told = samples_of(found, found.sound, pcm, loudness)
    after = np.frombuffer(b"".join(stream(find_ffmpeg(), told, Progress())), "<f4")
    before = decoded(path)
    assert len(after) == len(before)
    loud = np.abs(before) > 0.001
    gains = 20 * np.log10(np.abs(after[loud]) / np.abs(before[loud]))
    assert np.ptp(gains) < 0.1
    normal = make(tmp_path / "normal.wav", Film(sound=after, sound_codec="pcm_f32le"))
    again = measured(normal, pcm)
    assert again is not None
    assert again.integrated_lufs == pytest.approx(TARGET_LUFS, abs=0.2)
    assert again.true_peak_dbtp <= PEAK_DBTP + 0.1


def test_peaks_stay_under_the_limit(tmp_path):
    clicks = (noise(20.0) * 0.02).astype(np.float32)
    clicks[:: RATE // 2] = 0.9
    path = make(tmp_path / "talk.wav", Film(sound=clicks, sound_codec="pcm_s16le"))
    found, pcm = probe(path), Pcm(48_000, 1, "f32le")
    assert found.sound is not None
    told = samples_of(found, found.sound, pcm, measured(path, pcm))
    after = np.frombuffer(b"".join(stream(find_ffmpeg(), told, Progress())), "<f4")
    assert len(after) == pytest.approx(len(clicks), abs=RATE / 10)
    assert np.abs(after).max() <= 10 ** ((PEAK_DBTP + 0.2) / 20)


def test_measuring_can_be_cancelled(tmp_path):
    path = make(tmp_path / "talk.wav", Film(sound=noise(60.0), sound_codec="pcm_s16le"))
    with pytest.raises(Cancelled):
        measure_loudness(
            probe(path),
            Pcm(48_000),
            ffmpeg=find_ffmpeg(),
            progress=Progress(lambda now: now.cancel()),
        )
