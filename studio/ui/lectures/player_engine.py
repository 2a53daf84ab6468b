"""Qt's player, as far as it is used for lectures: to run through a recording, never to stand still.

Qt's multimedia is loaded at the first play. Without a sound device the picture runs alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QUrl, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink

_NEAR_S = 0.06
"""How much before the place that it was sent to a player may stand."""
_AHEAD_S = 0.2
"""Qt tells where it is some twenty times a second; between two such words time goes on so far."""


class PlayerEngine(QObject):
    """Plays a recording from a given time on; its frames are given as images."""

    frame = Signal(QImage)
    ended = Signal()
    """The end of the recording was reached."""
    failed = Signal(str)
    """What Qt says of a recording that it can't play."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._player: QMediaPlayer | None = None
        self._file: Path | None = None
        self._loaded: Path | None = None
        self._is_playing = self._is_loading = False
        self._rate = 1.0
        self._volume, self._is_muted = 1.0, False
        self._from_s = self._told_s = 0.0
        self._since_told = QElapsedTimer()
        self.sink: QVideoSink | None = None
        """Where the frames arrive, once something was played."""

    def use(self, file: Path | None) -> None:
        """Take another recording, or none."""
        self.pause()
        self._file = file
        if self._player is not None and self._loaded is not None:
            self._loaded, self._is_loading = None, False
            self._player.setSource(QUrl())

    def play(self, at_s: float) -> None:
        """Play from `at_s` on."""
        if self._file is None:
            return
        player = self._made()
        self._is_playing = True
        self._from_s = self._told_s = at_s
        self._since_told.invalidate()
        if self._loaded != self._file:
            self._loaded, self._is_loading = self._file, True
            player.setSource(QUrl.fromLocalFile(str(self._file)))
        elif not self._is_loading:
            self._run(player)

    def pause(self) -> None:
        """Stand still."""
        self._is_playing = False
        if self._player is not None and not self._is_loading:
            self._player.pause()

    @property
    def at_s(self) -> float:
        """Where the player is: between what Qt tells, as its clock goes on."""
        if not self._since_told.isValid():
            return self._told_s
        on_s = self._since_told.elapsed() / 1000 * self._rate
        return self._told_s + min(on_s, _AHEAD_S * self._rate)

    def set_rate(self, rate: float) -> None:
        """Play so many times as fast; the pitch of the voice is kept."""
        self._told_s = self.at_s
        if self._since_told.isValid():
            self._since_told.restart()
        self._rate = rate
        if self._player is not None:
            self._player.setPlaybackRate(rate)

    def set_volume(self, volume: float, *, muted: bool) -> None:
        """Set the loudness, 0 to 1."""
        self._volume, self._is_muted = volume, muted
        output = self._player.audioOutput() if self._player is not None else None
        if output is not None:
            output.setVolume(volume)
            output.setMuted(muted)

    def _made(self) -> QMediaPlayer:
        if self._player is None:
            from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink

            self._player = QMediaPlayer(self)
            self._player.setAudioOutput(QAudioOutput(self._player))
            self.set_volume(self._volume, muted=self._is_muted)
            self.sink = QVideoSink(self._player)
            self._player.setVideoSink(self.sink)
            self.sink.videoFrameChanged.connect(self._show)
            self._player.positionChanged.connect(self._hear)
            self._player.errorOccurred.connect(self._fail)
            self._player.mediaStatusChanged.connect(self._look)
        return self._player

    def _run(self, player: QMediaPlayer) -> None:
        player.setPlaybackRate(self._rate)
        player.setPosition(round(self._from_s * 1000))
        player.play()

    def _show(self, frame: QVideoFrame) -> None:
        # Before the seek is done the player shows frames from where it was.
        at_s = frame.startTime() / 1_000_000
        if self._is_playing and frame.isValid() and at_s >= self._from_s - _NEAR_S:
            self.frame.emit(frame.toImage())

    def _hear(self, position_ms: int) -> None:
        at_s = position_ms / 1000
        if self._is_playing and at_s >= self._from_s - _NEAR_S:
            self._told_s = max(self._told_s, at_s)
            self._since_told.restart()

    def _fail(self, _kind: object, details: str) -> None:
        self._is_playing = False
        self.failed.emit(details)

    def _look(self) -> None:
        from PySide6.QtMultimedia import QMediaPlayer

        player, kinds = self._player, QMediaPlayer.MediaStatus
        status = player.mediaStatus() if player is not None else kinds.NoMedia
        if player is not None and self._is_loading and status == kinds.LoadedMedia:
            self._is_loading = False
            if self._is_playing:  # only now: where Qt is sent while it loads is lost
                self._run(player)
        elif self._is_playing and status == kinds.EndOfMedia:
            self._is_playing = False
            self.ended.emit()
