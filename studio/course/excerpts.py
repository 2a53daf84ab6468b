"""Short pieces of what an author wrote, to name a thing or to show what differs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

NAME_LENGTH = 60
EXCERPT_LENGTH = 160
_LEAD = 60
"""Characters that two excerpts may have in common before the place where they differ."""

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|~~|`+)(?=\S)(.+?)(?<=\S)\1(?!\w)", re.DOTALL)
_LINE_MARK = re.compile(r"^[ \t]*(?:#{1,6}|>+|[-*+]|\d+[.)])[ \t]+", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")


def plain(markdown: str) -> str:
    """Return Markdown without its commonest marks: headings, lists, emphasis, code and links."""
    text = _LINE_MARK.sub("", _LINK.sub(r"\1", markdown))
    without = _EMPHASIS.sub(r"\2", text)
    while without != text:
        text, without = without, _EMPHASIS.sub(r"\2", without)
    return text


def shortened(text: str, limit: int = NAME_LENGTH) -> str:
    """Return `text` on one line, cut behind a word so that it has about `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    words = line[: limit + 1].rpartition(" ")[0]
    return (words or line[:limit]).rstrip(" ,;:") + "…"


def title_of_file(name: str) -> str:
    """Return a title made of a file's name: `first-home_2.mp4` becomes `First home 2`."""
    words = re.sub(r"[\s_-]+", " ", PurePath(name).stem).strip()
    return words[:1].upper() + words[1:] or name


def differing(before: str, after: str) -> tuple[str, str]:
    """Return the sentences in which two texts differ, cut so that the difference can be seen."""
    olds, news = (_SENTENCE_END.split(text.strip()) for text in (before, after))
    start = _alike(olds, news)
    olds, news = olds[start:], news[start:]
    end = _alike(olds[::-1], news[::-1])
    old, new = (" ".join(side[: len(side) - end]) for side in (olds, news))
    common = _alike(old, new)
    return _from_near(old, common), _from_near(new, common)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many items two sequences have in common from the start."""
    pairs = zip(one, other, strict=False)
    shorter = min(len(one), len(other))
    return next((i for i, (a, b) in enumerate(pairs) if a != b), shorter)


def _from_near(text: str, at: int) -> str:
    if at <= _LEAD:
        return shortened(text, EXCERPT_LENGTH)
    start = text.find(" ", at - _LEAD, at) + 1 or at - _LEAD
    return "…" + shortened(text[start:], EXCERPT_LENGTH)
