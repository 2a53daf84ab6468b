"""The sound of a benchmark lecture: sentences spoken by espeak-ng, with pauses between them."""

from __future__ import annotations

import io
import shutil
import subprocess
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from tests.bench.lecture_words import sentences

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples: TypeAlias = NDArray[np.float32]

SPEECH_RATE = 22_050
_ROOM = 0.0006
_SILENT = 0.004


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said from `start_s` to `end_s`."""

    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class Speech:
    """The sound of a lecture, mono at `SPEECH_RATE`, and what is said in it."""

    samples: Samples
    sentences: tuple[Sentence, ...]

    @property
    def pauses(self) -> list[tuple[float, float]]:
        """When nobody speaks, in seconds."""
        starts = [0.0, *(each.end_s for each in self.sentences)]
        ends = [*(each.start_s for each in self.sentences), len(self.samples) / SPEECH_RATE]
        return list(zip(starts, ends, strict=True))


def speak(random: Random, length_s: float) -> Speech:
    """Return so many seconds of speech, with pauses of 0.25 to 3 s and the noise of a room."""
    count = round(length_s * SPEECH_RATE)
    samples = np.random.default_rng(9).normal(0, _ROOM, count).astype(np.float32)
    said: list[Sentence] = []
    at = SPEECH_RATE // 2
    for text, voice in _voices(random):
        if at + len(voice) > count - SPEECH_RATE // 2:
            break
        samples[at : at + len(voice)] += voice
        said.append(Sentence(at / SPEECH_RATE, (at + len(voice)) / SPEECH_RATE, text))
        at += len(voice) + round(_pause_s(random) * SPEECH_RATE)
    return Speech(samples, tuple(said))


def _pause_s(random: Random) -> float:
    """Return the length of a pause: most are short, some are long."""
    return min(3.0, 0.25 + random.expovariate(1 / 0.6))


def _voices(random: Random) -> Iterator[tuple[str, Samples]]:
    program = shutil.which("espeak-ng")
    for text in sentences(random):
        yield text, _spoken(Path(program), text) if program else _babble(random, text)


def _spoken(program: Path, text: str) -> Samples:
    words = [str(program), "-v", "en", "-s", "155", "--stdout", text]
    wav = subprocess.run(words, check=True, capture_output=True).stdout
    with wave.open(io.BytesIO(wav)) as sound:
        data = sound.readframes(sound.getnframes())
    voice = np.frombuffer(data, "<i2") / 32768
    loud = np.flatnonzero(np.abs(voice) > _SILENT)
    return (0.6 * voice[loud[0] : loud[-1] + 1]).astype(np.float32)


def _babble(random: Random, text: str) -> Samples:
    """Return noise with the rhythm of syllables, for where there is no espeak-ng."""
    count = round(len(text) * 0.065 * SPEECH_RATE)
    noise = np.random.default_rng(random.getrandbits(32)).normal(0, 0.25, count)
    smooth = np.convolve(noise, np.hanning(16) / 8, "same")
    syllables = 0.15 + np.abs(np.sin(np.pi * 4 * np.arange(count) / SPEECH_RATE))
    return (smooth * syllables).astype(np.float32)
