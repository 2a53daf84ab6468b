"""Captions: read SubRip and WebVTT, cut them with their clip, write WebVTT."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from studio.media.cues import Cue
from studio.media.opening import check_readable
from studio.media.rolling import unrolled
from studio.messages import error

_LONG_S, _LONG_SENTENCE_S = 10.0, 20.0
_LEAST_S = 0.001
_CUES_PER_SENTENCE = 20
_BLANK = re.compile(r"\n[ \t]*\n")
# In WebVTT a line with a space in it is part of a cue, as recognisers write it; a time ends one.
_WEB_BLANK = re.compile(r"\n\n|\n(?=[^\n]*-->)")
_TAG = re.compile(r"<(?:/\s*)?[a-zA-Z][^<>\n]*>|\{\\[^}\n]*\}")
_WORD_TIME = re.compile(r"<\d[\d:.]*>")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_SENTENCE_END = re.compile(r"[.!?\u2026\u3002\uff01\uff1f]+[\"'\u2019\u201d\u00bb)\]]*(?=\s|$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|vs|etc|cf|fig|p|pp|No|ex|M|Mme|Mlle)|[A-Za-z]\.[A-Za-z])\.$"
)


def read_captions(path: Path) -> tuple[Cue, ...]:
    """Return the captions of a SubRip or WebVTT file, by their start.

    Lines that roll up, each shown twice, come once.

    Raises:
        StudioError: there is no such file, it is empty, of an unknown encoding, or no captions.
    """
    import pysubs2

    check_readable(path)
    text = _decoded(path)
    try:
        events = pysubs2.SSAFile.from_string(_canonical(text), "srt", keep_html_tags=True)
    except (pysubs2.exceptions.Pysubs2Error, ValueError) as problem:
        raise error("captions.not_captions", file=path.name, details=str(problem)) from problem
    cues = (Cue(event.start / 1000, event.end / 1000, _plain(event.text)) for event in events)
    kept = sorted((cue for cue in cues if cue.text and cue.end_s > cue.start_s), key=_by_time)
    if not kept:
        raise error("captions.not_captions", file=path.name)
    return unrolled(kept)


def vtt(cues: Sequence[Cue]) -> str:
    """Return captions as a WebVTT file (W3C WebVTT, section 4)."""
    parts = ["WEBVTT\n"]
    for cue in cues:
        times = f"{_stamp(cue.start_s)} --> {_stamp(cue.end_s)}"
        # `&` and `<` would begin markup, `-->` a time.
        parts.append(f"{times}\n{html.escape(_lines(cue), quote=False)}\n")
    return "\n".join(parts)


def srt(cues: Sequence[Cue]) -> str:
    """Return captions as a SubRip file, which has a number above each and no escapes."""
    parts = (
        f"{number}\n{_stamp(cue.start_s, ',')} --> {_stamp(cue.end_s, ',')}\n{_lines(cue)}\n"
        for number, cue in enumerate(cues, 1)
    )
    return "\n".join(parts)


def cut_cues(cues: Sequence[Cue], start_s: float, end_s: float) -> tuple[Cue, ...]:
    """Return the captions of the clip [`start_s`, `end_s`), timed from its start.

    A caption that lies across a border goes whole to the side that holds more of it, the earlier
    one where both hold as much, and is shown there for its time within the clip. So clips that
    follow each other lose none, and none is in two of them.

    A caption of more than ten seconds is no line to read but a passage: its sentences go each to
    their own side, and a sentence of more than twenty is parted between words.
    """
    parts = (_part(cue, start_s, end_s) for cue in cues)
    return tuple(_retimed(part, start_s, end_s) for part in parts if part)


def sentence_ends(cues: Sequence[Cue]) -> tuple[float, ...]:
    """Return the times at which a sentence ends; none for captions without punctuation.

    Within a caption words are taken to be spoken evenly.
    """
    found = tuple(at_s for cue in cues for at_s in _ends_within(cue))
    return found if len(found) * _CUES_PER_SENTENCE >= len(cues) else ()


def sentence_breaks(text: str) -> list[int]:
    """Return the places just after each end of a sentence, but for the dots of abbreviations."""
    ends = (end.end() for end in _SENTENCE_END.finditer(text))
    return [end for end in ends if not _ABBREVIATION.search(text, 0, end)]


def _decoded(path: Path) -> str:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1252, with newlines alone."""
    data = path.read_bytes()
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for name in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise error("captions.undecodable", file=path.name)


