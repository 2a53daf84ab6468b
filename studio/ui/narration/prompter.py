"""The script in large letters; it scrolls by itself while one speaks, or at the space bar."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from studio.course.timing import SPEAKING_WORDS_PER_MINUTE
from studio.i18n import Voice
from studio.ui.pieces import button

_SMALLEST, _USUAL, _LARGEST, _STEP = 14, 24, 56, 4
_TICK_MS = 40
_PAGE_SHARE = 0.7


class _Script(QTextEdit):
    """The text; the space bar goes on by most of what is seen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Scroll at the space bar."""
        if event.key() == Qt.Key.Key_Space:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(self.viewport().height() * _PAGE_SHARE))
            return
        super().keyPressEvent(event)


class Prompter(QWidget):
    """Shows a script; its size and its pace can be set."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        say = voice.text
        self.size_px = _USUAL
        self.text = _Script()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(say("ui.field.script"))
        self.smaller_button = button("A\u2212", lambda: self.resize_text(-_STEP))
        self.larger_button = button("A+", lambda: self.resize_text(_STEP))
        self._name(self.smaller_button, say("ui.narration.smaller"))
        self._name(self.larger_button, say("ui.narration.larger"))
        self.by_itself = QCheckBox(say("ui.narration.by_itself"))
        self.by_itself.setChecked(True)
        self.pace = QSpinBox()
        self.pace.setRange(60, 260)
        self.pace.setSingleStep(10)
        self.pace.setValue(round(SPEAKING_WORDS_PER_MINUTE))
        self.pace.setAccessibleName(say("ui.narration.pace"))
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._scroll)
        self._at = 0.0
        self._lay_out(QLabel(say("ui.narration.pace")))
        self.resize_text(0)

    def show_script(self, script: str) -> None:
        """Show a script from its beginning."""
        self.text.setPlainText(script)
        self.rewind()

    def resize_text(self, by: int) -> None:
        """Make the letters larger, or smaller if negative."""
        self.size_px = min(max(self.size_px + by, _SMALLEST), _LARGEST)
        # The program's style sheet gives all fields one size; this is nearer.
        self.text.setStyleSheet(f"font-size: {self.size_px}px;")
        self.smaller_button.setEnabled(self.size_px > _SMALLEST)
        self.larger_button.setEnabled(self.size_px < _LARGEST)

    def rewind(self) -> None:
        """Go to the beginning."""
        self.text.verticalScrollBar().setValue(0)

    def run(self, *, running: bool) -> None:
        """Scroll while one speaks."""
        if not running:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def _scroll(self) -> None:
        bar = self.text.verticalScrollBar()
        if not self.by_itself.isChecked():
            return
        if abs(bar.value() - self._at) >= 1:  # the author has scrolled
            self._at = float(bar.value())
        words = max(1, len(self.text.toPlainText().split()))
        whole_ms = words / self.pace.value() * 60_000
        self._at = min(self._at + bar.maximum() * _TICK_MS / whole_ms, float(bar.maximum()))
        bar.setValue(int(self._at))

    def _lay_out(self, label: QLabel) -> None:
        label.setBuddy(self.pace)
        row = QHBoxLayout()
        for widget in (self.smaller_button, self.larger_button, self.by_itself):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(label)
        row.addWidget(self.pace)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text, 1)
        column.addLayout(row)

    @staticmethod
    def _name(made: QPushButton, said: str) -> None:
        made.setAccessibleName(said)
        made.setToolTip(said)
