"""An edited text: what was not touched keeps its bytes, the rest is written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from studio.course.prose.model import Block, ItemList, Piece, Prose, Raw
from studio.course.prose.read import read
from studio.course.prose.write import mark_of, write

_DEFINITION = re.compile(r" {0,3}\[[^\]^][^\]]*\]:")
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")


class _Place(NamedTuple):
    """A block of the edited text."""

    block: Block
    origin: int
    """The number of the piece that it was, or whose place it takes; -1 for none."""
    touched: bool


def rewritten(prose: Prose, before: Sequence[Block], after: Sequence[Block]) -> Prose:
    """Return the text with `after` in the place of its blocks.

    `before` has the blocks of `prose` as the editor says them while nothing is edited; what is in
    both keeps its bytes.
    """
    places = list(_places(before, after))
    if not places:
        return Prose(prose.lead)
    start, end = _window(places)
    pieces: list[Piece] = []
    for apart, neighbours in ((False, False), (True, False), (True, True)):
        pieces = _written(prose, places, start, end, apart=apart, neighbours=neighbours)
        if _stands(places[start:end], pieces[start:end]):
            break
    return Prose(prose.lead, tuple(pieces))


def of_blocks(blocks: Sequence[Block]) -> Prose:
    """Return a new text of tidy blocks."""
    return rewritten(Prose(), (), blocks)


def _places(before: Sequence[Block], after: Sequence[Block]) -> Iterator[_Place]:
    """Yield the blocks of `after` with where they come from."""
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    yield from (_Place(block, at, touched=False) for at, block in enumerate(after[:head]))
    for kind, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for at in range(j_end - j):
            origin = head + i + at if i + at < i_end else -1
            yield _Place(new[j + at], origin, touched=kind != "equal")
    shift = len(before) - len(after)
    yield from (
        _Place(after[at], at + shift, touched=False) for at in range(len(after) - tail, len(after))
    )


def _window(places: Sequence[_Place]) -> tuple[int, int]:
    """Return first place and place behind the last of what an edit may have changed."""
    involved = [at for at, place in enumerate(places) if place.touched]
    for at, (one, other) in enumerate(pairwise(places)):
        if not _follow(one, other):
            involved += [at, at + 1]
    if not involved:
        return 0, 0
    return max(0, min(involved) - 1), min(len(places), max(involved) + 2)


def _follow(one: _Place, other: _Place) -> bool:
    """Return whether two places have been neighbours before."""
    return one.origin >= 0 and other.origin == one.origin + 1


def _written(
    prose: Prose,
    places: Sequence[_Place],
    start: int,
    end: int,
    *,
    apart: bool,
    neighbours: bool,
) -> list[Piece]:
    """Return the pieces.

    What was touched is written anew: between empty lines where `apart` says so, and with what
    stands beside it where `neighbours` says so.
    """
    refers = any(_DEFINITION.match(piece.source) for piece in prose.pieces)
    blank, last = prose.line_end * 2, prose.pieces[-1].gap if prose.pieces else ""
    pieces: list[Piece] = []
    for at, place in enumerate(places):
        inside = start <= at < end
        old = prose.pieces[place.origin] if place.origin >= 0 else None
        anew = place.touched or (neighbours and inside and not isinstance(place.block, Raw))
        if old is None or anew:
            avoid = _avoided(prose, places, pieces, at)
            source = write(place.block, avoid, _mark(old), refers=refers)
            source = source.replace("\n", prose.line_end)
        else:
            source = old.source
        gap = old.gap if old else blank
        if at == len(places) - 1:
            gap = last
        elif not (old and _follow(place, places[at + 1])) or (inside and apart):
            gap = gap if _BLANK_LINE.search(gap) else blank
        pieces.append(Piece(place.block, source, gap))
    return pieces


def _mark(piece: Piece | None) -> str:
    """Return the sign that a list has had."""
    return mark_of(piece.source) if piece and isinstance(piece.block, ItemList) else ""


def _avoided(prose: Prose, places: Sequence[_Place], pieces: Sequence[Piece], at: int) -> str:
    """Return the signs of the lists before and behind a place."""
    signs = _mark(pieces[-1]) if pieces else ""
    following = places[at + 1] if at + 1 < len(places) else None
    if following and not following.touched and isinstance(following.block, ItemList):
        signs += mark_of(prose.pieces[following.origin].source)
    return signs


def _stands(places: Sequence[_Place], pieces: Sequence[Piece]) -> bool:
    """Return whether pieces that follow each other are read as what they are."""
    found = read("".join(piece.source + piece.gap for piece in pieces)).pieces
    if len(found) != len(pieces):
        return False
    return all(
        one.source == piece.source and (not place.touched or one.block == place.block)
        for place, piece, one in zip(places, pieces, found, strict=True)
    )
