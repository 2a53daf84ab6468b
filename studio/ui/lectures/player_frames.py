"""The exact frame for a player that stands still, decoded beside the window's work."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from studio.media.frame_reader import FrameReader
from studio.messages import StudioError

_BYTES_PER_PIXEL = 3


class ExactFrames(QObject):
    """Gives frames of a recording by time. Of many that are wanted at once only the last is made.

    Qt's own player shows, at rest, the frame before the wanted one as often as not.
    """

    ready = Signal(object, QImage)
    """The recording, and a frame of it that was asked for."""
    failed = Signal(object)
    """A `StudioError`: the recording can't be read."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lock = Lock()
        self._pool: ThreadPoolExecutor | None = None
        self._file: Path | None = None
        self._wanted_s: float | None = None
        self._reader: FrameReader | None = None
        self._read: Path | None = None

    def use(self, file: Path | None) -> None:
        """Take the frames from another recording, or from none."""
        with self._lock:
            self._file, self._wanted_s = file, None

    def ask(self, at_s: float) -> None:
        """Have the frame at `at_s` made; `ready` tells of it."""
        with self._lock:
            is_waiting = self._wanted_s is not None
            self._wanted_s = at_s
        if self._file is not None and not is_waiting:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(1, thread_name_prefix="frames")
            self._pool.submit(self._make, self._file)

    def forget(self) -> None:
        """Make no frame that is still wanted."""
        with self._lock:
            self._wanted_s = None

    def close(self) -> None:
        """Stop, and close the file."""
        self.use(None)
        if self._pool is not None:
            self._pool.submit(self._open, None)
            self._pool.shutdown(wait=True)
            self._pool = None

    def _make(self, file: Path) -> None:
        """Make the frame that is wanted now; on the thread of the pool."""
        with self._lock:
            if self._wanted_s is None or file != self._file:
                return
            at_s, self._wanted_s = self._wanted_s, None
        try:
            reader = self._open(file)
            found = reader.frame(at_s) if reader is not None else None
        except StudioError as problem:
            self.failed.emit(problem)
            return
        if found is not None and file == self._file:
            width, height, pixels = found.picture
            kind = QImage.Format.Format_RGB888
            image = QImage(pixels, width, height, width * _BYTES_PER_PIXEL, kind)
            self.ready.emit(file, image.copy())

    def _open(self, file: Path | None) -> FrameReader | None:
        if file != self._read:
            if self._reader is not None:
                self._reader.close()
            self._reader, self._read = None, None
            self._reader = None if file is None else FrameReader(file)
            self._read = file
        return self._reader
