"""Real recordings, compared picture by picture and sample by sample with their clips."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from studio.jobs import Progress
from studio.media.cut import CutClip, cut
from studio.media.frames import frames_of
from studio.media.probe import Probe, probe
from tests.real_media.films import LECTURES, RATE, samples_of

NAMES = (
    *("aonly.mov", "audio.flac", "audiovideo.mov", "av.mov", "scene-change.mov", "silent.mp4"),
    *("speech_to_text_test.mp4", "test-optimization.mp4", "test.mp4", "testspeech.mp4"),
)
SMALL = (48, 27)
ALIKE_DB = 30.0
AAC_FRAME = 1024


def pictures(path: Path) -> Iterator[tuple[float, np.ndarray]]:
    """Yield the time of each picture as it is shown, and the picture itself, grey and small."""
    with av.open(str(path)) as container:
        if not container.streams.video:
            return
        for frame in container.decode(video=0):
            small = frame.reformat(*SMALL, format="gray", interpolation="AREA")
            turned = np.rot90(small.to_ndarray(), round(frame.rotation / 90))
            yield float(frame.time or 0), turned.astype(np.float32)


def psnr_db(one: np.ndarray, other: np.ndarray) -> float:
    """Return how alike two pictures are: the peak signal-to-noise ratio of 8 bits."""
    return float(10 * np.log10(255**2 / max(np.mean((one - other) ** 2), 1e-9)))


@pytest.fixture(scope="module", params=NAMES)
def real(request, tmp_path_factory) -> tuple[Probe, list[CutClip]]:
    path = LECTURES / "media" / request.param
    if not path.exists():
        pytest.skip("the shared lectures are not here")
    folder = tmp_path_factory.mktemp("real")
    recording = probe(path)
    aligned = frames_of(recording, Progress()).aligned
    edges = sorted({aligned(recording.duration_s * part) for part in (0, 0.31, 0.72, 1)})
    outputs = [folder / f"{n}{recording.clip_suffix}" for n in range(len(edges) - 1)]
    return recording, list(cut(recording, list(pairwise(edges)), outputs))


def test_every_picture_is_there_once_and_at_its_time(real):
    recording, clips = real
    start = float(recording.start)
    source = list(pictures(recording.path))
    shown = [
        (clip.start_s + at_s, picture) for clip in clips for at_s, picture in pictures(clip.file)
    ]
    assert len(shown) == len(source)
    for (at_s, picture), (wanted_s, wanted) in zip(shown, source, strict=True):
        assert at_s == pytest.approx(wanted_s - start, abs=0.0011)
        assert psnr_db(picture, wanted) > ALIKE_DB


def low_tones(samples: np.ndarray) -> np.ndarray:
    """Return sound below 4 kHz: decoders of AAC fill what is above with noise of their own."""
    tones = np.fft.rfft(samples)
    tones[round(len(tones) * 4000 / (RATE / 2)) :] = 0
    return np.fft.irfft(tones, len(samples))


def test_the_sound_is_the_same_all_along(real):
    """Within one AAC frame at the ends; in between, the same samples at the same place."""
    recording, clips = real
    if not recording.has_audio:
        pytest.skip("this recording has no sound")
    source = samples_of(recording.path)
    for clip in clips:
        own = samples_of(clip.file)
        span = round(clip.start_s * RATE), round(clip.end_s * RATE)
        wanted = source[slice(*span)]
        assert len(own) == pytest.approx(span[1] - span[0], abs=2 * AAC_FRAME)
        length = min(len(own), len(wanted))
        inner = slice(AAC_FRAME, length - AAC_FRAME)
        own, wanted = low_tones(own[inner]), low_tones(wanted[inner])
        if np.abs(wanted).max(initial=0) > 0.01:
            assert np.corrcoef(own, wanted)[0, 1] > 0.98


def test_clips_are_as_long_as_what_they_hold(real):
    recording, clips = real
    total_s = sum(clip.duration_s for clip in clips)
    assert total_s == pytest.approx(recording.duration_s, abs=0.05)
