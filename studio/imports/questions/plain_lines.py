"""What a line of pasted text is: the beginning of a question, an answer, a key, or more words.

All take a line without spaces around it or two in a row.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from studio.imports.questions.labels import field_named

_QUESTION = re.compile(
    r"(?:(?:question|q) ?(?:n ?°|no\.?|#)? ?\d{1,4} ?[.):\-\u2013\u2014]*|question ?:|"
    r"\d{1,4} ?(?:[.):](?!\d)|[-\u2013\u2014] )) ?(.*)",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"(?P<before>\*|✓|✔|✅|☑|\[[xX✓]\]|\([xX✓]\))?\s*"
    r"(?:(?P<label>(?!\([xX]\))\(?[A-Za-z][.)])\s+|"
    r"(?P<box>[-\u2013\u2014•◦▪‣●○·+☐❌✗]|\[\s?\]|\(\s?\))\s+)"
    r"(?P<after>✓|✔|✅|☑|\[[xX✓ ]?\]|\([xX✓]\)|\*(?=\S[^*]*$))?\s*(?P<text>\S.*)"
)
_MARKED_ONLY = re.compile(r"(?:\*|✓|✔|✅|☑|\[[xX✓]\]|\([xX✓]\))\s?(?P<text>[^\s*].*)")
_TAIL = re.compile(
    r"\s*(?:✓|✔|✅|☑|(?<=\s)\*|\[[xX✓]\]|\((?:[xX✓]|correct|right|juste|vraie?|"
    r"bonne(?: réponse)?|réponse correcte|correct answer|right answer)\)|"
    r"(?:←|<-+)\s*(?:correct|bonne réponse))\s*",
    re.IGNORECASE,
)
_LONGEST_TAIL = 40
_NAMED = re.compile(r"([^\W\d_][^:\n]{0,40}?)\s*:\s*(.*)")
_KEYS = frozenset({"answer", "right"})
_TRUTHS = re.compile(r"\(?(?:vrai|true) ?(?:/|ou|or|-)? ?(?:faux|false)\)? ?[?.]?", re.IGNORECASE)
_TRUTH = re.compile(r"vrai|true|faux|false", re.IGNORECASE)
_POINTS = re.compile(r"\s*[(\[]\s*(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:points?|pts?)\.?\s*[)\]]\s*$")
_INLINE = re.compile(r"(?:^|(?<=\s))\(?([A-Ha-h])[.)]\s+")
STAR = "*"
"""A bullet, or the mark of a right answer."""


class Said(NamedTuple):
    """A line that offers an answer; `bullet` is the sign before it, "" for a letter."""

    text: str
    label: str = ""
    bullet: str = ""
    right: bool = False


def question_start(line: str) -> str | None:
    """Return what a line asks that begins with a number or the word; None for other lines."""
    found = _QUESTION.fullmatch(line)
    return found[1].strip() if found else None


def answers_in(line: str) -> list[Said]:
    """Return the answers of a line: none, one, or `a) … b) … c) …`."""
    several = _inline(line)
    if len(several) > 1:
        return [_said(each) for each in several]
    found = _ANSWER.fullmatch(line)
    if found is None:
        marked = _MARKED_ONLY.fullmatch(line)
        if marked is None:
            return _truth_in(line)
        sign = line.strip()[0]
        text, right = _without_tail(marked["text"])
        bullet = STAR if sign == STAR else "✓"
        return [Said(text, bullet=bullet, right=right or bullet != STAR)]
    return [_said(line)]


def named(line: str) -> tuple[str, str] | None:
    """Return the field that a line like `Réponse : B` names, and what it says of it.

    A field that is not one of those that lists have is none.
    """
    found = _NAMED.fullmatch(line)
    field = field_named(found[1]) if found else ""
    if not found or field in ("", "question"):
        return None
    return ("right" if field in _KEYS else field), found[2].strip()


def offers_truth(line: str) -> bool:
    """Return whether a line offers true and false and nothing else."""
    return _TRUTHS.fullmatch(line) is not None


def with_points(stem: str) -> tuple[str, float | None]:
    """Return a stem without the points that it names at its end, and these."""
    found = _POINTS.search(stem)
    if not found:
        return stem, None
    return stem[: found.start()], float(found[1].replace(",", "."))


def _truth_in(line: str) -> list[Said]:
    """Return the answer of a line that holds nothing but true or false, and a mark perhaps."""
    text, right = _without_tail(line)
    return [Said(text, right=right)] if _TRUTH.fullmatch(text) else []


def _said(line: str) -> Said:
    found = _ANSWER.fullmatch(line)
    if found is None:
        return Said(line.strip())
    text, marked = _without_tail(found["text"])
    after = (found["after"] or "").strip("[] ")
    label = (found["label"] or "").strip("(.)")
    right = bool(found["before"] or after or marked or found["box"] == "☑")
    return Said(text, label, found["box"] or "", right=right)


def _without_tail(text: str) -> tuple[str, bool]:
    """Return an answer without the mark at its end that says it is right."""
    text = text.rstrip()
    end = text[-_LONGEST_TAIL:]
    tail = next((found for found in _TAIL.finditer(end) if found.end() == len(end)), None)
    if tail is None or len(tail[0]) == len(text):
        return text, False
    return text[: len(text) - len(tail[0])].rstrip(), True


def _inline(line: str) -> list[str]:
    """Return the answers that stand on one line, if their letters follow each other from a."""
    marks = list(_INLINE.finditer(line)) if len(line) < 2000 else []
    wanted = [chr(ord("a") + at) for at in range(len(marks))]
    followed = [mark[1].lower() for mark in marks] == wanted
    if not marks or not followed or line[: marks[0].start()].strip():
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(line)]
    return [line[mark.start() : end].strip() for mark, end in zip(marks, ends, strict=True)]
