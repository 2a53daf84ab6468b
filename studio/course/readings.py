"""What a learner has typed, as a number or as words to compare.

The learner's page has the twin of this module (`assets/player/readings.js`); one table of cases
runs both.
"""

from __future__ import annotations

import math
import re
import unicodedata

from studio.course.questions import Written

_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]{1,3})?")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(([.,])[0-9]{3})(\2[0-9]{3})*(?!\2)([.,][0-9]*)?")
_OTHER_SIGNS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹\u066b\u066c\u2212", "01234567890123456789.,-")
"""Arabic and Persian digits, their decimal and thousands separators, and the typographic minus."""
_ONE_TYPO, _TWO_TYPOS = 5, 10
"""From how many letters on a word may have one typing error, and two."""


def numbers(text: str, unit: str = "") -> tuple[float, ...]:
    """Return what a typed number may mean; nothing if it is none.

    Decimals follow a comma or a point, spaces may stand between groups of digits, and the unit may
    follow. `1,234` has two meanings: that of a writer with decimal commas comes first.
    """
    plain = _unspaced(text).removesuffix(_unspaced(unit)).translate(_OTHER_SIGNS)
    found = []
    if _NUMBER.fullmatch(plain):
        found.append(float(plain.replace(",", ".")))
    grouped = _GROUPED.fullmatch(plain)
    if grouped:
        found.append(float(plain.replace(grouped[2], "").replace(",", ".")))
    return tuple(value for value in found if math.isfinite(value))


def _unspaced(text: str) -> str:
    return _SPACES.sub("", unicodedata.normalize("NFC", text))


def accepts(question: Written, accepted: str, given: str) -> bool:
    """Return whether what was typed is `accepted`, as leniently as the question has it."""
    wanted, typed = _words(question, accepted), _words(question, given)
    if not question.typos:
        return wanted == typed != []
    near = len(wanted) == len(typed) > 0
    return near and all(
        distance(one, other) <= _typos(one) for one, other in zip(wanted, typed, strict=True)
    )


def distance(one: str, other: str) -> int:
    """Return in how many typing errors two words differ.

    An error is a letter too many, too few or another one, or two neighbours changed about: the
    optimal string alignment distance (Damerau, 1964, with each place edited once).
    """
    before: list[int] = []
    above = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        row = [at]
        for place, wanted in enumerate(other, 1):
            best = min(above[place] + 1, row[-1] + 1, above[place - 1] + (letter != wanted))
            swapped = at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == wanted
            row.append(min(best, before[place - 2] + 1) if swapped else best)
        before, above = above, row
    return above[-1]


def _words(question: Written, text: str) -> list[str]:
    text = unicodedata.normalize("NFKC", text).replace("\u2019", "'")
    if not question.match_case:
        text = text.upper().lower()
    if question.ignore_accents:
        letters = unicodedata.normalize("NFD", text)
        text = "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", text).split()


def _typos(word: str) -> int:
    """Return how many errors a word may have: a number none, since another one is another."""
    if any(letter.isdecimal() for letter in word):
        return 0
    return (len(word) >= _ONE_TYPO) + (len(word) >= _TWO_TYPOS)
