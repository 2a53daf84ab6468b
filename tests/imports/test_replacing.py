"""Another file for a recording: clips and captions stay with what is said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.course.ids import new_id
from studio.course.model import Course
from studio.course.recording_clips import clips_of
from studio.imports.captions import cues_of
from studio.imports.lecture import Lecture, bring_in_lecture
from studio.imports.replacing import Replacement, replaced_recording
from studio.jobs import Progress
from studio.media.alignment import shift_s
from studio.media.peaks import Peaks, pyramid
from studio.project.project import Project, create_project
from tests.real_media.films import Film, make, noise, steady

PAUSES = ((3.0, 3.6), (7.2, 8.1), (9.0, 9.2), (12.4, 13.3), (16.1, 16.4), (18.0, 19.1))
TALK = noise(24.0, PAUSES)
CAPTIONS = "WEBVTT\n\n00:00.500 --> 00:02.900\nTrees.\n\n00:08.200 --> 00:08.900\nOaks.\n"


def film(path: Path, sound: np.ndarray) -> Path:
    seconds = len(sound) / 48_000
    return make(path, Film(ticks=steady(round(seconds, 2)), sound=sound))


@pytest.fixture
def project(tmp_path) -> Project:
    course = Course(id=new_id(), title="Trees", language="en")
    return create_project(tmp_path / "a.course", course)


@pytest.fixture
def lecture(project, tmp_path) -> Lecture:
    captions = tmp_path / "talk.vtt"
    captions.write_text(CAPTIONS)
    return bring_in_lecture(
        project,
        project.load(),
        film(tmp_path / "talk.mp4", TALK),
        captions=captions,
        limit_s=10.0,
        ffmpeg=None,
        progress=Progress(),
    )


def replaced(project: Project, course: Course, file: Path) -> Replacement:
    [recording] = course.recordings
    return replaced_recording(project, course, recording, file, ffmpeg=None, progress=Progress())


def spans(course: Course) -> list[tuple[float, float]]:
    [recording] = course.recordings
    return [(clip.start_s, clip.end_s) for clip in clips_of(course, recording)]


def test_clips_and_captions_follow_a_talk_that_begins_later(project, lecture, tmp_path):
    before = lecture.edit(project.load())
    intro = noise(4.2, [(1.0, 1.5), (3.8, 4.2)], seed=7)
    found = replaced(project, before, film(tmp_path / "new.mp4", np.concatenate((intro, TALK))))
    assert found.shift_s == pytest.approx(4.2, abs=0.03)
    now = found.follow(before)
    moved = [(start + found.shift_s, end + found.shift_s) for start, end in spans(before)]
    assert spans(now) == [pytest.approx(span) for span in moved]
    [recording] = now.recordings.values()
    cues = cues_of(project, recording, "en")
    assert [cue.text for cue in cues] == ["Trees.", "Oaks."]
    assert cues[0].start_s == pytest.approx(0.5 + found.shift_s, abs=0.002)
    assert now.screens == before.screens
    assert spans(found.stay(before)) == spans(before)


def test_what_the_new_file_has_no_more_of_is_cut_off(project, lecture, tmp_path):
    before = lecture.edit(project.load())
    found = replaced(project, before, film(tmp_path / "new.mp4", TALK[round(2.5 * 48_000) :]))
    assert found.shift_s == pytest.approx(-2.5, abs=0.03)
    now = found.follow(before)
    [recording] = now.recordings.values()
    ends = [end + found.shift_s for _, end in spans(before)]
    assert [end for _, end in spans(now)] == [pytest.approx(end, abs=0.05) for end in ends]
    assert spans(now)[0][0] == 0.0
    first = cues_of(project, recording, "en")[0]
    assert (first.start_s, first.text) == (0.0, "Trees.")


def test_another_talk_leaves_clips_where_they_are(project, lecture, tmp_path):
    before = lecture.edit(project.load())
    other = noise(28.0, [(2.0, 2.9), (6.6, 7.0), (15.0, 15.8), (21.0, 22.0)], seed=9)
    found = replaced(project, before, film(tmp_path / "new.mp4", other))
    assert found.shift_s == 0.0
    assert spans(found.follow(before)) == spans(before)


def test_a_shorter_recording_keeps_the_clips_that_it_has(project, lecture, tmp_path):
    before = lecture.edit(project.load())
    found = replaced(project, before, film(tmp_path / "new.mp4", noise(11.0, [], seed=5)))
    now = found.follow(before)
    [recording] = now.recordings.values()
    kept = [clip for clip in lecture.clips if clip.start_s <= recording.duration_s - 1.0]
    assert [clip.id for clip in clips_of(now, recording.id)] == [clip.id for clip in kept]
    assert spans(now)[-1][1] == recording.duration_s
    assert [each.media for each in now.recordings.values()] == list(now.media)
    assert len(now.screens) == len(kept)


def waveform(loud: np.ndarray) -> Peaks:
    high = np.clip(loud, 0, 127).astype(np.int8)
    return pyramid(np.stack((-high, high), axis=1))


@pytest.mark.parametrize("gain", [0.4, 1.0, 2.5])
@pytest.mark.parametrize("later", [-6_000, -1, 0, 3, 1_234, 40_000])
def test_the_shift_is_found_to_the_step_whatever_the_volume(gain, later):
    random = np.random.default_rng(3)
    bursts = [random.gamma(2, level, random.integers(9, 300)) for level in [0.4, 12.0] * 500]
    whole = np.concatenate(bursts)
    first, second = whole[50_000:120_000], whole[50_000 - later : 130_000]
    heard = second * gain + random.normal(0.0, 0.3, len(second))
    assert shift_s(waveform(first), waveform(heard)) == pytest.approx(later / 100)


def test_silence_is_like_nothing():
    silence, nothing = waveform(np.zeros(500)), waveform(np.zeros(0))
    assert shift_s(silence, silence) is None
    assert shift_s(nothing, silence) is None
