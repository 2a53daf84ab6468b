"""Waveform and pauses of a timeline, as pictures one column a pixel wide."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from studio.media.levels import STEP_S
from studio.media.peaks import Peaks
from studio.ui.lectures.timeline_content import Marks
from studio.ui.lectures.timeline_view import View

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Figures: TypeAlias = NDArray[np.float64]

_FULL = 128.0
_LEAST_PX = 1.0
"""Silence is a line."""


def draw_wave(painter: QPainter, view: View, place: QRectF, peaks: Peaks, colour: QColor) -> None:
    """Draw the waveform, from the lowest to the highest sample of each pixel of the screen."""
    ratio = painter.device().devicePixelRatioF()
    columns = round(place.width() * ratio)
    rows = round(place.height() * ratio)
    if columns < 1 or rows < 2:
        return
    spans = _spans(peaks, view, columns)
    middle, scale = rows / 2, rows / 2 / _FULL
    top, bottom = middle - spans[:, 1] * scale, middle - spans[:, 0] * scale
    lack = np.maximum(_LEAST_PX - (bottom - top), 0.0) / 2
    edges = np.arange(rows, dtype=np.float32)[:, None]
    upper = np.maximum(edges, (top - lack).astype(np.float32)[None, :])
    lower = np.minimum(edges + 1, (bottom + lack).astype(np.float32)[None, :])
    covered = np.clip(lower - upper, 0.0, 1.0)
    last_s = np.linspace(view.start_s, view.end_s, columns, endpoint=False)
    covered[:, last_s >= view.duration_s] = 0.0
    painter.drawImage(place, _image(covered, colour))


def draw_pauses(painter: QPainter, view: View, place: QRectF, marks: Marks, tint: QColor) -> None:
    """Draw pauses as grey bands; a pixel that has several is as grey as they are long."""
    if not len(marks.pause_starts):
        return
    columns = max(round(place.width() * painter.device().devicePixelRatioF()), 1)
    edges = np.linspace(view.start_s, view.end_s, columns + 1)
    share = np.diff(marks.paused_until(edges)) / (view.length_s / columns)
    visible = np.sqrt(np.clip(share, 0.0, 1.0))  # one short pause among much speech is seen, too
    painter.drawImage(place, _image(visible[None, :], tint))


def _spans(peaks: Peaks, view: View, columns: int) -> Figures:
    """Return (lowest, highest) of each column; between steps of the waveform they go evenly."""
    column_s = view.length_s / columns
    if column_s >= STEP_S:  # columns of one grid, else the waveform would flicker when it scrolls
        start_s = round(view.start_s / column_s) * column_s
        return peaks.columns(start_s, start_s + view.length_s, columns).astype(np.float64)
    first, last = int(view.start_s // STEP_S) - 1, int(view.end_s // STEP_S) + 2
    steps = peaks.columns(first * STEP_S, last * STEP_S, last - first).astype(np.float64)
    middles = (np.arange(first, last) + 0.5) * STEP_S
    at_s = view.start_s + (np.arange(columns) + 0.5) * column_s
    return np.stack([np.interp(at_s, middles, steps[:, side]) for side in (0, 1)], axis=1)


def _image(covered: NDArray[np.floating], colour: QColor) -> QImage:
    """Return a picture of one colour, as opaque as the figures (0 to 1) say."""
    rows, columns = covered.shape
    pixels = np.empty((rows, columns, 4), np.uint8)
    pixels[:, :, 0], pixels[:, :, 1], pixels[:, :, 2] = colour.blue(), colour.green(), colour.red()
    pixels[:, :, 3] = covered * colour.alpha()
    kind = QImage.Format.Format_ARGB32
    return QImage(pixels.data, columns, rows, columns * 4, kind).copy()
