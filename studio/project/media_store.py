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
from studio.system import flush_folder, replace_file

_DIGEST_LETTERS = 24
"""96 bits of SHA-256: no two files of a course share a name by chance."""


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

    def add(self, source: Path, progress: Progress) -> str:
        """Copy a file in and return its name here; the same content is kept once.

        Raises:
            OSError: `source` can't be read or the folder can't be written.
            Cancelled: the copy was cancelled; nothing is left of it.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f".{secrets.token_hex(8)}.part"
        try:
            digest = _copy_and_digest(source, part, progress)
            name = digest[:_DIGEST_LETTERS] + extension(source.name)
            if not (self.folder / name).exists():
                replace_file(part, self.folder / name)
                flush_folder(self.folder)
        finally:
            part.unlink(missing_ok=True)
        return name

    def add_bytes(self, data: bytes, suffix: str) -> str:
        """Write a small file named by its content and return that name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(data).hexdigest()[:_DIGEST_LETTERS] + suffix
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


def _copy_and_digest(source: Path, part: Path, progress: Progress) -> str:
    import os

    digest = hashlib.sha256()
    total = max(1, source.stat().st_size)
    with source.open("rb") as reader, part.open("xb") as writer:
        for block in copy_stream(reader, writer, lambda done: progress.at(done / total)):
            digest.update(block)
        writer.flush()
        os.fsync(writer.fileno())
    return digest.hexdigest()
