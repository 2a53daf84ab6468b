"""Runs to a line of Markdown, with a backslash only where a sign would mean something.

What is written is read again at once. Where it does not say the same, it is written with other
signs for emphasis, and at last with every sign escaped.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from studio.course.prose.model import Run, Runs
from studio.course.prose.parser import AFTER_PRICE
from studio.course.prose.read import read_inline

_STYLES = ("link", "bold", "italic")
_PUNCTUATION = frozenset(string.punctuation)
_NOTE = re.compile(r"\[\^[^\]\s]+\]")
"""A mark that leads to a note at the foot of the text."""
_ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z0-9]*);")
_BRACKETS = re.compile(r"\][(\[:]")
_SIMPLE_ADDRESS = re.compile(r"[^\s<>()\\&]+")
_AUTOLINK = re.compile(r"https?://[^\s<>\"\\]+", re.IGNORECASE)


class _Way(NamedTuple):
    """A way to write."""

    italic: str
    everything: bool = False
    """Whether every sign is escaped."""
    brackets: bool = False
    """Whether brackets could refer to something elsewhere in the text."""


class _Part(NamedTuple):
    """A part of the line: a mark that opens or closes, or characters, each as it is written."""

    kind: str
    written: tuple[str, ...]


def write_inline(runs: Runs, *, refers: bool = False) -> str:
    """Return the Markdown of tidy runs.

    `refers` says that the text defines addresses elsewhere, so that mere brackets are links.
    """
    brackets = refers or bool(_BRACKETS.search("".join(run.text for run in runs)))
    line = ""
    for way in (_Way("*"), _Way("_"), _Way("_", everything=True)):
        line = _joined(list(_parts(runs, _STYLES, way._replace(brackets=brackets))), way)
        if read_inline(line) == runs:
            break
    return line


def _parts(runs: Sequence[Run], styles: Sequence[str], way: _Way) -> Iterator[_Part]:
    """Yield the parts of runs, the style that reaches furthest outermost."""
    at = 0
    while at < len(runs):
        ends = {style: _end(runs, at, style) for style in styles if getattr(runs[at], style)}
        if not ends:
            yield _leaf(runs, at, way)
            at += 1
            continue
        style = max(ends, key=ends.__getitem__)
        inner, rest = runs[at : ends[style]], [each for each in styles if each != style]
        yield from _wrapped(inner, style, rest, way)
        at = ends[style]


def _end(runs: Sequence[Run], at: int, style: str) -> int:
    """Return where a style ends; never inside of a link that begins behind `at`."""
    value = getattr(runs[at], style)
    end = at
    while end < len(runs) and getattr(runs[end], style) == value:
        end += 1
    if style != "link" and end < len(runs) and runs[end].link:
        while end - 1 > at and runs[end - 1].link == runs[end].link != runs[at].link:
            end -= 1
    return end


def _wrapped(runs: Sequence[Run], style: str, styles: Sequence[str], way: _Way) -> Iterator[_Part]:
    if style == "link":
        yield from _link(runs, styles, way)
        return
    mark = "**" if style == "bold" else way.italic
    inner = list(_parts(runs, styles, way))
    _encode(inner, 0, str.isspace, last=False)
    _encode(inner, len(inner) - 1, str.isspace, last=True)
    yield from (_Part("open", (mark,)), *inner, _Part("close", (mark,)))


def _link(runs: Sequence[Run], styles: Sequence[str], way: _Way) -> Iterator[_Part]:
    address = runs[0].link
    if runs == [Run(address, link=address)] and _AUTOLINK.fullmatch(address):
        yield _Part("sign", (f"<{address}>",))
        return
    yield _Part("sign", ("[",))
    yield from _parts(runs, styles, way._replace(brackets=True))
    yield _Part("sign", (f"]({_address(address)})",))


def _address(address: str) -> str:
    if _SIMPLE_ADDRESS.fullmatch(address):
        return address
    escaped = re.sub(r"[\\<>]", r"\\\g<0>", address)
    return f"<{_ENTITY.sub(lambda found: chr(92) + found[0], escaped)}>"


def _leaf(runs: Sequence[Run], at: int, way: _Way) -> _Part:
    run = runs[at]
    if run.code:
        return _Part("sign", (_code(run.text),))
    if run.math:
        return _Part("math", (f"${run.text}$",))
    later = runs[at + 1 :]
    if way.everything:
        return _Part("words", tuple(_escaped(letter) for letter in run.text))
    dollars = any(each.math or "$" in each.text or "$" in each.link for each in later)
    return _Part("words", tuple(_words(run, way, dollars=dollars)))


def _escaped(letter: str) -> str:
    if letter == "\n":
        return "\\\n"
    return f"\\{letter}" if letter in _PUNCTUATION else letter


def _code(text: str) -> str:
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    shortest = next(n for n in range(1, longest + 2) if n not in _tick_lengths(text))
    padded = text.strip(" ") and (
        text.startswith("`") or text.endswith("`") or (text[0] == text[-1] == " ")
    )
    inner = f" {text} " if padded else text
    return "`" * shortest + inner + "`" * shortest


def _tick_lengths(text: str) -> set[int]:
    return {len(ticks) for ticks in re.findall("`+", text)}


def _words(run: Run, way: _Way, *, dollars: bool) -> Iterator[str]:
    """Yield each character as it is written."""
    text = run.text
    last_dollar = text.rfind("$")
    for at, letter in enumerate(text):
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if letter in "*_":
            needed = _emphasises(letter, before, after)
        elif letter == "$":
            price = before.isdigit() or after.isspace() or after in AFTER_PRICE
            needed = (dollars or at < last_dollar) and not price
        elif letter in "[]":
            opens = letter == "[" and not _NOTE.match(text, at)
            needed = way.brackets and (opens or bool(run.link))
        elif letter == "&":
            needed = bool(_ENTITY.match(text, at))
        else:
            needed = letter in "\n`\\!<" and _means_something(letter, after)
        yield f"\\{letter}" if needed else letter


def _emphasises(letter: str, before: str, after: str) -> bool:
    """Return whether a star or an underscore may begin or end emphasis."""
    if before.isspace() and after.isspace():
        return False
    return letter == "*" or not (_is_letter(before) and _is_letter(after))


def _means_something(letter: str, after: str) -> bool:
    """Return whether what follows makes a sign more than itself."""
    match letter:
        case "\\":
            return after in _PUNCTUATION or after in ("", "\n")
        case "!":
            return not after  # a link may follow
        case "<":
            return after.isalpha() or after in ("/", "!", "?")
        case _:
            return True


def _joined(parts: list[_Part], way: _Way) -> str:
    """Join the parts; where a mark would not count, its neighbour is written by its number."""
    for at, part in enumerate(parts):
        if part.kind in ("open", "close"):
            _make_count(parts, at, way)
        elif part.kind == "math":
            _encode(parts, at - 1, str.isdigit, last=True)
            _encode(parts, at + 1, str.isdigit, last=False)
        elif part.kind == "words":
            _ease_bang(parts, at)
    return "".join("".join(part.written) for part in parts)


def _ease_bang(parts: list[_Part], at: int) -> None:
    """Leave an exclamation mark at the end of a part alone where no link follows."""
    follows = parts[at + 1].written[0] if at + 1 < len(parts) else ""
    written = parts[at].written
    if written[-1] == "\\!" and not follows.startswith("["):
        parts[at] = parts[at]._replace(written=(*written[:-1], "!"))


def _make_count(parts: list[_Part], at: int, way: _Way) -> None:
    """See to it that a mark at `at` opens or closes, as CommonMark's rule of flanks wants it."""
    opens, mark = parts[at].kind == "open", parts[at].written[0]
    outside, inside = (-1, 1) if opens else (1, -1)
    strict = way.everything or mark == "_"
    near = _near(parts, at, inside, mark)
    if strict or (near and not _is_letter(near) and not near.isspace()):
        place = _place(parts, at, outside, mark)
        _encode(parts, place, _is_letter, last=opens)


def _near(parts: list[_Part], at: int, step: int, mark: str) -> str:
    """Return the character beside a mark, its like passed over."""
    place = _place(parts, at, step, mark)
    if not 0 <= place < len(parts):
        return ""
    written = "".join(parts[place].written)
    return written[0] if step > 0 else written[-1]


def _place(parts: list[_Part], at: int, step: int, mark: str) -> int:
    place = at + step
    while 0 <= place < len(parts) and parts[place].kind in ("open", "close"):
        if parts[place].written[0][0] != mark[0]:
            break
        place += step
    return place


def _encode(parts: list[_Part], place: int, which: Callable[[str], bool], *, last: bool) -> None:
    """Write the first or last character of words by its number, if it is one of those."""
    if not 0 <= place < len(parts) or parts[place].kind != "words":
        return
    written = list(parts[place].written)
    at = -1 if last else 0
    if len(written[at]) == 1 and which(written[at]):
        written[at] = f"&#{ord(written[at])};"
        parts[place] = parts[place]._replace(written=tuple(written))


def _is_letter(letter: str) -> bool:
    """Return whether CommonMark takes it for neither a space nor a punctuation mark."""
    return bool(letter) and not letter.isspace() and unicodedata.category(letter)[0] not in "PS"
