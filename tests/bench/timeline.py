"""A frame of the timeline of eight hours: while scrolling, zooming, dragging and playing."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import count, cycle

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from studio.i18n import Voice
from studio.ui.lectures.timeline import Timeline
from tests.bench.measure import report, timed
from tests.timelines import clips, heard

_DURATION_S = 8 * 3600.0
_WIDTH = 1440
_RUNS = 120
_GOAL = "under 16 ms, 95 of 100 frames"


class _Plain(QWidget):
    """Qt's own drawing of as many lines, pictures and words as a frame of the timeline has."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap(160, 90)
        self._picture.fill()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.drawLines([QLineF(x, 100, x, 160) for x in range(_WIDTH)])
        for number in range(20):
            painter.drawPixmap(QRectF(72 * number, 50, 70, 40), self._picture, QRectF())
        for number in range(100):
            painter.fillRect(QRectF(14 * number, 20, 13, 20), self.palette().highlight())
            painter.drawText(14 * number, 36, str(number))


def main() -> None:
    """Print the figures."""
    application = QApplication.instance() or QApplication([])
    timeline, plain = Timeline(Voice("en")), _Plain()
    for widget in (timeline, plain):
        widget.resize(_WIDTH, timeline.sizeHint().height())
        widget.show()
    timeline.show_recording(heard(_DURATION_S, pauses=20_000, slides=1440, thumbnails=5760))
    spans = clips(_DURATION_S, 100, too_long=range(0, 100, 9))
    timeline.show_clips(spans, spans[40].id, editable=True)
    application.processEvents()

    def frame(widget: QWidget, change: Callable[[], object] = lambda: None) -> Callable[[], object]:
        def draw() -> None:
            change()
            widget.update()
            application.processEvents()

        return draw

    for name, change in _changes(timeline).items():
        timeline.zoom_whole()
        timeline.zoom(_START_ZOOM.get(name, 1.0), _WIDTH / 2)
        measured, against = timed(frame(timeline, change), frame(plain), runs=_RUNS)
        report(f"{name} in eight hours", measured, "Qt, as many lines and pictures", against, _GOAL)
        print(f"    95 of 100  {measured.p95:8.1f} ms")
        timeline.leave()
    timeline.close()
    plain.close()


_START_ZOOM = {"scrolling": 20.0, "playing": 200.0, "scrolling close": 2000.0}


def _changes(timeline: Timeline) -> dict[str, Callable[[], object]]:
    """Return what makes a timeline draw another frame, by its name."""
    factors, moments = cycle((1.25,) * 30 + (0.8,) * 30), count()
    edge = timeline.edges[50]

    def drag() -> None:
        timeline.hold(edge, edge.at_s + 60.0 * math.sin(next(moments) / 10))

    return {
        "scrolling": lambda: timeline.scroll_by(37.0),
        "scrolling close": lambda: timeline.scroll_by(37.0),
        "zooming": lambda: timeline.zoom(next(factors), _WIDTH / 3),
        "dragging a boundary": drag,
        "playing": lambda: timeline.show_playhead(14_400.0 + next(moments) / 30),
    }
