"""Captions: read SubRip and WebVTT, cut them with their clip, write WebVTT."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.media.opening import check_readable
from studio.messages import error

_SHORTEST_S = 0.3
_CUES_PER_SENTENCE = 20
_BLANK = re.compile(r"\n[ \t]*\n")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>|<\d[\d:.]*>|\{\\[^}\n]*\}")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_SENTENCE_END = re.compile(r"[.!?\u2026\u3002\uff01\uff1f]+[\"'\u2019\u201d\u00bb)\]]*(?=\s|$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|vs|etc|cf|fig|p|pp|No|ex|M|Mme|Mlle)|[A-Za-z]\.[A-Za-z])\.$"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: plain text (lines parted by newlines) shown in [`start_s`, `end_s`)."""

    start_s: float
    end_s: float
    text: str


def read_captions(path: Path) -> tuple[Cue, ...]:
    """Return the captions of a SubRip or WebVTT file, by their start.

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
    return tuple(kept)


def vtt(cues: Sequence[Cue]) -> str:
    """Return captions as a WebVTT file (W3C WebVTT, section 4)."""
    parts = ["WEBVTT\n"]
    for cue in cues:
        # A blank line would end the cue; `&` and `<` begin markup, `-->` a time.
        lines = [line.strip() for line in cue.text.splitlines() if line.strip()]
        parts.append(f"{_stamp(cue.start_s)} --> {_stamp(cue.end_s)}\n{_escaped(lines)}\n")
    return "\n".join(parts)


def cut_cues(cues: Sequence[Cue], start_s: float, end_s: float) -> tuple[Cue, ...]:
    """Return the captions of the clip [`start_s`, `end_s`), timed from its start.

    The words of a caption that lies across a border go to the side on which they are said: no
    word is lost and none is in both clips.
    """
    parts = (_part(cue, start_s, end_s) for cue in cues)
    return tuple(
        Cue(round(cue.start_s - start_s, 3), round(cue.end_s - start_s, 3), cue.text)
        for cue in parts
        if cue.text and cue.end_s > cue.start_s
    )


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
    it does notes and styles; and it drops a last line that is a number.
    """
    web = text.lstrip().startswith("WEBVTT")
    blocks: list[list[str]] = []
    for block in _BLANK.split(text):
        lines = block.strip("\n").split("\n")
        timed = next((i for i, line in enumerate(lines) if "-->" in line), None)
        if timed is not None:
            blocks.append([_times(lines[timed]), *lines[timed + 1 :]])
        elif blocks and not web:  # SubRip has no notes: a caption with a blank line in it
            blocks[-1] += lines
    numbered = (f"{n}\n" + "\n".join(block) for n, block in enumerate(blocks, 1))
    return "\n\n".join([*numbered, "0\n"])


def _times(line: str) -> str:
    """Return a line of times as SubRip has it, without WebVTT's settings."""
    start, _, rest = line.partition("-->")
    end = (rest.split() or [""])[0]
    return " --> ".join(_with_hours(at.strip()) for at in (start, end))


def _with_hours(stamp: str) -> str:
    stamp = stamp.replace(".", ",")
    return f"00:{stamp}" if stamp.count(":") == 1 else stamp


def _plain(text: str) -> str:
    """Return the text of a cue without markup; who speaks is kept, as a name before the words."""
    text = _VOICE.sub(lambda voice: f"{voice[1].strip()}: ", text.replace(r"\N", "\n"))
    lines = html.unescape(_TAG.sub("", text)).replace("\xa0", " ").splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def _by_time(cue: Cue) -> tuple[float, float]:
    return cue.start_s, cue.end_s


def _stamp(at_s: float) -> str:
    milliseconds = round(max(at_s, 0.0) * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"


def _escaped(lines: list[str]) -> str:
    return html.escape("\n".join(lines), quote=False)


def _part(cue: Cue, start_s: float, end_s: float) -> Cue:
    """Return the part of a cue that lies in a span; its text may be empty."""
    first = _place(cue, start_s) if cue.start_s < start_s else 0
    last = _place(cue, end_s) if cue.end_s > end_s else len(cue.text)
    text = cue.text[first:last].strip()
    return Cue(max(cue.start_s, start_s), min(cue.end_s, end_s), text)


def _place(cue: Cue, border_s: float) -> int:
    """Return where in a cue's text a border falls.

    The end of a sentence if one is near; else between two words, by the share of time. A moment
    too short to be read on one side of the border gets no words.
    """
    length = cue.end_s - cue.start_s
    before_s = min(max(border_s - cue.start_s, 0.0), length)
    if min(before_s, length - before_s) < min(_SHORTEST_S, length / 4):
        return 0 if before_s < length / 2 else len(cue.text)
    wanted = len(cue.text) * before_s / length
    gaps = [gap.end() for gap in re.finditer(r"\s+", cue.text)]
    near = [at for at in sentence_breaks(cue.text) if abs(at - wanted) <= len(cue.text) / 4]
    return min(near or [0, *gaps, len(cue.text)], key=lambda at: abs(at - wanted))


def _ends_within(cue: Cue) -> Iterator[float]:
    length = cue.end_s - cue.start_s
    for end in sentence_breaks(cue.text):
        yield cue.start_s + length * end / len(cue.text)
