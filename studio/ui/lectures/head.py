"""The head of a recording: its title, how its clips keep the limit, and what can be done next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.course.model import Clip, Recording
from studio.i18n import Voice, duration
from studio.ui.fields import LineField
from studio.ui.flow import FlowLayout
from studio.ui.length_field import parsed
from studio.ui.pieces import button

LIMITS_S = (240.0, 300.0, 360.0, 420.0, 480.0, 600.0, 900.0)
"""Limits that are offered; any other can be typed."""


class LectureHead(QWidget):
    """Shows how a recording is divided, and offers to plan it anew."""

    titled = Signal(str, str)
    """The title before and after."""
    limit_wanted = Signal(float)
    """The longest clip, in seconds."""
    storyboard_wanted = Signal(bool)
    """Whether each clip is to be followed by a question."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self._limit_s = 0.0
        say = voice.text
        self.title = LineField(say("ui.field.recording_title"))
        self.title.setObjectName("screen-title")
        self.title.setProperty("small", True)
        self.kept = QLabel()
        self.kept.setObjectName("badge")
        self.limit = QComboBox()
        self.limit.setEditable(True)
        self.limit.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.limit.setAccessibleName(say("ui.field.clip_limit"))
        self.limit.setToolTip(say("ui.limit_hint"))
        self.limit.setFixedWidth(92)
        self._line().setAccessibleName(say("ui.field.clip_limit"))
        for limit_s in LIMITS_S:
            self.limit.addItem(duration(limit_s), limit_s)
        self.plan_button = button(say("ui.plan_again_short"), lambda: None, icon="refresh")
        self.storyboard_button = QPushButton()
        self.storyboard_button.setProperty("main", True)
        self.storyboard_button.setMenu(self._menu())
        self._lay_out()
        self.title.typed.connect(self.titled)
        self.limit.activated.connect(lambda _at: self._choose())
        self._line().editingFinished.connect(self._choose)

    def show_recording(
        self,
        recording: Recording,
        clips: Sequence[Clip],
        limit_s: float,
        unshown: int,
        *,
        editable: bool,
    ) -> None:
        """Show how a recording is divided; `unshown` clips are on no screen."""
        self._limit_s = limit_s
        self.title.show_text(recording.title)
        self._line().setText(duration(limit_s))
        self._show_kept(clips, limit_s)
        id_ = "ui.clips_to_storyboard_n" if unshown else "ui.clips_all_shown"
        self.storyboard_button.setText(self._voice.text(id_, n=unshown))
        self.storyboard_button.setEnabled(editable and unshown > 0)
        for widget in (self.title, self.limit, self.plan_button):
            widget.setEnabled(editable)

    def _show_kept(self, clips: Sequence[Clip], limit_s: float) -> None:
        long = sum(clip.duration_s > limit_s for clip in clips)
        id_ = "ui.clips_over" if long else "ui.clips_under"
        self.kept.setText(
            self._voice.text(id_, n=len(clips), over=long, limit=limit_s) if clips else ""
        )
        self.kept.setVisible(bool(clips))
        if self.kept.property("warns") != bool(long):
            self.kept.setProperty("warns", bool(long))
            self.kept.style().polish(self.kept)

    def _choose(self) -> None:
        limit_s = parsed(self._line().text())
        if limit_s is None:
            self._line().setText(duration(self._limit_s))
        elif abs(limit_s - self._limit_s) > 0.5:
            self.limit_wanted.emit(limit_s)

    def _line(self) -> QLineEdit:
        line = self.limit.lineEdit()
        if line is None:
            raise RuntimeError("a box that can be typed in has a line")
        return line

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for id_, asks in (("ui.one_screen_each", False), ("ui.one_question_each", True)):
            action = menu.addAction(self._voice.text(id_))
            action.triggered.connect(lambda _checked, asks=asks: self.storyboard_wanted.emit(asks))
        return menu

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.title, 1)
        first.addWidget(self.kept, 0, Qt.AlignmentFlag.AlignVCenter)
        label = QLabel(self._voice.text("ui.limit_short"))
        label.setBuddy(self.limit)
        limit = QWidget()
        row = QHBoxLayout(limit)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(self.limit)
        second = FlowLayout()
        for widget in (limit, self.plan_button, self.storyboard_button):
            second.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(second)
