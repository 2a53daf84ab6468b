"""From Markdown to its pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from studio.course.prose.model import (
    Alignment,
    Block,
    CodeBlock,
    Heading,
    Item,
    ItemList,
    MathBlock,
    Paragraph,
    Piece,
    Prose,
    Quote,
    Raw,
    Rule,
    Run,
    Runs,
    Table,
)
from studio.course.prose.parser import editing_parser, is_address
from studio.course.prose.tidy import tidy, tidy_runs

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_LANGUAGE = re.compile(r"[\w+#.-]*")
_ALIGNED = re.compile(r"text-align:(left|center|right)")


class _NoFormError(Exception):
    """The editor knows no form for it."""


def read(markdown: str) -> Prose:
    """Split a text into its pieces; together they hold every byte of it."""
    lines = [line for line in _LINES.findall(markdown) if line]
    spans = list(_spans(lines, editing_parser().parse(markdown)))
    if not spans:
        return Prose(lead=markdown)
    starts = [start for start, _, _ in spans] + [len(lines)]
    pieces = []
    for (start, end, block), following in zip(spans, starts[1:], strict=True):
        source = "".join(lines[start:end])
        bare = source.rstrip("\r\n")
        gap = source[len(bare) :] + "".join(lines[end:following])
        pieces.append(Piece(block or Raw(_plain_ends(bare)), bare, gap))
    return Prose("".join(lines[: starts[0]]), tuple(pieces))


def read_inline(markdown: str) -> Runs | None:
    """Return what a line of Markdown says; None where the editor knows no form for it."""
    tokens = editing_parser().parseInline(markdown)
    try:
        return tidy_runs(_runs(tokens[0].children or ())) if tokens else ()
    except _NoFormError:
        return None


def _plain_ends(source: str) -> str:
    return source.replace("\r\n", "\n").replace("\r", "\n")


def _spans(lines: list[str], tokens: list[Token]) -> Iterator[tuple[int, int, Block | None]]:
    """Yield first line, line behind the last, and block of each piece, in order."""
    done = 0
    for group in _groups(tokens):
        first, last = group[0].map or (done, done)
        first, last = max(first, done), _before_blanks(lines, last)
        yield from _between(lines, done, first)
        if last > first:
            yield first, last, _block_or_none(group)
            done = last
    yield from _between(lines, done, len(lines))


def _between(lines: list[str], start: int, end: int) -> Iterator[tuple[int, int, None]]:
    """Yield what the parser has no token for, if it is more than empty lines."""
    while start < end and _is_blank(lines[start]):
        start += 1
    end = _before_blanks(lines, end)
    if start < end:
        yield start, end, None


def _before_blanks(lines: list[str], end: int) -> int:
    while end and _is_blank(lines[end - 1]):
        end -= 1
    return end


def _is_blank(line: str) -> bool:
    return not line.strip(" \t\r\n")


def _groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each block at the outermost level of `tokens`."""
    depth, group = 0, list[Any]()
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []


def _block_or_none(tokens: list[Token]) -> Block | None:
    try:
        return tidy(_block(tokens))
    except _NoFormError:
        return None


def _block(tokens: list[Token]) -> Block:
    first = tokens[0]
    match first.type:
        case "paragraph_open":
            return Paragraph(_runs(tokens[1].children or ()))
        case "heading_open":
            return Heading(int(first.tag[1]), _runs(tokens[1].children or ()))
        case "bullet_list_open" | "ordered_list_open":
            return _list(tokens)
        case "table_open":
            return _table(tokens)
        case "fence" | "code_block":
            return _code(first)
        case "math_block":
            return MathBlock(first.content.strip("\n"))
        case "hr":
            return Rule()
        case "blockquote_open":
            return _quote(tokens)
        case _:
            raise _NoFormError


def _code(token: Token) -> CodeBlock:
    language = token.info.strip()
    if not _LANGUAGE.fullmatch(language):
        raise _NoFormError
    return CodeBlock(token.content.removesuffix("\n"), language)


def _quote(tokens: list[Token]) -> Quote:
    blocks = [_block(group) for group in _groups(tokens[1:-1])]
    kept = [block for block in blocks if isinstance(block, (Paragraph, Heading, ItemList))]
    if len(kept) < len(blocks):
        raise _NoFormError
    return Quote(tuple(kept))


def _list(tokens: list[Token]) -> ItemList:
    ordered = tokens[0].type == "ordered_list_open"
    items = tuple(_item(group[1:-1]) for group in _groups(tokens[1:-1]))
    level = tokens[0].level + 2
    words = (token for token in tokens if token.type == "paragraph_open" and token.level == level)
    start = int(tokens[0].attrGet("start") or 0) if tokens[0].attrGet("start") is not None else 1
    return ItemList(items, ordered=ordered, start=start, tight=all(t.hidden for t in words))


def _item(tokens: list[Token]) -> Item:
    blocks = [_block(group) for group in _groups(tokens)]
    runs: Runs = ()
    if blocks and isinstance(blocks[0], Paragraph):
        runs = blocks.pop(0).runs  # type: ignore[union-attr]  # a paragraph, as just seen
    lists = tuple(block for block in blocks if isinstance(block, ItemList))
    if len(lists) < len(blocks):
        raise _NoFormError
    return Item(runs, lists)


def _table(tokens: list[Token]) -> Table:
    alignments: list[Alignment] = []
    rows: list[list[Runs]] = []
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append(_runs(tokens[at + 1].children or ()))
            if token.type == "th_open":
                aligned = _ALIGNED.match(str(token.attrGet("style")))
                alignments.append(aligned[1] if aligned else "")  # type: ignore[arg-type]  # of the three
    return Table(tuple(alignments), tuple(map(tuple, rows)))


def _runs(tokens: Sequence[Token]) -> Runs:
    runs: list[Run] = []
    bold = italic = 0
    link = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                link = _href(token)
            case "link_close":
                link = ""
            case _:
                runs.append(_run(token, bold=bold > 0, italic=italic > 0, link=link))
    return tuple(runs)


def _run(token: Token, *, bold: bool, italic: bool, link: str) -> Run:
    match token.type:
        case "text":
            return Run(token.content, bold, italic, link=link)
        case "softbreak":
            return Run(" ", bold, italic, link=link)
        case "hardbreak":
            return Run("\n", bold, italic, link=link)
        case "code_inline":
            return Run(token.content, bold, italic, code=True, link=link)
        case "math_inline":
            return Run(token.content, bold, italic, math=True, link=link)
        case _:
            raise _NoFormError


def _href(token: Token) -> str:
    address = str(token.attrGet("href") or "")
    if token.attrGet("title") or not is_address(address):
        raise _NoFormError
    return address
