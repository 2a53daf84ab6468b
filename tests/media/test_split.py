"""The whole line, from a recording to clips under the limit."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import av
import pytest

from studio.jobs import Cancelled, Progress
from studio.media.cues import Cue
from studio.media.cut import cut
from studio.media.split import Split, split
from studio.messages import StudioError, message
from tests.media import recordings
from tests.media.kinds import KINDS
from tests.real_media.films import LECTURES, Film, make, noise, numbers, steady


def written(found: Split, folder: Path) -> list[Path]:
    names = [folder / f"{clip.index}{found.recording.clip_suffix}" for clip in found.clips]
    cut(found.recording, [(clip.start_s, clip.end_s) for clip in found.clips], names)
    return names


def seconds(path: Path) -> float:
    with av.open(str(path)) as container:
        return (container.duration or 0) / 1e6


@pytest.mark.parametrize("made", KINDS)
def test_every_kind_of_recording_becomes_clips_under_the_limit(made, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))  # no ffmpeg and no ffprobe there
    found = split(made(tmp_path), limit_s=5.0)
    assert len(found.clips) >= 2
    assert found.clips[-1].end_s == found.recording.duration_s
    assert all(before.end_s == after.start_s for before, after in pairwise(found.clips))
    clips = written(found, tmp_path)
    assert max(map(seconds, clips)) < 5.0
    if found.recording.has_video:
        wanted = [number for number, _ in numbers(found.recording.path)]
        assert [number for clip in clips for number, _ in numbers(clip)] == wanted


def test_cuts_fall_in_the_pauses(tmp_path):
    found = split(recordings.plain(tmp_path), limit_s=5.0)
    for clip in found.clips[:-1]:
        assert any(start_s <= clip.end_s <= end_s for start_s, end_s in recordings.PAUSES)
        assert clip.reasons[0].id == "plan.reason.pause"


@pytest.mark.parametrize("path", sorted((LECTURES / "media").glob("*.[mf][pol][4va]*")), ids=str)
def test_real_recordings_keep_a_limit_of_20_seconds(path, tmp_path):
    found = split(path, limit_s=20.0)
    assert all(seconds(clip) < 20.0 for clip in written(found, tmp_path))
    total_s = sum(clip.duration_s for clip in found.clips)
    assert total_s == pytest.approx(found.recording.duration_s)
    assert len(found.clips) == 1 or total_s > 19.75


def test_a_recording_just_at_the_limit_is_parted(tmp_path):
    film = make(tmp_path / "film.mp4", Film(ticks=steady(6), sound=noise(6, [(2.9, 3.3)])))
    assert len(split(film, limit_s=6.0).clips) == 2
    assert len(split(film, limit_s=7.0).clips) == 1


def test_captions_give_sentences_and_titles(tmp_path):
    said = [
        Cue(0.0, 2.8, "That was that."),
        Cue(3.3, 5.9, "And that too."),
        Cue(6.5, 8.9, "Part two: the rest. And so on"),
    ]
    found = split(recordings.plain(tmp_path), limit_s=7.0, captions=said)
    first, second = found.clips
    assert "plan.reason.sentence" in {reason.id for reason in first.reasons}
    assert first.title == message("plan.title.part", n=1)
    assert second.title == message("plan.title.said", title="The rest")


def test_a_broken_ffmpeg_of_the_settings_is_an_error(tmp_path):
    with pytest.raises(StudioError) as raised:
        split(recordings.plain(tmp_path), limit_s=5.0, ffmpeg=tmp_path / "nothing")
    assert raised.value.message.id == "media.ffmpeg_broken"


def test_progress_goes_from_0_to_1(tmp_path):
    seen: list[float] = []
    split(
        recordings.plain(tmp_path),
        limit_s=5.0,
        progress=Progress(lambda now: seen.append(now.fraction)),
    )
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_it_can_be_cancelled(tmp_path):
    progress = Progress(lambda now: now.cancel())
    with pytest.raises(Cancelled):
        split(recordings.plain(tmp_path), limit_s=5.0, progress=progress)


def test_pins_and_stretches_left_out_reach_the_plan(tmp_path):
    found = split(recordings.plain(tmp_path), limit_s=7.0, pinned=[3.0], excluded=[(6.0, 7.0)])
    assert found.clips[0].end_s == pytest.approx(3.0, abs=0.05)
    assert found.clips[0].reasons == (message("plan.reason.pinned"),)
    assert any(clip.end_s == pytest.approx(6.0, abs=0.05) for clip in found.clips)
    assert any(clip.start_s == pytest.approx(7.0, abs=0.05) for clip in found.clips)


def test_what_a_plan_was_made_from_can_be_shown(tmp_path):
    found = split(recordings.plain(tmp_path), limit_s=5.0)
    places = {place.at_s: place.terms for place in found.candidates}
    assert found.evidence.pauses
    assert all(places[clip.end_s] == clip.terms for clip in found.clips[:-1])
