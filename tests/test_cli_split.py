"""A plan in the terminal: a timeline as wide as it allows, and captions beside the clips."""

from __future__ import annotations

import io
import sys

import pytest

from studio.cli_split import timeline
from studio.media.captions import read_captions
from studio.media.cost import Terms
from studio.media.evidence import Evidence
from studio.media.plan import PlannedClip
from studio.media.probe import Probe, probe
from studio.media.split import Split
from studio.messages import message
from tests.lines import Run, runner
from tests.media import recordings
from tests.media.test_transcribe import FakeEngine
from tests.real_media.films import Film, make, noise, steady


@pytest.fixture
def run(capsys) -> Run:
    return runner(capsys)


@pytest.fixture
def film(tmp_path):
    return recordings.plain(tmp_path)


def planned(tmp_path, *ends: float) -> Split:
    starts = [0.0, *ends[:-1]]
    said = message("plan.reason.end")
    spans = enumerate(zip(starts, ends, strict=True), 1)
    clips = [PlannedClip(n, a, b, said, (said,), Terms(), 0.0) for n, (a, b) in spans]
    recording = Probe(tmp_path / "a.mp4", "mp4", ends[-1], 0, None, None, browser_safe=True)  # type: ignore[arg-type]
    return Split(recording, 420.0, tuple(clips), Evidence(), ())


def test_bars_are_as_long_as_their_clips(tmp_path):
    found = planned(tmp_path, 300.0, 600.0, 1200.0)
    assert timeline(found, 40, blocks=False) == (
        "=== 1 === === 2 === ======== 3 ========",
        "|0:00     |5:00     |10:00    |15:00",
    )
    assert timeline(found, 40, blocks=True) == (
        "███ 1 ███ ███ 2 ███ ████████ 3 ████████",
        "╵0:00     ╵5:00     ╵10:00    ╵15:00",
    )


@pytest.mark.parametrize("columns", [1, 7, 20, 79, 160])
@pytest.mark.parametrize("clips", [1, 3, 90])
def test_a_timeline_is_never_wider_than_it_may_be(tmp_path, columns, clips):
    found = planned(tmp_path, *(320.0 * (n + 1) for n in range(clips)))
    assert all(len(line) <= columns for line in timeline(found, columns, blocks=True))


@pytest.mark.parametrize(("encoding", "sign"), [("utf-8", "█"), ("ascii", "=")])
def test_the_signs_are_those_that_the_terminal_can_show(
    run, film, monkeypatch, capsys, encoding, sign
):
    monkeypatch.setenv("COLUMNS", "60")
    out = io.TextIOWrapper(io.BytesIO(), encoding)
    monkeypatch.setattr(sys, "stdout", out)
    run("split", film, "--max", "0:05")
    text = out.buffer.getvalue().decode()
    assert sign * 5 in text.splitlines()[2]


def test_captions_are_written_beside_their_clips(run, film, tmp_path):
    (tmp_path / "a.srt").write_text(
        "1\n00:00:01,000 --> 00:00:02,000\none\n\n2\n00:00:07,000 --> 00:00:08,000\ntwo\n"
    )
    said = run(
        *("split", film, "--max", "0:05", "--captions", tmp_path / "a.srt"),
        *("--out", tmp_path / "clips", "--json"),
    )
    clips = [clip for clip in said.data["clips"] if "captions" in clip]
    read = [read_captions(tmp_path / "clips" / clip["captions"])[0] for clip in clips]
    assert [cue.text for cue in read] == ["one", "two"]
    assert [cue.start_s + clip["start_s"] for cue, clip in zip(read, clips, strict=True)] == (
        pytest.approx([1.0, 7.0], abs=0.001)
    )


def test_speech_becomes_captions_of_the_clips(run, film, tmp_path, monkeypatch):
    monkeypatch.setattr("studio.media.transcribe.load_engine", lambda _: FakeEngine())
    said = run(
        *("split", film, "--max", "0:05", "--transcribe", tmp_path, "--language", "fr-CA"),
        *("--out", tmp_path / "clips", "--json"),
    )
    assert said.status == 0
    assert len(list((tmp_path / "clips").glob("*.vtt"))) == len(said.data["clips"])


