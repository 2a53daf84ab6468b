"""The level of a microphone as a bar: how loud it is, and how loud it was just now."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.i18n import Voice
from studio.media.meter import FLOOR_DB, SILENCE, Level

_GOOD, _LOUD, _TOO_LOUD = QColor("#2e8b72"), QColor("#d9a021"), QColor("#c4442b")
_LOUD_DB, _TOO_LOUD_DB = -12.0, -3.0
_HELD_MS = 1500


class LevelMeter(QWidget):
    """Shows the mean as a bar and the highest peak of the last seconds as a line."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.level: Level = SILENCE
        self.held_db = FLOOR_DB
        self._since_held = QElapsedTimer()
        self.setAccessibleName(voice.text("ui.narration.level"))
        self.setMinimumSize(120, 14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_level(SILENCE)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return a usual size."""
        return QSize(220, 14)

    def show_level(self, level: Level) -> None:
        """Show a level."""
        self.level = level
        over = not self._since_held.isValid() or self._since_held.elapsed() > _HELD_MS
        if over or level.peak_db >= self.held_db:
            self.held_db = level.peak_db
            self._since_held.restart()
        said = self._voice.text("ui.narration.level_is", db=round(self.held_db))
        self.setToolTip(said)
        self.setAccessibleDescription(said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw the bar and the line."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().mid())
        for low_db, high_db, colour in (
            (FLOOR_DB, _LOUD_DB, _GOOD),
            (_LOUD_DB, _TOO_LOUD_DB, _LOUD),
            (_TOO_LOUD_DB, 0.0, _TOO_LOUD),
        ):
            end_db = min(self.level.mean_db, high_db)
            if end_db > low_db:
                left, right = self._x(low_db), self._x(end_db)
                painter.fillRect(QRectF(left, 0, right - left, self.height()), colour)
        if self.held_db > FLOOR_DB:
            line = QRectF(self._x(self.held_db) - 1, 0, 2, self.height())
            painter.fillRect(line, self.palette().windowText())

    def _x(self, db: float) -> float:
        return self.width() * (1 - min(0.0, db) / FLOOR_DB)
