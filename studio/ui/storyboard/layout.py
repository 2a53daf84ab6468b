"""Where things are on the board: headings of modules and lessons, and cards in lines.

Only the heights of lessons are worked out ahead; the place of a card follows from its number.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize

from studio.course.model import Screen
from studio.ui.rows import Row

MARGIN = 16
GAP = 10
MODULE_HEIGHT = 40
LESSON_HEIGHT = 28


class Place(NamedTuple):
    """A line of the outline and its rectangle on the board, unscrolled.

    `adds` is set for the place behind a lesson's cards where something new can be put.
    """

    row: Row
    rect: QRect
    adds: bool = False


class _Band(NamedTuple):
    """A heading and the cards below it."""

    row: Row
    top: int
    height: int
    cards: list[Row]


class BoardLayout:
    """The places of all lines, from top to bottom; what is on one height, from left to right."""

    def __init__(
        self, root: Row, hidden: frozenset[str], width: int, card: QSize, *, adders: bool = False
    ) -> None:
        self._hidden = hidden
        self._width = max(width, card.width() + 2 * MARGIN)
        self._card = card
        self._adders = adders and not hidden
        self.per_line = max(1, (self._width - 2 * MARGIN + GAP) // (card.width() + GAP))
        self._bands: list[_Band] = []
        self._by_id: dict[str, int] = {}
        self.height = MARGIN // 2
        for module in root.below:
            self._add_module(module)
        self._tops = [band.top for band in self._bands]
        self.cards = [row for band in self._bands for row in band.cards]

    def place_of(self, row: Row | None) -> Place | None:
        """Return where a line is; None if it is not shown."""
        if row is None or row.above is None:
            return None
        if not isinstance(row.node, Screen):
            at = self._by_id.get(row.node.id)
            return None if at is None else self._heading(self._bands[at])
        at = self._by_id.get(row.above.node.id)
        if at is None or row not in self._bands[at].cards:
            return None
        band = self._bands[at]
        return Place(row, self._cell(band, band.cards.index(row)))

    def at(self, point: QPoint) -> Place | None:
        """Return what is at a point."""
        on_height = self.between(point.y(), point.y())
        return next((place for place in on_height if place.rect.contains(point)), None)

    def between(self, top: int, bottom: int) -> Iterator[Place]:
        """Yield the places that are at least partly between two heights."""
        begin = max(0, bisect_right(self._tops, top) - 1)
        for band in self._bands[begin : bisect_right(self._tops, bottom)]:
            if band.top + band.height > top:
                yield self._heading(band)
            yield from self._cells_between(band, top, bottom)

    def beside(self, row: Row | None, step: int) -> Place | None:
        """Return the card `step` cards before or behind another one."""
        if not self.cards:
            return None
        if row is None or row not in self.cards:
            return self.place_of(self.cards[0])
        at = self.cards.index(row) + step
        return self.place_of(self.cards[max(0, min(len(self.cards) - 1, at))])

    def above(self, row: Row | None, step: int) -> Place | None:
        """Return the nearest card so many lines of cards above or below."""
        here = self.place_of(row)
        if here is None:
            return self.beside(None, 0)
        lines = [(band, line) for band in self._bands for line in range(self._lines(band))]
        tops = [self._cell(band, line * self.per_line).top() for band, line in lines]
        if not lines:
            return None
        below = bisect_right(tops, here.rect.top())
        at = below - 1 + step if tops[below - 1] == here.rect.top() else below - (step < 0)
        if not isinstance(here.row.node, Screen):
            at = below if step > 0 else below - 1
        at = max(0, min(len(lines) - 1, at))
        band, line = lines[at]
        numbers = range(line * self.per_line, min(len(band.cards), (line + 1) * self.per_line))
        middle = here.rect.center().x()
        number = min(numbers, key=lambda n: abs(self._cell(band, n).center().x() - middle))
        return Place(band.cards[number], self._cell(band, number))

    def _add_module(self, module: Row) -> None:
        lessons = [(lesson, self._shown(lesson)) for lesson in module.below]
        shown = [(lesson, cards) for lesson, cards in lessons if cards or not lesson.below]
        if lessons and not shown:
            return
        self._add(module, MODULE_HEIGHT, [], 0)
        for lesson, cards in shown:
            lines = max((len(cards) + self.per_line - 1) // self.per_line, int(self._adders))
            self._add(lesson, LESSON_HEIGHT, cards, lines)

    def _add(self, row: Row, height: int, cards: list[Row], lines: int) -> None:
        self._by_id[row.node.id] = len(self._bands)
        self._bands.append(_Band(row, self.height, height, cards))
        self.height += height + lines * (self._card.height() + GAP) + (GAP if lines else 0)

    def _shown(self, lesson: Row) -> list[Row]:
        if not self._hidden:
            return list(lesson.below)
        return [row for row in lesson.below if row.node.id not in self._hidden]

    def _heading(self, band: _Band) -> Place:
        width = self._width - 2 * MARGIN
        return Place(band.row, QRect(MARGIN, band.top, width, band.height))

    def _cell(self, band: _Band, number: int) -> QRect:
        line, column = divmod(number, self.per_line)
        return QRect(
            MARGIN + column * (self._card.width() + GAP),
            band.top + band.height + line * (self._card.height() + GAP),
            self._card.width(),
            self._card.height(),
        )

    def _cells_between(self, band: _Band, top: int, bottom: int) -> Iterator[Place]:
        step, start = self._card.height() + GAP, band.top + band.height
        first = max(0, (top - start) // step) * self.per_line
        last = ((bottom - start) // step + 1) * self.per_line
        for number in range(first, min(len(band.cards), last)):
            yield Place(band.cards[number], self._cell(band, number))
        count = len(band.cards)
        has_room = count % self.per_line or not count
        is_lesson = band.row.depth == 2
        if self._adders and is_lesson and has_room and first <= count < last:
            yield Place(band.row, self._cell(band, count), adds=True)

    def _lines(self, band: _Band) -> int:
        return (len(band.cards) + self.per_line - 1) // self.per_line