@pytest.mark.parametrize("words", [["split"], ["add-lecture", "course"]])
def test_a_model_that_is_not_there_is_told(run, film, tmp_path, words, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("new", "course", "--title", "T")
    said = run(*words, film, "--transcribe", tmp_path / "none")
    assert said.status == 1
    assert "none" in said.error or "coursewright[transcribe]" in said.error


def test_a_lecture_is_brought_in_with_what_was_said(run, film, tmp_path, monkeypatch):
    monkeypatch.setattr("studio.media.transcribe.load_engine", lambda _: FakeEngine())
    run("new", tmp_path / "course", "--title", "T", "--language", "en")
    said = run("add-lecture", tmp_path / "course", film, "--transcribe", tmp_path)
    assert said.status == 0
    [stored] = (tmp_path / "course" / "captions").iterdir()
    assert "mot" in stored.read_text("utf-8")
    assert '"fr"' in (tmp_path / "course" / "course.json").read_text("utf-8")


def test_captions_and_transcribing_exclude_each_other(run, film, tmp_path):
    said = run("split", film, "--captions", "a.vtt", "--transcribe", tmp_path)
    assert said.status == 2


def test_what_was_copied_and_encoded_is_said(run, film, tmp_path, monkeypatch):
    words = ("split", film, "--max", "0:05", "--out", tmp_path / "clips")
    clips = run(*words, "--json").data["clips"]
    for clip in clips:
        assert clip["bytes"] == (tmp_path / "clips" / clip["file"]).stat().st_size
    *_, last = clips  # the only keyframe is the first
    assert (last["encoded_frames"], "keyframe" in last["why"]) == (last["frames"], True)
    assert f"{last['frames']} of {last['frames']} pictures encoded" in run(*words).out
    monkeypatch.setenv("COURSEWRIGHT_LANGUAGE", "fr")
    assert f"images encodées\xa0: {last['frames']} sur {last['frames']}" in run(*words).out


def test_a_whole_recording_is_said_to_be_copied(run, film, tmp_path):
    assert "   copied\n" in run("split", film, "--out", tmp_path / "clips").out


def test_clips_are_made_as_they_are_asked_for(run, tmp_path):
    film = make(
        tmp_path / "film.mp4",
        Film(ticks=steady(9), sound=noise(9, [(0.0, 2.0), (4.0, 5.0)]), size=(320, 192)),
    )
    options = ("--trim-silence", "--loudness", "--height", "144", "--largest", "1.5M")
    said = run("split", film, "--out", tmp_path / "clips", *options, "--json")
    [clip] = said.data["clips"]
    assert clip["start_s"] == pytest.approx(1.7, abs=0.1)
    seen = probe(tmp_path / "clips" / clip["file"]).picture
    assert seen
    assert (seen.width, seen.height) == (240, 144)
    assert "144p" in clip["why"]
    said = run("split", film, "--out", tmp_path / "clips", "--loudness", "-20")
    assert "picture copied" in said.out
    assert "-20 LUFS" in said.out


def test_a_size_that_can_not_be_kept_is_told(run, film, tmp_path):
    said = run("split", film, "--out", tmp_path / "clips", "--largest", "10k")
    assert said.status == 1
    assert "10 kB" in said.error
    assert not list((tmp_path / "clips").iterdir())


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *(("--loudness", value) for value in ("loud", "-4", "-60", "nan")),
        *(("--height", value) for value in ("720p", "100", "5000")),
        *(("--largest", value) for value in ("big", "9k", "-100M", "1T")),
    ],
)
def test_options_that_make_no_sense_are_refused(run, film, tmp_path, option, value):
    said = run("split", film, "--out", tmp_path / "clips", f"{option}={value}")
    assert said.status == 2
    assert value in said.error
