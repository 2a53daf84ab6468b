"""From a block to Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studio.course.prose.model import (
    Block,
    CodeBlock,
    Heading,
    Item,
    ItemList,
    MathBlock,
    Paragraph,
    Quote,
    Raw,
    Rule,
    Runs,
    Table,
)
from studio.course.prose.write_inline import write_inline

_BULLETS, _POINTS = "-*+", ".)"
_MARK = re.compile(r"\s*(?:\d{1,9}([.)])|([-*+]))")
_MEANS = re.compile(
    r"(?P<at>)(?:#{1,6}(?:\s|$)|[-+*](?:\s|$)|>|~~~|\$\$|=+\s*$|[-:|\s]+$|([-_*])(?:\s*\2){2,}\s*$)"
)
_NUMBERED = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")
_CLOSING = re.compile(r"(^|\s)(#+)$")
_DELIMITERS = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}


def write(block: Block, avoid: str = "", prefer: str = "", *, refers: bool = False) -> str:
    """Return the Markdown of a tidy block, without an end of line.

    `avoid` has the signs that a list may not begin with, so that it stays apart from the list
    before or behind it; `prefer` has one that it should. `refers` is that of `write_inline`.
    """
    match block:
        case Paragraph(runs):
            return "\n".join(_lines(runs, refers=refers))
        case Heading(level, runs):
            words = _CLOSING.sub(r"\1\\\2", write_inline(runs, refers=refers))
            return f"{'#' * level} {words}"
        case ItemList():
            return "\n".join(_list(block, avoid, prefer, refers=refers))
        case Table():
            return "\n".join(_table(block, refers=refers))
        case Quote(blocks):
            text = "\n\n".join(write_several(blocks, refers=refers))
            return "\n".join(f"> {line}".rstrip(" ") for line in text.split("\n"))
        case CodeBlock(text, language):
            return _code(text, language)
        case MathBlock(text):
            return f"$$\n{text}\n$$" if text else "$$\n$$"
        case Raw(source):
            return source
        case Rule():
            return "---"


def write_several(blocks: Sequence[Block], *, refers: bool = False) -> Iterator[str]:
    """Yield the Markdown of blocks that follow each other."""
    last = ""
    for block in blocks:
        written = write(block, last, refers=refers)
        last = mark_of(written) if isinstance(block, ItemList) else ""
        yield written


def mark_of(source: str) -> str:
    """Return the sign that a list begins with: its bullet, or what stands behind its number."""
    found = _MARK.match(source)
    return (found[1] or found[2]) if found else ""


def _lines(runs: Runs, *, refers: bool) -> Iterator[str]:
    """Yield lines of words, none of which begins like something else."""
    for line in write_inline(runs, refers=refers).split("\n"):
        escaped = _MEANS.sub(r"\\\g<0>", line, count=1) if _MEANS.match(line) else line
        yield _NUMBERED.sub(r"\1\\", escaped, count=1) if _NUMBERED.match(line) else escaped


def _list(block: ItemList, avoid: str, prefer: str, *, refers: bool) -> Iterator[str]:
    signs = _POINTS if block.ordered else _BULLETS
    liked = prefer if prefer and prefer in signs else ""
    sign = next((each for each in liked + signs if each not in avoid), signs[0])
    for at, item in enumerate(block.items):
        if at and not block.tight:
            yield ""
        mark = f"{block.start + at}{sign} " if block.ordered else f"{sign} "
        for number, line in enumerate(_item(item, tight=block.tight, refers=refers)):
            indent = " " * len(mark) if number else mark
            yield indent + line if line else ""


def _item(item: Item, *, tight: bool, refers: bool) -> Iterator[str]:
    if item.runs:
        yield from _lines(item.runs, refers=refers)
    for at, written in enumerate(write_several(item.lists, refers=refers)):
        if not tight and (at or item.runs):
            yield ""
        yield from written.split("\n")


def _table(block: Table, *, refers: bool) -> Iterator[str]:
    head, *rows = block.rows
    yield _row(write_inline(cell, refers=refers) for cell in head)
    yield f"| {' | '.join(_DELIMITERS[alignment] for alignment in block.alignments)} |"
    for row in rows:
        yield _row(write_inline(cell, refers=refers) for cell in row)


def _row(cells: Iterator[str]) -> str:
    escaped = (cell.replace("|", r"\|") for cell in cells)
    return "| " + " | ".join(escaped) + " |"


def _code(text: str, language: str) -> str:
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}" if text else f"{fence}{language}\n{fence}"
