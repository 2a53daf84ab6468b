"""Zip files: written as the same bytes for the same files, and read with nothing trusted.

What is written has its text deflated and the rest stored.
"""

from __future__ import annotations

import errno
import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from studio.jobs import Progress
from studio.project.files import clear_halves, copy_stream, writing

_TEXT = frozenset({".css", ".html", ".js", ".json", ".md", ".svg", ".txt", ".vtt", ".xml"})
_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date of the format: a clock would make each zip another one."""
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3
_LARGE = 1 << 31
_DIRECTORY_ENTRY = 100
"""Bytes that an entry takes in a zip's directory, or somewhat less; as an object in memory 600."""


class DamagedZipError(Exception):
    """A file that is no zip, or a damaged one; the argument says why, in no language."""


class TooManyEntriesError(Exception):
    """A zip file whose directory is larger than allowed."""


class ZipEntry(NamedTuple):
    """A file of a zip: its path in there, and its content or where that lies.

    With `as_is` even text is stored. `check` is told the SHA-256 of a file that was copied in, and
    may raise.
    """

    path: str
    source: Path | bytes
    as_is: bool = False
    check: Callable[[str], object] | None = None


def write_zip(target: Path, entries: Sequence[ZipEntry], progress: Progress) -> None:
    """Write a zip file with `entries` in the order given, in one pass and little memory.

    Text is deflated; everything else is stored, since it is compressed already.

    Raises:
        OSError: a file can't be read or the zip can't be written; `target` is as it was.
        Cancelled: the work was cancelled; `target` is as it was.
        Exception: what the `check` of an entry raises; `target` is as it was.
    """
    total = max(1, sum(_size(entry) for entry in entries))
    clear_halves(target.parent, target.name)
    done = 0
    with writing(target) as stream, zipfile.ZipFile(stream, "w") as archive:
        for entry in entries:
            end = done + _size(entry)
            _add(archive, entry, progress.part(done / total, end / total))
            done = end


def _add(archive: zipfile.ZipFile, entry: ZipEntry, progress: Progress) -> None:
    info = zipfile.ZipInfo(entry.path, _DATE)
    info.create_system = _UNIX
    info.external_attr = _PLAIN_FILE
    deflated = PurePosixPath(entry.path).suffix in _TEXT and not entry.as_is
    info.compress_type = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    if isinstance(entry.source, bytes):
        archive.writestr(info, entry.source)
    else:
        _copy_in(archive, info, entry.source, entry.check, progress)
    progress.at(1.0)


def _copy_in(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    source: Path,
    check: Callable[[str], object] | None,
    progress: Progress,
) -> None:
    size = max(1, source.stat().st_size)
    large = size >= _LARGE
    digest = hashlib.sha256()
    with source.open("rb") as reader, archive.open(info, "w", force_zip64=large) as writer:
        for block in copy_stream(reader, writer, lambda done: progress.at(done / size)):
            if check:
                digest.update(block)
    if check:
        check(digest.hexdigest())


def _size(entry: ZipEntry) -> int:
    return len(entry.source) if isinstance(entry.source, bytes) else entry.source.stat().st_size


@contextmanager
def open_zip(file: Path, most_entries: int) -> Iterator[zipfile.ZipFile]:
    """Open a zip that anybody has made.

    Raises:
        DamagedZipError: it is no zip file, or a damaged one.
        TooManyEntriesError: its directory has room for more than `most_entries`.
        OSError: the file can't be read.
    """
    with _Bounded(file, most_entries) as stream:
        with telling_damage():
            archive = zipfile.ZipFile(stream)
        with archive:
            yield archive


@contextmanager
def telling_damage() -> Iterator[None]:
    """Turn all that `zipfile` raises at a damaged file into one error.

    Raises:
        DamagedZipError: something is wrong with the file.
    """
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError) as problem:
        raise DamagedZipError(str(problem)) from problem
    except (NotImplementedError, ValueError) as problem:  # zipfile at fields without a sense
        raise DamagedZipError(str(problem)) from problem
    except OSError as problem:
        if problem.errno != errno.EINVAL or problem.filename:
            raise
        # A place before the beginning of the file.
        raise DamagedZipError(str(problem)) from problem


class _Bounded(io.BufferedReader):
    """A zip as `zipfile` reads it: with a directory that fits into memory."""

    def __init__(self, file: Path, most_entries: int) -> None:
        super().__init__(io.FileIO(file))
        self._most = most_entries * _DIRECTORY_ENTRY

    def read(self, size: int | None = -1, /) -> bytes:
        """Read up to `size` bytes. Only the directory is asked for in one large piece."""
        if size is not None and size > self._most:
            raise TooManyEntriesError
        return super().read(size)
