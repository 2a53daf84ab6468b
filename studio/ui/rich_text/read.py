"""From Qt's document back to blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextDocument, QTextListFormat, QTextTable

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
    Run,
    Runs,
    Table,
)
from studio.course.prose.tidy import tidy
from studio.ui.rich_text.style import (
    CODE_KIND,
    LINE_BREAK,
    MATH_KIND,
    RAW_KIND,
    RULE_KIND,
    TIGHT,
    Style,
    alignment_of,
    run_of,
    style_of,
)

_CHIP = re.compile(r"\$((?:[^$\\]|\\.)+)\$")


class Found(NamedTuple):
    """A block of the text and where it stands in the document."""

    block: Block
    start: int
    end: int


class _Line(NamedTuple):
    """A block of Qt's with what it is."""

    block: QTextBlock
    style: Style
    listed: int
    """The number of Qt's list; -1 for none."""


class Reader:
    """Reads a document again and again, and only what was changed since."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._found: list[Found] = []
        self._length = 0
        self._head = self._tail = 0
        """How many characters at the start and at the end nobody has changed since."""
        document.contentsChange.connect(self._note)

    def found(self) -> list[Found]:
        """Return the blocks of the document, each in its one form, without the empty ones."""
        length = self._document.characterCount()
        before = sum(found.end < self._head for found in self._found)
        after = sum(self._length - found.start < self._tail for found in self._found)
        first = self._reach(before, -1)
        last = self._reach(len(self._found) - after - 1, 1)
        head = self._found[: max(0, first)]
        tail = self._found[max(last + 1, len(head)) :]
        start = head[-1].end + 1 if head else 0
        shift = length - self._length
        tail = [Found(found.block, found.start + shift, found.end + shift) for found in tail]
        end = tail[0].start - 1 if tail else length
        self._found = [*head, *_tidied(_found(self._document, start, end)), *tail]
        self._length = self._head = self._tail = length
        return self._found

    def _reach(self, at: int, step: int) -> int:
        """Return a place that is sure to be apart from what was changed."""
        at += step
        joined = (ItemList, Quote)
        while 0 <= at < len(self._found) and isinstance(self._found[at].block, joined):
            at += step
        return at

    def _note(self, at: int, _: int, added: int) -> None:
        self._head = min(self._head, at)
        self._tail = min(self._tail, self._document.characterCount() - at - added)


def found_in(document: QTextDocument) -> list[Found]:
    """Return the blocks of a document, each in its one form, and leave out the empty ones."""
    return list(_tidied(_found(document, 0, document.characterCount())))


def _tidied(all_found: Iterable[Found]) -> Iterator[Found]:
    for found in all_found:
        made = tidy(found.block)
        if made is not None:
            yield Found(made, found.start, found.end)


def runs_of(block: QTextBlock) -> Runs:
    """Return what stands in a block of Qt's."""
    runs: list[Run] = []
    parts = block.begin()
    while not parts.atEnd():
        fragment = parts.fragment()
        run = run_of(fragment.text().replace(LINE_BREAK, "\n"), fragment.charFormat())
        if run.math:
            runs += _chips(run)
        else:
            runs.append(run)
        parts += 1
    return tuple(runs)


def _chips(run: Run) -> Iterator[Run]:
    """Yield the formulas between dollars, and as words what is left of one that was edited."""
    done = 0
    for found in _CHIP.finditer(run.text):
        if found.start() > done:
            yield _words(run, run.text[done : found.start()])
        yield Run(found[1], run.bold, run.italic, math=True, link=run.link)
        done = found.end()
    if done < len(run.text):
        yield _words(run, run.text[done:])


def _words(run: Run, text: str) -> Run:
    return Run(text, run.bold, run.italic, link=run.link)


def _found(document: QTextDocument, start: int, end: int) -> Iterator[Found]:
    """Yield what stands between two positions that are not inside of a block."""
    frames = document.rootFrame().childFrames()
    tables = [
        each for each in frames if isinstance(each, QTextTable) and each.firstPosition() >= start
    ]
    tables.sort(key=QTextTable.firstPosition)
    lines: list[_Line] = []
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        if tables and block.position() >= tables[0].firstPosition():
            yield from _blocks(lines)
            lines = []
            table = tables.pop(0)
            yield Found(_table(table), table.firstPosition(), table.lastPosition())
            block = document.findBlock(table.lastPosition() + 1)
            continue
        listed = block.blockFormat().objectIndex()
        lines.append(_Line(block, style_of(block), listed))
        block = block.next()
    yield from _blocks(lines)


def _blocks(lines: Sequence[_Line]) -> Iterator[Found]:
    for quote, group in groupby(lines, key=lambda line: line.style.quote):
        inner = list(_unquoted(list(group)))
        if not quote:
            yield from inner
        elif made := _quote(inner):
            yield made


def _quote(inner: Sequence[Found]) -> Found | None:
    kept = [found for found in inner if isinstance(found.block, (Paragraph, Heading, ItemList))]
    if not kept:
        return None
    blocks = tuple(found.block for found in kept)
    return Found(Quote(blocks), inner[0].start, inner[-1].end)  # type: ignore[arg-type]  # of the kinds just kept


def _unquoted(lines: Sequence[_Line]) -> Iterator[Found]:
    for is_listed, group in groupby(lines, key=lambda line: line.listed >= 0):
        if is_listed:
            yield from _lists(list(group))
        else:
            for line in group:
                start = line.block.position()
                yield Found(_block(line), start, start + line.block.length() - 1)


def _block(line: _Line) -> Block:
    text = line.block.text().replace(LINE_BREAK, "\n")
    match line.style.kind:
        case kind if kind == CODE_KIND:
            return CodeBlock(text, line.style.language)
        case kind if kind == MATH_KIND:
            return MathBlock(text)
        case kind if kind == RAW_KIND:
            return Raw(text)
        case kind if kind == RULE_KIND and not text.strip():
            return Rule()
    runs = runs_of(line.block)
    return Heading(line.style.level, runs) if line.style.level else Paragraph(runs)


def _lists(lines: Sequence[_Line]) -> Iterator[Found]:
    """Yield the lists that lines make; what is indented more lies below what is before it."""
    indents = [line.block.textList().format().indent() for line in lines]
    at = 0
    while at < len(lines):
        first, listed, items = at, lines[at].listed, []
        while at < len(lines) and lines[at].listed == listed:
            end = at + 1
            while end < len(lines) and indents[end] > indents[at]:
                end += 1
            below = tuple(found.block for found in _lists(lines[at + 1 : end]))
            items.append(Item(runs_of(lines[at].block), below))  # type: ignore[arg-type]  # lists, as yielded here
            at = end
        made = lines[first].block.textList().format()
        ordered = made.style() == QTextListFormat.Style.ListDecimal
        block = ItemList(
            tuple(items),
            ordered=ordered,
            start=made.start() if ordered else 1,
            tight=made.property(TIGHT) is not False,
        )
        last = lines[at - 1].block
        yield Found(block, lines[first].block.position(), last.position() + last.length() - 1)


def _table(table: QTextTable) -> Table:
    columns = range(table.columns())
    alignments = tuple(
        alignment_of(table.cellAt(0, column).firstCursorPosition().block()) for column in columns
    )
    rows = tuple(
        tuple(_cell(table, row, column) for column in columns) for row in range(table.rows())
    )
    return Table(alignments, rows)


def _cell(table: QTextTable, row: int, column: int) -> Runs:
    cell = table.cellAt(row, column)
    block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
    runs = list(runs_of(block))
    while block != last:
        block = block.next()
        runs += [Run(" "), *runs_of(block)]
    return tuple(runs)
