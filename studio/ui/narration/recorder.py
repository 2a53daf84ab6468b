"""Records takes: what the microphone gives goes to the meter, and to the disk while it records."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.jobs import os_error
from studio.media.meter import SILENCE, Level, level_of
from studio.media.narration import LONGEST_S
from studio.media.take import Take, TakeWriter
from studio.messages import error
from studio.ui.narration.microphone import Microphone

_MARGIN_S = 1.0
"""What arrives at once may be long; a take that is too long could not be trimmed."""


class Phase(Enum):
    """Where a recorder is."""

    READY = auto()
    RECORDING = auto()
    PAUSED = auto()
    TAKEN = auto()
    """There is a take to be heard, kept or made again."""


class Recorder(QObject):
    """Writes what is spoken to `path`, which holds one take at a time."""

    changed = Signal()
    """It is in another phase."""
    heard = Signal()
    """There is another level, and perhaps more of the take."""
    failed = Signal(object)
    """A `StudioError`; what was recorded until then is kept."""

    def __init__(self, microphone: Microphone, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.microphone = microphone
        self.phase = Phase.READY
        self.take: Take | None = None
        self.level: Level = SILENCE
        self.has_clipped = False
        """Whether the voice was too loud since the take began."""
        self.is_listening = False
        self._path = path
        self._rate = 0
        self._writer: TakeWriter | None = None

    @property
    def length_s(self) -> float:
        """How much was recorded."""
        if self._writer is not None:
            return self._writer.length_s
        return self.take.length_s if self.take is not None else 0.0

    def listen(self, id_: str) -> None:
        """Listen to a microphone: its level is shown, whether or not it is recorded."""
        self.is_listening = True
        self._rate = self.microphone.start(id_, self._hear, self._lose)
        self.changed.emit()

    def resume(self, take: Take) -> None:
        """Take up what an earlier recording has left."""
        self.take, self.phase = take, Phase.TAKEN
        self.changed.emit()

    def record(self) -> None:
        """Begin a take, or go on after a pause. A take that was made before is given up."""
        if not self.is_listening:
            return
        if self.phase is not Phase.PAUSED:
            try:
                self._writer = TakeWriter(self._path, self._rate)
            except OSError as problem:
                self.failed.emit(os_error(problem))
                return
            self.take, self.has_clipped = None, False
        self._enter(Phase.RECORDING)

    def pause(self) -> None:
        """Leave out what is heard until `record`."""
        if self.phase is Phase.RECORDING:
            self._enter(Phase.PAUSED)

    def stop(self) -> None:
        """End the take."""
        writer, self._writer = self._writer, None
        if writer is None:
            return
        try:
            self.take = writer.close()
        except OSError as problem:
            self.failed.emit(os_error(problem))
        self._enter(Phase.TAKEN if self.take is not None else Phase.READY)

    def throw_away(self) -> None:
        """Delete what was recorded."""
        self.stop()
        self.take = None
        self._path.unlink(missing_ok=True)
        self._enter(Phase.READY)

    def close(self) -> None:
        """Listen no more; what was recorded stays on the disk."""
        self.microphone.stop()
        self.is_listening = False
        self.stop()

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self.changed.emit()

    def _hear(self, samples: bytes) -> None:
        self.level = level_of(samples)
        writer = self._writer
        if self.phase is Phase.RECORDING and writer is not None:
            self.has_clipped = self.has_clipped or self.level.clips
            try:
                writer.write(samples)
            except OSError as problem:
                self.stop()
                self.failed.emit(os_error(problem))
            if writer.length_s >= LONGEST_S - _MARGIN_S:
                self.stop()
                self.failed.emit(error("narration.at_its_longest", longest=LONGEST_S))
        self.heard.emit()

    def _lose(self) -> None:
        self.is_listening = False
        self.level = SILENCE
        self.stop()
        self.failed.emit(error("narration.lost"))
