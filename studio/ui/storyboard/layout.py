"""Where things are on the board: headings of modules and lessons, and cards in lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize

from studio.course.model import Screen
from studio.ui.rows import Row

MARGIN = 16
GAP = 10
MODULE_HEIGHT = 34
LESSON_HEIGHT = 26


class Place(NamedTuple):
    """A line of the outline and its rectangle on the board, unscrolled."""

    row: Row
    rect: QRect


class BoardLayout:
    """The places of all lines, from top to bottom; what is on one height, from left to right."""

    def __init__(self, root: Row, hidden: frozenset[str], width: int, card: QSize) -> None:
        self.places: list[Place] = []
        self._by_id: dict[str, Place] = {}
        self._width = max(width, card.width() + 2 * MARGIN)
        self._card = card
        self.height = MARGIN
        for module in root.below:
            self._heading(module, MODULE_HEIGHT)
            for lesson in module.below:
                self._heading(lesson, LESSON_HEIGHT)
                self._cards([row for row in lesson.below if row.node.id not in hidden])
        self._tops = [place.rect.top() for place in self.places]

    def place_of(self, id_: str) -> Place | None:
        """Return where a node is; None if it is not shown."""
        return self._by_id.get(id_)

    def at(self, point: QPoint) -> Place | None:
        """Return what is at a point."""
        for place in self._on_height(point.y()):
            if place.rect.contains(point):
                return place
        return None

    def between(self, top: int, bottom: int) -> Iterator[Place]:
        """Yield the places that are at least partly between two heights."""
        begin = bisect_left(self._tops, top - self._card.height())
        end = bisect_right(self._tops, bottom)
        for place in self.places[begin:end]:
            if place.rect.bottom() >= top:
                yield place

    def beside(self, id_: str, step: int) -> Place | None:
        """Return the card before (-1) or behind (1) another one."""
        cards = self._cards_only()
        at = next((n for n, place in enumerate(cards) if place.row.node.id == id_), None)
        if at is None:
            return cards[0] if cards else None
        return cards[max(0, min(len(cards) - 1, at + step))]

    def above(self, id_: str, step: int) -> Place | None:
        """Return the nearest card in the line of cards above (-1) or below (1)."""
        here = self._by_id.get(id_)
        cards = self._cards_only()
        if here is None:
            return cards[0] if cards else None
        tops = sorted({place.rect.top() for place in cards})
        at = bisect_left(tops, here.rect.top()) + step
        if not 0 <= at < len(tops):
            return here
        line = [place for place in cards if place.rect.top() == tops[at]]
        middle = here.rect.center().x()
        return min(line, key=lambda place: abs(place.rect.center().x() - middle))

    def _cards_only(self) -> list[Place]:
        return [place for place in self.places if isinstance(place.row.node, Screen)]

    def _on_height(self, y: int) -> Iterator[Place]:
        return self.between(y, y)

    def _heading(self, row: Row, height: int) -> None:
        width = self._width - 2 * MARGIN
        self._put(Place(row, QRect(MARGIN, self.height, width, height)))
        self.height += height

    def _cards(self, rows: list[Row]) -> None:
        per_line = max(1, (self._width - 2 * MARGIN + GAP) // (self._card.width() + GAP))
        for number, row in enumerate(rows):
            line, column = divmod(number, per_line)
            corner = QPoint(
                MARGIN + column * (self._card.width() + GAP),
                self.height + line * (self._card.height() + GAP),
            )
            self._put(Place(row, QRect(corner, self._card)))
        lines = (len(rows) + per_line - 1) // per_line
        self.height += lines * (self._card.height() + GAP) + GAP

    def _put(self, place: Place) -> None:
        self.places.append(place)
        self._by_id[place.row.node.id] = place
