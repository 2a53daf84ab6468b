# SPDX-License-Identifier: MIT
"""Slides, drawn one picture for each state: 1280 by 720, with room for captions at the bottom."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from figures import DRAWN
from house import house
from numpy.typing import NDArray
from paint import (
    AMBER,
    CENTRE,
    GREY,
    HEIGHT,
    INK,
    LINE,
    MARGIN,
    PAPER,
    RIGHT,
    TEAL,
    TEAL_DARK,
    TEAL_MIDDLE,
    TEAL_PALE,
    WHITE,
    WIDTH,
    WRAPPED,
    Brush,
)
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from script import Item, Lecture, Slide
from timeline import Shot

Picture = NDArray[np.uint8]

TOP, BOTTOM = 184, 640
"""Between these the items stand."""

FIGURE = QRectF(760, TOP, WIDTH - MARGIN - 760, BOTTOM - TOP)
BAR_COLOURS = {
    3: (TEAL, TEAL_MIDDLE, AMBER),
    4: (TEAL_DARK, TEAL, TEAL_MIDDLE, AMBER),
}


def picture(lecture: Lecture, shot: Shot) -> Picture:
    """Return what is seen during `shot`, as rows of red, green and blue."""
    image = drawn(lecture, shot)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(HEIGHT, image.bytesPerLine())
    return pixels[:, : WIDTH * 3].reshape(HEIGHT, WIDTH, 3).copy()


def drawn(lecture: Lecture, shot: Shot) -> QImage:
    """Return what is seen during `shot`, as an image."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB888)
    image.fill(PAPER)
    with QPainter(image) as painter:
        brush = Brush(painter)
        if shot.slide.layout == "cover":
            _cover(brush, lecture, shot.slide)
        elif shot.slide.layout == "section":
            _section(brush, shot)
        else:
            _heading(brush, lecture, shot)
            _LAYOUTS[shot.slide.layout](brush, shot.slide, shot.items)
    return image


def _cover(brush: Brush, lecture: Lecture, slide: Slide) -> None:
    panel = QRectF(800, 0, WIDTH - 800, HEIGHT)
    brush.card(panel, TEAL, None, 0)
    house(brush, panel.center().x(), 530)
    brush.text(QRectF(MARGIN, 246, 600, 40), lecture.course, 26, TEAL, bold=True)
    brush.text(QRectF(MARGIN, 296, 690, 170), slide.title, 62, INK, bold=True, align=WRAPPED)
    brush.card(QRectF(MARGIN, 492, 96, 8), AMBER, None, 4)


def _section(brush: Brush, shot: Shot) -> None:
    brush.card(QRectF(0, 0, WIDTH, HEIGHT), TEAL, None, 0)
    brush.text(QRectF(MARGIN, 180, 300, 160), str(shot.section), 130, AMBER, bold=True)
    title = QRectF(MARGIN, 340, 760, 90)
    brush.text(title, shot.slide.title, 46, WHITE, bold=True)
    brush.card(QRectF(MARGIN, 452, 96, 8), AMBER, None, 4)
    house(brush, 1020, 560, shot.section)


def _heading(brush: Brush, lecture: Lecture, shot: Shot) -> None:
    section = lecture.sections[shot.section - 1]
    wide = WIDTH - 2 * MARGIN
    label = f"{shot.section}   {section.title}"
    brush.text(QRectF(MARGIN, 48, wide, 30), label, 21, TEAL, bold=True)
    brush.text(QRectF(MARGIN, 84, wide, 64), shot.slide.title, 46, INK, bold=True)
    step = (wide + 8) / len(lecture.sections)
    for number in range(len(lecture.sections)):
        colour = TEAL if number < shot.section else LINE
        brush.card(QRectF(MARGIN + number * step, 684, step - 8, 5), colour, None, 2.5)


def _points(brush: Brush, slide: Slide, shown: int) -> None:
    width = 632 if slide.figure else WIDTH - 2 * MARGIN
    if slide.figure:
        DRAWN[slide.figure](brush, FIGURE)
    for item, box in _stacked(slide.items, shown, MARGIN, width):
        brush.card(box, TEAL_PALE if item.strong else WHITE, TEAL_MIDDLE if item.strong else LINE)
        brush.card(QRectF(box.left() + 18, box.top() + 18, 7, box.height() - 36), TEAL, None, 3.5)
        _worded(brush, item, box.adjusted(48, 0, -24, 0))


