"""The sheet on which a question is put into a clip: at which moment the clip stops and asks it."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.course.asking import stops_of
from studio.course.asking_blocks import ClipBlock
from studio.course.bank_edits import with_stop
from studio.course.change import name_of
from studio.course.model import Course, Screen
from studio.i18n import duration
from studio.messages import message
from studio.ui import icons
from studio.ui.editor.clip_viewer import ClipViewer
from studio.ui.editor.tools import Tools
from studio.ui.moment_spin import MomentSpin
from studio.ui.pieces import head, quiet

_KEY = "placing"
"""The name under which the player knows the clip of the sheet."""
_LIST_WIDTH = 250


class Shown(NamedTuple):
    """A clip that a screen shows."""

    screen: Screen
    block: ClipBlock


def clips_on_screens(course: Course) -> list[Shown]:
    """Return the clips that screens show, in the order in which learners meet them."""
    return [
        Shown(screen, block)
        for screen in course.screens_in_order()
        for block in screen.blocks
        if isinstance(block, ClipBlock)
    ]


class PlacingSheet(QDialog):
    """Lets the author choose a clip and a moment, with the clip to be played and gone through."""

    def __init__(self, question: str, tools: Tools, parent: QWidget, at: str = "") -> None:
        """`at` is the id of the clip's block that is shown first."""
        super().__init__(parent)
        self._question, self._tools = question, tools
        say = tools.voice.text
        self.setWindowTitle(say("ui.placing_title"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.clips = QListWidget()
        self.clips.setAccessibleName(say("ui.placing_clips"))
        self.viewer = ClipViewer(_KEY, tools)
        self.moment = MomentSpin(say("ui.field.stop_at"))
        self.others = quiet()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ask_button = self.buttons.addButton(
            say("ui.placing_ask"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.ask_button.setProperty("main", True)
        self._shown = clips_on_screens(tools.document.course)
        self._lay_out()
        self._fill(at)
        self.clips.currentRowChanged.connect(lambda _row: self._show_clip())
        self.viewer.timeline.slider.valueChanged.connect(lambda _value: self._follow())
        tools.player.moved.connect(self._follow_player)
        self.moment.valueChanged.connect(self._seek)
        self.buttons.accepted.connect(self._ask)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(lambda _result: tools.player.stop())
        tools.pictures.ready.connect(self._show_picture)
        self._show_clip()

    @property
    def at(self) -> Shown | None:
        """The clip that is shown; None where no screen shows any."""
        row = self.clips.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _show_clip(self) -> None:
        self._tools.player.stop()
        if self.at is None:
            return
        course = self._tools.document.course
        stops = stops_of(self.at.block)
        own = next((stop.at_s for stop in stops if stop.question == self._question), None)
        length_s = course.clips[self.at.block.clip].duration_s
        self._tools.player.put(_KEY, own or 0.0)
        self.moment.show_moment(own or 0.0, length_s)
        self._show_picture()
        words = self._tools.voice.words
        names = [
            f"{duration(stop.at_s)} {words(name_of(course.questions[stop.question]))}"
            for stop in stops
        ]
        say = self._tools.voice.text
        self.others.setText(
            say("ui.placing_others", stops=" \u00b7 ".join(names))
            if names
            else say("ui.placing_none")
        )
        self.ask_button.setText(say("ui.placing_ask" if own is None else "ui.placing_move"))

    def _show_picture(self) -> None:
        if self.at is not None:
            course = self._tools.document.course
            marks = (stop.at_s for stop in stops_of(self.at.block))
            self.viewer.show_clip(course, self.at.block.clip, marks)

    def _follow(self) -> None:
        """Show in the field where the line stands."""
        at_s = self.viewer.timeline.at_s
        self.moment.blockSignals(True)  # what is shown is no choice of the author's
        self.moment.setValue(at_s)
        self.moment.blockSignals(False)

    def _follow_player(self, key: str) -> None:
        if key == _KEY:
            self._follow()

    def _seek(self, at_s: float) -> None:
        self._tools.player.put(_KEY, at_s)
        self.viewer.timeline.show_at(at_s)

    def _ask(self) -> None:
        if self.at is None:
            return
        at_s = round(self.moment.value(), 1)
        edit = partial(with_stop, block=self.at.block.id, question=self._question, at_s=at_s)
        self._tools.document.edit(message("undo.add_stop"), edit)
        self.accept()

    def _fill(self, at: str) -> None:
        course, voice = self._tools.document.course, self._tools.voice
        for shown in self._shown:
            clip = course.clips[shown.block.clip]
            said = f"{voice.words(name_of(clip))}\n{voice.words(name_of(shown.screen))}"
            asked = self._is_asked(shown.block)
            QListWidgetItem(icons.icon("check" if asked else "clip"), said, self.clips)
        ids = [shown.block.id for shown in self._shown]
        asking = (n for n, s in enumerate(self._shown) if self._is_asked(s.block))
        self.clips.setCurrentRow(ids.index(at) if at in ids else next(asking, 0))

    def _is_asked(self, block: ClipBlock) -> bool:
        return any(stop.question == self._question for stop in block.stops)

    def _lay_out(self) -> None:
        say = self._tools.voice.text
        course = self._tools.document.course
        self.clips.setFixedWidth(_LIST_WIDTH)
        self.clips.setWordWrap(True)
        name = self._tools.voice.words(name_of(course.questions[self._question]))
        place = QHBoxLayout()
        label = QLabel(say("ui.field.stop_at"))
        label.setBuddy(self.moment)
        for widget in (self.viewer.play_button, label, self.moment):
            place.addWidget(widget)
        place.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.viewer)
        right.addLayout(place)
        right.addWidget(self.others)
        right.addStretch(1)
        sides = QHBoxLayout()
        sides.addWidget(self.clips)
        sides.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.addWidget(head(name))
        column.addWidget(quiet(say("ui.placing_hint" if self._shown else "ui.placing_no_clips")))
        column.addLayout(sides, 1)
        column.addWidget(self.buttons)
        shown = (self.clips, self.viewer, label, self.moment, self.viewer.play_button, self.others)
        for each in shown:
            each.setVisible(bool(self._shown))
        self.ask_button.setEnabled(bool(self._shown))
        self.resize(820, 560)
