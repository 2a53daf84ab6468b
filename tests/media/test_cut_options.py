"""What may be asked of clips beyond being cut: a loudness, a smaller picture, a size."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from studio.jobs import Cancelled, Progress
from studio.media.cut import CutClip, cut
from studio.media.cutting.budget import rates_within
from studio.media.cutting.limiter import CEILING_DB, Limiter
from studio.media.cutting.options import CutOptions, scaled
from studio.media.decoding import Span
from studio.media.ffmpeg import find_ffmpeg
from studio.media.ffmpeg_arguments import PEAK_DBTP, Loudness, Pcm
from studio.media.loudness import measure_loudness
from studio.media.probe import Probe, probe
from studio.messages import StudioError
from tests.media import recordings
from tests.media.test_cut import pictures_in
from tests.real_media.films import RATE, Film, lag, make, noise, numbers, samples_of, steady

LOUD = CutOptions(loudness_lufs=-16.0)


def write(
    recording: Probe, folder: Path, options: CutOptions, edges=(0.0, 3.05, 6.21, None)
) -> list[CutClip]:
    times = [recording.duration_s if edge is None else edge for edge in edges]
    folder.mkdir(exist_ok=True)
    outputs = [folder / f"{n}{recording.clip_suffix}" for n in range(len(times) - 1)]
    return list(cut(recording, list(pairwise(times)), outputs, options=options))


def measured(path: Path) -> Loudness:
    found = measure_loudness(probe(path), Pcm(RATE), ffmpeg=find_ffmpeg(), progress=Progress())
    assert found is not None
    return found


def voice(seconds: float, level: float, peaks: float = 1.0) -> np.ndarray:
    """Return sound with the pitch and the rhythm of a voice, nowhere the same twice.

    One syllable in eight is `peaks` times as loud as the loudest of the others.
    """
    random = np.random.default_rng(3)
    pulses = np.zeros(round(seconds * RATE), np.float32)
    beats = np.cumsum(random.integers(300, 520, len(pulses) // 300))
    pulses[beats[beats < len(pulses)]] = 1.0
    time = np.arange(RATE // 20) / RATE
    formants = np.sin(2 * np.pi * np.outer((180, 620, 1300, 2500), time)).sum(axis=0)
    sound = np.convolve(pulses, formants * np.exp(-time * 90), "same")
    loud = random.choice([0.3, 0.5, 0.7, 1.0], len(sound) * 5 // RATE)
    loud[::8] = peaks
    shape = np.repeat(loud, RATE // 5)
    shape = np.convolve(shape, np.hanning(RATE // 20) / (RATE // 40), "same")
    made: np.ndarray = (sound[: len(shape)] * shape * level * 0.25).astype(np.float32)
    return made


def spoken(folder: Path, sound: np.ndarray, **film) -> Path:
    seconds = len(sound) / RATE
    return make(
        folder / "spoken.mp4",
        Film(ticks=steady(seconds), options=recordings.GROUPS, sound=sound, **film),
    )


def joined(clips: list[CutClip]) -> np.ndarray:
    return np.concatenate([samples_of(clip.file) for clip in clips])


@pytest.mark.parametrize(
    ("level", "peaks"), [(0.1, 1.0), (1.5, 1.0), (0.3, 3.0)], ids=["quiet", "loud", "peaks"]
)
def test_clips_are_as_loud_as_they_shall_be_and_in_time(level, peaks, tmp_path):
    recording = probe(spoken(tmp_path, voice(24, level, peaks)))
    clips = write(recording, tmp_path / "clips", LOUD, (0.0, 8.02, 16.3, None))
    whole = tmp_path / "whole"
    [one] = write(recording, whole, LOUD, (0.0, None))
    assert measured(one.file).integrated_lufs == pytest.approx(-16.0, abs=1.0)
    source = samples_of(recording.path)
    for clip in clips:
        assert measured(clip.file).true_peak_dbtp <= PEAK_DBTP
        own = samples_of(clip.file)
        here = source[round(clip.start_s * RATE) :][: len(own)]
        for at in (0, len(own) - RATE):
            assert abs(lag(own, here, at, RATE // 2)) <= 2


def test_the_picture_is_copied_where_only_the_sound_is_another(tmp_path):
    recording = probe(spoken(tmp_path, voice(9, 0.1)))
    plain = write(recording, tmp_path / "plain", CutOptions())
    louder = write(recording, tmp_path / "louder", LOUD)
    for before, after in zip(plain, louder, strict=True):
        assert pictures_in(after.file) == pictures_in(before.file)
        assert after.encoded_frames == before.encoded_frames < after.frames
        assert before.why is None
        assert after.why is not None
        assert after.why.id == "cut.why.loudness"


def test_all_clips_have_one_gain(tmp_path):
    """A quiet end of a lecture stays quieter than its beginning."""
    sound = np.concatenate((voice(6, 0.2), voice(6, 0.05)))
    recording = probe(spoken(tmp_path, sound))
    calm = CutOptions(loudness_lufs=-24.0)  # no peak is in the way
    clips = write(recording, tmp_path / "clips", calm, (0.0, 6.0, None))
    loud, quiet = (measured(clip.file).integrated_lufs for clip in clips)
    assert loud - quiet == pytest.approx(12.0, abs=0.5)


@pytest.mark.parametrize("name", ["talk.m4a", "talk.mp3"])
def test_a_recording_of_sound_alone_becomes_louder(name, tmp_path):
    codec = "aac" if name.endswith("a") else "libmp3lame"
    path = make(tmp_path / name, Film(sound=voice(12, 0.1), sound_codec=codec))
    clips = write(probe(path), tmp_path / "clips", LOUD, (0.0, 6.0, None))
    source, own = samples_of(path), joined(clips)
    assert measured(clips[0].file).integrated_lufs == pytest.approx(-16.0, abs=1.5)
    for at in (RATE, 7 * RATE):
        assert abs(lag(own, source, at, RATE // 2)) <= 2


@pytest.mark.parametrize("made", [recordings.no_sound, recordings.silent_groups])
def test_without_sound_nothing_becomes_louder(made, tmp_path):
    recording = probe(made(tmp_path))
    clips = write(recording, tmp_path / "clips", LOUD)
    assert all(clip.why is None or clip.why.id != "cut.why.loudness" for clip in clips)


def test_silence_stays_silent(tmp_path):
    recording = probe(spoken(tmp_path, np.zeros(6 * RATE, np.float32)))
    clips = write(recording, tmp_path / "clips", LOUD, (0.0, 3.0, None))
    assert np.abs(joined(clips)).max() < 1e-4
    assert [clip.why for clip in clips] == [None, None]


def test_what_is_too_quiet_is_said(tmp_path):
    recording = probe(spoken(tmp_path, voice(6, 0.005)))
    [clip] = write(recording, tmp_path / "clips", LOUD, (0.0, None))
    assert clip.why is not None
    assert clip.why.id == "cut.why.less_loud"
    assert clip.why.params["wanted"] == -16.0
    assert measured(clip.file).integrated_lufs == pytest.approx(clip.why.params["lufs"], abs=1.0)


def test_sound_that_is_nothing_but_peaks_is_not_flattened(tmp_path):
    """A knock a second: its clips are less loud than was wanted, and say so."""
    sound = np.zeros(12 * RATE, np.float32)
    for at in range(0, len(sound), RATE):
        sound[at : at + 480] = noise(0.01) * 4
    recording = probe(spoken(tmp_path, sound))
    [clip] = write(recording, tmp_path / "clips", LOUD, (0.0, None))
    assert clip.why is not None
    assert clip.why.id == "cut.why.less_loud"
    assert measured(clip.file).integrated_lufs == pytest.approx(clip.why.params["lufs"], abs=1.5)


@pytest.mark.parametrize("block", [1, 700, 1024, 9_000, 200_000])
@pytest.mark.parametrize("length", [1, 500, 4_000])
def test_a_limiter_gives_as_many_samples_as_it_takes_and_none_too_high(block, length):
    sound = np.random.default_rng(1).normal(0, 0.05, (2, length)).astype(np.float32)
    sound[:, length // 2] = 0.9, -0.4
    made = limited(sound, 4.0, block)
    assert made.shape == sound.shape
    assert np.abs(made).max() <= 10 ** (CEILING_DB / 20) + 1e-6


def test_a_limiter_changes_nothing_far_from_a_peak():
    sound = np.full((1, RATE), 0.05, np.float32)
    sound[0, RATE // 2] = 0.9
    made = limited(sound, 4.0, 1024)[0]
    far = np.abs(np.arange(RATE) - RATE // 2) > RATE // 20
    assert np.array_equal(made[far], sound[0, far] * 4)
    assert made[RATE // 2] == pytest.approx(10 ** (CEILING_DB / 20), abs=1e-4)
    assert np.abs(np.diff(np.delete(made, RATE // 2))).max() < 0.001  # the gain moves slowly


def limited(sound: np.ndarray, gain: float, block: int) -> np.ndarray:
    parts: list[np.ndarray] = []
    limiter = Limiter(RATE, len(sound), gain, parts.append)
    for at in range(0, sound.shape[1], block):
        limiter.add(sound[:, at : at + block])
    limiter.end()
    return np.concatenate(parts, axis=1)


@pytest.mark.parametrize(
    ("size", "height", "wanted"),
    [
        ((320, 192), 96, (160, 96)),
        ((192, 320), 96, (96, 160)),
        ((322, 190), 100, (168, 100)),
        ((160, 96), 96, (160, 96)),
        ((160, 96), 720, (160, 96)),
    ],
)
def test_a_picture_is_only_scaled_down_and_keeps_its_shape(size, height, wanted, tmp_path):
    path = make(tmp_path / "film.mp4", Film(ticks=steady(2), size=size, sound=noise(2)))
    recording = probe(path)
    [clip] = write(recording, tmp_path / "clips", CutOptions(height=height), (0.0, None))
    seen = probe(clip.file).picture
    assert seen is not None
    assert (seen.width, seen.height) == wanted
    assert [number for number, _ in numbers(clip.file)] == list(range(50))
    assert (clip.why is None) == (wanted == size)
    if wanted != size:
        assert clip.why is not None
        assert clip.why.id == "cut.why.scaled"
        assert clip.encoded_frames == clip.frames == 50


@pytest.mark.parametrize("made", [recordings.turned_left, recordings.wide_pixels, recordings.odd])
def test_pictures_that_are_turned_or_stretched_are_scaled_as_they_are_seen(made, tmp_path):
    recording = probe(made(tmp_path))
    assert recording.picture is not None
    [clip] = write(recording, tmp_path / "clips", CutOptions(height=48), (1.0, 3.0))
    seen = probe(clip.file).picture
    assert seen is not None
    assert min(seen.width, seen.height) == 48
    shape = recording.picture.width / recording.picture.height
    assert seen.width / seen.height == pytest.approx(shape, rel=0.03)
    if made is not recordings.odd:  # so few pixels can't show its number
        assert [number for number, _ in numbers(clip.file)] == list(range(25, 75))


def test_a_recording_of_sound_has_no_size_to_scale(tmp_path):
    recording = probe(make(tmp_path / "talk.m4a", Film(sound=noise(2))))
    assert scaled(recording, 720) is recording


def busy(folder: Path, seconds: float = 10.0) -> Path:
    """Return a film whose pictures take many bits: noise, anew in each."""
    path = folder / "busy.mp4"
    random = np.random.default_rng(1)
    with av.open(str(path), "w") as container:
        film = container.add_stream("libx264", rate=25, options={"preset": "ultrafast", "g": "25"})
        film.width, film.height, film.pix_fmt = 320, 192, "yuv420p"
        for _ in range(round(seconds * 25)):
            grey = random.integers(60, 190, (192, 320), np.uint8)
            frame = av.VideoFrame.from_ndarray(grey, "gray").reformat(format="yuv420p")
            container.mux(film.encode(frame))
        container.mux(film.encode(None))
    return path


@pytest.mark.parametrize("largest", [1_000_000, 400_000, 150_000])
def test_a_clip_that_would_be_too_large_is_encoded_smaller(largest, tmp_path):
    recording = probe(busy(tmp_path))
    assert recording.path.stat().st_size > 3_000_000
    options = CutOptions(largest_bytes=largest)
    clips = write(recording, tmp_path / "clips", options, (0.0, 5.0, None))
    for clip in clips:
        size = clip.file.stat().st_size
        assert 0.5 * largest < size <= largest
        assert clip.why is not None
        assert clip.why.id == "cut.why.too_large"
        assert clip.encoded_frames == clip.frames == 125
    again = write(recording, tmp_path / "again", options, (0.0, 5.0, None))
    assert [a.file.read_bytes() for a in clips] == [b.file.read_bytes() for b in again]


def test_a_clip_that_is_small_enough_is_copied(tmp_path):
    recording = probe(recordings.groups(tmp_path))
    plain = write(recording, tmp_path / "plain", CutOptions())
    largest = max(clip.file.stat().st_size for clip in plain)
    same = write(recording, tmp_path / "same", CutOptions(largest_bytes=largest))
    assert [a.file.read_bytes() for a in plain] == [b.file.read_bytes() for b in same]
    assert [clip.why for clip in same] == [None] * 3


def test_a_copy_that_its_index_makes_too_large_is_encoded(tmp_path):
    recording = probe(recordings.groups(tmp_path))
    [plain] = write(recording, tmp_path / "plain", CutOptions(), (0.0, None))
    largest = plain.file.stat().st_size - 1
    [clip] = write(recording, tmp_path / "less", CutOptions(largest_bytes=largest), (0.0, None))
    assert clip.file.stat().st_size <= largest
    assert clip.why is not None
    assert clip.why.id == "cut.why.too_large"
    assert [number for number, _ in numbers(clip.file)] == list(range(225))


def test_sound_alone_keeps_a_size(tmp_path):
    path = make(tmp_path / "talk.m4a", Film(sound=noise(20)))
    [clip] = write(probe(path), tmp_path / "clips", CutOptions(largest_bytes=90_000), (0.0, None))
    assert clip.file.stat().st_size <= 90_000
    assert abs(lag(samples_of(clip.file), samples_of(path), 9 * RATE, RATE // 2)) <= 2


def test_a_size_that_can_not_be_kept_is_an_error_and_leaves_nothing(tmp_path):
    recording = probe(busy(tmp_path, 4.0))
    with pytest.raises(StudioError) as raised:
        write(recording, tmp_path / "clips", CutOptions(largest_bytes=1_500), (0.0, 2.0, None))
    assert raised.value.message.id == "cut.too_large"
    assert raised.value.message.params == {"file": "0.mp4", "limit": 1_500}
    assert not list((tmp_path / "clips").iterdir())


def test_rates_are_never_below_what_can_be_seen_and_heard(tmp_path):
    recording = probe(recordings.groups(tmp_path))
    span = Span(0.0, 400.0, 0, 1, 0, 1)
    rates = rates_within(10_000, recording, span)
    assert rates is not None
    assert rates.picture == round(0.05 * 160 * 96)
    assert rates.sound == 24_000
    ample = rates_within(10**9, recording, span)
    assert ample is not None
    assert ample.sound == 64_000
    assert rates_within(None, recording, span) is None


def test_all_options_together(tmp_path):
    recording = probe(busy_and_spoken(tmp_path))
    options = CutOptions(loudness_lufs=-16.0, height=96, largest_bytes=120_000)
    [clip] = write(recording, tmp_path / "clips", options, (0.0, None))
    found = probe(clip.file)
    assert found.picture is not None
    assert found.picture.height == 96
    assert clip.file.stat().st_size <= 120_000
    assert measured(clip.file).integrated_lufs == pytest.approx(-16.0, abs=1.0)
    assert found.browser_safe


def busy_and_spoken(folder: Path) -> Path:
    return spoken(folder, voice(10, 0.1), size=(320, 192))


@pytest.mark.parametrize(
    "options", [LOUD, CutOptions(height=48), CutOptions(largest_bytes=40_000)], ids=str
)
def test_it_can_be_cancelled(options, tmp_path):
    recording = probe(recordings.groups(tmp_path))
    folder = tmp_path / "clips"
    folder.mkdir()
    progress = Progress(lambda now: now.cancel() if now.fraction > 0.2 else None)
    with pytest.raises(Cancelled):
        cut(recording, [(0.0, 9.0)], [folder / "0.mp4"], options=options, progress=progress)
    assert not list(folder.iterdir())
