"""Opening a pack that somebody else has made: nothing of it is trusted until it was checked."""

from __future__ import annotations

import hashlib
import secrets
import shutil
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from studio.jobs import Progress
from studio.messages import StudioError, error, message
from studio.project.files import copy_stream, writing
from studio.project.format import decode
from studio.project.pack_names import (
    MIMETYPE_ENTRY,
    PACKED_FOLDERS,
    SLOTS_ENTRY,
    digest_in,
    first_twin,
    is_named_by_content,
    is_pack_name,
)
from studio.project.project import COURSE_FILE, Project, check_new_folder, complete_project
from studio.project.published import load_slots
from studio.project.zips import (
    DamagedZipError,
    TooManyEntriesError,
    open_zip,
    telling_damage,
)
from studio.system import flush_folder, long_path, replace_file

_MOST_ENTRIES = 100_000
_LARGEST_TEXT = 50_000_000
"""Bytes; a course of 1,000 screens takes 2 million. Read, a hostile one takes 25 times as much."""
_BOMB_BYTES = 10_000_000
_BOMB_RATIO = 200
"""Deflate reaches 1,032; a course's text about 20."""
_FOLDERS = frozenset(f"{name}/" for name in PACKED_FOLDERS)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def unpack(file: Path, folder: Path, progress: Progress) -> Project:
    """Make a course folder of a pack.

    Raises:
        StudioError: it is no pack, is damaged, or holds what no pack holds; or `folder` is not
            empty, or its disk too small. Nothing is left of it.
        OSError: the pack can't be read or the folder can't be written; nothing is left of it.
        Cancelled: the work was cancelled; nothing is left of it.
    """
    folder = long_path(folder)
    check_new_folder(folder)
    progress.say(message("unpack.step", file=file.name))
    with _making(folder) as part:
        with _reading(file) as archive:
            entries = _checked(file, archive.infolist())
            _check_room(file, part, entries)
            _extract(file, archive, entries, part, progress)
        _check_course(file, part)
        complete_project(part)
    return Project(folder)


@contextmanager
def _making(folder: Path) -> Iterator[Path]:
    """Give a folder to fill, which becomes `folder` if all goes well; else nothing is left of it.

    It lies beside `folder`, and inside of one that is there already: that may be a disk, or where
    the user's shell is, which nothing can take the place of.
    """
    missing = [each for each in folder.parents if not each.exists()]
    home = folder if folder.is_dir() else folder.parent
    part = home / f".{secrets.token_hex(4)}.part"
    try:
        with _naming(folder, part):
            part.mkdir(parents=True)
            yield part
            flush_folder(part)
            _settle(part, folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        for each in missing:
            with suppress(OSError):
                each.rmdir()
        raise


@contextmanager
def _naming(folder: Path, part: Path) -> Iterator[None]:
    """Put the folder that the user knows into an error that names something in `part`."""
    try:
        yield
    except OSError as problem:
        if not str(problem.filename).startswith(str(part)):
            raise
        raise OSError(problem.errno, problem.strerror, str(folder)) from problem


def _settle(part: Path, folder: Path) -> None:
    """Put what was unpacked in its place; a folder that is there gets the course itself last."""
    if part.parent != folder:
        replace_file(part, folder)
        flush_folder(folder.parent)
        return
    if set(folder.iterdir()) != {part}:  # it was empty when the work began
        raise error("course.folder_not_empty", folder=str(folder))
    for each in sorted(part.iterdir(), key=lambda each: each.name == COURSE_FILE):
        replace_file(each, folder / each.name)
    part.rmdir()
    flush_folder(folder)


@contextmanager
def _reading(file: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip, and say in words what is wrong with one that can't be read."""
    try:
        with telling_damage(), open_zip(file, _MOST_ENTRIES) as archive:
            yield archive
    except DamagedZipError as problem:
        raise _refused("damaged", file, details=str(problem)) from problem
    except TooManyEntriesError as problem:
        raise _refused("too_many", file) from problem


def _refused(why: str, file: Path, *, name: str = "", details: str = "") -> StudioError:
    return error(f"unpack.{why}", file=str(file), name=name, details=details)


def _checked(file: Path, infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Return the entries that are files, all of which a pack may hold."""
    if len(infos) > _MOST_ENTRIES:
        raise _refused("too_many", file)
    for info in infos:
        _check_entry(file, info)
    if sum(info.compress_size for info in infos) > file.stat().st_size:
        raise _refused("damaged", file, details="entries that overlap")
    files = [info for info in infos if info.orig_filename not in _FOLDERS]
    names = [info.orig_filename for info in files]
    if twin := first_twin(names):
        raise _refused("twins", file, name=twin)
    if COURSE_FILE not in names:
        raise _refused("no_course", file)
    _check_whole(file, files)
    return files


def _check_entry(file: Path, info: zipfile.ZipInfo) -> None:
    name = info.orig_filename
    kind = stat.S_IFMT(info.external_attr >> 16)
    if name in _FOLDERS:
        return
    if not is_pack_name(name):
        raise _refused("strange_name", file, name=ascii(name))
    if kind not in (0, stat.S_IFREG):
        raise _refused("no_file", file, name=name)
    if info.flag_bits & 1:
        raise _refused("encrypted", file, name=name)
    if info.compress_type not in _METHODS:
        raise _refused("damaged", file, details=f"{name}: method {info.compress_type}")
    _check_size(file, info)


def _check_size(file: Path, info: zipfile.ZipInfo) -> None:
    stored = info.compress_type == zipfile.ZIP_STORED
    if stored and info.file_size != info.compress_size:
        raise _refused("damaged", file, details=f"{info.orig_filename}: two sizes")
    is_text = not info.orig_filename.startswith(("media/", "history/"))
    too_long = is_text and info.file_size > _LARGEST_TEXT
    if too_long or _swells(info.compress_size, info.file_size):
        raise _refused("bomb", file, name=info.orig_filename)


def _check_whole(file: Path, infos: list[zipfile.ZipInfo]) -> None:
    """Refuse a bomb that is made of many small ones."""
    needed = sum(info.file_size for info in infos)
    if _swells(sum(info.compress_size for info in infos), needed):
        raise error("unpack.swells", file=str(file), needed=needed)


def _swells(packed: int, size: int) -> bool:
    return size > _BOMB_BYTES and size > _BOMB_RATIO * max(1, packed)


def _check_room(file: Path, part: Path, entries: list[zipfile.ZipInfo]) -> None:
    needed = sum(info.file_size for info in entries)
    free = shutil.disk_usage(part).free
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
        name = info.orig_filename
        if is_named_by_content(name) and not digest.startswith(digest_in(name)):
            raise _refused("other_content", file, name=name)
        done += info.file_size
    progress.at(1.0)


def _copy(reader: IO[bytes], target: Path, size: int, progress: Progress) -> str:
    digest = hashlib.sha256()
    with writing(target) as writer:
        for block in copy_stream(reader, writer, lambda done: progress.at(done / max(1, size))):
            digest.update(block)
    return digest.hexdigest()


def _check_course(file: Path, part: Path) -> None:
    decode((part / COURSE_FILE).read_bytes(), file / COURSE_FILE)
    try:
        load_slots(part / SLOTS_ENTRY)
    except StudioError as problem:
        raise _refused("damaged", file, details=problem.details) from problem
    (part / MIMETYPE_ENTRY).unlink(missing_ok=True)
