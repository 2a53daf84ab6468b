# SPDX-License-Identifier: MIT
"""Captions as WebVTT (https://www.w3.org/TR/webvtt1/)."""

from __future__ import annotations

from collections.abc import Iterable

LINE = 42
"""The most characters in a line, of which a cue has two."""


def webvtt(cues: Iterable[tuple[float, float, str]]) -> str:
    """Return a WebVTT file of the cues: start and end in seconds, text."""
    blocks = [f"{_time(start)} --> {_time(end)}\n{wrapped(text)}\n" for start, end, text in cues]
    return "\n".join(["WEBVTT\n", *blocks])


def wrapped(text: str) -> str:
    """Return `text` in one line, or in two of about the same length.

    The first line rather ends after a comma or the like, and rather not after a short word, which
    belongs to the next.

    Raises:
        ValueError: the text is longer than two lines.
    """
    if len(text) <= LINE:
        return text
    words = text.split(" ")
    folds = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    fitting = [fold for fold in folds if max(len(fold[0]), len(fold[1])) <= LINE]
    if not fitting:
        raise ValueError(f"too long for a caption: {text}")
    best = min(fitting, key=_ugliness)
    return "\n".join(best)


def _ugliness(fold: tuple[str, str]) -> int:
    first, second = fold
    imbalance = abs(len(first) - len(second))
    if first.endswith((",", ":", ".", ";", "?")):
        return imbalance - 20
    last = first.split(" ")[-1].split("\u2019")[-1]
    return imbalance + (12 if len(last) < 4 else 0)


def _time(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"
