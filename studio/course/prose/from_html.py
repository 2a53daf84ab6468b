"""What is pasted from Word, LibreOffice, Google Docs or a web page, as blocks without its dirt.

Scripts, styles, comments, pictures and everything else that is no text stays outside; nothing is
fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import html
from msgspec.structs import replace as changed

from studio.course.prose.model import (
    Alignment,
    Block,
    CodeBlock,
    Heading,
    Item,
    ItemList,
    Paragraph,
    Quote,
    Rule,
    Run,
    Runs,
    Table,
)
from studio.course.prose.tidy import tidy

LONGEST = 4_000_000
"""Characters of HTML that are read; more is no text that somebody pastes into a course."""
_WIDEST, _TALLEST = 50, 1000
_DEEPEST = 60
"""Levels of elements; what lies deeper is read as mere words."""
_DEEPEST_LIST = 6
"""The parser reads no more than nine."""

_SKIPPED = re.compile(
    "head|script|style|title|meta|link|template|noscript|iframe|object|embed|svg|math|img|video|"
    "audio|canvas|input|button|select|textarea"
)
_BLOCKS = re.compile(
    "html|body|p|div|section|article|header|footer|main|aside|nav|figure|figcaption|address|center|"
    "dl|dt|dd|form|fieldset|details|summary|li|td|th|pre|hr|table|blockquote|h[1-6]"
)
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", re.DOTALL)
_WORD_TAGS = re.compile(r"<!\[[^\]>]*\]>|</?o:p[^>]*>|<\?xml[^>]*>", re.IGNORECASE)
_WORD_LIST = re.compile(r"mso-list:\s*l\d+ level(\d+)", re.IGNORECASE)
_NUMBER = re.compile(r"\(?(\d{1,9}|[a-z]|[ivxlc]+)[.)]", re.IGNORECASE)
_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(\w+)", re.IGNORECASE)
_ITALIC = re.compile(r"(?<![\w-])font-style:\s*(\w+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all|visibility:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_ALIGN = re.compile(r"(?:text-)?align:\s*(left|center|right)", re.IGNORECASE)


class _Entry(NamedTuple):
    """A line of a list."""

    level: int
    ordered: bool
    start: int
    runs: list[Run]


def from_html(source: str) -> tuple[Block, ...]:
    """Return the blocks of HTML; none where it holds no text or is far too long."""
    if len(source) > LONGEST:
        return ()
    fragment = _FRAGMENT.search(source)
    cleaned = _WORD_TAGS.sub("", fragment[1] if fragment else source).replace("\0", "")
    if not cleaned.strip():
        return ()
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(cleaned, parser=parser)
    except (html.etree.ParserError, ValueError):
        return ()
    return _blocks_of(root)


def _blocks_of(element: html.HtmlElement) -> tuple[Block, ...]:
    collector = _Collector()
    collector.read(element, Run(""))
    collector.end_lists()
    return tuple(filter(None, map(tidy, collector.blocks)))


class _Collector:
    """Walks through elements and keeps the blocks that it meets."""

    def __init__(self, depth: int = 0) -> None:
        self._depth = depth
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._entries: list[_Entry] = []
        self._lists: list[tuple[bool, int]] = []
        self._in_item = False

    def read(self, element: html.HtmlElement, style: Run) -> None:
        """Read an element and what is in it, but not what follows it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        look = element.get("style", "")
        if (
            not tag
            or _SKIPPED.fullmatch(tag)
            or _HIDDEN.search(look)
            or "mso-list:ignore" in _tight(look)
        ):
            return
        style = _styled(element, style)
        word = _WORD_LIST.search(look)
        if tag in ("ul", "ol"):
            self._read_list(element, style)
        elif tag == "br":
            self._runs.append(changed(style, text="\n"))
        elif word:
            self._read_word_item(element, style, min(int(word[1]), _DEEPEST_LIST))
        elif _BLOCKS.fullmatch(tag):
            self._read_block(element, style)
        else:
            self._read_inside(element, style)

    def read_children(self, element: html.HtmlElement) -> None:
        """Read what is in an element, to its end."""
        self._read_inside(element, Run(""))
        self.end_lists()

    def end_lists(self) -> None:
        """Make lists of the entries so far, and a paragraph of the words so far."""
        self._end_paragraph(0)
        self.blocks += _lists(self._entries)
        self._entries = []

    def _read_inside(self, element: html.HtmlElement, style: Run) -> None:
        if self._depth > _DEEPEST:
            self._add(element.text_content(), style)
            return
        self._depth += 1
        self._add(element.text, style)
        for child in element:
            self.read(child, style)
            self._add(child.tail, style)
        self._depth -= 1

    def _add(self, text: str | None, style: Run) -> None:
        if text:
            self._runs.append(changed(style, text=_SPACES.sub(" ", text)))

    def _read_block(self, element: html.HtmlElement, style: Run) -> None:
        tag = str(element.tag)
        if tag == "li" and self._lists:
            self._read_item(element, style)
            return
        if self._in_item and tag not in ("table", "pre"):
            self._break_line()
            self._read_inside(element, style)
            return
        level = _heading_level(element)
        self._end_paragraph(0)
        match tag:
            case "hr":
                self._put(Rule())
            case "pre":
                self._put(CodeBlock(element.text_content().strip("\n")))
            case "table":
                for block in _table(element, self._depth):
                    self._put(block)
            case "blockquote":
                for block in _quote(element, self._depth):
                    self._put(block)
            case _:
                self._read_inside(element, changed(style, bold=False) if level else style)
                self._end_paragraph(level)

    def _put(self, block: Block) -> None:
        self.end_lists()
        self.blocks.append(block)

    def _break_line(self) -> None:
        if any(run.text.strip() for run in self._runs):
            self._runs.append(Run("\n"))

    def _end_paragraph(self, level: int) -> None:
        runs, self._runs = tuple(self._runs), []
        if any(run.text.strip(" \n") for run in runs):
            self.blocks += _lists(self._entries)
            self._entries = []
            self.blocks.append(Heading(level, runs) if level else Paragraph(runs))

    def _read_list(self, element: html.HtmlElement, style: Run) -> None:
        if self._in_item:
            self._end_item()
        else:
            self._end_paragraph(0)
        start = str(element.get("start", "1"))
        self._lists.append((element.tag == "ol", int(start) if start.isdecimal() else 1))
        self._read_inside(element, style)
        self._end_item()
        self._lists.pop()

    def _read_item(self, element: html.HtmlElement, style: Run) -> None:
        self._end_item()
        inside, self._in_item = self._in_item, True
        self._read_inside(element, style)
        self._end_item()
        self._in_item = inside

    def _end_item(self) -> None:
        runs, self._runs = self._runs, []
        if any(run.text.strip() for run in runs):
            ordered, start = self._lists[-1] if self._lists else (False, 1)
            level = min(max(1, len(self._lists)), _DEEPEST_LIST)
            self._entries.append(_Entry(level, ordered, start, runs))

    def _read_word_item(self, element: html.HtmlElement, style: Run, level: int) -> None:
        """Read a paragraph of Word's that is an item by its style and by a bullet in its text."""
        self._end_paragraph(0)
        marks = element.xpath(".//*[contains(@style, 'mso-list')]")
        mark = "".join(each.text_content() for each in marks).strip()
        number = _NUMBER.match(mark)
        start = int(number[1]) if number and number[1].isdecimal() else 1
        self._read_inside(element, style)
        runs, self._runs = self._runs, []
        self._entries.append(_Entry(level, number is not None, start, runs))


