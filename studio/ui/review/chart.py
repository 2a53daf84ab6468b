"""The learner's time screen by screen, as bars: one glance shows where a course is a lecture."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.course.change import name_of
from studio.course.model import Course
from studio.i18n import Voice
from studio.review.figures import Figures, ScreenTime, columns
from studio.ui.review.tints import Tint, bar_tints, limit_colour, line_colour

_MARGIN = 16
_TITLE = 24
_SLOT_LEAST, _SLOT_MOST = 3, 44
"""Pixels from bar to bar: where there are more screens, some of them share a bar."""
_LIMIT_FROM = 0.25
"""The limit is shown once a screen takes this share of it; else all bars would be too flat."""
_LIMITS_MOST = 3.0
"""Bars end at so many limits, that one film of three hours does not flatten the rest."""


class TimesChart(QWidget):
    """Draws one bar a screen, and a dashed line at the limit for clips."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self._course: Course | None = None
        self._figures: Figures | None = None
        self.setAccessibleName(voice.text("ui.review.chart"))
        self.setMinimumHeight(96)
        self.setMaximumHeight(156)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size in a high window."""
        return QSize(600, 156)

    def show_figures(self, course: Course, figures: Figures) -> None:
        """Draw the times of a course."""
        self._course, self._figures = course, figures
        times = figures.times
        longest = max(times, key=lambda time: time.total_s, default=None)
        said = self._voice.text("ui.review.chart_none")
        if longest is not None:
            said = self._voice.text(
                "ui.review.chart_said",
                n=len(times),
                video=figures.video_s,
                reading=sum(time.reading_s for time in times),
                practice=sum(time.practice_s for time in times),
                longest=self._said(longest),
            )
        self.setAccessibleDescription(said)
        self.update()

    def drawn(self) -> list[tuple[QRectF, ScreenTime]]:
        """Return the place of each bar, and what it shows."""
        if self._figures is None or not self._figures.times:
            return []
        area = self._area()
        shown = columns(self._figures.times, int(area.width() // _SLOT_LEAST))
        slot = min(area.width() / len(shown), _SLOT_MOST)
        gap = min(6.0, slot / 4)
        top = self._top_s()
        bars = []
        for at, time in enumerate(shown):
            height = min(time.total_s / top, 1.0) * area.height()
            place = QRectF(area.left() + at * slot, area.bottom() - height, slot - gap, height)
            bars.append((place, time))
        return bars

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        """Draw the card, its words and the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_card(painter)
        self._draw_words(painter)
        tints = bar_tints(self.palette())
        for place, time in self.drawn():
            _draw_bar(painter, place, time, tints)
        self._draw_limit(painter)

    def event(self, event: QEvent) -> bool:
        """Say which screen a bar is when the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            x = event.pos().x()
            met = (time for place, time in self.drawn() if place.left() <= x <= place.right())
            time = next(met, None)
            QToolTip.showText(event.globalPos(), self._said(time) if time else "", self)
            return True
        return super().event(event)

    def _said(self, time: ScreenTime) -> str:
        name = name_of(self._course.screens[time.screen]) if self._course else ""
        return self._voice.text("ui.review.bar", name=name, length=time.total_s)

    def _area(self) -> QRectF:
        inner = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN - 4, -_MARGIN, -_MARGIN + 2)
        return inner.adjusted(0, _TITLE, 0, 0)

    def _top_s(self) -> float:
        """Return the seconds at the upper edge."""
        if self._figures is None:
            return 1.0
        longest = max((time.total_s for time in self._figures.times), default=0.0)
        limit = self._figures.clip_limit_s
        if longest < limit * _LIMIT_FROM:
            return longest or 1.0
        return min(max(longest, limit * 1.05), limit * _LIMITS_MOST)

    def _draw_card(self, painter: QPainter) -> None:
        painter.setPen(line_colour(self.palette()))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _draw_words(self, painter: QPainter) -> None:
        line = QRectF(_MARGIN, 8, self.width() - 2 * _MARGIN, 20)
        ink = self.palette().color(QPalette.ColorRole.PlaceholderText)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(ink)
        painter.drawText(line, left, self.accessibleName())
        x = line.right()
        for kind, tint in reversed(bar_tints(self.palette()).items()):
            word = self._voice.text(f"ui.review.time.{kind}")
            x -= painter.fontMetrics().horizontalAdvance(word)
            painter.setPen(ink)
            painter.drawText(QRectF(x, line.top(), line.right() - x, line.height()), left, word)
            x -= 16
            painter.setPen(QColor(tint.ink))
            painter.setBrush(QColor(tint.ground))
            painter.drawRoundedRect(QRectF(x, line.center().y() - 5, 10, 10), 2, 2)
            x -= 16

    def _draw_limit(self, painter: QPainter) -> None:
        limit = self._figures.clip_limit_s if self._figures and self._figures.times else 0.0
        top, area = self._top_s(), self._area()
        if not limit or limit > top:
            return
        y = area.bottom() - limit / top * area.height()
        painter.setPen(QPen(limit_colour(self.palette()), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(int(area.left()), int(y), int(area.right()), int(y))


def _draw_bar(painter: QPainter, place: QRectF, time: ScreenTime, tints: dict[str, Tint]) -> None:
    for tint, part in _parts(place, time, tints):
        edged = place.width() > 5
        painter.setPen(QColor(tint.ink) if edged else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tint.ground))
        painter.drawRoundedRect(part, 2 if edged else 0, 2 if edged else 0)


def _parts(
    place: QRectF, time: ScreenTime, tints: dict[str, Tint]
) -> Iterator[tuple[Tint, QRectF]]:
    bottom = place.bottom()
    for seconds, tint in zip(
        (time.video_s, time.reading_s, time.practice_s), tints.values(), strict=True
    ):
        if seconds:
            height = place.height() * seconds / time.total_s
            bottom -= height
            yield tint, QRectF(place.left(), bottom, place.width(), height)