def _canonical(text: str) -> str:
    """Return captions as plain SubRip, numbered anew.

    The reader takes a line before a time for text of the cue above it unless it is a number, as
    it does notes and styles; it takes a line with the times of two words for that of a cue; and it
    drops a last line that is a number.
    """
    web = text.lstrip().startswith("WEBVTT")
    blocks: list[list[str]] = []
    for block in (_WEB_BLANK if web else _BLANK).split(text):
        lines = block.strip("\n").split("\n")
        timed = next((i for i, line in enumerate(lines) if "-->" in line), None)
        if timed is not None:
            said = (_WORD_TIME.sub("", line) for line in lines[timed + 1 :] if line.strip())
            blocks.append([_times(lines[timed]), *said])
        elif blocks and not web:  # SubRip has no notes: a caption with a blank line in it
            blocks[-1] += lines
    numbered = (f"{n}\n" + "\n".join(block) for n, block in enumerate(blocks, 1))
    return "\n\n".join([*numbered, "0\n"])


def _times(line: str) -> str:
    """Return a line of times as SubRip has it, without WebVTT's settings."""
    start, _, rest = line.partition("-->")
    end = (rest.split() or [""])[0]
    return " --> ".join(_whole(at.strip()) for at in (start, end))


def _whole(stamp: str) -> str:
    """Return a time with its hours and its fraction, which some leave out."""
    stamp = stamp.replace(".", ",")
    stamp = f"00:{stamp}" if stamp.count(":") == 1 else stamp
    return stamp if "," in stamp else f"{stamp},000"


def _plain(text: str) -> str:
    """Return the text of a cue without markup; who speaks is kept, as a name before the words."""
    text = _VOICE.sub(lambda voice: f"{voice[1].strip()}: ", text.replace(r"\N", "\n"))
    lines = html.unescape(_TAG.sub("", text)).replace("\xa0", " ").splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def _by_time(cue: Cue) -> tuple[float, float]:
    return cue.start_s, cue.end_s


def _stamp(at_s: float, point: str = ".") -> str:
    milliseconds = round(max(at_s, 0.0) * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}{point}{rest % 1000:03d}"


def _lines(cue: Cue) -> str:
    """Return the text of a cue without blank lines, of which one would end it."""
    return "\n".join(line.strip() for line in cue.text.splitlines() if line.strip())


def _part(cue: Cue, start_s: float, end_s: float) -> Cue | None:
    """Return the part of a cue that goes to a clip: all of it or nothing, but for a long one."""
    # Of two sides the one that holds more of a stretch is the one that holds its middle.
    inside = [
        (first, last)
        for first, last in _wholes(cue)
        if start_s < (_at(cue, first) + _at(cue, last)) / 2 <= end_s
    ]
    if not inside:
        return None
    first, last = inside[0][0], inside[-1][1]
    return Cue(_at(cue, first), _at(cue, last), cue.text[first:last].strip())


def _wholes(cue: Cue) -> list[tuple[int, int]]:
    """Return the spans of a cue's text that are never parted; they do not depend on the cut."""
    if cue.end_s - cue.start_s <= _LONG_S:
        return [(0, len(cue.text))]
    sentences = [0, *sentence_breaks(cue.text), len(cue.text)]
    edges = {edge for span in pairwise(sentences) for edge in _evenly(cue, *span)}
    spans = pairwise(sorted(edges))
    return [(first, last) for first, last in spans if cue.text[first:last].strip()]


def _evenly(cue: Cue, first: int, last: int) -> Iterator[int]:
    """Yield the edges of a span of text that is parted between words, as evenly as they allow."""
    parts = math.ceil((_at(cue, last) - _at(cue, first)) / _LONG_SENTENCE_S)
    gaps = [first, last, *(gap.end() for gap in re.finditer(r"\s+", cue.text[:last]))]
    for part in range(parts + 1):
        wanted = first + (last - first) * part / max(parts, 1)
        yield min((gap for gap in gaps if gap >= first), key=lambda gap: abs(gap - wanted))


def _at(cue: Cue, place: int) -> float:
    """Return when a place in a cue's text is spoken: evenly, as far as anyone knows."""
    return cue.start_s + (cue.end_s - cue.start_s) * place / len(cue.text)


def _retimed(cue: Cue, start_s: float, end_s: float) -> Cue:
    """Return a cue within the clip, in the clip's time, in whole milliseconds."""
    first_s = round(max(cue.start_s, start_s) - start_s, 3)
    last_s = round(min(cue.end_s, end_s) - start_s, 3)
    return Cue(first_s, max(last_s, round(first_s + _LEAST_S, 3)), cue.text)


def _ends_within(cue: Cue) -> Iterator[float]:
    for end in sentence_breaks(cue.text):
        yield _at(cue, end)
