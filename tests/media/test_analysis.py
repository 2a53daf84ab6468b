"""What was found out is kept by content, and made again where what is kept is no good."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studio.jobs import Cancelled, Progress
from studio.media import analysis as module
from studio.media.analysis import Analysis, analyse, analysis_name
from studio.media.ffmpeg import find_ffmpeg
from studio.media.probe import probe
from studio.messages import StudioError
from tests.media import recordings
from tests.real_media.films import Film, make, noise
from tests.real_media.slides import Slide, Talk, film

TALK = Talk((Slide(0.0), Slide(4.0)), 9.0, options={"preset": "veryfast", "g": "30"})


def found(path: Path, kept_in: Path | None = None, progress: Progress | None = None) -> Analysis:
    return analyse(
        probe(path), ffmpeg=find_ffmpeg(), progress=progress or Progress(), kept_in=kept_in
    )


def same(one: Analysis, other: Analysis) -> bool:
    waves = zip(one.heard.peaks.resolutions, other.heard.peaks.resolutions, strict=True)
    return (
        all(np.array_equal(a, b) for a, b in waves)
        and replace(one.heard, peaks=other.heard.peaks) == other.heard
        and one.seen == other.seen
    )


def test_what_is_kept_is_what_was_found(tmp_path, monkeypatch):
    path, kept_in = recordings.plain(tmp_path), tmp_path / analysis_name("abc")
    made = found(path, kept_in)
    assert made.heard.pauses
    assert made.seen.thumbnails
    monkeypatch.setattr(module, "look", None)  # nothing is looked at again
    assert same(found(path, kept_in), made)


def test_the_name_is_that_of_the_content_and_of_the_version(monkeypatch):
    name = analysis_name("abc")
    assert name != analysis_name("abd")
    monkeypatch.setattr(module, "ANALYSIS_VERSION", 0)
    assert name != analysis_name("abc")


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "other"])
def test_a_damaged_file_is_made_again(damage, tmp_path):
    path, kept_in = film(tmp_path / "talk.mp4", TALK), tmp_path / "kept.analysis"
    made = found(path, kept_in)
    whole = kept_in.read_bytes()
    middle = len(whole) // 2
    changed = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    bad = {"cut": whole[:-5], "changed": changed, "empty": b"", "other": b"something else"}
    kept_in.write_bytes(bad[damage])
    assert same(found(path, kept_in), made)
    assert kept_in.read_bytes() == whole


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path):
    path = film(tmp_path / "talk.mp4", TALK)
    assert found(path, tmp_path / "no folder" / "kept.analysis").seen.changes


def test_sound_and_picture_are_both_needed_by_nobody(tmp_path):
    assert found(film(tmp_path / "silent.mp4", TALK)).heard.loudness_lufs is None
    sound = make(tmp_path / "talk.wav", Film(sound=noise(9.0), sound_codec="pcm_s16le"))
    assert found(sound).heard.loudness_lufs is not None


def test_progress_goes_from_0_to_1(tmp_path):
    fractions: list[float] = []
    threads = set()

    def note(now: Progress) -> None:
        fractions.append(now.fraction)
        threads.add(threading.get_ident())

    found(recordings.plain(tmp_path), progress=Progress(note))
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert threads == {threading.get_ident()}


@pytest.mark.parametrize("after_s", [0.0, 0.1, 0.4])
def test_it_is_cancelled_at_once_and_leaves_nothing(after_s, tmp_path):
    long = Talk(TALK.slides, 60.0, size=(640, 360), webcam=True)
    path = film(tmp_path / "talk.mp4", long)
    folder = tmp_path / "cache"
    folder.mkdir()
    progress = Progress()
    timer = threading.Timer(after_s, progress.cancel)
    running = set(threading.enumerate())
    timer.start()
    try:
        found(path, folder / "kept.analysis", progress)
    except Cancelled:
        assert not list(folder.iterdir())
    timer.join()
    assert set(threading.enumerate()) <= running


def test_a_cancel_takes_less_than_half_a_second(tmp_path):
    path = film(tmp_path / "talk.mp4", Talk(TALK.slides, 30.0, size=(640, 360), webcam=True))
    asked: list[float] = []

    def stop(now: Progress) -> None:
        if not asked:
            asked.append(time.monotonic())
            now.cancel()

    with pytest.raises(Cancelled):
        found(path, progress=Progress(stop))
    assert time.monotonic() - asked[0] < 5  # a loaded machine is slow; it is not the whole film


def test_a_broken_ffmpeg_is_an_error_and_no_cancel(tmp_path):
    recording = probe(recordings.plain(tmp_path))
    with pytest.raises(StudioError) as raised:
        analyse(recording, ffmpeg=tmp_path / "nothing", progress=Progress())
    assert raised.value.message.id == "media.ffmpeg_broken"
