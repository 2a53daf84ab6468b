"""The board's headings of modules and lessons, and the place where something new can be put."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen

from studio.course.conditional import conditions_of
from studio.course.excerpts import shortened
from studio.course.model import Course, Lesson, Module, Screen
from studio.i18n import Voice
from studio.ui.rows import Row
from studio.ui.words import about

_GOAL_LENGTH = 60


class Headings:
    """Draws what stands between the cards."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def paint(
        self, painter: QPainter, row: Row, rect: QRect, course: Course, palette: QPalette
    ) -> None:
        """Draw the heading of a module or a lesson."""
        is_module = isinstance(row.node, Module)
        roles = QPalette.ColorRole
        grey, strong = palette.color(roles.PlaceholderText), palette.color(roles.Text)
        title = row.node.title or self._voice.text("ui.untitled")
        font = QFont(painter.font())
        font.setPixelSize(14 if is_module else 12)
        font.setBold(is_module)
        text = f"{row.place + 1}  {title}" if is_module else title
        used = self._write(painter, rect, text, font, strong if is_module else grey)
        font.setPixelSize(12)
        font.setBold(False)
        goals = self._goals(row, course) if is_module else []
        facts = [about(self._voice, row.length_s), *goals]
        if isinstance(row.node, Lesson) and conditions_of(row.node):
            facts.append(self._voice.text("ui.conditional"))
        rest = QRect(rect).adjusted(used, 0, 0, 0)
        self._write(painter, rest, "  \u2014  " + " \u00b7 ".join(facts), font, grey)

    def paint_adder(self, painter: QPainter, rect: QRect, palette: QPalette) -> None:
        """Draw the dashed place behind a lesson's last card."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QColor(palette.color(QPalette.ColorRole.Text))
        line.setAlpha(90)
        painter.setPen(QPen(line, 1.0, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 8, 8)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        words = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect.adjusted(8, 8, -8, -8), words, self._voice.text("ui.drop_clip"))
        painter.restore()

    def _goals(self, row: Row, course: Course) -> list[str]:
        """Return the objectives of a module's screens in words."""
        screens = (line.node for line in row.walk())
        ids = dict.fromkeys(
            id_ for node in screens if isinstance(node, Screen) for id_ in node.objectives
        )
        texts = [course.objectives[id_].text for id_ in ids if id_ in course.objectives]
        if not texts:
            return []
        if len(texts) == 1:
            return [self._voice.text("ui.goal", text=shortened(texts[0], _GOAL_LENGTH))]
        return [self._voice.text("ui.goals", n=len(texts))]

    def _write(self, painter: QPainter, rect: QRect, text: str, font: QFont, ink: QColor) -> int:
        """Write one line at the bottom of a place and return how wide it is."""
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width()))
        painter.setFont(font)
        painter.setPen(ink)
        place = rect.adjusted(0, 0, 0, -6)
        painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, shown)
        return metrics.horizontalAdvance(shown)
