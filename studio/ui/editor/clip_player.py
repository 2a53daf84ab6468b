"""Plays a stretch of a recording, one at a time; its frames are given as images to be drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame


_SHORTEST_MS = 200
"""Where less than this is left, a stretch begins again."""
_NEAR_MS = 100
"""How much before the place that it was sent to a player may stand."""


class ClipPlayer(QObject):
    """One player for all clips of the window; Qt's multimedia is loaded at the first play."""

    stopped = Signal(str)
    """The key of what has stopped playing."""
    moved = Signal(str, float)
    """What plays, by its key, and how far it has come, in seconds from its beginning."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player: QMediaPlayer | None = None
        self._key = ""
        self._start_ms = self._end_ms = self._from_ms = 0
        self._seen: Callable[[QImage], object] = lambda _: None
        self._reached_s: dict[str, float] = {}

    def is_playing(self, key: str) -> bool:
        """Say whether what was started under `key` plays."""
        return bool(key) and key == self._key

    def reached_s(self, key: str) -> float:
        """Return how far what was started under `key` has played, from its beginning."""
        return self._reached_s.get(key, 0.0)

    def put(self, key: str, at_s: float) -> None:
        """Go on `at_s` seconds behind the beginning of what is, or will be, started under `key`."""
        self._reached_s[key] = at_s
        if self._player is not None and self.is_playing(key):
            self._from_ms = self._start_ms + round(at_s * 1000)
            self._player.setPosition(self._from_ms)

    def play(
        self, key: str, file: Path, start_s: float, end_s: float, seen: Callable[[QImage], object]
    ) -> None:
        """Play [`start_s`, `end_s`) of `file`; each frame is given to `seen`.

        It goes on from where it was left, or from its beginning if that was the end. Something else
        that plays is stopped.
        """
        self.stop()
        self._key, self._seen = key, seen
        self._start_ms, self._end_ms = round(start_s * 1000), round(end_s * 1000)
        left_ms = self._start_ms + round(self.reached_s(key) * 1000)
        self._from_ms = left_ms if left_ms < self._end_ms - _SHORTEST_MS else self._start_ms
        player = self._made()
        player.setSource(QUrl.fromLocalFile(str(file)))
        player.play()
        player.setPosition(self._from_ms)

    def stop(self) -> None:
        """Stop what plays."""
        if self._player is not None and self._key:
            key, self._key = self._key, ""
            self._player.stop()
            self._player.setSource(QUrl())
            self.stopped.emit(key)

    def _made(self) -> QMediaPlayer:
        if self._player is None:
            from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink

            self._player = QMediaPlayer(self)
            self._player.setAudioOutput(QAudioOutput(self._player))
            sink = QVideoSink(self._player)
            self._player.setVideoSink(sink)
            sink.videoFrameChanged.connect(self._show)
            self._player.positionChanged.connect(self._look)
            self._player.errorOccurred.connect(lambda *_: self.stop())
            self._player.playbackStateChanged.connect(self._end)
        return self._player

    def _show(self, frame: QVideoFrame) -> None:
        # Before the seek is done the player shows frames from the start of the recording.
        if self._key and frame.isValid() and frame.startTime() // 1000 >= self._from_ms - 1000:
            self._seen(frame.toImage())

    def _look(self, position_ms: int) -> None:
        if not self._key:
            return
        if position_ms >= self._from_ms - _NEAR_MS:
            reached_ms = max(self._start_ms, min(position_ms, self._end_ms))
            self._reached_s[self._key] = (reached_ms - self._start_ms) / 1000
            self.moved.emit(self._key, self._reached_s[self._key])
        if position_ms >= self._end_ms:
            self.stop()

    def _end(self) -> None:
        from PySide6.QtMultimedia import QMediaPlayer

        player = self._player
        if player is not None and player.playbackState() == QMediaPlayer.PlaybackState.StoppedState:
            self.stop()
