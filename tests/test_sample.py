"""The sample lecture that is kept in the repository."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import av
import numpy as np
import pytest

SAMPLES = Path(__file__).parents[1] / "assets" / "samples"
FILM = SAMPLES / "first-home.mp4"
TIMING = re.compile(r"(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3})")


def cues(language: str) -> list[tuple[float, float, list[str]]]:
    """Return the captions: start and end in seconds, lines."""
    head, *blocks = FILM.with_suffix(f".{language}.vtt").read_text("utf-8").strip().split("\n\n")
    assert head == "WEBVTT"
    return [(*times(block.split("\n")[0]), block.split("\n")[1:]) for block in blocks]


def times(line: str) -> tuple[float, float]:
    match = TIMING.fullmatch(line)
    assert match, line
    hours, minutes, seconds, *end = map(float, match.groups())
    return hours * 3600 + minutes * 60 + seconds, end[0] * 3600 + end[1] * 60 + end[2]


def narration(language: str) -> list[str]:
    """Return the texts of the captions, as the lecture has them."""
    lecture = tomllib.loads((SAMPLES / "first_home" / "lecture.toml").read_text("utf-8"))
    slides = [slide for section in lecture["sections"] for slide in section["slides"]]
    said = [step[language] for slide in slides for step in slide["steps"]]
    lines = [line for text in said for line in text.splitlines()]
    return [text for line in lines for text in line.split(" | ")]


@pytest.fixture(scope="module")
def length():
    with av.open(str(FILM)) as container:
        assert container.duration is not None
        return container.duration / 1_000_000


def test_film_is_a_small_lecture_of_15_to_20_minutes(length):
    assert 15 * 60 <= length <= 20 * 60
    assert FILM.stat().st_size <= 8_500_000


def test_film_is_what_browsers_play_and_starts_with_its_index():
    with av.open(str(FILM)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, video.format.name) == ("h264", "yuv420p")
        assert (video.width, video.height) == (1280, 720)
        assert (audio.codec_context.name, audio.channels) == ("aac", 1)
    content = FILM.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_captions_are_the_narration(language):
    assert [" ".join(lines) for *_, lines in cues(language)] == narration(language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_captions_can_be_read(language, length):
    before = 0.0
    for start, end, lines in cues(language):
        assert before <= start < end <= length
        assert 1 <= end - start <= 6, lines
        assert len(lines) <= 2
        assert max(map(len, lines)) <= 42, lines
        assert sum(map(len, lines)) / (end - start) <= 20, lines
        before = end


def test_captions_have_the_same_times_in_both_languages():
    assert [cue[:2] for cue in cues("en")] == [cue[:2] for cue in cues("fr")]


def test_captions_stand_where_something_is_said():
    with av.open(str(FILM)) as container:
        rate = container.streams.audio[0].rate
        sound = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    spoken = np.zeros(len(sound), bool)
    for start, end, _ in cues("en"):
        part = slice(round(start * rate), round(end * rate))
        assert np.abs(sound[part]).max() > 0.1
        spoken[part] = True
    assert np.abs(sound[~spoken]).max() < 0.06  # what the sound's compression smears


def test_questions_can_be_answered_and_are_taught_before(length):
    quiz = tomllib.loads((SAMPLES / "first-home.toml").read_text("utf-8"))
    keys = {objective["key"] for objective in quiz["objectives"]}
    for question in quiz["questions"]:
        right = [choice["correct"] for choice in question.get("choices", ())]
        assert 0 < question["after_s"] < length
        assert set(question["objectives"]) <= keys
        assert {
            "single-choice": right.count(True) == 1 and right.count(False) >= 2,
            "multiple-choice": right.count(True) >= 2 and right.count(False) >= 1,
            "true-false": "answer" in question,
        }[question["type"]], question["stem"]
        assert all(choice["feedback"] for choice in question.get("choices", ()))
    assert keys == {key for question in quiz["questions"] for key in question["objectives"]}