def _numbers(brush: Brush, slide: Slide, shown: int) -> None:
    for item, box in _stacked(slide.items, shown, MARGIN, WIDTH - 2 * MARGIN):
        brush.card(box)
        brush.text(
            QRectF(box.left(), box.top(), 200, box.height()),
            item.text,
            46,
            TEAL,
            bold=True,
            align=CENTRE,
        )
        brush.text(box.adjusted(220, 0, -24, 0), item.note, 26)


def _stacked(items: list[Item], shown: int, left: float, width: float) -> list[tuple[Item, QRectF]]:
    """Return the items shown with their boxes, one below the other."""
    step = min(140.0, (BOTTOM - TOP + 12) / len(items))
    boxes = [QRectF(left, TOP + n * step, width, step - 12) for n in range(shown)]
    return list(zip(items[:shown], boxes, strict=True))


def _worded(brush: Brush, item: Item, box: QRectF) -> None:
    """Write an item's text, its note below, and its value at the right."""
    colour = TEAL if item.strong else INK
    middle = box.center().y()
    if item.note:
        brush.text(
            QRectF(box.left(), middle - 38, box.width(), 42), item.text, 30, colour, bold=True
        )
        brush.text(QRectF(box.left(), middle + 4, box.width(), 32), item.note, 23, GREY)
    else:
        brush.text(box, item.text, 30, colour, bold=True)
    if len(item.values) == 1:
        brush.text(box, item.values[0], 30, colour, bold=True, align=RIGHT)


def _table(brush: Brush, slide: Slide, shown: int) -> None:
    wide = WIDTH - 2 * MARGIN
    top = TOP + (48 if slide.heads else 0)
    high = min(104.0, (BOTTOM - 48 - top) / len(slide.items))
    for column, head in enumerate(slide.heads):
        cell = _cell(QRectF(MARGIN, TOP, wide, 40), column, len(slide.heads))
        brush.text(cell, head, 24, GREY, bold=True, align=RIGHT)
    brush.card(QRectF(MARGIN, top, wide, high * len(slide.items)))
    for number, item in enumerate(slide.items[:shown]):
        _row(brush, item, QRectF(MARGIN, top + high * number, wide, high), first=number == 0)
    if slide.foot:
        below = top + high * len(slide.items) + 14
        brush.text(QRectF(MARGIN + 28, below, wide, 34), slide.foot, 24, TEAL)


def _row(brush: Brush, item: Item, box: QRectF, *, first: bool) -> None:
    if item.strong:
        brush.card(box.adjusted(1, 1, -1, -1), TEAL_PALE, None, 13)
    elif not first:
        brush.card(QRectF(box.left() + 28, box.top() - 0.75, box.width() - 56, 1.5), LINE, None, 0)
    _worded(brush, item, box.adjusted(28, 0, -28, 0))
    if len(item.values) > 1:
        for column, value in enumerate(item.values):
            brush.text(
                _cell(box, column, len(item.values)),
                value,
                30,
                TEAL if item.strong else INK,
                bold=True,
                align=RIGHT,
            )


def _cell(box: QRectF, column: int, columns: int) -> QRectF:
    width = 270.0
    return QRectF(box.right() - 28 - width * (columns - column), box.top(), width, box.height())


def _bar(brush: Brush, slide: Slide, shown: int) -> None:
    wide = float(WIDTH - 2 * MARGIN)
    total = sum(item.euros for item in slide.items)
    brush.text(QRectF(MARGIN, TOP - 16, wide, 36), f"Income: €{total:,} a month", 24, GREY)
    whole = QRectF(MARGIN, TOP + 28, wide, 96)
    brush.card(whole)
    colours = BAR_COLOURS[len(slide.items)]
    left = whole.left()
    for number, item in enumerate(slide.items[:shown]):
        piece = QRectF(left, whole.top(), wide * item.euros / total, whole.height())
        brush.card(piece.adjusted(2, 0, -2, 0), colours[number], None, 10)
        _legend(brush, item, colours[number], QRectF(MARGIN, TOP + 144 + 76 * number, wide, 76))
        left = piece.right()


def _legend(brush: Brush, item: Item, colour: QColor, row: QRectF) -> None:
    brush.card(QRectF(row.left(), row.center().y() - 14, 28, 28), colour, None, 7)
    _worded(brush, item, row.adjusted(48, 0, 0, 0))
    brush.text(row, f"€{item.euros:,}", 30, bold=True, align=RIGHT)


_LAYOUTS: dict[str, Callable[[Brush, Slide, int], None]] = {
    "points": _points,
    "numbers": _numbers,
    "table": _table,
    "bar": _bar,
}
