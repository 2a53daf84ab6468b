"""Reading a storyboard back from a document of Word, by the codes that stand in it.

What an expert has changed with changes tracked is read as if all of it were accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studio.imports.office_parts import last_hand, moment_of, office_parts, xml_tree
from studio.imports.storyboard_found import Found, Said, Written

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CODE = re.compile(r"\[\s*([a-z][a-z0-9]{7,}\.[a-z_]+)\.([0-9a-f]{8})\s*\]")
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "delText", "instrText", "Fallback", "txbxContent", "pPr", "rPr"}
)
_LETTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


class _Comment(NamedTuple):
    author: str
    date: str
    text: str


def read_storyboard_docx(file: Path) -> Found:
    """Return what a document says of the screens that are named in it.

    Raises:
        StudioError: it is no document of Word, can't be trusted, or is encrypted.
        OSError: it can't be read.
    """
    parts = office_parts(file)
    body = xml_tree(file, parts["word/document.xml"])
    found = Found(file.name, *last_hand(file, parts))
    comments = _comments(file, parts.get("word/comments.xml"))
    twice = False
    for row in _rows(body):
        code = _CODE.search(_joined(row[:1]))
        if not code or not row[1:]:  # cells that were made one can't be told apart
            continue
        key, base = code.groups()
        node, _, name = key.partition(".")
        if name == "title":
            twice = not found.meet(node)
        if twice or key in found.written:
            continue
        found.written[key] = Written(_joined(row[1:]), base)
    for screen, id_ in _anchors(body):
        if screen and id_ in comments:
            said = comments.pop(id_)
            at = moment_of(said.date) or found.when
            found.comments.append(Said(screen, said.author, at, said.text))
    return found


def _name(element: Element) -> str:
    """Return an element's name without its namespace: strict documents have another one."""
    return str(element.tag).rpartition("}")[2]  # of a comment it is no text


def _value(element: Element, name: str) -> str:
    values = (v for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name)
    return str(next(values, ""))


def _rows(body: Element) -> Iterator[list[Element]]:
    """Yield the cells of each table's row that was not deleted."""
    for row in body.iter("{*}tr"):
        if row.find("{*}trPr/{*}del") is None:
            yield [cell for cell in row.iter("{*}tc") if _row_of(cell) is row]


def _row_of(cell: Element) -> Element | None:
    return next((each for each in cell.iterancestors() if _name(each) == "tr"), None)


def _joined(cells: Iterable[Element]) -> str:
    return "\n".join(filter(None, (_text(cell) for cell in cells)))


def _text(holder: Element) -> str:
    """Return the text of all paragraphs in `holder`, a line each."""
    lines, goes_on = [""], True
    for paragraph in holder.iter("{*}p"):
        if any(_name(each) in _LEFT_OUT for each in paragraph.iterancestors()):
            continue
        text = "".join(_letters(paragraph))
        if goes_on:
            lines[-1] += text
        else:
            lines.append(text)
        # With its end deleted, a paragraph is one with the next.
        goes_on = paragraph.find("{*}pPr/{*}rPr/{*}del") is not None
    return "\n".join(lines)


def _letters(element: Element) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _LETTERS:
            yield _LETTERS[name]
        elif name not in _LEFT_OUT and name != "p":
            yield from _letters(child)


def _anchors(body: Element) -> Iterator[tuple[str, str]]:
    """Yield the comments' ids with the screens they stand at: the last one whose card began.

    What is said before the first card is said of the first screen.
    """
    screen = ""
    waiting: list[str] = []
    for element in body.iter("{*}tc", "{*}commentReference"):
        if _name(element) == "commentReference":
            waiting.append(_value(element, "id"))
        else:
            code = _CODE.search(_text(element))
            if code and code[1].endswith(".title"):
                screen = code[1].partition(".")[0]
        if screen:
            yield from ((screen, id_) for id_ in waiting)
            waiting.clear()


def _comments(file: Path, data: bytes | None) -> dict[str, _Comment]:
    if data is None:
        return {}
    return {
        _value(each, "id"): _Comment(_value(each, "author"), _value(each, "date"), text)
        for each in xml_tree(file, data).iter("{*}comment")
        if (text := _text(each).strip())
    }