def _tight(look: str) -> str:
    return look.lower().replace(" ", "")


def _heading_level(element: html.HtmlElement) -> int:
    if "MsoTitle" in element.get("class", ""):
        return 1
    found = re.fullmatch(r"h([1-6])", str(element.tag))
    return int(found[1]) if found else 0


def _styled(element: html.HtmlElement, style: Run) -> Run:
    """Return the style of what is inside of an element."""
    tag, look = element.tag, element.get("style", "")
    bold, italic = style.bold or tag in ("b", "strong", "th"), style.italic or tag in ("i", "em")
    weight, slant = _BOLD.search(look), _ITALIC.search(look)
    if weight:
        bold = weight[1].lower() in ("bold", "bolder", "600", "700", "800", "900")
    if slant:
        italic = slant[1].lower() in ("italic", "oblique")
    code = style.code or tag in ("code", "kbd", "samp", "tt")
    link = str(element.get("href", "")) if tag == "a" else style.link
    return Run("", bold, italic, code=code, link=link)


def _lists(entries: Sequence[_Entry]) -> Iterator[ItemList]:
    """Yield the lists that entries make; what is on a deeper level lies below what is before it."""
    at = 0
    while at < len(entries):
        first, items = entries[at], list[Item]()
        kind = (first.level, first.ordered)
        while at < len(entries) and (entries[at].level, entries[at].ordered) == kind:
            end = at + 1
            while end < len(entries) and entries[end].level > first.level:
                end += 1
            items.append(Item(tuple(entries[at].runs), tuple(_lists(entries[at + 1 : end]))))
            at = end
        yield ItemList(tuple(items), ordered=first.ordered, start=first.start)


