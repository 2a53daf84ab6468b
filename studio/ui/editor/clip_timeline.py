"""The time of a clip as a line: where its player is, and where it asks."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QStyle, QStyleOptionSlider, QWidget

from studio.i18n import Voice, duration

_PER_S = 10
"""Steps of the line in a second."""
_MARK = QColor("#f2b74b")
_EDGE = QColor("#5a3d00")
_HALF = 5.0


class _MarkedSlider(QSlider):
    """A slider with a lozenge at each moment that it is told."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSingleStep(_PER_S)
        self.setPageStep(5 * _PER_S)
        self.marks_s: tuple[float, ...] = ()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw the marks on the line."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(_MARK)
        painter.setPen(QPen(_EDGE, 1.0))
        for at_s in self.marks_s:
            painter.drawPolygon(_lozenge(QPointF(self.x_of(at_s), self.height() / 2)))

    def x_of(self, at_s: float) -> float:
        """Return where a moment lies, in pixels from the left."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        style = self.style()
        handle = style.pixelMetric(QStyle.PixelMetric.PM_SliderLength, option, self)
        room = self.width() - handle
        value = min(round(at_s * _PER_S), self.maximum())
        place = QStyle.sliderPositionFromValue(0, self.maximum(), value, room, option.upsideDown)
        return place + handle / 2


class ClipTimeline(QWidget):
    """Shows how far a clip has played; another moment can be chosen, by mouse and keyboard."""

    chosen = Signal(float)
    """A moment in seconds from the beginning of the clip."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._length_s = 0.0
        self.slider = _MarkedSlider()
        self.slider.setAccessibleName(voice.text("ui.clip_place"))
        self.time = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.slider, 1)
        row.addWidget(self.time)
        self.setFocusProxy(self.slider)
        self.slider.valueChanged.connect(self._choose)

    @property
    def at_s(self) -> float:
        """The moment that is shown, in seconds from the beginning."""
        return self.slider.value() / _PER_S

    def show_clip(self, length_s: float, marks_s: Iterable[float]) -> None:
        """Show how long the clip is, and when it asks."""
        self._length_s = length_s
        self.slider.blockSignals(True)  # what is shown is no choice of the author's
        self.slider.setRange(0, round(length_s * _PER_S))
        self.slider.blockSignals(False)
        self.slider.marks_s = tuple(marks_s)
        self.slider.update()
        self._show_time()

    def show_at(self, at_s: float) -> None:
        """Show where the player is."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(at_s * _PER_S))
        self.slider.blockSignals(False)
        self._show_time()

    def _choose(self) -> None:
        self._show_time()
        self.chosen.emit(self.at_s)

    def _show_time(self) -> None:
        said = f"{duration(self.at_s)} / {duration(self._length_s)}"
        self.time.setText(said)
        self.slider.setAccessibleDescription(said)


def _lozenge(middle: QPointF) -> QPolygonF:
    ways = ((0.0, -_HALF), (_HALF, 0.0), (0.0, _HALF), (-_HALF, 0.0))
    return QPolygonF([middle + QPointF(x, y) for x, y in ways])
