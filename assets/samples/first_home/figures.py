# SPDX-License-Identifier: MIT
"""The drawn figures, each in the box that it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from paint import (
    AMBER,
    AMBER_PALE,
    CENTRE,
    GREY,
    INK,
    LINE,
    PAPER,
    TEAL,
    TEAL_DARK,
    TEAL_MIDDLE,
    TEAL_PALE,
    WHITE,
    Brush,
)
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen


def couple(brush: Brush, box: QRectF) -> None:
    """Draw two people side by side."""
    y = box.center().y() - 20
    for x, colour, pale, name in (
        (box.left() + 105, TEAL, TEAL_PALE, "Lina"),
        (box.right() - 105, AMBER, AMBER_PALE, "Marc"),
    ):
        _person(brush, x, y, colour, pale)
        brush.text(QRectF(x - 90, y + 106, 180, 40), name, 28, INK, bold=True, align=CENTRE)


def _person(brush: Brush, x: float, y: float, colour: QColor, pale: QColor) -> None:
    frame = QPainterPath()
    frame.addEllipse(QPointF(x, y), 92, 92)
    shoulders = QPainterPath()
    shoulders.addEllipse(QPointF(x, y + 82), 62, 56)
    brush.shape(frame, pale)
    brush.shape(shoulders.intersected(frame), colour)
    brush.disc(x, y - 16, 35, colour)


def ring(brush: Brush, box: QRectF) -> None:
    """Draw a ring of which 35% is filled."""
    circle = QRectF(0, 0, 300, 300)
    circle.moveCenter(box.center() - QPointF(0, 14))
    for share, colour in ((1.0, LINE), (0.35, TEAL)):
        brush.arc(circle, 0, share, QPen(colour, 46, c=Qt.PenCapStyle.FlatCap))
    brush.text(circle.adjusted(30, 90, -30, -110), "35%", 74, TEAL, bold=True, align=CENTRE)
    brush.text(circle.adjusted(30, 190, -30, -60), "at most", 24, GREY, align=CENTRE)


def loan(brush: Brush, box: QRectF) -> None:
    """Draw what is paid each year, interest and principal: 200,000 euros, 25 years at 3.5%."""
    chart = box.adjusted(0, 40, 0, -70)
    step = chart.width() / 25
    for year, (interest, principal) in enumerate(yearly_parts(200_000, 0.035, 25)):
        scale = chart.height() / (interest + principal)
        column = QRectF(chart.left() + year * step, chart.top(), step - 4, chart.height())
        brush.card(column, AMBER, None, 3)
        column.setTop(chart.bottom() - principal * scale)
        brush.card(column, TEAL, None, 3)
    below = QRectF(chart.left(), chart.bottom() + 6, chart.width(), 30)
    brush.text(below, "Year 1", 20, GREY)
    brush.text(below, "Year 25", 20, GREY, align=Qt.AlignmentFlag.AlignRight)
    _key(brush, chart.left(), box.top(), AMBER, "Interest")
    _key(brush, chart.left() + 150, box.top(), TEAL, "Paid back")


def yearly_parts(amount: float, rate: float, years: int) -> Iterator[tuple[float, float]]:
    """Yield the interest and the principal paid in each year of a loan with equal instalments."""
    month = rate / 12
    instalment = amount * month / (1 - (1 + month) ** (-12 * years))
    for _ in range(years):
        before = amount
        for _ in range(12):
            amount -= instalment - amount * month
        yield 12 * instalment - (before - amount), before - amount


def _key(brush: Brush, x: float, y: float, colour: QColor, text: str) -> None:
    brush.card(QRectF(x, y + 5, 20, 20), colour, None, 5)
    brush.text(QRectF(x + 30, y, 120, 30), text, 20, GREY)


def calendar(brush: Brush, box: QRectF) -> None:
    """Draw a page with ten days."""
    page = QRectF(0, 0, 380, 320)
    page.moveCenter(box.center() - QPointF(0, 10))
    brush.card(page)
    top = QRectF(page.left(), page.top(), page.width(), 76)
    brush.card(top, TEAL, None)
    brush.card(top.adjusted(0, 40, 0, 0), TEAL, None, 0)
    brush.text(top, "10 days", 30, WHITE, bold=True, align=CENTRE)
    for day in range(10):
        row, column = divmod(day, 5)
        x, y = page.left() + 54 + column * 68, page.top() + 136 + row * 100
        brush.disc(x, y, 27, TEAL_PALE)
        brush.text(QRectF(x - 27, y - 27, 54, 54), str(day + 1), 24, TEAL, bold=True, align=CENTRE)


def envelopes(brush: Brush, box: QRectF) -> None:
    """Draw three envelopes, one behind the other."""
    colours = ((AMBER, AMBER_PALE), (TEAL_MIDDLE, TEAL_PALE), (TEAL, TEAL_MIDDLE))
    for number, (body, flap) in enumerate(colours):
        x, y = box.left() + 116 - 46 * number, box.top() + 10 + 120 * number
        _envelope(brush, QRectF(x, y, 300, 180), body, flap)


def _envelope(brush: Brush, box: QRectF, body: QColor, flap: QColor) -> None:
    brush.card(box, body, PAPER, 12)
    tip = QPointF(box.center().x(), box.top() + 100)
    path = QPainterPath(QPointF(box.left() + 12, box.top() + 2))
    path.lineTo(tip)
    path.lineTo(box.right() - 12, box.top() + 2)
    path.closeSubpath()
    brush.shape(path, flap, QPen(PAPER, 4, j=Qt.PenJoinStyle.RoundJoin))


def coins(brush: Brush, box: QRectF) -> None:
    """Draw stacks of coins that grow from month to month."""
    for stack in range(5):
        x = box.left() + 30 + stack * 80
        for coin in range(stack * 2 + 1):
            piece = QRectF(x, box.bottom() - 120 - coin * 27, 66, 23)
            brush.card(piece, TEAL if stack == 4 else AMBER, None, 8)
    brush.card(QRectF(box.left() + 10, box.bottom() - 92, 426, 7), LINE, None, 3.5)


def bank(brush: Brush, box: QRectF) -> None:
    """Draw the front of a bank."""
    x, y = box.center().x(), box.center().y() + 110
    path = QPainterPath(QPointF(x - 170, y - 190))
    path.lineTo(x, y - 290)
    path.lineTo(x + 170, y - 190)
    path.closeSubpath()
    brush.shape(path, TEAL, QPen(TEAL, 14, j=Qt.PenJoinStyle.RoundJoin))
    brush.disc(x, y - 226, 20, AMBER)
    for column in range(4):
        brush.card(QRectF(x - 150 + column * 86, y - 166, 42, 140), TEAL_MIDDLE, None, 4)
    for width, below in ((350, 16), (410, -10)):
        brush.card(QRectF(x - width / 2, y - below, width, 22), TEAL_DARK, None, 5)


def price(brush: Brush, box: QRectF) -> None:
    """Draw what an older home costs, to scale: its price, and the costs that stand on it."""
    column = QRectF(box.left() + 40, box.top() + 6, 170, box.height() - 36)
    top = column.top()
    for share, colour, name in ((0.09, AMBER, "The costs"), (0.91, TEAL, "The price")):
        piece = QRectF(column.left(), top, column.width(), column.height() * share)
        brush.card(piece.adjusted(0, 0, 0, -4), colour, None, 6)
        brush.text(QRectF(column.right() + 20, piece.center().y() - 18, 200, 32), name, 24, GREY)
        top = piece.bottom()


def speech(brush: Brush, box: QRectF) -> None:
    """Draw two speech bubbles: a question, and advice."""
    first = QRectF(box.left() + 10, box.top() + 60, 270, 150)
    second = QRectF(box.left() + 140, box.top() + 250, 280, 130)
    for bubble, colour, tip in ((first, TEAL, 60.0), (second, AMBER, 220.0)):
        path = QPainterPath(QPointF(bubble.left() + tip - 22, bubble.bottom() - 4))
        path.lineTo(bubble.left() + tip, bubble.bottom() + 34)
        path.lineTo(bubble.left() + tip + 22, bubble.bottom() - 4)
        brush.shape(path, colour)
        brush.card(bubble, colour, None, 26)
    brush.text(first, "?", 84, WHITE, bold=True, align=CENTRE)
    for dot in range(3):
        brush.disc(second.center().x() + (dot - 1) * 48, second.center().y(), 12, WHITE)


DRAWN: dict[str, Callable[[Brush, QRectF], None]] = {
    "couple": couple,
    "ring": ring,
    "loan": loan,
    "calendar": calendar,
    "envelopes": envelopes,
    "coins": coins,
    "bank": bank,
    "price": price,
    "speech": speech,
}