def _quote(element: html.HtmlElement, depth: int) -> Iterator[Block]:
    """Yield a quote of what may be quoted, and beside it what may not."""
    inner = _Collector(depth + 1)
    inner.read_children(element)
    kept: list[Paragraph | Heading | ItemList] = []
    others: list[Block] = []
    for block in inner.blocks:
        if isinstance(block, (Paragraph, Heading, ItemList)):
            kept.append(block)
        else:
            others.append(block)
    if kept:
        yield Quote(tuple(kept))
    yield from others


def _table(element: html.HtmlElement, depth: int) -> Iterator[Block]:
    """Yield a table; what stands in one of a single column is laid out, and no table."""
    rows = [
        [cell for cell in row if cell.tag in ("td", "th")]
        for row in element.iter("tr")
        if next(row.iterancestors("table")) is element
    ][:_TALLEST]
    width = min(max(map(len, rows), default=0), _WIDEST)
    if width <= 1:
        for row in rows:
            for cell in row:
                yield from _blocks_in(cell, depth)
        return
    alignments = [_alignment(cell) for cell in rows[0]][:width]
    alignments += [""] * (width - len(alignments))
    cells = [tuple(_cell(cell, depth) for cell in row) for row in rows]
    cells[0] = tuple(tuple(changed(run, bold=False) for run in runs) for runs in cells[0])
    yield Table(tuple(alignments), tuple(cells))


def _alignment(cell: html.HtmlElement) -> Alignment:
    found = _ALIGN.search(cell.get("style", "")) or _ALIGN.match(f"align:{cell.get('align', '')}")
    side = found[1].lower() if found else ""
    return side if side in ("center", "right") else ""  # type: ignore[return-value]  # of the four


def _cell(cell: html.HtmlElement, depth: int) -> Runs:
    runs: list[Run] = []
    for block in _blocks_in(cell, depth):
        if isinstance(block, (Paragraph, Heading)):
            runs += [Run(" "), *block.runs]
        elif isinstance(block, ItemList):
            runs += [Run(" "), *_words(block)]
    return tuple(runs)


def _words(block: ItemList) -> Iterator[Run]:
    for item in block.items:
        yield from (*item.runs, Run(" "))
        for inner in item.lists:
            yield from _words(inner)


def _blocks_in(element: html.HtmlElement, depth: int) -> list[Block]:
    inner = _Collector(depth + 1)
    inner.read_children(element)
    return inner.blocks
