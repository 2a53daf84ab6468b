"""What is validated: the files of a package, in a zip file of anybody's or before they are written.

Nothing is read or inflated beyond a bound, and nothing is written.
"""

from __future__ import annotations

import stat
import unicodedata
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from exporters.publication import PackageFile
from studio.project.zips import DamagedZipError, open_zip, telling_damage

_MOST_ENTRIES = 200_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UTF8_NAME = 0x800
_ENCRYPTED = 1


class UnreadableEntryError(Exception):
    """A file of the package that can't be read; the argument says why, in no language."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a package: `name` as it is written there, sizes in bytes.

    `plain` is false where the compression is neither none nor Deflate; `told_encoding` where the
    name has other letters than ASCII and the zip does not say in which encoding.
    """

    name: str
    size: int
    packed: int
    plain: bool = True
    encrypted: bool = False
    folder: bool = False
    link: bool = False
    told_encoding: bool = True


class Contents(ABC):
    """The entries of a package, and a way to read them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)

    @abstractmethod
    def read(self, name: str, most: int) -> bytes:
        """Return the first `most` bytes of a file at most.

        Raises:
            UnreadableEntryError: it is damaged, encrypted, or compressed in an unusual way.
        """

    @cached_property
    def files(self) -> frozenset[str]:
        """The names of all files, without the folders."""
        return frozenset(entry.name for entry in self.entries if not entry.folder)

    @cached_property
    def sizes(self) -> dict[str, int]:
        """The sizes of all files, in bytes."""
        return {entry.name: entry.size for entry in self.entries if not entry.folder}

    def alike(self, name: str) -> str | None:
        """Return a file whose name differs from `name` in case or in how accents are written."""
        return self._folded.get(folded(name))

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {folded(name): name for name in sorted(self.files)}


def folded(name: str) -> str:
    """Return a name as a disk sees it that heeds neither case nor how accents are written."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


class ZipContents(Contents):
    """A zip file that is open."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        infos = archive.infolist()
        super().__init__([_entry(info) for info in infos])
        self._archive = archive
        self._infos = {info.orig_filename: info for info in infos}

    def read(self, name: str, most: int) -> bytes:
        """Return the first `most` bytes of a file at most."""
        info = self._infos[name]
        if info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS:
            raise UnreadableEntryError(name)
        try:
            with telling_damage(), self._archive.open(info) as reader:
                return reader.read(most)
        except DamagedZipError as problem:
            raise UnreadableEntryError(str(problem)) from problem


def _entry(info: zipfile.ZipInfo) -> Entry:
    name = info.orig_filename
    return Entry(
        name=name,
        size=info.file_size,
        packed=info.compress_size,
        plain=info.compress_type in _METHODS,
        encrypted=bool(info.flag_bits & _ENCRYPTED),
        folder=name.endswith(("/", "\\")),
        link=stat.S_ISLNK(info.external_attr >> 16),
        told_encoding=name.isascii() or bool(info.flag_bits & _UTF8_NAME),
    )


@contextmanager
def zip_contents(file: Path) -> Iterator[ZipContents]:
    """Open a zip file.

    Raises:
        TooManyEntriesError: its directory does not fit into memory.
        DamagedZipError: it is no zip file, or a damaged one.
        OSError: the file can't be read.
    """
    with open_zip(file, _MOST_ENTRIES) as archive:
        yield ZipContents(archive)


class FileContents(Contents):
    """The files of a package that is not written yet: each as large in there as it is."""

    def __init__(self, files: Sequence[PackageFile]) -> None:
        self._sources = {file.path: file.source for file in files}
        sizes = ((file.path, _size(file.source)) for file in files)
        super().__init__([Entry(path, size, size) for path, size in sizes])

    def read(self, name: str, most: int) -> bytes:
        """Return the first `most` bytes of a file at most."""
        source = self._sources[name]
        if isinstance(source, bytes):
            return source[:most]
        with source.open("rb") as reader:
            return reader.read(most)


def _size(source: Path | bytes) -> int:
    return len(source) if isinstance(source, bytes) else source.stat().st_size
