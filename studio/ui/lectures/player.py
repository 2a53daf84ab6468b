"""The player of a recording: it runs by Qt, and stands on exact frames that are decoded here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.i18n import Voice
from studio.media.cues import Cue
from studio.messages import StudioError, error
from studio.ui.lectures.player_engine import PlayerEngine
from studio.ui.lectures.player_frames import ExactFrames
from studio.ui.lectures.player_screen import PlayerScreen
from studio.ui.lectures.shuttle import shuttled
from studio.ui.lectures.spans import Playlist, Span
from studio.ui.lectures.transport import RATES, Transport

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from studio.media.frames import Frames

_TICK_MS = 25
"""The playhead moves forty times a second."""
_FRAME_S = 1 / 25
"""The length of a frame while it is not known."""
_STEP_BACK_MS = 100
"""Qt can't play backwards: frames are shown ten times a second instead."""
_NEAR_S = 1e-6
_OVERLAPPING = 8
"""So many captions at most are looked at: those begun last."""


class LecturePlayer(QWidget):
    """Plays a recording with its captions.

    Times are seconds of the recording. At rest the picture is the very frame that is shown at
    `at_s`.
    """

    moved = Signal(float)
    """The time has changed: while it plays, some forty times a second."""
    playing_changed = Signal(bool)
    failed = Signal(object)
    """A `StudioError`: the recording can't be played."""
    previous_wanted = Signal()
    """The cut before here is wanted; whoever knows the cuts goes there by `seek`."""
    next_wanted = Signal()
    """The cut after here is wanted."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._file: Path | None = None
        self._duration_s = self._at_s = 0.0
        self._times: NDArray[np.float64] | None = None
        self._cues: list[Cue] = []
        self._rate, self._speed = 1.0, 0
        self._playlist = Playlist()
        self._clip: Span | None = None
        self._has_failed = False
        self.picture = PlayerScreen()
        self.picture.setAccessibleName(voice.text("ui.player.picture"))
        self.transport = Transport(voice)
        self.engine = PlayerEngine(self)
        self._frames = ExactFrames(self)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._since_tick = QElapsedTimer()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.picture, 1)
        column.addWidget(self.transport)
        self._connect()

    def show_recording(
        self, file: Path | None, duration_s: float, frames: Frames | None, title: str = ""
    ) -> None:
        """Show a recording from its beginning, or none.

        `frames` are its frames if they are known; until then a frame is taken to last 1/25 s. The
        `title` is shown where there is no picture. A recording that is shown already stays where
        it is.
        """
        self._times = None if frames is None else frames.seconds
        has_picture = self._times is None or bool(len(self._times))
        self._duration_s = duration_s
        self.transport.show_steps(frames=file is not None and has_picture)
        self.picture.show_title(title)
        if file == self._file:
            self.transport.show_time(self._at_s, duration_s)
            return
        self.pause()
        self._file, self._has_failed = file, False
        self._cues, self._clip = [], None
        self.engine.use(file)
        self._frames.use(file if has_picture else None)
        self.picture.show_image(None)
        self.seek(0.0)

    @property
    def at_s(self) -> float:
        """Where the player is."""
        return self._at_s

    @property
    def is_playing(self) -> bool:
        """Whether the player runs, forwards or backwards."""
        return self._speed != 0

    @property
    def rate(self) -> float:
        """How many times as fast as the recording the player runs."""
        return self._rate

    def set_rate(self, rate: float) -> None:
        """Play so many times as fast, 0.5 to 2; the pitch is kept."""
        self._rate = min(max(rate, RATES[0]), RATES[-1])
        self.transport.show_rate(self._rate)
        self.engine.set_rate(self._rate * max(1, self._speed))

    def seek(self, at_s: float) -> None:
        """Go to a time, and go on playing from there if the player runs."""
        self._playlist = self._onward(at_s)
        if self._speed > 0:
            self._go_on(at_s)
        else:
            self._stand(at_s)

    def toggle(self) -> None:
        """Play, or pause."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Play from here on; from the beginning if this is the end."""
        self._run(1)

    def play_span(self, start_s: float, end_s: float, *, loop: bool = False) -> None:
        """Play [`start_s`, `end_s`), again and again if `loop`; stop at its end."""
        self.play_spans([(start_s, end_s)], loop=loop)

    def play_spans(self, spans: Sequence[tuple[float, float]], *, loop: bool = False) -> None:
        """Play some stretches one after the other, as over a gap; stop at the end of the last."""
        wanted = [Span(*span) for span in spans if span[1] > span[0]]
        if wanted:
            self.pause()
            self._start(Playlist(wanted, loop=loop), wanted[0].start_s, speed=1)

    def pause(self) -> None:
        """Stand still, at the beginning of the frame that is seen."""
        if self.is_playing:
            self._rest(self._frame_start(self._at_s))

    def shuttle(self, way: int) -> None:
        """Take a press of J (-1), K (0) or L (1): see `shuttled`."""
        speed = shuttled(self._speed, way)
        if speed == 0:
            self.pause()
        elif self.is_playing and speed * self._speed > 0:
            self._speed = speed
            self.engine.set_rate(self._rate * max(1, speed))
        else:
            self.pause()
            self._run(speed)

    def step(self, frames: int) -> None:
        """Go so many frames on, or back if negative; where they are not known, by 1/25 s."""
        self.pause()
        times = self._times
        if times is None:
            self.seek(self._frame_start(self._at_s) + frames * _FRAME_S)
        elif len(times):
            number = _number(times, self._at_s) + frames
            self.seek(float(times[min(max(0, number), len(times) - 1)]))

    def set_clip(self, start_s: float, end_s: float) -> None:
        """Say which stretch is played again and again while that is switched on."""
        self._clip = Span(start_s, end_s)
        self._take_loop()

    def show_captions(self, cues: Sequence[Cue]) -> None:
        """Show captions over the picture; none if there are none."""
        self._cues = sorted(cues, key=lambda cue: cue.start_s)
        self._show_caption()

    def release(self) -> None:
        """Stop, and let go of the file: on Windows it could not be moved otherwise."""
        self.show_recording(None, 0.0, None)
        self._frames.close()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt's name
        """Fall silent when another room is shown."""
        super().hideEvent(event)
        self.pause()

    def _connect(self) -> None:
        transport = self.transport
        transport.previous_wanted.connect(self.previous_wanted)
        transport.next_wanted.connect(self.next_wanted)
        transport.toggle_wanted.connect(self.toggle)
        transport.step_wanted.connect(self.step)
        transport.rate_chosen.connect(self.set_rate)
        transport.loop_switched.connect(lambda _on: self._take_loop())
        transport.captions_switched.connect(lambda _on: self._show_caption())
        transport.loudness_chosen.connect(
            lambda volume, muted: self.engine.set_volume(volume, muted=muted)
        )
        self.engine.frame.connect(self.picture.show_image)
        self.engine.ended.connect(self._follow)
        self.engine.failed.connect(self._fail)
        self._frames.ready.connect(self._show_exact)
        self._frames.failed.connect(self._tell_once)

    def _onward(self, at_s: float) -> Playlist:
        """Return what plays from a time on: its clip, if that is to be repeated, or all."""
        clip = self._clip
        wanted = self.transport.loop_button.isChecked()
        if wanted and clip is not None and clip.start_s <= at_s <= clip.end_s:
            return Playlist([clip], loop=True)
        return Playlist()

    def _take_loop(self) -> None:
        has_own_end = self._playlist.spans and not self._playlist.loop
        if self._speed > 0 and not has_own_end:
            self._playlist = self._onward(self._at_s)

    def _run(self, speed: int) -> None:
        """Run from here on, from the beginning if this is the end."""
        playlist = self._onward(self._at_s)
        start_s, end_s = playlist.spans[0] if playlist.spans else (0.0, self._duration_s)
        is_at_end = speed > 0 and self._at_s >= end_s - _FRAME_S
        self._start(playlist, start_s if is_at_end else self._at_s, speed)

    def _start(self, playlist: Playlist, at_s: float, speed: int) -> None:
        if self._file is None:
            return
        self._playlist, self._speed = playlist, speed
        self._since_tick.start()
        self._timer.start(_TICK_MS if speed > 0 else _STEP_BACK_MS)
        if speed > 0:
            self._go_on(at_s)
        self.transport.show_playing(playing=True)
        self.playing_changed.emit(True)

    def _go_on(self, at_s: float) -> None:
        """Run from a time on."""
        self._frames.forget()
        self._arrive(at_s)
        self.engine.set_rate(self._rate * max(1, self._speed))
        self.engine.play(self._at_s)

    def _rest(self, at_s: float) -> None:
        """Come to a halt at a time."""
        self._speed = 0
        self._timer.stop()
        self.engine.pause()
        self._playlist = Playlist()
        self._stand(at_s)
        self.transport.show_playing(playing=False)
        self.playing_changed.emit(False)

    def _stand(self, at_s: float) -> None:
        self._arrive(at_s)
        self._frames.ask(self._at_s)

    def _arrive(self, at_s: float) -> None:
        self._at_s = min(max(0.0, at_s), self._duration_s)
        self.transport.show_time(self._at_s, self._duration_s)
        self._show_caption()
        self.moved.emit(self._at_s)

    def _tick(self) -> None:
        passed_s = self._since_tick.restart() / 1000
        if self._speed < 0:
            self._stand(self._at_s + self._speed * self._rate * passed_s)
            if self._at_s <= 0.0:
                self._rest(0.0)
            return
        at_s = self.engine.at_s
        if self._playlist.is_over(at_s):
            self._follow()
        else:
            self._arrive(max(self._at_s, at_s))

    def _follow(self) -> None:
        """Go on to the next stretch at the end of one, or halt."""
        spans = self._playlist.spans
        following = self._playlist.following()
        if following is None:
            self._rest(spans[-1].end_s if spans else self._duration_s)
        else:
            self._go_on(following.start_s)

    def _frame_start(self, at_s: float) -> float:
        """Return when the frame that is shown at a time begins; the time itself for sound alone."""
        if self._times is None:
            return int(at_s / _FRAME_S + _NEAR_S) * _FRAME_S
        if not len(self._times):
            return at_s
        return float(self._times[_number(self._times, at_s)])

    def _show_exact(self, file: Path, image: QImage) -> None:
        if self._speed <= 0 and file == self._file:
            self.picture.show_image(image)

    def _show_caption(self) -> None:
        text = ""
        if self.transport.captions_button.isChecked():
            text = caption_at(self._cues, self._at_s)
        self.picture.show_caption(text)

    def _fail(self, details: str) -> None:
        if self._speed:
            self._rest(self._at_s)
        name = self._file.name if self._file is not None else ""
        self.failed.emit(error("lectures.not_played", file=name, details=details))

    def _tell_once(self, problem: StudioError) -> None:
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit(problem)


def _number(times: NDArray[np.float64], at_s: float) -> int:
    """Return the number of the frame that is shown at a time."""
    return max(0, int(np.searchsorted(times, at_s + _NEAR_S, side="right")) - 1)


def caption_at(cues: Sequence[Cue], at_s: float) -> str:
    """Return what is read at a time: of cues in the order of their starts, all that are shown."""
    last = bisect_right(cues, at_s + _NEAR_S, key=lambda cue: cue.start_s)
    return "\n".join(
        cue.text for cue in cues[max(0, last - _OVERLAPPING) : last] if at_s < cue.end_s - _NEAR_S
    )
