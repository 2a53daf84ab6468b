"""Talks with known topics: sentences with times, and where their editors put headings."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.media.cues import Cue
from studio.media.look import SlideChange
from studio.media.pauses import Pause
from tests.real_media.films import LECTURES

_WORDS_PER_CUE = 8
_MARKDOWN = re.compile(r"[`*_\\]")
_LONGEST_GAP_S = 5.0


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk as captions, with its true boundaries; `series` is whose talk it is."""

    name: str
    series: str
    duration_s: float
    cues: tuple[Cue, ...]
    boundaries: NDArray[np.float64]
    pauses: tuple[Pause, ...] = ()
    slides: tuple[SlideChange, ...] = ()
    words: tuple[tuple[float, float], ...] = ()
    language: str = "en"


Timed = tuple[float, str]


def talks(folder: Path = LECTURES / "talks") -> list[Talk]:
    """Return the transcripts of a folder: JSON with `utterances` and `boundaries`."""
    return [_talk(path) for path in sorted(folder.glob("*.json"))]


def sessions(folder: Path = LECTURES / "tinyrec" / "dev") -> list[Talk]:
    """Return recorded work sessions; their fine topics are the boundaries."""
    return [_session(path) for path in sorted(folder.glob("*_anno.json"))]


def _talk(path: Path) -> Talk:
    data = json.loads(path.read_text("utf-8"))
    said = [(float(one["t"]), _MARKDOWN.sub("", one["text"])) for one in data["utterances"]]
    words = _evenly(said)
    headings = sorted({float(one["t"]) for one in data["boundaries"]})
    return Talk(
        path.stem,
        path.stem.partition("__")[0],
        words[-1][0] + 0.3,
        cues_of(words),
        _inner(headings),
    )


def _evenly(said: Sequence[Timed]) -> list[Timed]:
    """Return words with times: within an utterance evenly, up to where the next one starts.

    Nothing of who speaks and of where an utterance begins is left but its place in time.
    """
    first_s, last_s = said[0][0], said[-1][0]
    rate = max(sum(len(text) for _, text in said[:-1]) / max(last_s - first_s, 1.0), 5.0)
    end = (last_s + len(said[-1][1]) / rate, "")
    words: list[Timed] = []
    for (start_s, text), (next_s, _) in pairwise([*said, end]):
        length_s = max(next_s - start_s, 0.0)
        for word in re.finditer(r"\S+", text):
            at_s = start_s + length_s * word.start() / len(text)
            words.append((max(at_s, words[-1][0] if words else 0.0), word[0]))
    return words


def cues_of(words: Sequence[Timed]) -> tuple[Cue, ...]:
    """Return words as captions without gaps, parted where a sentence ends and each few words."""
    parts: list[list[Timed]] = [[]]
    for word in words:
        parts[-1].append(word)
        if len(parts[-1]) >= _WORDS_PER_CUE or word[1][-1] in ".!?":
            parts.append([])
    kept = [part for part in parts if part]
    ends = [*(part[0][0] for part in kept[1:]), words[-1][0] + 0.3]
    return tuple(
        Cue(part[0][0], max(end_s, part[0][0] + 0.001), " ".join(text for _, text in part))
        for part, end_s in zip(kept, ends, strict=True)
    )


def _session(path: Path) -> Talk:
    (data,) = json.loads(path.read_text("utf-8")).values()
    record = path.with_name(path.name.replace("_anno", ""))
    (session,) = json.loads(record.read_text("utf-8")).values()
    starts, words = _without_gaps(session["entries"])
    boundaries = sorted({starts[first] for first, *_ in data["fine"]})
    name = f"tinyrec__{path.stem[:8]}"
    return Talk(name, "tinyrec", words[-1][0] + 0.3, cues_of(words), _inner(boundaries))


def _without_gaps(entries: Sequence[dict[str, Any]]) -> tuple[list[float], list[Timed]]:
    """Return when each entry starts, and the words; hours in which nobody spoke are left out."""
    words: list[Timed] = []
    starts: list[float] = []
    gone = last = 0.0
    for entry in entries:
        text = entry.get("doc", "")
        if text:
            gone += max(entry["start"] - gone - last - _LONGEST_GAP_S, 0.0)
        start_s = max(entry["start"] - gone, last)
        starts.append(start_s)
        length_s = max(entry["end"] - gone - start_s, 0.0)
        words += [
            (start_s + length_s * word.start() / len(text), word[0])
            for word in re.finditer(r"\S+", text)
        ]
        last = start_s + length_s if text else last
    return starts, words


def _inner(boundaries: Sequence[float]) -> NDArray[np.float64]:
    return np.array([at_s for at_s in boundaries if at_s > 0.0])
