"""What lists of questions say, in Markdown."""

from __future__ import annotations

import html
import re

from studio.course.prose.from_html import from_html
from studio.course.prose.model import Block, Paragraph, Run
from studio.course.prose.tidy import tidy_runs
from studio.course.prose.write import write, write_several

BLANK = "_____"
"""Stands in a stem where a word is missing."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_PLAIN = re.compile(r"(?!\s*(?:[-+>#=:]|\d+[.)]))[^\\`*_\[\]<>&$~|!\n]*")
"""A line in which nothing means anything to Markdown."""
_TEX = re.compile(r"\$\$([^$]+)\$\$|\\\(((?:[^\\]|\\(?![()]))+)\\\)")


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as an editor counts them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def of_html(source: str) -> str:
    """Return HTML as Markdown: no scripts, styles, pictures or addresses that do something."""
    return "\n\n".join(write_several([_with_tex(block) for block in from_html(source)]))


def of_plain(text: str) -> str:
    """Return Markdown that says exactly this text, line by line; TeX stays TeX."""
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    if len(lines) <= 1 and _PLAIN.fullmatch("".join(lines)):
        return "".join(lines)
    paragraphs = re.split(r"\n{2,}", "\n".join(lines))
    return "\n\n".join(_paragraph(each) for each in paragraphs if each)


def of_anything(text: str) -> str:
    """Return a text that may be HTML, as Moodle takes it where no format is named."""
    if _TAG.search(text):
        return of_html(text)
    return of_plain(html.unescape(text) if _ENTITY.search(text) else text)


def of_author(text: str) -> str:
    """Return what somebody has typed: Markdown, as in the studio, unless it is HTML."""
    text = text.strip()
    closed = re.search(r"</[a-zA-Z]+\s*>|<(?:br|p|img)\b[^<>]*>", text)
    return of_html(text) if closed else text


def _paragraph(text: str) -> str:
    return write(Paragraph(tidy_runs(_runs(text))))


def _with_tex(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    plain = Run("")
    parts = (
        [run] if run.verbatim or run != _as(plain, run) else _runs(run.text) for run in block.runs
    )
    return Paragraph(tidy_runs(part for each in parts for part in each))


def _as(style: Run, run: Run) -> Run:
    """Return the text of a run in another style."""
    return Run(run.text, style.bold, style.italic, link=style.link)


def _runs(text: str) -> list[Run]:
    """Return words and the TeX among them, which Moodle marks by two dollars or by brackets."""
    runs, at = [], 0
    for found in _TEX.finditer(text):
        tex = (found[1] or found[2]).strip()
        if tex:
            runs += [Run(text[at : found.start()]), Run(tex, math=True)]
            at = found.end()
    return [*runs, Run(text[at:])]
