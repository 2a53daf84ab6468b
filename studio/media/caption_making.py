"""From words with their times to captions that can be read in the time that they are shown.

At most two lines of 42 columns, one to seven seconds, a new caption at the end of a sentence or
after a silence: the common ground of the subtitling guides of broadcasters (BBC Subtitle
Guidelines, sections on line length and timing; Netflix Timed Text Style Guide, general
requirements).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from studio.media.cues import Cue

COLUMNS = 42
SHORTEST_S, LONGEST_S = 1.0, 7.0
_SILENCE_S = 1.0
_SENTENCE_ENDS = ".!?\u2026\u3002\uff01\uff1f\u061f\u06d4"
_BREAKS = _SENTENCE_ENDS + ",;:\u2014\u060c\u061b\u3001\uff0c\uff1b\uff1a"
_CLOSING = "\"'\u2019\u201d\u00bb)]\u00a0\u202f"
_BREAK_COLUMNS = 12
_FIRST_WIDE = "\u1100"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was heard; its text begins with a space where the language has spaces."""

    start_s: float
    end_s: float
    text: str


def captions_of(words: Iterable[Word]) -> tuple[Cue, ...]:
    """Return captions that hold all `words` (by their start), each for at least a second.

    Only a caption whose successor comes sooner is shorter, and only a word that is longer than a
    line has a longer line to itself.
    """
    cues = [_cue(group) for group in _groups(words)]
    ends = [*(cue.start_s for cue in cues), float("inf")][1:]
    return tuple(
        Cue(cue.start_s, min(max(cue.end_s, cue.start_s + SHORTEST_S), end_s), cue.text)
        for cue, end_s in zip(cues, ends, strict=True)
    )


def columns(text: str) -> int:
    """Return the width of a text: signs of East Asia take two columns (Unicode, UAX 11)."""
    if text.isascii() or max(text) < _FIRST_WIDE:
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _groups(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Yield the words of one caption after the other."""
    group: list[Word] = []
    for word in words:
        if not word.text.strip():
            continue
        if group and _complete(group, word):
            yield group
            group = []
        while group and not _fits([*group, word]):
            first = _best_break(group)
            yield group[:first]
            group = group[first:]
        group.append(word)
    if group:
        yield group


def _complete(group: Sequence[Word], following: Word) -> bool:
    """Return whether a caption ends here: after a silence, or a sentence that can be read."""
    if following.start_s - group[-1].end_s >= _SILENCE_S:
        return True
    long_enough = following.start_s - group[0].start_s >= SHORTEST_S
    return long_enough and _ends_in(group[-1], _SENTENCE_ENDS)


def _fits(group: Sequence[Word]) -> bool:
    in_time = group[-1].end_s - group[0].start_s <= LONGEST_S
    return in_time and max(map(columns, _lines(group))) <= COLUMNS


def _best_break(group: Sequence[Word]) -> int:
    """Return how many words of a full caption to show: up to its last comma, or all of them."""
    after = range(len(group) - 1, len(group) // 2, -1)
    return next((n for n in after if _ends_in(group[n - 1], _BREAKS)), len(group))


def _cue(group: Sequence[Word]) -> Cue:
    start_s = group[0].start_s
    end_s = min(max(group[-1].end_s, start_s + 0.001), start_s + LONGEST_S)
    return Cue(start_s, end_s, "\n".join(_lines(group)))


def _lines(group: Sequence[Word]) -> list[str]:
    """Return a caption as one line if it fits, else as two of about the same length."""
    whole = _text(group)
    if columns(whole) <= COLUMNS or len(group) == 1:
        return [whole]
    best = min(range(1, len(group)), key=lambda at: _unevenness(group, at))
    return [_text(group[:best]), _text(group[best:])]


def _unevenness(group: Sequence[Word], at: int) -> int:
    """Return the price of a line break: the longer line, less where there is punctuation."""
    longer = max(columns(_text(group[:at])), columns(_text(group[at:])))
    natural = longer <= COLUMNS and _ends_in(group[at - 1], _BREAKS)
    return longer - (_BREAK_COLUMNS if natural else 0)


def _text(group: Sequence[Word]) -> str:
    return "".join(word.text for word in group).strip()


def _ends_in(word: Word, marks: str) -> bool:
    return word.text.strip().rstrip(_CLOSING).endswith(tuple(marks))
