"""The one form of a value among those that look the same: what Markdown can say, and no more.

Spaces at the edges of a line mean nothing, a space is bold, italic or a link only where both of
its neighbours are, and a line break never is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace as changed

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
from studio.course.prose.parser import is_address, may_be_math

_UNSAYABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
_AROUND_BREAK = re.compile(r"[^\S\n]*\n[^\S\n]*")
_SPACES = re.compile(r"(\s+)")
_SPACE = re.compile(r"\s+")
_OPEN_DOLLAR = re.compile(r"(\\.)|\$", re.DOTALL)
_DOLLARS = re.compile(r"\$(?=\$)")
_NOT_LANGUAGE = re.compile(r"[^\w+#.-]")
_LAST_NUMBER = 999_999_999


def tidy(block: Block) -> Block | None:
    """Return the block in its one form; None where nothing is left of it."""
    match block:
        case Paragraph(runs):
            return _if_any(Paragraph(tidy_runs(runs)))
        case Heading(level, runs):
            return _if_any(Heading(min(max(level, 1), 6), tidy_line(runs)))
        case ItemList():
            return _tidy_list(block)
        case Table():
            return _tidy_table(block)
        case Quote(blocks):
            inner = tuple(filter(None, map(tidy, blocks)))
            return Quote(inner) if inner else None  # type: ignore[arg-type]  # the same kinds
        case CodeBlock(text, language):
            return CodeBlock(tidy_text(text), _NOT_LANGUAGE.sub("", language))
        case MathBlock(text):
            return MathBlock(_tidy_display(text))
        case Raw(source):
            return block if source.strip(" \t\r\n") else None
        case Rule():
            return block


def tidy_text(text: str) -> str:
    """Return text without characters that no Markdown can hold."""
    return _UNSAYABLE.sub("", _LINE_END.sub("\n", text))


def tidy_line(runs: Iterable[Run]) -> Runs:
    """Return runs that stand in one line."""
    return tidy_runs(
        changed(run, text=_LINE_END.sub("\n", run.text).replace("\n", " ")) for run in runs
    )


def tidy_runs(runs: Iterable[Run]) -> Runs:
    """Return runs in their one form."""
    parts = _without_edges([part for run in runs for part in _parts(run)])
    return tuple(_joined(_styled_spaces(_single_breaks(parts))))


def tidy_math(tex: str) -> str:
    r"""Return TeX for a line, dollars inside of it escaped; nothing where it can't be said."""
    line = _SPACE.sub(" ", tidy_text(tex)).strip()
    line = _OPEN_DOLLAR.sub(lambda found: found[1] or r"\$", line)
    backslashes = len(line) - len(line.rstrip("\\"))
    return line if backslashes % 2 == 0 and may_be_math(line) else ""


def _if_any(block: Paragraph | Heading) -> Paragraph | Heading | None:
    return block if block.runs else None


def _parts(run: Run) -> Iterator[Run]:
    """Split words from spaces, so that a part is either."""
    text = tidy_text(run.text).replace("\t", " ")
    run = changed(run, math=run.math and not run.code, link=_address(run.link))
    if run.code:
        line = text.replace("\n", " ")
        yield from [changed(run, text=line)] if line else []
    elif run.math and (tex := tidy_math(text)):
        yield changed(run, text=tex)
    else:
        words = f"${text}$" if run.math else text
        for part in filter(None, _SPACES.split(words)):
            yield changed(run, text=part, math=False)


def _address(address: str) -> str:
    address = _SPACE.sub("%20", tidy_text(address).strip())
    return address if is_address(address) else ""


def _is_space(part: Run) -> bool:
    return not part.verbatim and part.text.isspace()


def _without_edges(parts: list[Run]) -> Sequence[Run]:
    start, end = 0, len(parts)
    while start < end and _is_space(parts[start]):
        start += 1
    while end > start and _is_space(parts[end - 1]):
        end -= 1
    return parts[start:end]


def _single_breaks(parts: Sequence[Run]) -> Iterator[Run]:
    """Join neighbouring spaces, and drop those around a line break."""
    waiting = ""
    for part in parts:
        if _is_space(part):
            waiting += part.text
            continue
        if waiting:
            yield Run(_AROUND_BREAK.sub("\n", waiting))
            waiting = ""
        yield part


def _styled_spaces(parts: Iterable[Run]) -> Iterator[Run]:
    """Give a space what both of its neighbours have."""
    parts = list(parts)
    for at, part in enumerate(parts):
        if not _is_space(part) or "\n" in part.text:
            yield part
            continue
        before, after = parts[at - 1], parts[at + 1]
        yield Run(
            part.text,
            bold=before.bold and after.bold,
            italic=before.italic and after.italic,
            link=before.link if before.link == after.link else "",
        )


def _joined(parts: Iterable[Run]) -> Iterator[Run]:
    last: Run | None = None
    for part in parts:
        if last is None:
            last = part
        elif not part.math and changed(last, text=part.text) == part:
            last = changed(last, text=last.text + part.text)
        else:
            yield last
            last = part
    if last is not None:
        yield last


def _tidy_list(block: ItemList) -> ItemList | None:
    items = tuple(filter(None, (_tidy_item(item, tight=block.tight) for item in block.items)))
    if not items:
        return None
    several = len(items) > 1 or bool(items[0].lists)
    tight = block.tight or not several or not any(item.runs for item in items)
    start = min(max(block.start, 0), _LAST_NUMBER - len(items)) if block.ordered else 1
    if tight and not block.tight:
        items = tuple(filter(None, (_tidy_item(item, tight=True) for item in items)))
    return ItemList(items, ordered=block.ordered, start=start, tight=tight)


def _tidy_item(item: Item, *, tight: bool) -> Item | None:
    runs = tidy_runs(item.runs)
    lists = tuple(filter(None, map(_tidy_list, item.lists)))
    if runs and lists and tight and lists[0].ordered:
        lists = (changed(lists[0], start=1), *lists[1:])  # no other can follow upon words
    return Item(runs, lists) if runs or lists else None


def _tidy_table(block: Table) -> Table | None:
    rows = [tuple(tidy_line(cell) for cell in row) for row in block.rows]
    width = len(block.alignments)
    if not rows or not width:
        return None
    filled = tuple((*row, *[()] * (width - len(row)))[:width] for row in rows)
    return Table(block.alignments, filled)


def _tidy_display(text: str) -> str:
    lines = [line for line in tidy_text(text).split("\n") if line.strip()]
    return _DOLLARS.sub("$ ", "\n".join(lines))
