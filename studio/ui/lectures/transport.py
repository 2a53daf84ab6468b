"""The row of buttons below a player: to run, to step, how fast, how loud, captions, and again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QFont, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolButton,
    QWidget,
)

from studio.i18n import Voice
from studio.ui import icons
from studio.ui.shell.elided import ElidedLabel

RATES = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
_ROOMY, _NARROW = 640, 540
"""Narrower than the first, the loudness is only switched on and off; than the second, the keys are
not recalled."""
_VOLUME_WIDTH = 72


class Transport(QWidget):
    """Shows where a player is; what is wanted of it is told by signals."""

    previous_wanted = Signal()
    next_wanted = Signal()
    toggle_wanted = Signal()
    step_wanted = Signal(int)
    """So many frames on, or back if negative."""
    rate_chosen = Signal(float)
    loop_switched = Signal(bool)
    captions_switched = Signal(bool)
    loudness_chosen = Signal(float, bool)
    """The volume, 0 to 1, and whether the sound is off."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self.setObjectName("transport")
        self._voice = voice
        self._rates: dict[float, QAction] = {}
        say = voice.text
        self.previous_button = self._button("previous", "ui.player.previous", self.previous_wanted)
        self.back_button = self._button("frame_back", "ui.player.frame_back")
        self.back_button.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.play_button = self._button("play", "ui.play", self.toggle_wanted)
        self.on_button = self._button("frame_on", "ui.player.frame_on")
        self.on_button.clicked.connect(lambda: self.step_wanted.emit(1))
        self.next_button = self._button("next", "ui.player.next", self.next_wanted)
        self.time = QLabel()
        self.time.setTextFormat(Qt.TextFormat.PlainText)
        self.hint = ElidedLabel(say("ui.player.hint"))
        self.hint.setProperty("field", True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.loop_button = self._switch("loop", "ui.player.loop", self.loop_switched.emit)
        self.captions_button = self._switch(
            "captions", "ui.player.captions", self.captions_switched.emit
        )
        self.captions_button.setChecked(True)
        self.mute_button = self._switch("sound", "ui.player.mute", self._mute)
        self.volume = self._made_volume()
        self.rate_button = self._made_rates()
        self._lay_out()
        self.show_time(0.0, 0.0)

    def show_time(self, at_s: float, length_s: float) -> None:
        """Show where the player is, to the millisecond, and how long the recording is."""
        sign = self.locale().decimalPoint()
        self.time.setText(f"{clock(at_s, sign)} / {clock(length_s).partition('.')[0]}")

    def show_playing(self, *, playing: bool) -> None:
        """Show whether the player runs."""
        self.play_button.setIcon(icons.icon("pause" if playing else "play"))
        self._name(self.play_button, "ui.player.pause" if playing else "ui.play")

    def show_rate(self, rate: float) -> None:
        """Show how many times as fast the player runs."""
        if rate in self._rates:
            self._rates[rate].setChecked(True)
        shown = self._voice.text("ui.player.times", x=rate)
        self.rate_button.setText(shown)
        self.rate_button.setAccessibleName(self._voice.text("ui.player.rate", rate=shown))

    def show_steps(self, *, frames: bool) -> None:
        """Allow single steps where there are frames to step over."""
        self.back_button.setEnabled(frames)
        self.on_button.setEnabled(frames)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Ask for the buttons and the time: the rest gives way."""
        hint = super().minimumSizeHint()
        spare = sum(
            each.minimumSizeHint().width()
            for each in (self.volume, self.hint)
            if not each.isHidden()
        )
        return QSize(hint.width() - spare, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        self.volume.setVisible(self.width() >= _ROOMY)
        self.hint.setVisible(self.width() >= _NARROW)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.time.setFont(_tabular(self.time.font()))
        for button in (self.previous_button, self.back_button, self.play_button):
            row.addWidget(button)
        row.addWidget(self.on_button)
        row.addWidget(self.next_button)
        row.addSpacing(6)
        row.addWidget(self.time)
        row.addStretch(1)
        row.addWidget(self.hint, 100)
        for button in (self.loop_button, self.captions_button, self.mute_button):
            row.addWidget(button)
        row.addWidget(self.volume)
        row.addSpacing(6)
        row.addWidget(self.rate_button)

    def _button(self, icon: str, id_: str, wanted: SignalInstance | None = None) -> QToolButton:
        made = QToolButton()
        made.setIcon(icons.icon(icon))
        made.setIconSize(QSize(18, 18))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name(made, id_)
        if wanted is not None:
            made.clicked.connect(lambda _checked: wanted.emit())
        return made

    def _switch(self, icon: str, id_: str, switched: Callable[[bool], object]) -> QToolButton:
        made = self._button(icon, id_)
        made.setCheckable(True)
        made.toggled.connect(switched)
        return made

    def _name(self, button: QToolButton, id_: str) -> None:
        said = self._voice.text(id_)
        button.setAccessibleName(said)
        button.setToolTip(said)

    def _made_volume(self) -> QSlider:
        made = QSlider(Qt.Orientation.Horizontal)
        made.setRange(0, 100)
        made.setValue(100)
        made.setFixedWidth(_VOLUME_WIDTH)
        made.setAccessibleName(self._voice.text("ui.player.volume"))
        made.setToolTip(made.accessibleName())
        made.valueChanged.connect(lambda _value: self._tell_loudness())
        return made

    def _mute(self, muted: bool) -> None:  # noqa: FBT001  # a slot of Qt's
        self.mute_button.setIcon(icons.icon("sound_off" if muted else "sound"))
        self._tell_loudness()

    def _tell_loudness(self) -> None:
        self.loudness_chosen.emit(self.volume.value() / 100, self.mute_button.isChecked())

    def _made_rates(self) -> QPushButton:
        made, menu = QPushButton(), QMenu(self)
        group = QActionGroup(menu)
        for rate in RATES:
            action = menu.addAction(self._voice.text("ui.player.times", x=rate))
            action.setCheckable(True)
            action.triggered.connect(lambda _checked, rate=rate: self.rate_chosen.emit(rate))
            group.addAction(action)
            self._rates[rate] = action
        made.setMenu(menu)
        self.rate_button = made
        self.show_rate(1.0)
        return made


def clock(seconds: float, sign: str = ".") -> str:
    """Return a time to the millisecond as 0:05.320, 14:05.320 or 1:02:03.000."""
    whole, thousandths = divmod(round(max(0.0, seconds) * 1000), 1000)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    front = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{front}:{rest:02d}{sign}{thousandths:03d}"


def _tabular(font: QFont) -> QFont:
    """Return a font whose figures are equally wide, so that a running time does not tremble."""
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
