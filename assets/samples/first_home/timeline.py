# SPDX-License-Identifier: MIT
"""When everything is said and shown. All times are in seconds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
from script import Lecture, Line, Slide
from voice import Narrator, Samples, Speech

BEFORE_SECTION = 1.4
BEFORE_SLIDE = 0.95
BEFORE_STEP = 0.6
BEFORE_LINE = 0.42
AFTER_QUESTION = 0.2  # on top of the others
AT_THE_ENDS = 1.5
SHOWN_AHEAD = 0.4  # of the first word of a step, so that the eye is there before the ear
CAPTION_LINGERS = 0.25


@dataclass(frozen=True)
class Cue:
    """A caption in both languages."""

    start: float
    end: float
    en: str
    fr: str


@dataclass(frozen=True)
class Shot:
    """From `start` on, `slide` of the section numbered `section` shows its first `items`."""

    start: float
    section: int
    slide: Slide
    items: int


@dataclass
class Timeline:
    """The lecture laid out in time: the sound, the captions, and what is seen."""

    rate: int
    cues: list[Cue] = field(default_factory=list)
    shots: list[Shot] = field(default_factory=list)
    now: float = 0.0
    _sounds: list[Samples] = field(default_factory=list)

    @property
    def sound(self) -> Samples:
        """The whole sound: mono, `rate` samples a second."""
        return np.concatenate(self._sounds)

    def be_silent(self, seconds: float) -> None:
        """Go on without a word."""
        self._add(np.zeros(round(seconds * self.rate), np.float32))

    def say(self, line: Line, speech: Speech) -> None:
        """Go on with a spoken line and its captions."""
        places = accumulate((len(part) + 1 for part in line.en[:-1]), initial=0)
        starts = [self.now + speech.words[place] for place in places]
        self._add(speech.samples)
        ends = [*starts[1:], self.now + CAPTION_LINGERS]
        self.cues += map(Cue, starts, ends, line.en, line.fr)

    def _add(self, samples: Samples) -> None:
        self._sounds.append(samples)
        self.now += len(samples) / self.rate


def lay_out(lecture: Lecture, narrator: Narrator) -> Timeline:
    """Return the lecture spoken by `narrator`, laid out in time."""
    timeline = Timeline(narrator.rate)
    asked = False
    for silence, line, shot in _lines(lecture):
        timeline.be_silent(silence + (AFTER_QUESTION if asked else 0.0))
        if shot:
            start = max(0.0, timeline.now - SHOWN_AHEAD) if timeline.cues else 0.0
            timeline.shots.append(Shot(start, *shot))
        timeline.say(line, narrator.speak(line.spoken))
        asked = line.spoken.endswith("?")
    timeline.be_silent(AT_THE_ENDS)
    return timeline


def _lines(lecture: Lecture) -> Iterator[tuple[float, Line, tuple[int, Slide, int] | None]]:
    """Yield every line with the silence before it and, where the picture changes, what is seen."""
    silence = AT_THE_ENDS
    for number, section in enumerate(lecture.sections, 1):
        for slide in section.slides:
            shown = 0
            for step in slide.steps:
                shown += len(step.add)
                seen: tuple[int, Slide, int] | None = (number, slide, shown)
                for line in step.lines:
                    yield silence, line, seen
                    silence, seen = BEFORE_LINE, None
                silence = step.pause or BEFORE_STEP
            silence = max(silence, BEFORE_SLIDE)
        silence = BEFORE_SECTION
