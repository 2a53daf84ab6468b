"""What is spoken into a microphone, on its way to the disk: nothing that was said gets lost.

The samples go to a WAV under a name of its own (`.part`) as they come. A program that is killed
leaves a file whose head does not know its length yet: that is what `unfinished` finds, and
`finish_take` puts right. (The head: RIFF WAVE, "Multimedia Programming Interface and Data
Specifications 1.0", IBM and Microsoft, 1991.)
"""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from studio.system import flush_file

_HEAD = struct.Struct("<4sI4s4sIHHIIHH4sI")
_WIDTH = 2
"""Bytes in a sample: 16 bits, one channel."""
_SHORTEST_S = 0.3
"""Less than this is no take."""
_SUFFIX = ".wav.part"


@dataclass(frozen=True, slots=True)
class Take:
    """A take on the disk, and its length."""

    path: Path
    length_s: float


class TakeWriter:
    """Writes one take; each piece is handed to the system at once.

    Raises:
        OSError: the file can't be made.
    """

    def __init__(self, path: Path, rate: int) -> None:
        self.path = path
        self.rate = rate
        self._written = 0
        self._file = path.open("wb", buffering=0)
        self._file.write(_head(rate, 0))

    @property
    def length_s(self) -> float:
        """How much is written, in seconds."""
        return self._written / _WIDTH / self.rate

    def write(self, samples: bytes) -> None:
        """Append samples of 16 bits.

        Raises:
            OSError: the disk is full, or fails; what was written before stays.
        """
        rest = memoryview(samples)
        while rest:
            count = self._file.write(rest) or 0
            self._written += count
            rest = rest[count:]

    def close(self) -> Take:
        """End the file and return what it holds."""
        # What the disk refuses to flush does not keep the head from being written in its place.
        with self._file as file, suppress(OSError):
            flush_file(file.fileno())
        return finish_take(self.path)


def place_of(folder: Path, key: str) -> Path:
    """Return where the take under a key, as of a screen, is kept in a folder."""
    return folder / f"{key}{_SUFFIX}"


def unfinished(folder: Path, key: str) -> Take | None:
    """Return the take that was left under a key, made whole; None if there is none to speak of.

    Raises:
        OSError: the disk fails.
    """
    path = place_of(folder, key)
    try:
        take = finish_take(path)
    except (FileNotFoundError, ValueError):
        return None
    return take if take.length_s >= _SHORTEST_S else None


def finish_take(path: Path) -> Take:
    """Write the true length into the head of a take and return it.

    Raises:
        OSError: the file is not there or can't be written.
        ValueError: it is no take.
    """
    with path.open("r+b", buffering=0) as file:
        head = file.read(_HEAD.size)
        if len(head) < _HEAD.size or head[:4] != b"RIFF":
            raise ValueError(path.name)
        rate: int = _HEAD.unpack(head)[7]
        size = (os.fstat(file.fileno()).st_size - _HEAD.size) // _WIDTH * _WIDTH
        wanted = _head(rate, size)
        if head != wanted:
            file.truncate(_HEAD.size + size)
            file.seek(0)
            file.write(wanted)
    return Take(path, size / _WIDTH / max(rate, 1))


def _head(rate: int, size: int) -> bytes:
    riff = _HEAD.size - 8 + size
    form = (b"WAVE", b"fmt ", 16, 1, 1, rate, rate * _WIDTH, _WIDTH, 8 * _WIDTH)
    return _HEAD.pack(b"RIFF", riff, *form, b"data", size)
