# SPDX-License-Identifier: MIT
"""The house of the lecture: it grows by a part with every section."""

from __future__ import annotations

from paint import AMBER, PAPER, TEAL, TEAL_DARK, TEAL_MIDDLE, Brush
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen, QPolygonF

PARTS = 8


def house(brush: Brush, x: float, ground: float, parts: int = PARTS) -> None:
    """Draw the first `parts` parts of a house on teal, its middle at `x`, standing on `ground`."""
    builders = (
        (8, _sun), (7, _chimney), (1, _ground), (2, _walls), (6, _roof),
        (3, _door), (4, _left_window), (5, _right_window),
    )  # from back to front, with the section from which each is there  # fmt: skip
    for needed, draw in builders:
        if parts >= needed:
            draw(brush, x, ground)


def _sun(brush: Brush, x: float, ground: float) -> None:
    brush.disc(x + 150, ground - 340, 52, AMBER)


def _chimney(brush: Brush, x: float, ground: float) -> None:
    brush.card(QRectF(x + 70, ground - 330, 46, 110), TEAL_MIDDLE, None, 4)


def _ground(brush: Brush, x: float, ground: float) -> None:
    brush.card(QRectF(x - 200, ground, 400, 8), TEAL_DARK, None, 4)


def _walls(brush: Brush, x: float, ground: float) -> None:
    brush.card(QRectF(x - 130, ground - 200, 260, 200), PAPER, None, 4)


def _roof(brush: Brush, x: float, ground: float) -> None:
    corners = ((x - 175, ground - 190), (x, ground - 345), (x + 175, ground - 190))
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
    path.closeSubpath()
    brush.shape(path, TEAL_DARK, QPen(TEAL_DARK, 16, j=Qt.PenJoinStyle.RoundJoin))


def _door(brush: Brush, x: float, ground: float) -> None:
    brush.card(QRectF(x - 30, ground - 112, 60, 112), TEAL, None, 6)
    brush.disc(x + 16, ground - 54, 5, AMBER)


def _left_window(brush: Brush, x: float, ground: float) -> None:
    brush.card(QRectF(x - 104, ground - 140, 50, 56), AMBER, None, 6)


def _right_window(brush: Brush, x: float, ground: float) -> None:
    brush.card(QRectF(x + 54, ground - 140, 50, 56), AMBER, None, 6)
