"""Earlier versions of a course, in the folder `history`: kept, listed, read, thinned.

A version is one gzip file that explains itself: a line of JSON that says what it is, then the
content of `course.json` as it was. With the first line taken off, it can be put back by hand.
"""

from __future__ import annotations

import gzip
import hashlib
import secrets
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from zlib import error as ZlibError  # noqa: N812  # it is a class

import msgspec

from studio.course.model import Course
from studio.messages import error
from studio.project.files import write_file
from studio.project.format import decode, encode
from studio.project.stored_files import stored_files
from studio.project.thinning import superfluous
from studio.project.versions import Version, VersionHead, VersionKind

SIZE_CAP = 200_000_000
"""Bytes that the folder may hold; a version of 1,000 screens takes about 100 kB."""
_LARGEST_COURSE = 500_000_000
_LONGEST_HEAD = 5_000_000
_SUFFIX = ".json.gz"


class History:
    """The kept versions of one course."""

    def __init__(
        self,
        folder: Path,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        size_cap: int = SIZE_CAP,
    ) -> None:
        self.folder = folder
        self._now = now
        self._size_cap = size_cap

    def keep(self, course: Course, kind: VersionKind, name: str = "") -> Version | None:
        """Keep `course` as it is now; None if the newest version says just that already.

        Versions that are superfluous then are deleted.

        Raises:
            OSError: it can't be written; what was kept before is unchanged.
        """
        content = encode(course)
        digest = hashlib.sha256(content).hexdigest()
        versions = self.versions()
        if versions and not name and _says(versions[0], digest, kind):
            return None
        head = VersionHead(
            kind=kind,
            time=self._now(),
            name=name,
            title=course.title,
            screens=len(course.screens),
            digest=digest,
            files=tuple(sorted(stored_files(course))),
        )
        version = self._write(head, content)
        self._thin([version, *versions])
        return version

    def versions(self) -> list[Version]:
        """Return what is kept, the newest first; files that are no versions are left out."""
        try:
            files = [file for file in self.folder.iterdir() if file.name.endswith(_SUFFIX)]
        except (FileNotFoundError, NotADirectoryError):
            return []
        found = [version for version in map(_read_head, files) if version is not None]
        return sorted(found, key=lambda version: (version.head.time, version.file), reverse=True)

    def load(self, version: Version) -> Course:
        """Return the course as it was in `version`.

        Raises:
            StudioError: the file is gone or damaged.
        """
        try:
            with gzip.open(version.file) as stream:
                stream.readline(_LONGEST_HEAD)
                content = stream.read(_LARGEST_COURSE)
        except (OSError, EOFError, ZlibError) as problem:
            raise error(
                "history.damaged", file=str(version.file), details=str(problem)
            ) from problem
        return decode(content, version.file).course

    def keep_unreadable(self, content: bytes) -> Path:
        """Keep a `course.json` that can't be understood, byte for byte, and return its place.

        Raises:
            OSError: it can't be written.
        """
        file = self.folder / f"course.unreadable-{_stamp(self._now())}.json"
        self.folder.mkdir(exist_ok=True)
        write_file(file, content)
        return file

    def files_used(self) -> set[str]:
        """Return the names of all media and captions that a kept version needs."""
        return {file for version in self.versions() for file in version.head.files}

    def _write(self, head: VersionHead, content: bytes) -> Version:
        name = f"{_stamp(head.time)}-{head.kind.value}-{secrets.token_hex(2)}{_SUFFIX}"
        file = self.folder / name
        packed = gzip.compress(msgspec.json.encode(head) + b"\n" + content, 6, mtime=0)
        self.folder.mkdir(exist_ok=True)
        write_file(file, packed)
        return Version(file=file, size=len(packed), head=head)

    def _thin(self, versions: Iterable[Version]) -> None:
        for version in superfluous(versions, self._now(), self._size_cap):
            version.file.unlink(missing_ok=True)


def _says(version: Version, digest: str, kind: VersionKind) -> bool:
    """Return whether a further version would tell nothing that `version` does not."""
    told = kind is version.head.kind or kind is not VersionKind.PUBLISHED
    return told and version.head.digest == digest


def _read_head(file: Path) -> Version | None:
    try:
        with gzip.open(file) as stream:
            line = stream.readline(_LONGEST_HEAD)
        head = msgspec.json.decode(line, type=VersionHead)
        return Version(file=file, size=file.stat().st_size, head=head)
    except (OSError, EOFError, ZlibError, msgspec.MsgspecError):
        return None


def _stamp(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y%m%dT%H%M%S%fZ")
