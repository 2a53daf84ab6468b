"""Opening a pack that somebody else has made: nothing of it is trusted until it was checked."""

from __future__ import annotations

import errno
import hashlib
import re
import secrets
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from studio.jobs import Progress
from studio.messages import StudioError, error
from studio.project.files import copy_stream, writing
from studio.project.format import decode
from studio.project.media_store import DIGEST_LETTERS
from studio.project.project import COURSE_FILE, Project, check_new_folder, complete_project
from studio.project.published import load_slots
from studio.system import flush_folder, portable_name, replace_file

_MOST_ENTRIES = 100_000
_LARGEST_TEXT = 500_000_000
_BOMB_BYTES = 10_000_000
_BOMB_RATIO = 200
"""Deflate reaches 1,032; a course's text about 20."""
_STORED_NAME = r"[0-9a-f]{24}(\.[a-z0-9]{1,8})?"
_NAMES = re.compile(
    r"mimetype|course\.json|published\.json"
    rf"|media/{_STORED_NAME}|captions/{_STORED_NAME}"
    r"|(translations|history)/[A-Za-z0-9][A-Za-z0-9._-]{0,120}"
)
_FOLDERS = frozenset({"media/", "captions/", "translations/", "history/"})
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def unpack(file: Path, folder: Path, progress: Progress) -> Project:
    """Make a course folder of a pack.

    Raises:
        StudioError: it is no pack, is damaged, or holds what no pack holds; or `folder` is not
            empty, or its disk too small. Nothing is left of it.
        OSError: the pack can't be read or the folder can't be written; nothing is left of it.
        Cancelled: the work was cancelled; nothing is left of it.
    """
    check_new_folder(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = folder.parent / f".{portable_name(folder.name, 'course')}.{secrets.token_hex(4)}.part"
    try:
        with _reading(file), zipfile.ZipFile(file) as archive:
            entries = _checked(file, archive.infolist())
            _check_room(file, folder, entries)
            part.mkdir()
            _extract(file, archive, entries, part, progress)
        _check_course(file, part)
        if folder.is_dir():
            folder.rmdir()
        replace_file(part, folder)
        flush_folder(folder.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return complete_project(folder)


@contextmanager
def _reading(file: Path) -> Iterator[None]:
    """Say in words what is wrong with a zip that can't be read."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError) as problem:
        raise _refused("damaged", file, details=str(problem)) from problem
    except (NotImplementedError, ValueError) as problem:  # zipfile at fields without a sense
        raise _refused("damaged", file, details=str(problem)) from problem
    except OSError as problem:
        if problem.errno != errno.EINVAL or problem.filename:
            raise
        # A place before the beginning of the file.
        raise _refused("damaged", file, details=str(problem)) from problem


def _refused(why: str, file: Path, *, name: str = "", details: str = "") -> StudioError:
    return error(f"unpack.{why}", file=str(file), name=name, details=details)


def _checked(file: Path, infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Return the entries that are files, all of which a pack may hold."""
    if len(infos) > _MOST_ENTRIES:
        raise _refused("bomb", file, name=file.name)
    for info in infos:
        _check_entry(file, info)
    if sum(info.compress_size for info in infos) > file.stat().st_size:
        raise _refused("damaged", file, details="entries that overlap")
    files = [info for info in infos if info.orig_filename not in _FOLDERS]
    _check_twins(file, [info.orig_filename for info in files])
    if COURSE_FILE not in {info.orig_filename for info in files}:
        raise _refused("no_course", file)
    return files


def _check_entry(file: Path, info: zipfile.ZipInfo) -> None:
    name = info.orig_filename
    kind = stat.S_IFMT(info.external_attr >> 16)
    if name in _FOLDERS:
        return
    if not _NAMES.fullmatch(name) or portable_name(Path(name).name, "") != Path(name).name:
        raise _refused("strange_name", file, name=ascii(name))
    if kind not in (0, stat.S_IFREG):
        raise _refused("no_file", file, name=name)
    if info.flag_bits & 1:
        raise _refused("encrypted", file, name=name)
    if info.compress_type not in _METHODS:
        raise _refused("damaged", file, details=f"{name}: method {info.compress_type}")
    _check_size(file, info)


def _check_size(file: Path, info: zipfile.ZipInfo) -> None:
    ratio = info.file_size / max(1, info.compress_size)
    stored = info.compress_type == zipfile.ZIP_STORED
    if stored and info.file_size != info.compress_size:
        raise _refused("damaged", file, details=f"{info.orig_filename}: two sizes")
    is_text = not info.orig_filename.startswith(("media/", "history/"))
    if (is_text and info.file_size > _LARGEST_TEXT) or (
        info.file_size > _BOMB_BYTES and ratio > _BOMB_RATIO
    ):
        raise _refused("bomb", file, name=info.orig_filename)


def _check_twins(file: Path, names: list[str]) -> None:
    """Refuse names that are one file on a disk that knows no upper and lower case."""
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            raise _refused("twins", file, name=name)
        seen.add(name.casefold())


def _check_room(file: Path, folder: Path, entries: list[zipfile.ZipInfo]) -> None:
    needed = sum(info.file_size for info in entries)
    free = shutil.disk_usage(folder.parent).free
    if needed > free:
        raise error("unpack.no_room", file=str(file), needed=needed, free=free)


def _extract(
    file: Path,
    archive: zipfile.ZipFile,
    entries: list[zipfile.ZipInfo],
    part: Path,
    progress: Progress,
) -> None:
    total = max(1, sum(info.file_size for info in entries))
    done = 0
    for info in entries:
        share = progress.part(done / total, (done + info.file_size) / total)
        target = part / info.orig_filename
        target.parent.mkdir(exist_ok=True)
        with archive.open(info) as reader:
            digest = _copy(reader, target, info.file_size, share)
        if _is_stored(info) and not target.name.startswith(digest[:DIGEST_LETTERS]):
            raise _refused("other_content", file, name=info.orig_filename)
        done += info.file_size
    progress.at(1.0)


def _copy(reader: IO[bytes], target: Path, size: int, progress: Progress) -> str:
    digest = hashlib.sha256()
    with writing(target) as writer:
        for block in copy_stream(reader, writer, lambda done: progress.at(done / max(1, size))):
            digest.update(block)
    return digest.hexdigest()


def _is_stored(info: zipfile.ZipInfo) -> bool:
    return info.orig_filename.startswith(("media/", "captions/"))


def _check_course(file: Path, part: Path) -> None:
    decode((part / COURSE_FILE).read_bytes(), file / COURSE_FILE)
    try:
        load_slots(part / "published.json")
    except StudioError as problem:
        raise _refused("damaged", file, details=problem.details) from problem
    (part / "mimetype").unlink(missing_ok=True)
