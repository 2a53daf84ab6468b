"""Lectures with pauses: rebuilt from word timings, and our own French ones with drawn timings."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from studio.media.cues import Cue
from studio.media.look import SlideChange
from studio.media.pauses import MINIMUM_PAUSE_S, Pause
from tests.bench.talks import Talk, cues_of
from tests.real_media.films import LECTURES

_OWN = Path(__file__).parent / "lectures"
_DEPTH_DB = 25.0
_MILLISECONDS = re.compile(r"-(\d+)\.jpg$")
_LETTERS_PER_S = 11.5

Span = tuple[float, float]


def rebuilt(folder: Path = LECTURES / "m3av") -> list[Talk]:
    """Return lectures with the real times of words and slides; the slides are the boundaries."""
    return [_rebuilt(path) for path in sorted(folder.glob("*/speech/final+timestamps.json"))]


def own(seed: int = 5) -> list[Talk]:
    """Return the French lectures, spoken at a drawn pace with drawn pauses."""
    return [_spoken(path, random.Random(f"{seed} {path.name}")) for path in sorted(_OWN.iterdir())]


def _rebuilt(path: Path) -> Talk:
    parts = [part for part in json.loads(path.read_text("utf-8")) if part["words_spoken"]]
    words = [(one["start"], one["end"]) for part in parts for one in part["words_spoken"]]
    cues = tuple(
        Cue(
            part["words_spoken"][0]["start"], part["words_spoken"][-1]["end"], part["final_written"]
        )
        for part in parts
    )
    pictures = (path.parents[1] / "ocr" / "seg_imgs").iterdir()
    # A picture is named by when its slide is last shown; the last one leaves nothing after it.
    times = sorted(int(_MILLISECONDS.findall(picture.name)[0]) / 1000 for picture in pictures)[:-1]
    slides = tuple(SlideChange(at_s, 0.5, is_slide=True) for at_s in times)
    name = path.parents[1].name
    end_s = max(end for _, end in words) + 0.5
    return Talk(name, name, end_s, cues, np.array(times), pauses_of(words), slides, tuple(words))


def pauses_of(words: Sequence[Span]) -> tuple[Pause, ...]:
    """Return the gaps between words that are long enough for a pause."""
    return tuple(
        Pause(end_s, start_s, _DEPTH_DB)
        for (_, end_s), (start_s, _) in pairwise(words)
        if start_s - end_s >= MINIMUM_PAUSE_S
    )


def _spoken(path: Path, luck: random.Random) -> Talk:
    """Return a text as it may be spoken: each paragraph, of whatever topic, ends in a pause."""
    at_s = 1.0
    words: list[Span] = []
    said: list[tuple[float, str]] = []
    boundaries: list[float] = []
    for block in path.read_text("utf-8").split("\n\n"):
        if block.startswith("#"):
            boundaries.append(at_s)
        text = re.sub(r"^#.*\n", "", block)
        for word in text.split():
            length_s = max(len(word), 2) / _LETTERS_PER_S * luck.uniform(0.8, 1.25)
            words.append((at_s, at_s + length_s))
            said.append((at_s, word))
            at_s += length_s + _gap_s(word, luck)
        at_s += luck.lognormvariate(-0.2, 0.6)
    cues = tuple(_shown(cues_of(said), words))
    name = path.name.partition(".")[0]
    inner = np.array(boundaries[1:])
    return Talk(name, name, at_s, cues, inner, pauses_of(words), (), tuple(words), "fr")


def _gap_s(word: str, luck: random.Random) -> float:
    if word[-1] in ".?!":
        return luck.lognormvariate(-0.3, 0.5)
    if word[-1] in ",:;":
        return luck.lognormvariate(-1.4, 0.5)
    return luck.lognormvariate(-0.9, 0.5) if luck.random() < 0.03 else 0.02


def _shown(cues: Sequence[Cue], words: Sequence[Span]) -> list[Cue]:
    """Return captions that end with their last word."""
    ends = np.array([end_s for _, end_s in words])
    last = np.searchsorted(ends, [cue.end_s for cue in cues], side="right") - 1
    return [Cue(cue.start_s, float(ends[at]), cue.text) for cue, at in zip(cues, last, strict=True)]
