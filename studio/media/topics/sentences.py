"""Sentences put together across captions, with their times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio.media.captions import sentence_breaks
from studio.media.cues import Cue

_WORDS_PER_SENTENCE = 60
_PAUSE_S = 0.7
_UNPUNCTUATED_WORDS = 16
_LONGEST_WORDS = 90


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said in [`start_s`, `end_s`), in one line."""

    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of a recording, by time.

    `punctuated` is False where captions have no punctuation, as those of many machines: their
    "sentences" end at pauses and at the borders of captions.
    """

    sentences: tuple[Sentence, ...]
    punctuated: bool


@dataclass(frozen=True, slots=True)
class _Word:
    start_s: float
    end_s: float
    text: str
    ends_sentence: bool
    ends_cue: bool


def read_sentences(cues: Sequence[Cue]) -> Reading:
    """Return the sentences of captions. Within a caption words are taken to be spoken evenly."""
    words = [word for cue in _without_repeats(cues) for word in _words(cue)]
    ends = sum(word.ends_sentence for word in words)
    punctuated = ends * _WORDS_PER_SENTENCE >= len(words)
    parts = _parted(words, punctuated=punctuated)
    return Reading(tuple(map(_joined, parts)), punctuated)


def _without_repeats(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Yield the cues without the lines that roll up from the cue before, as live captions do."""
    before: list[str] = []
    for cue in sorted(cues, key=lambda cue: cue.start_s):
        lines = cue.text.splitlines()
        rolled = next((n for n in range(len(lines) - 1, 0, -1) if lines[:n] == before[-n:]), 0)
        before = lines
        yield Cue(cue.start_s, cue.end_s, "\n".join(lines[rolled:]))


def _words(cue: Cue) -> Iterator[_Word]:
    text = " ".join(cue.text.split())
    breaks = set(sentence_breaks(text))
    length_s, at = cue.end_s - cue.start_s, 0
    for word in text.split(" "):
        end = at + len(word)
        yield _Word(
            cue.start_s + length_s * at / max(len(text), 1),
            cue.start_s + length_s * end / max(len(text), 1),
            word,
            end in breaks,
            end == len(text),
        )
        at = end + 1


def _parted(words: Sequence[_Word], *, punctuated: bool) -> Iterator[list[_Word]]:
    part: list[_Word] = []
    for word in words:
        if part and _paused(part, word, punctuated=punctuated):
            yield part
            part = []
        part.append(word)
        if word.ends_sentence or len(part) >= _LONGEST_WORDS:
            yield part
            part = []
    if part:
        yield part


def _paused(part: Sequence[_Word], word: _Word, *, punctuated: bool) -> bool:
    """Return whether a sentence without a full stop ends before `word`."""
    if punctuated or not part[-1].ends_cue:
        return False
    return word.start_s - part[-1].end_s >= _PAUSE_S or len(part) >= _UNPUNCTUATED_WORDS


def _joined(words: Sequence[_Word]) -> Sentence:
    text = " ".join(word.text for word in words)
    return Sentence(words[0].start_s, max(words[-1].end_s, words[0].start_s), text)
