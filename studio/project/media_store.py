"""The folders `media` and `captions`: files named by their content and never changed."""

from __future__ import annotations

import hashlib
import mimetypes
import re
import secrets
from pathlib import Path

from studio.course.ids import new_id
from studio.course.model import MediaFile
from studio.jobs import Progress
from studio.messages import error
from studio.project.files import copy_stream, write_file
from studio.system import flush_file, flush_folder, reflink, replace_file

DIGEST_LETTERS = 24
"""96 bits of SHA-256: no two files of a course share a name by chance."""
_BLOCK = 1 << 20


class MediaStore:
    """One folder of files named by content."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, file: str) -> Path:
        """Return where the file with this name lies.

        Raises:
            StudioError: it is missing.
        """
        path = self.folder / file
        if not path.is_file():
            raise error("media.missing_in_course", file=str(path))
        return path

    def has(self, file: str) -> bool:
        """Return whether the file with this name is here."""
        return (self.folder / file).is_file()

    def add(self, source: Path, progress: Progress, suffix: str | None = None) -> str:
        """Bring a file in and return its name here; the same content is kept once.

        The name ends in `suffix`; without one in the source's own.

        Where the file system can, the file shares the blocks of `source` and takes no room;
        elsewhere it is a copy. A file that lies here already under that name with another size
        is a damaged one and is replaced.

        Raises:
            OSError: `source` can't be read or the folder can't be written.
            Cancelled: the copy was cancelled; nothing is left of it.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f".{secrets.token_hex(8)}.part"
        try:
            ending = extension(source.name) if suffix is None else suffix
            name = _bring_in(source, part, progress) + ending
            if not _same_size(self.folder / name, part):
                replace_file(part, self.folder / name)
                flush_folder(self.folder)
        finally:
            part.unlink(missing_ok=True)
        return name

    def add_bytes(self, data: bytes, suffix: str) -> str:
        """Write a small file named by its content and return that name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(data).hexdigest()[:DIGEST_LETTERS] + suffix
        if not (self.folder / name).exists():
            write_file(self.folder / name, data)
        return name


def media_file(store: MediaStore, source: Path, progress: Progress) -> MediaFile:
    """Bring a file in and return the course's entry for it (without length and picture size)."""
    name = store.add(source, progress)
    kind = mimetypes.guess_type("x" + extension(name), strict=False)[0]
    return MediaFile(
        id=new_id(),
        file=name,
        name=source.name,
        size=store.path(name).stat().st_size,
        mime=kind or "application/octet-stream",
    )


def extension(name: str) -> str:
    """Return a file's extension in lower case with its dot; "" if it is no plain one."""
    suffix = Path(name).suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""


def _same_size(one: Path, other: Path) -> bool:
    return one.exists() and one.stat().st_size == other.stat().st_size


def digest_name(source: Path, progress: Progress) -> str:
    """Return the name, without extension, that a file's content gives it.

    Raises:
        OSError: it can't be read.
        Cancelled: the work was cancelled.
    """
    digest = hashlib.sha256()
    total = max(1, source.stat().st_size)
    done = 0
    with source.open("rb") as reader:
        while block := reader.read(_BLOCK):
            digest.update(block)
            done += len(block)
            progress.at(done / total)
    return digest.hexdigest()[:DIGEST_LETTERS]


def _bring_in(source: Path, part: Path, progress: Progress) -> str:
    """Put the content of `source` into `part` and return the name that it gives.

    The name is that of the content that is here, so that a file that changes meanwhile can't be
    stored under the name of something else.
    """
    if reflink(source, part):
        return digest_name(part, progress)
    digest = hashlib.sha256()
    total = max(1, source.stat().st_size)
    with source.open("rb") as reader, part.open("xb") as writer:
        for block in copy_stream(reader, writer, lambda done: progress.at(done / total)):
            digest.update(block)
        writer.flush()
        flush_file(writer.fileno())
    return digest.hexdigest()[:DIGEST_LETTERS]
